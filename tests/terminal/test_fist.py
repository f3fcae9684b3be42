"""Fist to five in a real terminal: until all are in, nothing that comes out of it depends on what was given."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running import alignment
from tests.terminal.tmux import Terminal, terminal

pytestmark = pytest.mark.tmux

CANARY = "zanzibar"
LINES = ("here: Ana, Raj, Li", "Ana: No outage", "option Calm: R1", "option Bold: R1", "choose O1")
_REST_SECONDS = 0.15


@contextmanager
def voting(home: Path) -> Iterator[Terminal]:
    """The program on day 5, with an option to vote on."""
    home.mkdir()
    folder = home / "sessions"
    alignment("new", "Case", "--dir", folder, home=home)
    alignment("capture", "case", *LINES, "--dir", folder, home=home)
    with terminal(home, "case", "--dir", folder) as window:
        window.sees("TYPING")
        window.press("Escape")
        window.sees("KEYS")
        window.type("5")
        window.sees("what do we give up")
        yield window


def seen(window: Terminal, *words: str) -> str:
    """Wait for words on the pane, and until it is at rest; returns all but the head, which tells of the disk."""
    window.sees(*words)
    before = ""
    while (now := window.text()) != before:
        before = now
        time.sleep(_REST_SECONDS)
    return now.partition("\n")[2]


def by_keys(window: Terminal, first: str, second: str) -> list[str]:
    """Ana and Raj show in the dialog; what the terminal has at each step."""
    window.type("v")
    panes = [seen(window, "Fist to five   O1 Calm", "0 of 3 in")]
    window.type(first)
    panes.append(seen(window, "1 of 3 in"))
    window.press("Up")
    window.press("Enter")
    panes.append(seen(window, "asked once all are in"))
    window.press("Down")
    window.type(second)
    panes.append(seen(window, "2 of 3 in"))
    window.press("Escape")
    panes.append(seen(window, "2 of 3 in, waiting for Li"))
    return panes


def by_line(window: Terminal, first: str, second: str) -> list[str]:
    """Ana and Raj are typed for, the second with a reason; what the terminal has at each step."""
    panes = []
    window.type("a")
    window.sees("TYPING")
    for name, line in (("Ana", f"fist O1 Ana {first}"), ("Raj", f"fist O1 Raj {second}: {CANARY}")):
        window.type(line)
        panes.append(seen(window, "BLIND", f"O1 fist of {name}, hidden"))
        window.press("Enter")
        panes.append(seen(window, "TYPING", f"taken: O1 fist of {name}"))
    return panes


def looked_at(window: Terminal) -> list[str]:
    """Undo, redo, the list with its detail, the findings and the memo; what the terminal has at each step."""
    panes = []
    window.press("Escape")
    window.sees("KEYS")
    window.press("C-z")
    panes.append(seen(window, "Undone: O1 fist of Raj"))
    window.press("C-y")
    panes.append(seen(window, "Redone: O1 fist of Raj"))
    for key in ("End", "Up", "Home"):
        window.press(key)
        panes.append(seen(window, "KEYS"))
    window.press("F9")
    panes.append(seen(window, "What is missing"))
    window.press("Escape")
    window.sees_not("What is missing")
    window.press("F4")
    window.sees("The memo as it would be printed now")
    window.press("End")
    panes.append(seen(window, "The memo as it would be printed now"))
    window.press("Escape")
    window.sees_not("The memo as it would be printed now")
    return panes


def test_no_screen_differs_by_what_was_given_until_the_last_one_has_shown(tmp_path: Path) -> None:
    panes: list[list[str]] = []
    shown: list[str] = []
    for name, first, second, third in (("one", "5", "1", "2"), ("other", "0", "4", "5")):
        with voting(tmp_path / name) as window:
            panes.append([*by_keys(window, first, second), *looked_at(window)])
            window.type("v")
            window.sees("Fist to five   O1", "2 of 3 in")
            window.type(third)
            window.sees("3 of 3 in", "does not pass")
            shown.append(window.text())
            window.press("Escape")
            window.press("C-q")
            assert window.exit_code() == 0
    for place, (one, other) in enumerate(zip(*panes, strict=True)):
        assert one == other, place
        assert "●" not in one
    assert "does not pass: Raj 1, Li 2" in shown[0]
    assert "does not pass: Ana 0" in shown[1]


def test_what_is_typed_reaches_no_byte_of_the_terminal_until_it_is_revealed(tmp_path: Path) -> None:
    panes: list[list[str]] = []
    for name, first, second in (("one", "5", "1"), ("other", "2", "3")):
        with voting(tmp_path / name) as window:
            panes.append([*by_line(window, first, second), *looked_at(window)])
            assert CANARY.encode() not in window.bytes_written()
            folder = tmp_path / name / "sessions"
            told = alignment("log", "case", "--dir", folder, home=tmp_path / name).stdout
            told += alignment("show", "case", "trade-offs", "--dir", folder, home=tmp_path / name).stdout
            told += alignment("show", "case", "trade-offs", "--json", "--dir", folder, home=tmp_path / name).stdout
            assert "2 of 3 in, waiting for Li" in told
            assert CANARY not in told
            panes[-1].append(re.sub(r"\d\d:[0-9:]*", "", told))
            window.press("F10")
            window.sees("revealed what was hidden")
            window.press("End")
            window.sees(f"{second} ", CANARY)
    for place, (one, other) in enumerate(zip(*panes, strict=True)):
        assert one == other, place
