"""A terminal that is closed while the program paints: the program ends, and what was taken is on the disk."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.running import alignment
from tests.terminal.tmux import PATIENCE_SECONDS, terminal

pytestmark = pytest.mark.tmux


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_program_ends_with_its_terminal_however_much_it_has_to_say(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    with terminal(tmp_path, "case", "--dir", folder) as window:
        window.sees("TYPING")
        shell = window.state("pane_pid")
        pid = int(subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True).stdout.split()[0])
        window.type("park: still here")
        window.press("Enter")
        window.sees("taken")
        for _ in range(6):
            window.press("F5")
            window.type("words and words")
    end = time.monotonic() + PATIENCE_SECONDS
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_running(pid)
    assert "still here" in (folder / "case.json").read_text()
