"""The program is asked to end, killed, and its window closed, while a reason is half typed: each time it comes back."""

from pathlib import Path

import pytest

from alignment_tui.storage.half_typed import half_typed
from tests.running import alignment
from tests.terminal.test_fist import LINES
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.tmux


def test_a_half_typed_reason_outlives_sigterm_a_kill_and_a_closed_window(tmp_path: Path) -> None:
    folder, state = tmp_path / "sessions", tmp_path / "state" / "alignment-tui"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    alignment("capture", "case", *LINES, "--dir", folder, home=tmp_path)

    def kept() -> str:
        return half_typed(state, folder / "case.json").get("fist O1/S1", "")

    with Terminal(tmp_path) as window:
        window.start("case", "--dir", folder)
        window.sees("TYPING")
        window.press("Escape")
        window.sees("KEYS")
        window.type("5")
        window.sees("what do we give up")
        window.type("v")
        window.sees("Fist to five   O1 Calm")
        window.type("144")
        window.sees("Ana, what would have to change?")
        window.type("two contr")
        window.sees("two contr")
        window.signal("TERM")
        assert window.exit_code() == 143
        window.start("case", "--dir", folder)
        window.sees("as it was left", "Ana, what would have to change?", "two contr")
        window.type("acts")
        window.until(lambda: kept() == "two contracts", "the words kept")
        window.kill()
        window.start("case", "--dir", folder)
        window.sees("Ana, what would have to change?", "two contracts")
        window.type(" are lost")
        window.sees("two contracts are lost")
        window.close()
        window.until(lambda: kept() == "two contracts are lost", "the words kept")
    with Terminal(tmp_path) as window:
        window.start("case", "--dir", folder)
        window.sees("Ana, what would have to change?", "two contracts are lost")
        assert not [path for path in state.rglob("*") if path.stat().st_mode & 0o077]
        window.press("Enter")
        window.until(lambda: "two contracts are lost" in (folder / "case.json").read_text(), "the save")
        window.until(lambda: not kept(), "nothing kept")
