"""A fault of the program itself, in a real terminal: one line, an id, nothing of what was said, and nothing lost."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import alignment, environment
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.tmux

CANARY = "zanzibar"
BROKEN = """
import sys
from alignment_tui.cli.main import main
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui.following.followed import Followed
from alignment_tui.ui.library_list import LibraryList
from alignment_tui.ui.stage_screen import StageScreen

def broken(self, *rest):
    private, said = "zanzibar", self.desk.session
    raise KeyError(f"{private} {said}")

def broken_thread(self, *rest, **more):
    raise KeyError("zanzibar")

if sys.argv[1] == "key":
    StageScreen.action_zoom = broken
elif sys.argv[1] == "paint":
    StageScreen.show_detail = broken
elif sys.argv[1] == "timer":
    Followed.now = property(broken_thread)
elif sys.argv[1] == "worker":
    LibraryList._look = broken_thread
else:
    Sessions.save = broken_thread
sys.exit(main(sys.argv[3:]))
"""


@pytest.mark.parametrize("where", ["key", "paint"])
def test_a_crash_tells_an_id_and_no_word_and_what_was_said_is_kept(where: str, tmp_path: Path) -> None:
    folder, script = tmp_path / "sessions", tmp_path / "broken.py"
    script.write_text(BROKEN)
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    alignment("capture", "case", f"Ana: {CANARY} for all", "--dir", folder, home=tmp_path)
    with Terminal(tmp_path) as window:
        begun = shlex.join([sys.executable, str(script), where])
        window.start("case", "--dir", folder, around=f"{begun} {{}}")
        if where == "key":
            window.sees("TYPING")
            window.type("Ana: and a second wish")
            window.press("Enter", "F3")
        window.sees("an error of the program itself, crash ")
        assert window.exit_code() == 1
        assert window.state("alternate_on") == "0"
        after = window.text()
        assert "Traceback" not in after
        assert CANARY not in after
        assert "textual run" not in after
        (report,) = tmp_path.rglob("crashes/*.txt")
        assert report.stem in after
    told = report.read_text(encoding="utf-8")
    assert CANARY not in told
    assert "KeyError" in told
    assert "alignment_tui/ui/" in told
    said = [one["words"] for one in json.loads((folder / "case.json").read_text())["session"]["requests"]]
    assert said == [f"{CANARY} for all", *(["and a second wish"] if where == "key" else [])]


@pytest.mark.parametrize("view", ["cue", "follow"])
def test_a_view_that_fails_tells_an_id_and_no_note(view: str, tmp_path: Path) -> None:
    folder = a_session(tmp_path)
    notes = folder / ".local" / "case" / "notes.md"
    notes.parent.mkdir(parents=True, exist_ok=True)
    notes.write_text(f"## Requests\n\n{CANARY}\n")
    with Terminal(tmp_path) as window:
        window.start(view, "case", "--dir", folder, around=broken_at(tmp_path, "timer"))
        assert window.exit_code() == 1
        window.left_as_found()
        assert_told(window, tmp_path)


@pytest.mark.parametrize("where", ["worker", "saver"])
def test_a_thread_that_fails_is_told_and_the_program_goes_on(where: str, tmp_path: Path) -> None:
    folder = a_session(tmp_path)
    with Terminal(tmp_path, size=(200, 50)) as window:
        window.start(*(["case"] if where == "saver" else []), "--dir", folder, around=broken_at(tmp_path, where))
        if where == "saver":
            window.sees("TYPING")
            window.type("Ana: and a second wish")
            window.press("Enter")
            window.sees("NOT SAVED: an error of the program itself")
        window.sees("an error of the program itself, crash ")
        assert len(list(tmp_path.rglob("crashes/*.txt"))) == 1
        if where == "worker":
            assert_told(window, tmp_path)
        window.press("C-q")
        if where == "saver":
            window.sees("Not everything is on the disk; a copy is in", within=30)
            window.press("C-q")
        assert window.exit_code() == (1 if where == "saver" else 0)
        window.left_as_found()
    if where == "saver":
        told = alignment("restore", "case", "--unsaved", "--dir", folder, home=tmp_path)
        assert told.returncode == 0, told.stderr
        assert "and a second wish" in (folder / "case.json").read_text()


def a_session(home: Path) -> Path:
    """Return a folder with a session in which the word was said."""
    alignment("new", "Case", "--dir", home / "sessions", home=home)
    alignment("capture", "case", f"Ana: {CANARY} for all", "--dir", home / "sessions", home=home)
    return home / "sessions"


def broken_at(home: Path, where: str) -> str:
    """Return what starts the program with a fault somewhere in it."""
    script = home / "broken.py"
    script.write_text(BROKEN)
    return f"{shlex.join([sys.executable, str(script), where])} {{}}"


def assert_told(window: Terminal, home: Path) -> None:
    """Hold that an id was told, and of what was said nothing, neither there nor in the report."""
    (report,) = home.rglob("crashes/*.txt")
    assert report.stem in window.text()
    assert "Traceback" not in window.text()
    told = report.read_text(encoding="utf-8")
    assert "KeyError" in told
    assert CANARY not in told
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_command_that_fails_tells_an_id_too(tmp_path: Path) -> None:
    script = "from alignment_tui.cli import doctor, main\ndef broken():\n    raise KeyError('zanzibar')\n"
    script += "doctor._program = broken\nraise SystemExit(main.main(['doctor']))\n"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "an error of the program itself, crash " in done.stderr
    assert CANARY not in done.stderr + done.stdout
