"""Few colours and none, in a real terminal: the bytes that set them, and that all is told without them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

from tests.portion import some
from tests.running import alignment
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.tmux

SGR = re.compile(r"\x1b\[([0-9;]*)m")
WEIGHTS = {0, 1, 2, 3, 4, 7, 22, 23, 24, 27, 39, 49}
OF_16 = {*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}
SIZE = (100, 30)


def codes(written: str) -> Iterator[int | str]:
    """Yield every SGR code that was written; a colour of many as `256` or `16 million`."""
    for found in SGR.findall(written):
        parts = [int(part or 0) for part in found.split(";")]
        while parts:
            code = parts.pop(0)
            if code in (38, 48):
                kind = parts.pop(0)
                del parts[: 1 if kind == 5 else 3]
                yield "256" if kind == 5 else "16 million"
            else:
                yield code


def as_seen(written: str) -> pyte.Screen:
    screen = pyte.Screen(*SIZE)
    pyte.Stream(screen).feed(re.sub(r"\x1b\[[?>=<][0-9;]*[a-zA-Z]|\x1b[P\]^_].*?(?:\x07|\x1b\\)", "", written))
    return screen


def written_by(window: Terminal) -> pyte.Screen:
    return as_seen(window.bytes_written().decode(errors="replace"))


def walk(home: Path, surroundings: str) -> tuple[str, str]:
    """Go through a stage, the help, a form and the palette; return what was written, and the stage as it was seen."""
    folder = home / "sessions"
    alignment("new", "Case", "--dir", folder, home=home)
    alignment("capture", "case", "here: Ana", "Ana: one", "Ana: two", "--dir", folder, home=home)
    with Terminal(home, size=SIZE) as window:
        window.start("case", "--dir", folder, around=f"env {surroundings} {{}}")
        window.sees("TYPING", "two")
        window.press("Escape")
        window.sees("KEYS")
        window.press("Down")
        # The record of what was written comes a little after what the pane shows.
        window.until(lambda: any("▌ R2" in row for row in written_by(window).display), "the second request")
        stage = window.bytes_written().decode()
        for key, seen in (("F1", "type to narrow"), ("F2", "In their own words"), ("C-p", "What do you want to do?")):
            window.press(key)
            window.sees(seen)
            window.press("Escape")
            window.sees("KEYS")
        window.press("C-q")
        assert window.exit_code() == 0
        return window.bytes_written().decode(), stage


def row_of(screen: pyte.Screen, words: str) -> int:
    return next(number for number, line in enumerate(screen.display) if words in line)


def test_with_no_color_no_colour_is_written_and_words_and_signs_tell(tmp_path: Path) -> None:
    written, stage = walk(tmp_path, "NO_COLOR=1")
    assert set(codes(written)) <= WEIGHTS
    screen = as_seen(stage)
    cursor = row_of(screen, "▌ R2")
    column = screen.display[cursor].index("R2")
    assert screen.buffer[cursor][column].reverse
    assert not screen.buffer[row_of(screen, "R1    Ana")][column].reverse
    shown = "\n".join(screen.display)
    assert "KEYS" in shown
    assert "▸1 part" in shown or re.search(r"▌ 1 Requests +partial", shown)


@pytest.mark.parametrize("term", some(["xterm-16color", "linux", "xterm"], 1))
def test_with_16_colours_they_are_the_terminals_own(term: str, tmp_path: Path) -> None:
    written, stage = walk(tmp_path, f"-u COLORTERM TERM={term}")
    assert set(codes(written)) <= WEIGHTS | OF_16
    assert set(codes(written)) & OF_16
    screen = as_seen(stage)
    cursor = row_of(screen, "▌ R2")
    assert screen.buffer[cursor][screen.display[cursor].index("R2")].reverse


def test_with_256_they_are_of_the_chosen_theme(tmp_path: Path) -> None:
    written, _ = walk(tmp_path, "-u COLORTERM TERM=xterm-256color")
    assert "256" in set(codes(written))
    assert "16 million" not in set(codes(written))


def test_with_a_dumb_terminal_it_runs_and_all_is_there(tmp_path: Path) -> None:
    _, stage = walk(tmp_path, "-u COLORTERM TERM=dumb")
    assert not {"256", "16 million"} & set(codes(stage))
