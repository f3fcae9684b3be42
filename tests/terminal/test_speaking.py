"""A case entered live, key by key, while every save waits long for the disk: no key is lost, and nobody waits.

The suite types its first lines fast; ``make soak`` types all of it at the speed of speech, 150 words a minute.
"""

import os
import shlex
import sys
import time
from pathlib import Path

import pytest

from tests.running import alignment
from tests.terminal.test_flow import in_line, lines_of, without_times
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.tmux

WORDS_A_MINUTE = int(os.environ.get("ALIGNMENT_WPM", "0"))
LINES = None if WORDS_A_MINUTE else 16
SLOW = """
import os
import sys
import time
from alignment_tui.cli.main import main

sync = os.fsync

def slow(handle):
    time.sleep(0.4)
    sync(handle)

os.fsync = slow
sys.exit(main(sys.argv[2:]))
"""


def test_words_are_taken_as_fast_as_they_are_said_however_slow_the_disk_is(tmp_path: Path) -> None:
    typing, capturing = tmp_path / "typed", tmp_path / "captured"
    for folder in (typing, capturing):
        alignment("new", "Case", "--dir", folder, home=tmp_path)
    said = lines_of("checkout")
    begin = said.index("# stage: requests")
    said = said[: begin + LINES] if LINES else said
    done = alignment("capture", "case", "--dir", capturing, home=tmp_path, given="\n".join(said) + "\n")
    assert done.stderr == ""
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    a_key = 60 / (WORDS_A_MINUTE * 5) if WORDS_A_MINUTE else 0.0
    with Terminal(tmp_path) as window:
        window.start("case", "--dir", typing, around=f"{shlex.join([sys.executable, str(script)])} {{}}")
        window.sees("TYPING")
        for line in said[begin + 1 :]:
            _say(window, line.replace("# stage:", "go"), a_key)
        window.press("C-q")
        assert window.exit_code() == 0
    assert without_times(typing / "case.json") == without_times(capturing / "case.json")


def _say(window: Terminal, line: str, a_key: float) -> None:
    """Type a line key by key, without a look at the screen before it is taken."""
    for char in line:
        window.type(char)
        time.sleep(a_key)
    window.press("Enter")
    end = time.monotonic() + 2
    while in_line(window) and "Enter again" not in window.text():
        assert time.monotonic() < end, f"{line} waited for the disk:\n{window.text()}"
    if in_line(window):
        window.press("Enter")
        window.until(lambda: not in_line(window), f"{line} taken")
