"""Backups: five at most, one a minute, always before an upgrade and a sign-off, and never a reason not to save."""

import errno
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.storage import backups as module
from alignment_tui.storage.backups import back_up, backups, offer
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.reading import Loaded, encoded
from alignment_tui.storage.refusals import Refusal
from tests.factories import signature, signed

Make = Callable[..., Document]


def noted(document: Document, note: str) -> Document:
    return replace(document, rev=document.rev + 1, session=replace(document.session, note=note))


def saved(sessions: Sessions, document: Document, seen: Loaded) -> Loaded:
    return sessions.save("checkout", document, seen).seen


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_740_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    return now


def test_a_backup_is_the_file_as_it_was_and_costs_no_bytes(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    before = sessions.path("checkout").stat()
    saved(sessions, noted(make(), "x"), seen)
    [backup] = backups(sessions.path("checkout"))
    assert backup.path.read_bytes() == encoded(make())
    assert backup.path.stat().st_ino == before.st_ino
    assert backup.saved == datetime.fromtimestamp(before.st_mtime, UTC)
    assert backup.path.parent == sessions.folder / ".local" / "checkout" / "backups"


def test_what_is_saved_later_does_not_touch_a_backup(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    seen = saved(sessions, noted(make(), "one"), seen)
    saved(sessions, noted(seen.document, "two"), seen)
    sessions.path("checkout").write_text("written over in place")
    assert [backup.path.read_bytes() for backup in backups(sessions.path("checkout"))] == [encoded(make())]


def test_one_a_minute_and_five_at_most(sessions: Sessions, make: Make, clock: list[float]) -> None:
    seen = sessions.create("checkout", make())
    for number in range(1, 25):
        seen = saved(sessions, noted(seen.document, str(number)), seen)
        clock[0] += 30
    found = backups(sessions.path("checkout"))
    assert [backup.number for backup in found] == [12, 11, 10, 9, 8]
    notes = [f'"note": "{22 - 2 * place}"' for place in range(5)]
    assert [note in one.path.read_text() for note, one in zip(notes, found, strict=True)] == [True] * 5


def test_a_clock_that_jumps_back_keeps_no_backup_from_being_made(
    sessions: Sessions, make: Make, clock: list[float]
) -> None:
    seen = sessions.create("checkout", make())
    seen = saved(sessions, noted(seen.document, "one"), seen)
    clock[0] -= 86_400
    saved(sessions, noted(seen.document, "two"), seen)
    newest, oldest = backups(sessions.path("checkout"))
    assert newest.number > oldest.number
    assert newest.made < oldest.made


def test_always_before_a_sign_off(sessions: Sessions, make: Make, clock: list[float]) -> None:
    seen = sessions.create("checkout", make())
    seen = saved(sessions, noted(seen.document, "one"), seen)
    agreed = signed(seen.document.session, signature(1, "S1"))
    saved(sessions, replace(seen.document, rev=2, session=agreed), seen)
    assert backups(sessions.path("checkout"))[0].path.read_bytes() == encoded(seen.document)
    assert len(backups(sessions.path("checkout"))) == 2


def test_always_before_an_upgrade(sessions: Sessions, make: Make, clock: list[float]) -> None:
    seen = sessions.create("checkout", make())
    seen = saved(sessions, noted(seen.document, "one"), seen)
    saved(sessions, seen.document, replace(seen, upgraded_from=1))
    assert backups(sessions.path("checkout"))[0].path.read_bytes() == encoded(seen.document)


def test_a_replacement_that_failed_leaves_one_backup_and_not_two(
    sessions: Sessions, make: Make, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = sessions.create("checkout", make())
    real = os.replace

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(Exception, match="not saved"):
        saved(sessions, noted(seen.document, "one"), seen)
    monkeypatch.setattr(os, "replace", real)
    clock[0] += 120
    saved(sessions, noted(seen.document, "one"), seen)
    assert len(backups(sessions.path("checkout"))) == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_backup_that_fails_breaks_no_save_and_is_told_once(
    sessions: Sessions, make: Make, clock: list[float], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    seen = sessions.create("checkout", make())
    with monkeypatch.context() as patch:
        patch.setattr(module, "_linked", fails)
        first = sessions.save("checkout", noted(make(), "one"), seen)
        second = sessions.save("checkout", noted(first.document, "two"), first.seen)
    assert first.trouble == f"saved, but no backup could be made: {os.strerror(number)}"
    assert second.trouble == ""
    assert sessions.load("checkout").document == second.document
    third = sessions.save("checkout", noted(second.document, "three"), second.seen)
    assert third.trouble == ""
    assert len(backups(sessions.path("checkout"))) == 1


def test_where_no_link_can_be_made_a_copy_is(sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    seen = sessions.create("checkout", make())
    monkeypatch.setattr(os, "link", fails)
    assert sessions.save("checkout", noted(make(), "one"), seen).trouble == ""
    [backup] = backups(sessions.path("checkout"))
    assert backup.path.read_bytes() == encoded(make())
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("mask", [0o000, 0o777])
def test_backups_are_private_whatever_the_mask(sessions: Sessions, make: Make, mask: int) -> None:
    before = os.umask(mask)
    try:
        seen = sessions.create("checkout", make())
        sessions.path("checkout").chmod(0o644)
        saved(sessions, noted(make(), "x"), sessions.load("checkout"))
    finally:
        os.umask(before)
    for path in (sessions.folder / ".local").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert seen.document == make()


def test_a_bad_file_is_refused_with_its_backups(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    saved(sessions, noted(make(), "x"), seen)
    sessions.path("checkout").write_text("{")
    with pytest.raises(Refusal) as caught:
        sessions.load("checkout")
    when = backups(sessions.path("checkout"))[0].saved.astimezone()
    assert str(caught.value).endswith(
        f"; 1 backup, the newest of {when:%Y-%m-%d %H:%M}: alignment-tui restore checkout --list"
    )
    assert "backup" not in caught.value.trouble
    assert sessions.path("checkout").read_text() == "{"


def test_a_file_without_backups_offers_none(sessions: Sessions, make: Make, tmp_path: Path) -> None:
    sessions.create("checkout", make())
    assert offer(sessions.path("checkout"), "checkout") == ""
    assert not (sessions.folder / ".local" / "checkout" / "backups").exists()


def test_what_is_no_backup_is_left_alone(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make())
    folder = sessions.folder / ".local" / "checkout" / "backups"
    back_up(sessions.path("checkout"))
    (folder / "notes.txt").write_text("mine")
    (folder / "000002-99999999T999999Z.json").write_text("{}")
    assert [backup.number for backup in backups(sessions.path("checkout"))] == [1]
    assert (folder / "notes.txt").exists()
