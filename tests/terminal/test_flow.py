import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.portion import some
from tests.running import alignment
from tests.terminal.tmux import Terminal, terminal

pytestmark = pytest.mark.tmux

CASES = Path(__file__).parent.parent / "cases"
MOST_KEYS_PER_CHARACTER = 1.35


def lines_of(name: str) -> list[str]:
    """The lines of a case as they are said: stage changes, but no notes on how the example is built."""
    said = (CASES / f"{name}.txt").read_text().splitlines()
    return [line for line in said if line.strip() and (not line.startswith("#") or line.startswith("# stage:"))]


def without_times(path: Path) -> str:
    return re.sub(r'"(created|at)": "[^"]*"', r'"\1": "T"', path.read_text())


def stored_characters(value: Any, name: str = "") -> int:
    """How many characters of words, names and numbers people gave are stored under a value."""
    ours = {"created", "creator", "at", "digests", "versions", "passed", "id", "extra"}
    if isinstance(value, dict):
        return sum(stored_characters(inner, key) for key, inner in value.items() if key not in ours)
    if isinstance(value, list):
        return sum(stored_characters(inner, name) for inner in value)
    return len(str(value))


def typed(window: Terminal, line: str) -> int:
    """Type a line as a facilitator does, Enter again where somebody is new; returns the keys pressed."""
    window.type(line)
    shown = {line[-12:].strip(), "\u2022" * len(line)}  # a fist is masked as it is typed
    window.until(lambda: in_line(window).endswith(tuple(shown)), f"{line} in the line")
    window.press("Enter")
    keys = len(line) + 1
    window.until(lambda: not in_line(window) or "Enter again" in window.text(), f"{line} taken")
    if in_line(window):
        window.press("Enter")
        keys += 1
        window.until(lambda: not in_line(window), f"{line} taken")
    return keys


def in_line(window: Terminal) -> str:
    found = [text for text in window.text().splitlines() if text.startswith((" TYPING", " BLIND"))]
    return found[-1].removeprefix(" TYPING").removeprefix(" BLIND").strip() if found else "no line"


@pytest.mark.parametrize("case", some(["checkout", "free-threaded-python"], 1))
def test_a_case_typed_stage_by_stage_is_the_document_that_capture_makes(case: str, tmp_path: Path) -> None:
    typing, capturing = tmp_path / "typed", tmp_path / "captured"
    for folder in (typing, capturing):
        alignment("new", "Case", "--dir", folder, home=tmp_path)
    lines = lines_of(case)
    done = alignment("capture", "case", "--dir", capturing, home=tmp_path, given="\n".join(lines) + "\n")
    assert done.stderr == ""
    with terminal(tmp_path, "case", "--dir", typing) as window:
        window.sees("TYPING")
        keys = 0
        for line in lines[lines.index("# stage: requests") + 1 :]:
            keys += typed(window, line.replace("# stage:", "go"))
        window.press("C-q")
        assert window.exit_code() == 0
    assert without_times(typing / "case.json") == without_times(capturing / "case.json")
    stored = stored_characters(json.loads((typing / "case.json").read_text())["session"])
    assert keys / stored <= MOST_KEYS_PER_CHARACTER


def test_killed_it_begins_again_at_the_same_stage_record_and_half_typed_line(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    alignment("capture", "case", "here: Ana", "Ana: one", "Ana: two", "Ana: three", "--dir", folder, home=tmp_path)
    with terminal(tmp_path, "case", "--dir", folder) as window:
        window.sees("TYPING", "three")
        window.press("Escape")
        window.sees("KEYS")
        window.press("Down")
        window.sees("▌ R2")
        window.type("a")
        typed(window, "R2 because: it must")
        window.sees("Saved")
        window.type("Ana: half of a sen")
        window.until(
            lambda: any("half of a sen" in one.read_text() for one in tmp_path.rglob("*.live.json")), "the line kept"
        )
        window.kill()
        window.start("case", "--dir", folder)
        window.sees("Ana: half of a sen", "▌ R2", "it must")
        window.press("C-q")
        assert window.exit_code() == 0


def test_what_is_captured_elsewhere_comes_in_and_nothing_is_lost_on_either_side(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    alignment("capture", "case", "here: Ana, Raj", "--dir", folder, home=tmp_path)
    with terminal(tmp_path, "case", "--dir", folder) as window:
        window.sees("TYPING")
        for number in range(5):
            typed(window, f"Ana: typed here {number}")
            done = alignment("capture", "case", f"Raj: said there {number}", "--dir", folder, home=tmp_path)
            assert done.returncode == 0
        window.sees("▌ R9", "typed here 4")
        window.sees("said there 3")
        window.press("C-q")
        assert window.exit_code() == 0
    requests = json.loads((folder / "case.json").read_text())["session"]["requests"]
    expected = {f"typed here {number}" for number in range(5)} | {f"said there {number}" for number in range(5)}
    assert {request["words"] for request in requests} == expected
    assert len({request["id"] for request in requests}) == 10


def test_what_is_typed_at_once_after_a_is_text(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    with terminal(tmp_path, "case", "--dir", folder) as window:
        window.sees("TYPING")
        for number in range(5):
            window.press("Escape")
            window.sees("KEYS")
            window.type(f"aaqua: 1 {number} [f] i am")
            window.sees(f"aqua: 1 {number} [f] i am")
            window.press("C-u")
            window.sees_not("[f] i am")
