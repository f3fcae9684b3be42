"""Sessions that something happened to, in a real terminal: no byte that it would obey comes from what anybody said."""

import os
import re
from itertools import islice
from pathlib import Path

import pytest

from tests.hostile.test_interface import mutants_that_open
from tests.hostile.words import forbidden_in
from tests.terminal.tmux import terminal

pytestmark = pytest.mark.tmux

# The suite looks at none, since others look at what is painted; `make soak` at some dozens.
MUTANTS = int(os.environ.get("ALIGNMENT_TERMINAL_MUTANTS", "0"))
# What the hostile words would say to it; the program itself gives no link and no plain red.
_THEIRS = ("\x1b[31m", "\x1b]0;title", "\x1b]8;", "\x9b")
# What textual itself writes: colours, places, modes and titles of the terminal, keyboards and what it asks of it.
_OURS = re.compile(
    r"\x1b(?:\[[0-9;:?<>=$]*[ -/]*[@-~]|\][0-9]*;[ -~]*(?:\x07|\x1b\\)|P[ -~]*\x1b\\|[ -/]*[0-~])|[\r\n\x0f]"
)


@pytest.mark.skipif(not MUTANTS, reason="a part of make soak")
def test_only_the_program_speaks_to_the_terminal(tmp_path: Path) -> None:
    for mutant in islice(mutants_that_open(), MUTANTS):
        home = tmp_path / str(mutant.number)
        (home / "sessions").mkdir(parents=True)
        (home / "sessions" / "case.json").write_bytes(mutant.data)
        with terminal(home, "case", "--dir", home / "sessions") as window:
            window.sees("F1")
            window.press("Escape", *"12345678")
            for key, seen in (("F4", "The memo as it would be printed now"), ("F9", "")):
                window.press(key)
                window.sees(seen)
                window.press("Escape")
            window.press("F5", "Right", "F5", "C-q")
            assert window.exit_code() == 0
            assert window.state("alternate_on") == "0"
            written = window.bytes_written().decode()
        assert not [one for one in _THEIRS if one in written], mutant.number
        assert not forbidden_in(_OURS.sub("", written)), mutant.number
        assert (home / "sessions" / "case.json").read_bytes() == mutant.data
