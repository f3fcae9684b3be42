import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App, ComposeResult
from textual.color import Color, Lab, rgb_to_lab
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Footer, Input, OptionList, Select, Static

from alignment_tui.colours import Colours
from alignment_tui.config import ConfigRefused, keep_theme, read_settings
from alignment_tui.ui.contrast import AA, AAA, GRAPHIC, contrast
from alignment_tui.ui.roles import BACKGROUNDS, DEFAULT_VARIABLES, TEXT_ROLES
from alignment_tui.ui.themes import DEFAULT_THEME, load_all, load_theme, theme_folders, theme_names
from tests.driver import Facilitator, example
from tests.portion import some

SHIPPED = {
    "meeting-dark": AA,
    "meeting-light": AA,
    "high-contrast-dark": AAA,
    "high-contrast-light": AAA,
    "colour-blind-safe": AA,
    "terminal": 0,
}
OURS = theme_folders(Path("/nonexistent"))
OWN_COLOURS = [name for name in SHIPPED if name != "terminal"]

# Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency (2009),
# severity 1.0, on linear RGB. https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html
EYES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def folder(tmp_path: Path, **files: str) -> tuple[Path, ...]:
    own = tmp_path / "themes"
    own.mkdir(exist_ok=True, parents=True)
    for name, text in files.items():
        (own / f"{name}.yaml").write_text(text)
    return (own, *OURS)


def pairs(theme: Theme) -> list[tuple[str, str]]:
    """Every colour of a text role beside every background it may stand on."""
    shown = theme.variables
    return [(shown[f"role-{role}"], shown[f"role-{background}"]) for role in TEXT_ROLES for background in BACKGROUNDS]


def in_256_colours(colour: str) -> Color:
    red, green, blue = RichColor.parse(Color.parse(colour).hex).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return Color(red, green, blue)


def seen_by(eye: str, colour: str) -> Lab:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    def encoded(value: float) -> int:
        value = min(max(value, 0.0), 1.0)
        return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))

    light = [linear(channel) for channel in Color.parse(colour).normalized]
    red, green, blue = (encoded(sum(a * b for a, b in zip(row, light, strict=True))) for row in EYES[eye])
    return rgb_to_lab(Color(red, green, blue))


def test_contrast_is_that_of_wcag() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(Color.parse("#777777"), white) == pytest.approx(4.48, abs=0.005)
    assert contrast(Color.parse("#ff0000"), white) == pytest.approx(4.00, abs=0.005)


def test_all_six_are_shipped_and_load() -> None:
    themes, failures = load_all(OURS)
    assert failures == []
    assert {theme.name for theme in themes} == set(theme_names(OURS)) == set(SHIPPED)
    assert DEFAULT_THEME in SHIPPED
    assert [theme.name for theme in themes if not theme.dark] == ["high-contrast-light", "meeting-light"]
    assert [theme.name for theme in themes if theme.ansi] == ["terminal"]


@pytest.mark.parametrize("name", OWN_COLOURS)
def test_every_text_can_be_read_on_every_background(name: str) -> None:
    theme = load_theme(name, OURS)
    assert [pair for pair in pairs(theme) if contrast(*map(Color.parse, pair)) < SHIPPED[name]] == []
    rule = Color.parse(theme.variables["role-rule"])
    for background in ("role-screen-background", "role-panel-background"):
        assert contrast(rule, Color.parse(theme.variables[background])) >= GRAPHIC


@pytest.mark.parametrize("name", OWN_COLOURS)
def test_and_still_in_a_terminal_of_256_colours(name: str) -> None:
    theme = load_theme(name, OURS)
    assert [pair for pair in pairs(theme) if contrast(*map(in_256_colours, pair)) < AA] == []


@pytest.mark.parametrize("eye", EYES)
def test_good_warn_bad_and_accent_stay_apart_for_colour_blind_eyes(eye: str) -> None:
    shown = load_theme("colour-blind-safe", OURS).variables
    colours = {role: seen_by(eye, shown[f"role-{role}"]) for role in ("good", "warn", "bad", "accent")}
    for (one, a), (other, b) in combinations(colours.items(), 2):
        apart = ((a.L - b.L) ** 2 + (a.a - b.a) ** 2 + (a.b - b.b) ** 2) ** 0.5
        assert apart >= 15, f"{one} and {other} differ by {apart:.1f} (CIE76)"


@pytest.mark.parametrize("name", some([*SHIPPED, "textual-light", "nord", "ansi-dark"], 5))
async def test_stock_widgets_and_our_roles_start_under_every_theme(name: str) -> None:
    class Shown(App[None]):
        CSS = (
            "".join(
                f".{role} {{ color: $role-{role}; background: $role-{background}; }}\n"
                for role in TEXT_ROLES
                for background in BACKGROUNDS
            )
            + ".row { text-style: $role-cursor-style; border: solid $role-rule; }"
        )

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return DEFAULT_VARIABLES

        def compose(self) -> ComposeResult:
            yield Static("words", classes="row text", markup=False)
            yield Input("typed")
            yield OptionList("one", "two")
            yield Select([("one", 1)])
            yield Footer()

    app = Shown()
    if name in SHIPPED:
        app.register_theme(load_theme(name, OURS))
    app.theme = name
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("tab", "down")
        assert app.export_screenshot()


def test_ours_leave_no_variable_of_textual_out() -> None:
    wanted = set(BUILTIN_THEMES["textual-dark"].to_color_system().generate())
    for theme in load_all(OURS)[0]:
        assert wanted <= {*theme.to_color_system().generate(), *theme.variables}
        assert set(DEFAULT_VARIABLES) <= set(theme.variables)


def test_a_theme_extends_another_and_says_only_what_differs(tmp_path: Path) -> None:
    folders = folder(tmp_path, mine='extends: meeting-dark\ncolours:\n  accent: "#ffb000"\n')
    mine, dark = load_theme("mine", folders), load_theme("meeting-dark", folders)
    assert mine.variables["role-accent"] == mine.variables["footer-key-foreground"] == "#ffb000"
    assert mine.variables["role-dim"] == dark.variables["role-dim"]
    assert mine.background == dark.background


def test_the_terminals_own_colours_may_be_chosen_among(tmp_path: Path) -> None:
    theme = load_theme("mine", folder(tmp_path, mine="extends: terminal\ncolours:\n  accent: ansi_cyan\n"))
    assert theme.ansi
    assert theme.variables["role-accent"] == "ansi_cyan"
    assert theme.variables["role-cursor-style"] == "bold reverse"


def test_the_users_own_comes_first_and_may_extend_ours_of_the_same_name(tmp_path: Path) -> None:
    folders = folder(tmp_path, **{"meeting-dark": 'extends: meeting-dark\nroles:\n  text: "#ffffff"\n'})
    assert load_theme("meeting-dark", folders).variables["role-text"] == "#ffffff"
    assert load_theme("high-contrast-dark", folders).variables["role-text"] == "#ffffff"
    assert theme_names(folders).count("meeting-dark") == 1


@pytest.mark.parametrize(
    ("text", "line", "key", "reason"),
    [
        ("extends: meeting-dark\ncolours:\n  accent: blurple\n", 3, "colours.accent", "'blurple' is no colour"),
        ("extends: meeting-dark\nroles:\n  dim: '#556070'\n", 3, "roles.dim", "4.5:1 is needed"),
        ("extends: meeting-dark\ncolours:\n  background: '#808080'\n", 3, "colours.background", "4.5:1 is needed"),
        ("extends: meeting-dark\nroles:\n  rule: '#202020'\n", 3, "roles.rule", "3:1 is needed"),
        ("extends: meeting-dark\ncontrast: 7\n", 2, "contrast", "7:1 is needed"),
        ("extends: meeting-dark\ncontrast: 3\n", 2, "contrast", "3 is not between 4.5 and 21"),
        ("extends: meeting-dark\ncontrast: .nan\n", 2, "contrast", "not between"),
        ("extends: meeting-dark\nroles:\n  text: '#ffffff80'\n", 3, "roles.text", "opaque"),
        ("extends: meeting-dark\nroles:\n  text: auto\n", 3, "roles.text", "colour"),
        ("extends: meeting-dark\nroles:\n  text: ansi_white\n", 3, "roles.text", "the terminal's own"),
        ("extends: meeting-dark\nroles:\n  text: '$accent'\n", 3, "roles.text", "is no colour"),
        ("extends: meeting-dark\nroles:\n  text: #ffffff\n  good: lime\n", 3, "roles.text", "must stand in quotes"),
        ("extends: meeting-dark\nroles:\n  text: ''\n", 3, "roles.text", "is no colour"),
        ("extends: meeting-dark\nroles:\n  shout: red\n", 3, "roles.shout", "there is no such key"),
        ("extends: meeting-dark\ncolors:\n  accent: red\n", 2, "colors", "there is no such key"),
        ("extends: meeting-dusk\n", 1, "extends", "there is no theme meeting-dusk"),
        ("extends: ../../etc/passwd\n", 1, "extends", "there is no theme"),
        ("extends: wrong\n", 1, "extends", "there is no theme"),
        ("extends: round\n", 1, "extends", "a loop"),
        ("name: other\nextends: meeting-dark\n", 1, "name", "is not the name of the file"),
        ("dark: yes\ncolours:\n  primary: red\n", 2, "colours.secondary", "is missing"),
        ("extends: meeting-dark\ndark: maybe\n", 2, "dark", "expected bool, got str"),
    ],
)
def test_a_wrong_theme_is_refused_while_the_others_load(
    tmp_path: Path, text: str, line: int, key: str, reason: str
) -> None:
    folders = folder(tmp_path, wrong=text, round="extends: wrong\n")
    themes, failures = load_all(folders)
    assert set(SHIPPED) <= {theme.name for theme in themes}
    refused = next(failure for failure in failures if failure.path.stem == ("round" if "loop" in reason else "wrong"))
    assert (refused.key, refused.line) == (key, line)
    assert reason in refused.reason
    assert "\n" not in str(refused)


def test_a_name_that_is_no_theme_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("extends: meeting-dark\n")
    for name in ("absent", "../secret", "", "/etc/passwd"):
        with pytest.raises(ConfigRefused, match="there is no theme"):
            load_theme(name, folder(tmp_path))


def test_a_file_that_cannot_be_a_name_is_reported(tmp_path: Path) -> None:
    folders = folder(tmp_path, **{"My \x1b[31mTheme": "extends: meeting-dark\n"})
    assert set(theme_names(folders)) == set(SHIPPED)
    [failure] = load_all(folders)[1]
    assert "\x1b" not in str(failure)


def test_only_the_chosen_theme_and_what_it_extends_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = folder(tmp_path, broken="[")
    read: list[str] = []
    opened = Path.open

    def watched(path: Path, *args: str, **rest: str) -> object:
        read.append(path.name)
        return opened(path, *args, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", watched)
    assert "broken" in theme_names(folders)
    assert read == []
    load_theme("high-contrast-dark", folders)
    assert read == ["high-contrast-dark.yaml", "meeting-dark.yaml"]


def test_yaml_is_not_imported_before_a_file_is_read() -> None:
    code = "import sys, alignment_tui.ui.themes; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("colours", ["none", "16"])
async def test_with_few_colours_the_terminals_own_are_shown_and_the_choice_is_left_alone(
    colours: Colours, tmp_path: Path
) -> None:
    keep_theme(tmp_path / "config", "meeting-light")
    session = example("checkout").session
    async with Facilitator.opens(tmp_path, session, colours=colours) as room:
        assert room.app.theme == "terminal"
        assert read_settings(tmp_path / "config").theme == "meeting-light"
        await room.palette("Choose a theme").type("high-contrast-dark").enter()
        await room.until(lambda: room.app.theme == "high-contrast-dark", "the theme that was asked for")
    async with Facilitator.opens(tmp_path, session, colours="256") as room:
        assert room.app.theme == "high-contrast-dark"


async def test_a_theme_of_the_terminals_own_colours_is_kept_with_few(tmp_path: Path) -> None:
    folder(tmp_path / "config", mine="extends: terminal\ncolours:\n  accent: ansi_cyan\n")
    keep_theme(tmp_path / "config", "mine")
    async with Facilitator.opens(tmp_path, example("checkout").session, colours="16") as room:
        assert room.app.theme == "mine"


async def test_where_a_theme_is_wrong_the_others_can_be_chosen(tmp_path: Path) -> None:
    folder(tmp_path / "config", wrong="extends: meeting-dark\nroles:\n  dim: '#556070'\n")
    async with Facilitator.opens(tmp_path, example("checkout").session, size=(200, 50)) as room:
        await room.palette("Choose a theme").type("wrong")
        await room.until(lambda: bool(room.app._notifications), "the reason")
        [told] = [notification.message for notification in room.app._notifications]
        assert re.search(r"wrong\.yaml, line 3, roles\.dim: .* 4\.5:1 is needed", told)
        await room.press(*["backspace"] * 5).type("meeting-light").enter()
        await room.until(lambda: room.app.theme == "meeting-light", "the theme")
