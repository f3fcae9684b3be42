"""Whatever is written beside a session is its owner's alone, whether the mask takes nothing away or all of it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.cli.git_setup import _add
from alignment_tui.config import keep_theme
from alignment_tui.domain.session import Session
from alignment_tui.storage.crash_report import keep_crash
from alignment_tui.storage.emergency import rescue
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.forms import OpenForm, keep_form
from alignment_tui.storage.git_conflicts import keep_unsettled
from alignment_tui.storage.last import opened
from alignment_tui.storage.live import Live, remember
from alignment_tui.storage.notes import write_note
from alignment_tui.storage.reading import encoded
from tests.driver import kept

SESSION = kept(Session(title="Spring sale"))


@pytest.fixture(params=[0o000, 0o077, 0o777], ids=["mask 000", "mask 077", "mask 777"])
def _mask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_mask")
def test_no_mask_opens_a_file_or_a_folder_to_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    state, sessions = home / "state", Sessions(home / "sessions", home / "cache")
    loaded = sessions.create("case", SESSION)
    sessions.save("case", replace(SESSION, rev=1, session=replace(SESSION.session, note="n")), loaded, backup=True)
    sessions.create("gone", SESSION)
    sessions.remove("gone")
    list(sessions.rows())
    real = sessions.real("case")
    _add(sessions.folder / ".gitattributes", ("*.json merge=alignment-tui",))
    keep_unsettled(real, encoded(SESSION), encoded(SESSION), encoded(SESSION))
    write_note(real, "requests", "for me alone")
    rescue(state, real, SESSION, SESSION)
    remember(state, real, Live(stage="requests", line="half"))
    keep_form(state, real, OpenForm(of="session", sheets=()))
    opened(state, real)
    keep_crash(state, RuntimeError("x"))
    keep_theme(home / "config" / "alignment-tui", "dark")
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in home.rglob("*") if not path.is_symlink()}
    assert {path: mode for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}
    names = {path.name for path in modes}
    assert names >= {"case.json", "journal.jsonl", "notes.md", "crashes", "unsaved", "session.json", ".gitattributes"}
    assert len([name for name in names if name.endswith((".live.json", ".form.json"))]) == 2
