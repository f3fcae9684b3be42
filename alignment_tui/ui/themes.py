"""Themes from YAML files: found by file name, read one at a time, refused with file, line, key and reason.

A theme that cannot be read over a call is a fault like a misspelt key, so contrast is checked when a theme is loaded;
and only the chosen theme, with what it extends, is read at the start.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from textual.color import Color, ColorParseError
from textual.theme import Theme

from alignment_tui.config import DEFAULT_THEME, ConfigRefused, YamlFile, read_yaml
from alignment_tui.ui.contrast import AA, GRAPHIC, contrast
from alignment_tui.ui.roles import BACKGROUNDS, FROM_COLOURS, RULE, TEXT_ROLES, variables

__all__ = ["DEFAULT_THEME", "load_all", "load_theme", "theme_folders", "theme_names"]

_ROOT = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Colours(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Textual's colours, from which stock widgets take theirs."""

    primary: str | None = None
    secondary: str | None = None
    accent: str | None = None
    foreground: str | None = None
    background: str | None = None
    surface: str | None = None
    panel: str | None = None
    success: str | None = None
    warning: str | None = None
    error: str | None = None


class Roles(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What our screens paint by; a role left out is one of the theme's colours."""

    text: str | None = None
    dim: str | None = None
    strong: str | None = None
    accent: str | None = None
    good: str | None = None
    warn: str | None = None
    bad: str | None = None
    quote: str | None = None
    key: str | None = None
    cursor: str | None = None
    rule: str | None = None
    screen_background: str | None = None
    panel_background: str | None = None
    cursor_background: str | None = None
    line_background: str | None = None


class ThemeFile(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One theme as it is written; what it leaves out it has from the theme it extends."""

    name: str = ""
    extends: str = ""
    dark: bool | None = None
    ansi: bool | None = None
    contrast: float | None = None
    colours: Colours = Colours()
    roles: Roles = Roles()


def theme_folders(config_folder: Path) -> tuple[Path, ...]:
    """Return where themes are looked for: the user's own, then ours (in the package, or at the repository's root)."""
    packaged = _ROOT / "themes"
    return config_folder / "themes", packaged if packaged.is_dir() else _ROOT.parent / "themes"


def theme_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all themes, sorted, without reading one."""
    return tuple(sorted({path.stem for path in _files(folders) if _NAME.fullmatch(path.stem)}))


def load_all(folders: Sequence[Path]) -> tuple[list[Theme], list[ConfigRefused]]:
    """Return the themes that can be used and the refusals of those that cannot."""
    themes: list[Theme] = []
    failures = [
        ConfigRefused(path, "a theme's file name has small letters, digits and hyphens only")
        for path in _files(folders)
        if not _NAME.fullmatch(path.stem)
    ]
    for name in theme_names(folders):
        try:
            themes.append(load_theme(name, folders))
        except ConfigRefused as refused:
            failures.append(refused)
    return themes, failures


def load_theme(name: str, folders: Sequence[Path]) -> Theme:
    """Return one theme, ready to be registered. Raises `ConfigRefused` with file, line, key and reason."""
    chain = list(_chain(name, folders))
    for file in reversed(chain):
        _check_colours(file)
    said = _Said(chain)
    colours = {key: said.colour(key) for key in Colours.__struct_fields__}
    roles = {key: said.role(key, colours) for key in FROM_COLOURS}
    ansi = said.flag("ansi", default=False)
    if not ansi:
        said.check_contrast(roles)
    return Theme(
        name=name,
        dark=said.flag("dark", default=True),
        ansi=ansi,
        boost="transparent" if ansi else None,
        variables=variables(roles, ansi=ansi),
        **colours,
    )


class _Said:
    """A theme and all it extends, nearest first: what counts for a key, and which file is to blame for it."""

    def __init__(self, chain: list[YamlFile[ThemeFile]]) -> None:
        self.chain = chain
        self.blame: dict[str, tuple[int, str]] = {}

    def flag(self, key: str, *, default: bool) -> bool:
        return next((value for file in self.chain if (value := getattr(file.value, key)) is not None), default)

    def colour(self, key: str) -> str:
        for file in self.chain:
            if value := getattr(file.value.colours, key):
                return str(value)
        reason = "is missing: give it, or extend a theme that has it"
        raise self.chain[0].refused(f"colours.{key}", reason)

    def role(self, key: str, colours: dict[str, str]) -> str:
        """Return a role's colour: the nearest file that says it, as a role or as the colour that stands for it."""
        field, colour = key.replace("-", "_"), FROM_COLOURS[key]
        for at, file in enumerate(self.chain):
            for part, name in (("roles", field), ("colours", colour)):
                value = getattr(getattr(file.value, part), name)
                if value is not None and (part == "roles" or not self._role_said(field)):
                    self.blame[key] = (at, f"{part}.{name.replace('_', '-')}")
                    return str(value)
        return colours[colour]

    def check_contrast(self, roles: dict[str, str]) -> None:
        """Hold every text role against every background, and the rule against what it is drawn on."""
        wanted = next((file.value.contrast for file in self.chain if file.value.contrast), AA)
        for background in BACKGROUNDS:
            for role in TEXT_ROLES:
                self._hold(roles, role, background, wanted)
        for background in ("screen-background", "panel-background"):
            self._hold(roles, RULE, background, GRAPHIC)

    def _role_said(self, field: str) -> bool:
        return any(getattr(file.value.roles, field) is not None for file in self.chain)

    def _hold(self, roles: dict[str, str], role: str, background: str, wanted: float) -> None:
        ratio = contrast(Color.parse(roles[role]), Color.parse(roles[background]))
        if ratio >= wanted:
            return
        (at, key), (at_background, key_background) = self.blame[role], self.blame[background]
        shown = f"{roles[role]} on {roles[background]} ({background})"
        if at_background < at:
            at, key, shown = at_background, key_background, f"{roles[role]} ({role}) on {roles[background]}"
        raise self.chain[at].refused(key, f"{shown} has a contrast of {ratio:.2f}:1, {wanted:g}:1 is needed")


def _chain(name: str, folders: Sequence[Path]) -> Iterator[YamlFile[ThemeFile]]:
    """Read a theme and what it extends. A theme that extends its own name means the one in a folder further on."""
    file = _read(_find(name, folders))
    seen = {file.path}
    yield file
    while extends := file.value.extends:
        rest = list(folders)
        if extends == file.path.stem:
            rest = rest[rest.index(file.path.parent) + 1 :]
        try:
            path = _find(extends, rest)
        except ConfigRefused:
            raise file.refused("extends", f"there is no theme {extends} to extend") from None
        if path in seen:
            raise file.refused("extends", f"{extends} extends this theme in turn: a loop")
        seen.add(path)
        file = _read(path)
        yield file


def _read(path: Path) -> YamlFile[ThemeFile]:
    file = read_yaml(path, ThemeFile)
    theme = file.value
    if theme.name and theme.name != path.stem:
        raise file.refused("name", f"{theme.name} is not the name of the file: a theme is called as its file is")
    if theme.contrast is not None and not AA <= theme.contrast <= 21:
        raise file.refused("contrast", f"{theme.contrast:g} is not between {AA:g} and 21")
    return file


def _find(name: str, folders: Sequence[Path]) -> Path:
    """Return the first file of that name. A name is no path: nothing outside the folders is looked at."""
    if _NAME.fullmatch(name):
        for folder in folders:
            if (path := folder / f"{name}.yaml").exists():
                return path
    where = folders[0] if folders else Path("themes")
    raise ConfigRefused(where / f"{name}.yaml", f"there is no theme {name}")


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        try:
            yield from sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
        except OSError:
            continue


def _check_colours(file: YamlFile[ThemeFile]) -> None:
    for part in ("colours", "roles"):
        values: Colours | Roles = getattr(file.value, part)
        for field in values.__struct_fields__:
            value = getattr(values, field)
            if value is not None and (reason := _no_colour(value, ansi=bool(file.value.ansi))):
                raise file.refused(f"{part}.{field.replace('_', '-')}", reason)


def _no_colour(value: str, *, ansi: bool) -> str:
    """Say why a word cannot be a colour of a theme; empty if it can."""
    try:
        colour = Color.parse(value)
    except ColorParseError:
        return f"{value!r} is no colour"
    if colour.auto or (colour.ansi is None and colour.a < 1):
        return f"{value!r} is not one opaque colour, so nothing can be said of its contrast"
    if colour.ansi is not None and not ansi:
        return f"{value!r} is the terminal's own colour: say `ansi: true`, or give a colour that can be checked"
    return ""
