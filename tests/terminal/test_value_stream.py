"""A what-if in a real terminal: drawn beside the current state, kept or thrown away, and each of it one undo."""

import json
from pathlib import Path

import pytest

from tests.running import alignment
from tests.terminal.tmux import Terminal, terminal

pytestmark = pytest.mark.tmux

LINES = (
    "stream Claims for policy holders: paid within two weeks, from May",
    "Visit 3h/6d 80% people",
    "Price 2h/3d 85% process",
    "Price -> Visit 12%",
)


def lead_times(home: Path) -> dict[str, int]:
    shown = json.loads(alignment("show", "claims", "value-stream", "--json", home=home).stdout)
    return {own: figures["total_lead_time_minutes"] for own, figures in shown["figures"].items()}


def say(window: Terminal, line: str) -> None:
    window.type(line)
    window.sees(line)
    window.press("Enter")
    window.sees("taken:")


def test_a_what_if_is_tried_kept_taken_back_and_thrown_away(tmp_path: Path) -> None:
    alignment("new", "Claims", home=tmp_path)
    alignment("capture", "claims", "value-stream", *LINES, home=tmp_path)
    with terminal(tmp_path, "claims", size=(80, 24)) as window:
        window.sees("What does success mean")
        window.press("F8")
        window.sees("Who benefits", "[Visit ]", "12 %")
        say(window, "future V1")
        say(window, "V2 Visit 3h/2d 90%")
        window.sees("Against V1: lead time 9 d -> 5 d, 4 d less")
        window.press("Escape", "Up")
        window.sees("Lead time, LT    9 d               5 d               4 d less", "now V1", "then V2")
        window.press("C-p")
        window.type("Keep this future")
        window.sees("the future state under the cursor becomes the current one")
        window.press("Enter")
        window.sees("V2 is how it is now", "LT 5 d")
        window.press("C-z")
        window.sees("Undone: V2 is how it is now", "LT 9 d")
        window.press("End", "Up", "Up")
        window.sees("Gains")
        window.press("DC")
        window.sees("removed V2")
        window.sees_not("Gains")
        window.press("C-z")
        window.sees("Undone: removed V2")
        window.press("Down")
        window.sees("Gains", "4 d less")
        window.press("C-q")
        assert window.exit_code() == 0
    assert lead_times(tmp_path) == {"V1": 9 * 480, "V2": 5 * 480}
