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
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.stage_screen import StageScreen

def broken(self, *rest):
    private, said = "zanzibar", self.desk.session
    raise KeyError(f"{private} {said}")

if sys.argv[1] == "key":
    StageScreen.action_zoom = broken
else:
    StageScreen.show_detail = broken
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


def test_a_command_that_fails_tells_an_id_too(tmp_path: Path) -> None:
    script = "from alignment_tui.cli import doctor, main\ndef broken():\n    raise KeyError('zanzibar')\n"
    script += "doctor._program = broken\nraise SystemExit(main.main(['doctor']))\n"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "an error of the program itself, crash " in done.stderr
    assert CANARY not in done.stderr + done.stdout
