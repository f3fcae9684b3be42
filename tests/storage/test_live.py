"""Where the cursor stood comes back, and a broken memory is no memory."""

import os
import stat
from pathlib import Path

import pytest

from alignment_tui.domain.time_box import TimeBox
from alignment_tui.storage.live import Live, forget, live_path, remember, remembered

HERE = Live(
    stage="metrics", record="M2", line="metric Lead [/] time ${x} 90 -> ", time=TimeBox(spent={"metrics": 61.5})
)


def test_where_a_session_was_left_comes_back(tmp_path: Path) -> None:
    state, session = tmp_path / "state", tmp_path / "x.json"
    assert remembered(state, session) == Live()
    remember(state, session, HERE)
    assert remembered(state, session) == HERE
    assert stat.S_IMODE(live_path(state, session).stat().st_mode) == 0o600
    assert [path.name for path in state.iterdir()] == [live_path(state, session).name]
    forget(state, session)
    assert remembered(state, session) == Live()


def test_it_belongs_to_the_file_and_not_to_a_name(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "x.json")
    remember(tmp_path, tmp_path / "link.json", HERE)
    assert remembered(tmp_path, tmp_path / "x.json") == HERE
    (tmp_path / "other").mkdir()
    assert remembered(tmp_path, tmp_path / "other" / "x.json") == Live()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"stage": 5}', b'{"line": "a\\u001b[31m"}', b"\xff", b"[" * 100_000, b" " * 2_000_000],
)
def test_a_broken_memory_is_none(tmp_path: Path, data: bytes) -> None:
    live_path(tmp_path, tmp_path / "x.json").write_bytes(data)
    assert remembered(tmp_path, tmp_path / "x.json") == Live()


def test_what_another_version_remembers_is_passed_over(tmp_path: Path) -> None:
    live_path(tmp_path, tmp_path / "x.json").write_bytes(b'{"stage": "memo", "mood": 3}')
    assert remembered(tmp_path, tmp_path / "x.json") == Live(stage="memo")


def test_nothing_waits_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state").mkdir()
    monkeypatch.setattr(os, "fsync", lambda *_: pytest.fail("synced"))
    remember(tmp_path / "state", tmp_path / "x.json", HERE)


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file", tmp_path / "x.json", HERE)
    forget(tmp_path / "file", tmp_path / "x.json")
