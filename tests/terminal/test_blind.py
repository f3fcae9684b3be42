from pathlib import Path

import pytest

from tests.running import alignment
from tests.terminal.tmux import terminal

pytestmark = pytest.mark.tmux

CANARY = "zanzibar"


def test_what_is_said_blind_reaches_no_byte_of_the_terminal_until_it_is_revealed(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    alignment("capture", "case", "here: Ana, Raj", "--dir", folder, home=tmp_path)
    with terminal(tmp_path, "case", "--dir", folder) as window:
        window.sees("TYPING")
        window.press("Escape")
        window.sees("KEYS")
        window.type("b")
        window.type("a")
        window.sees("BLIND")
        window.type(f"Ana: {CANARY} by the sea")
        window.sees("new request by Ana, hidden")
        window.press("Enter")
        window.sees("hidden until everybody has answered")
        window.type(f"R1 because: {CANARY} is far")
        window.sees("R1 because, hidden")
        window.press("Enter")
        window.sees("taken: R1 because")
        window.press("Up")
        window.press("C-z")
        window.sees("Undone: R1 because")
        window.press("C-y")
        window.sees("Redone: R1 because")
        window.press("F4")
        window.sees("The memo as it would be printed now")
        window.press("Escape")
        window.type(f"Raj: and {CANARY}")
        window.press("C-q")
        assert window.exit_code() == 0
        assert CANARY.encode() not in window.bytes_written()
        window.start("case", "--dir", folder)
        window.sees("hidden until everybody has answered")
        assert CANARY.encode() not in window.bytes_written()
        window.press("F10")
        window.sees(f"{CANARY} by the sea")
