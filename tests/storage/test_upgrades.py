"""Older formats are made new in memory, and written new at the first change."""

from collections.abc import Callable
from typing import Any

import pytest

from alignment_tui.domain.document import FORMAT, Document
from alignment_tui.storage import reading
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.upgrades import STEPS, upgraded

Make = Callable[..., Document]


def name_to_title(plain: dict[str, Any]) -> dict[str, Any]:
    session = dict(plain["session"])
    return {**plain, "session": {"title": session.pop("name"), **session}}


def note_in_capitals(plain: dict[str, Any]) -> dict[str, Any]:
    return {**plain, "session": {**plain["session"], "note": plain["session"]["note"].upper()}}


def test_every_format_before_this_one_has_its_step() -> None:
    assert len(STEPS) == FORMAT - 1


def test_each_step_is_taken_once_and_in_order() -> None:
    old = {"format": 1, "session": {"name": "x", "note": "n"}}
    steps = (name_to_title, note_in_capitals)
    assert upgraded(old, steps) == {"format": 3, "session": {"title": "x", "note": "N"}}
    assert upgraded({**old, "format": 2}, steps)["session"] == {"name": "x", "note": "N"}
    assert old == {"format": 1, "session": {"name": "x", "note": "n"}}


def test_an_older_file_is_not_touched_until_it_is_saved(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "FORMAT", 2)
    monkeypatch.setattr(reading, "upgraded", lambda plain: upgraded(plain, (name_to_title,)))
    sessions.folder.mkdir()
    data = b'{"format": 1, "rev": 3, "last_ids": {}, "session": {"name": "Old"}}'
    sessions.path("old").write_bytes(data)
    loaded = sessions.load("old")
    assert (loaded.upgraded_from, loaded.document.format, loaded.document.session.title) == (1, 2, "Old")
    assert sessions.path("old").read_bytes() == data
    sessions.save("old", loaded.document, loaded)
    assert b'"format": 2' in sessions.path("old").read_bytes()
