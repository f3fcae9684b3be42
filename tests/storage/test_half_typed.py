"""Words half typed in a dialog come back to its session, and what is broken is nothing."""

from pathlib import Path

import pytest

from alignment_tui.storage.half_typed import forget_half_typed, half_typed, keep_half_typed

WORDS = {"objection S2": "two [/] contracts", "fist O1/S1": "a date"}


def test_words_come_back_in_their_order_until_there_are_none(tmp_path: Path) -> None:
    state, session = tmp_path / "state", tmp_path / "x.json"
    assert half_typed(state, session) == {}
    keep_half_typed(state, session, WORDS)
    assert list(half_typed(state, session).items()) == list(WORDS.items())
    assert not [path for path in state.rglob("*") if path.stat().st_mode & 0o077]
    assert half_typed(state, tmp_path / "other.json") == {}
    keep_half_typed(state, session, {})
    assert not list(state.iterdir())
    keep_half_typed(state, session, WORDS)
    forget_half_typed(state, session)
    assert half_typed(state, session) == {}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"words": 5}', b'{"words": {"x": 5}}', b"\xff", b"[" * 100_000])
def test_what_is_broken_is_nothing(data: bytes, tmp_path: Path) -> None:
    keep_half_typed(tmp_path, tmp_path / "x.json", WORDS)
    (path,) = tmp_path.iterdir()
    path.write_bytes(data)
    assert half_typed(tmp_path, tmp_path / "x.json") == {}


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep_half_typed(tmp_path / "file", tmp_path / "x.json", WORDS)
    forget_half_typed(tmp_path / "file", tmp_path / "x.json")
