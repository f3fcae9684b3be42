"""The library in a real terminal: narrowed, looked into, a session thrown away and brought back, all scorecards."""

import json
from pathlib import Path

import pytest

from benchmarks.libraries import fill, fill_with_hostile
from tests.running import alignment
from tests.terminal.tmux import terminal

pytestmark = pytest.mark.tmux

SIZES = ((80, 24), (120, 36), (200, 50))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen sessions at every point of their life, titles that try every trick, and files that are no sessions."""
    where = tmp_path_factory.mktemp("library") / "sessions"
    fill(where, 12)
    fill_with_hostile(where)
    return where


def _overdue(folder: Path, home: Path) -> int:
    told = alignment("--dir", folder, "list", "is:overdue", "--json", home=home)
    return len(json.loads(told.stdout))


@pytest.mark.parametrize("size", SIZES)
def test_the_library_is_narrowed_and_looked_into_as_a_facilitator_would(
    size: tuple[int, int], folder: Path, tmp_path: Path
) -> None:
    overdue = _overdue(folder, tmp_path)  # how many that are depends on the day of the week
    assert overdue >= 2
    with terminal(tmp_path, "--dir", folder, size=size) as window:
        window.sees("24 sessions in", "reviews are overdue", "Continue", "▌ ")
        assert all(len(line) <= size[0] for line in window.text().splitlines())
        window.press("F9")
        window.sees("is:overdue", f"Overdue: {overdue} of 24", "review overdue +1")
        window.press("F6")
        window.sees("sort:title", f"Overdue, by title: {overdue} of 24")
        window.press("Escape")
        window.sees("Continue")
        window.type("brand stage:scorecard")
        window.sees("At Scorecard: none of 24", "Said in", "Partners can brand onboarding")
        window.press("Down", "Enter")
        window.sees("What does success mean to you", "KEYS", "▌ R2")
        window.press("C-o")
        window.sees("brand stage:scorecard", "Said in")
        window.press("C-q")
        assert window.exit_code() == 0


@pytest.mark.parametrize("size", SIZES)
def test_what_titles_try_reaches_no_terminal(size: tuple[int, int], folder: Path, tmp_path: Path) -> None:
    with terminal(tmp_path, "--dir", folder, size=size) as window:
        window.sees("24 sessions in", "a ␛[31mred␛[0m", "broken-half", "結帳流程")
        for _ in range(24):
            window.press("Down")
        window.press("F4")
        window.sees("All scorecards", "2 files cannot be read: broken-empty, broken-half")
        window.press("C-q")
        assert window.exit_code() == 0
        written = window.bytes_written()
    for trick in (b"\x1b[31mred", b"\x00", "\x9b2J".encode(), "\u202e".encode(), "\U000e0041".encode()):
        assert trick not in written


def test_a_session_is_thrown_away_and_brought_back_after_a_new_start(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    fill(folder, 3)
    before = (folder / "session-00000.json").read_bytes()
    with terminal(tmp_path, "--dir", folder) as window:
        window.sees("3 sessions in", "▌ Checkout reliability 1")
        window.press("C-t")
        window.sees("Checkout reliability 1 is in the trash", "2 sessions in")
        window.press("C-q")
        assert window.exit_code() == 0
        assert not (folder / "session-00000.json").exists()
        window.start("--dir", folder)
        window.sees("2 sessions in")
        window.press("C-p")
        window.sees("What do you want to do?")
        window.type("from the trash")
        window.sees("what was thrown away, whenever that was")
        window.press("Enter")
        window.sees("In the trash", "Checkout reliability 1")
        window.press("Enter")
        window.sees("Checkout reliability 1 is back", "3 sessions in")
        window.press("C-q")
        assert window.exit_code() == 0
    assert (folder / "session-00000.json").read_bytes() == before


def test_from_all_scorecards_into_a_session_and_back(folder: Path, tmp_path: Path) -> None:
    with terminal(tmp_path, "--dir", folder, size=(80, 24)) as window:
        window.sees("24 sessions in")
        window.press("F4")
        window.sees("metrics of 7 sessions", "Reviews that are overdue")
        window.press("Enter")
        window.sees("What changed, how, and why?", "KEYS", "is overdue; type go scorecard")
        window.press("C-o")
        window.sees("All scorecards", "Reviews that are overdue")
        window.press("Escape")
        window.sees("What do people want")
