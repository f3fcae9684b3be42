"""The program is asked to end, and then killed, while a form is half filled in: each time the form comes back."""

from pathlib import Path

import pytest

from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.forms import open_form
from tests.driver import kept
from tests.factories import request, session
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.tmux


def test_a_form_that_is_half_filled_in_outlives_sigterm_and_a_kill(tmp_path: Path) -> None:
    sessions, state = Sessions(tmp_path / "sessions", tmp_path / "cache"), tmp_path / "state" / "alignment-tui"
    sessions.create("case", kept(session(requests=(request(1, words="No outage"),))))
    real = sessions.real("case")
    with Terminal(tmp_path) as window:
        window.start("case", "--dir", sessions.folder)
        window.sees("TYPING")
        window.press("F2")
        window.sees("In their own words")
        window.type(" in May")
        window.sees("No outage in May")
        window.signal("TERM")
        assert window.exit_code() == 143
        window.start("case", "--dir", sessions.folder)
        window.sees("as it was left", "No outage in May")
        window.type(" and June")
        window.until(lambda: "May and June" in str(open_form(state, real)), "the words kept")
        window.kill()
        window.start("case", "--dir", sessions.folder)
        window.sees("No outage in May and June")
        window.press("F2")
        window.sees("changed R1")
        window.until(lambda: "May and June" in real.read_text(), "the save")
    assert open_form(state, real) is None
    assert not [path for path in state.rglob("*") if path.stat().st_mode & 0o077]
