import pytest
from rich.console import Console

from alignment_tui.colours import Colours, colours_of, too_few

AS_RICH_CALLS_THEM: dict[str | None, Colours] = {
    None: "16",  # rich would write none then, textual does
    "standard": "16",
    "256": "256",
    "truecolor": "16 million",
}


@pytest.mark.parametrize("colorterm", [None, "", "truecolor", "24bit", "TrueColor", "yes"])
@pytest.mark.parametrize(
    "term",
    [
        None,
        "",
        "xterm",
        "linux",
        "vt100",
        "screen",
        "tmux-256color",
        "xterm-256color",
        "xterm-16color",
        "xterm-kitty",
        "dumb",
    ],
)
def test_the_terminal_promises_what_the_screen_is_written_with(term: str | None, colorterm: str | None) -> None:
    env = {name: value for name, value in (("TERM", term), ("COLORTERM", colorterm)) if value is not None}
    written_with = Console(_environ=env, force_terminal=True, legacy_windows=False).color_system
    assert colours_of(env) == AS_RICH_CALLS_THEM[written_with]


@pytest.mark.parametrize("value", ["", "1", "0"])
def test_no_color_is_heard_whatever_it_says(value: str) -> None:
    assert colours_of({"NO_COLOR": value, "COLORTERM": "truecolor"}) == "none"


def test_with_so_few_only_the_terminals_own_are_sure() -> None:
    assert [one for one in ("none", "16", "256", "16 million") if too_few(one)] == ["none", "16"]
