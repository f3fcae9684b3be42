"""The library's index: only what changed is read, and nothing depends on it."""

import os
import stat
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.reviews import next_review
from alignment_tui.storage import index, library_table, reading, sheets, tables
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.reading import read_bytes
from alignment_tui.storage.slugs import SUFFIX
from tests.factories import complete

Make = Callable[..., Document]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that the library read."""
    done: list[str] = []
    real = read_bytes

    def counted(path: Path | str, largest: int) -> object:
        done.append(Path(path).name)
        return real(path, largest)

    monkeypatch.setattr(library_table, "read_bytes", counted)
    return done


@pytest.fixture
def full(sessions: Sessions, make: Make) -> Sessions:
    for number in range(5):
        sessions.create(f"s{number}", make(f"Title {number}", requests=number))
        old = time.time_ns() - 10**10 + number
        os.utime(sessions.path(f"s{number}"), ns=(old, old))
    return sessions


def test_a_row_tells_what_a_list_shows(full: Sessions) -> None:
    row = next(iter(full.rows()))
    assert row.slug == "s0"
    assert row.size == full.path("s0").stat().st_size
    assert row.head is not None
    assert (row.head.title, row.head.people, row.head.requests) == ("Title 0", ("Ann Öztürk",), 0)


def test_only_what_changed_is_read(full: Sessions, reads: list[str]) -> None:
    first = list(full.rows())
    assert len(reads) == 5
    assert list(full.rows()) == first
    assert len(reads) == 5
    seen = full.load("s3")
    full.save("s3", replace(seen.document, session=replace(seen.document.session, title="New")), seen)
    titles = [row.head.title for row in full.rows() if row.head]
    assert titles == ["Title 0", "Title 1", "Title 2", "New", "Title 4"]
    assert reads[5:] == ["s3.json"]


def test_a_removed_session_is_gone_from_the_list(full: Sessions) -> None:
    list(full.rows())
    full.remove("s2")
    assert [row.slug for row in full.rows()] == ["s0", "s1", "s3", "s4"]


def test_rows_are_searched_through_the_table(full: Sessions) -> None:
    assert [row.slug for row in full.search(lambda row: row.head is not None and row.head.requests > 2)] == ["s3", "s4"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each call asked the system for a session's file, or for what is open."""
    done: Counter[str] = Counter()

    def count(name: str) -> None:
        real = getattr(os, name)

        def counted(what: object, *more: Any, **by: Any) -> Any:
            done[name] += isinstance(what, int) or str(what).endswith(SUFFIX)
            return real(what, *more, **by)

        monkeypatch.setattr(os, name, counted)

    for name in ("stat", "lstat", "open", "fstat", "read"):
        count(name)
    return done


def test_one_status_a_session_tells_that_nothing_changed(full: Sessions, asked: Counter[str]) -> None:
    list(full.rows())
    asked.clear()
    list(full.rows())
    assert +asked == {"stat": 5}


def test_a_session_that_is_not_known_is_opened_and_read_once(
    full: Sessions, asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "keep", lambda *_: None)
    asked.clear()
    list(full.rows())
    assert +asked == {"open": 5, "fstat": 10, "read": 5}


def test_what_has_the_name_of_a_session_and_is_none_has_no_row(full: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    (full.folder / "folder.json").mkdir()
    (full.folder / "nowhere.json").symlink_to("gone")
    (full.folder / "circle.json").symlink_to("circle.json")
    rows = {row.slug: row for row in full.rows()}
    assert set(rows) == {"s0", "s1", "s2", "s3", "s4", "nowhere", "circle"}
    assert rows["nowhere"].error == "No such file or directory"
    later = time.time_ns() + 10**12
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: later)
        assert {row.slug: row for row in full.rows()} == rows
        patch.setattr(index, "replace", lambda *_, **__: pytest.fail("the index was written"))
        assert {row.slug: row for row in full.rows()} == rows
    full.path("s0").unlink()
    full.path("s0").mkdir()
    assert "s0" not in {row.slug for row in full.rows()}


def test_rows_are_in_order_whatever_order_they_were_kept_in(full: Sessions) -> None:
    rows = list(full.rows())
    index.keep(full.folder, full._storage.cache(), rows[::-1])
    assert list(Sessions(full.folder, full._storage.cache()).rows()) == rows


def test_a_refresh_that_found_nothing_writes_nothing(full: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    list(full.rows())
    monkeypatch.setattr(index, "replace", lambda *_, **__: pytest.fail("the index was written"))
    list(full.rows())


def test_a_save_does_not_touch_the_index(full: Sessions, tmp_path: Path) -> None:
    list(full.rows())
    kept = index.index_path(full.folder, tmp_path / "cache")
    before = kept.read_bytes()
    seen = full.load("s1")
    full.save("s1", replace(seen.document, session=replace(seen.document.session, note="x")), seen)
    assert kept.read_bytes() == before
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("data", [b"", b"garbage", b"\x93\x01\xa0\x90", b"\x91" * 100_000])
def test_a_broken_index_is_made_again(full: Sessions, tmp_path: Path, data: bytes) -> None:
    first = list(full.rows())
    index.index_path(full.folder, tmp_path / "cache").write_bytes(data)
    assert list(full.rows()) == first


def test_a_cache_that_cannot_be_written_is_no_trouble(full: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", fail)
    assert len(list(full.rows())) == 5


def test_a_file_of_this_very_moment_is_read_again(
    sessions: Sessions, make: Make, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_SETTLED_NS", 60 * 10**9)  # a moment that lasts, however busy the machine is
    sessions.create("now", make())
    list(sessions.rows())
    list(sessions.rows())
    assert reads == ["now.json", "now.json"]


def test_saving_costs_no_look_at_the_other_sessions(full: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = full.load("s1")
    monkeypatch.setattr(os, "scandir", lambda *_: pytest.fail("the folder was listed"))
    full.save("s1", replace(seen.document, session=replace(seen.document.session, note="x")), seen)


def test_every_read_and_write_goes_through_the_table(
    full: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("read", "write"):
        real = getattr(tables.SessionFolder, name)

        def counted(self: object, *args: object, name: str = name, real: Callable[..., object] = real) -> object:
            asked.append(name)
            return real(self, *args)

        monkeypatch.setattr(tables.SessionFolder, name, counted)
    seen = full.load("s1")
    full.save("s1", replace(seen.document, session=replace(seen.document.session, note="x")), seen)
    list(full.rows())
    full.remove("s1")
    assert asked == ["read", "read", "write", "read", "read", "write"]


def test_a_plain_mapping_can_be_inserted_as_tinydb_does_it(sessions: Sessions, make: Make) -> None:
    sessions.folder.mkdir()
    sessions._table.insert(sheets.Sheet(make(), "x"))
    assert sessions.load("x").document == make()
    assert len(sessions._table) == 1
    assert [row["session"].title for row in sessions._table] == ["Checkout"]


def test_a_row_tells_on_any_day_what_is_overdue(sessions: Sessions) -> None:
    whole = complete()
    sessions.create("signed", Document(session=whole))
    ended = replace(whole, memo=replace(whole.memo, superseded_by="signed"))
    sessions.create("ended", Document(session=ended))
    heads = {row.slug: row.head for row in sessions.rows()}
    head = heads["signed"]
    assert head is not None
    assert (head.next_review, head.reading_days) == (str(next_review(whole)), ("2025-03-10",))
    assert [head.review_overdue(day) for day in ("2025-03-10", "2025-03-11")] == [False, True]
    assert [head.readings_due(day) for day in ("2025-03-09", "2025-03-10")] == [0, 1]
    assert heads["ended"] is not None
    assert (heads["ended"].next_review, heads["ended"].reading_days) == ("", ())


def test_what_reads_a_whole_session_is_not_made_for_a_list(full: Sessions) -> None:
    reading._decoder.cache_clear()
    assert len(list(full.rows())) == 5
    assert reading._decoder.cache_info().currsize == 0
    full.load("s1")
    assert reading._decoder.cache_info().currsize == 1
