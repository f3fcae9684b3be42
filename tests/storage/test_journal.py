"""The journal: one entry a change, bound to the file and to the line before, and never a reason not to save."""

import errno
import os
import stat
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.changes import diff
from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Parked
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Moment
from alignment_tui.editing.records import set_single
from alignment_tui.editing.workspace import Change, Kept, Workspace
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import SNAPSHOT_EVERY, History
from alignment_tui.storage.history_check import troubles
from alignment_tui.storage.history_recent import recalled, recent
from alignment_tui.storage.journal import Journal
from alignment_tui.storage.journal_entries import Entry, raw, sha256
from alignment_tui.storage.reading import Loaded, encoded
from tests.factories import complete

Make = Callable[..., Document]
NOW, TODAY = datetime(2025, 3, 3, 14, 2, tzinfo=UTC), date(2025, 3, 3)


def work(document: Document) -> tuple[Workspace, list[Change]]:
    store = Kept()
    return Workspace(document, who="Kim", store=store), store.changes


def park(space: Workspace, text: str, own: str = "P1") -> None:
    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, parked=(Parked(id=own, text=text), *session.parked))

    space.apply(edit, text, now=NOW, today=TODAY)


def note(space: Workspace, words: str) -> None:
    space.apply(set_single("note", words), f"note {words}", now=NOW, today=TODAY)


def history(sessions: Sessions) -> History:
    return History(sessions.path("checkout"))


def entries(sessions: Sessions) -> list[Entry]:
    found = history(sessions).entries
    return [entry for entry in found if entry is not None]


def noted(sessions: Sessions, seen: Loaded, *words: str) -> Loaded:
    space, changes = work(seen.document)
    for word in words:
        note(space, word)
    return sessions.save("checkout", space.document, seen, changes).seen


def test_every_change_of_one_save_is_an_entry(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    noted(sessions, seen, "one", "two")
    begun, one, two = entries(sessions)
    digest = sha256(sessions.path("checkout").read_bytes())
    assert (begun.label, begun.rev, begun.sha256) == ("begun", 0, sha256(encoded(make())))
    assert [(entry.rev, entry.at, entry.who, entry.label, entry.sha256) for entry in (one, two)] == [
        (1, NOW, "Kim", "note one", digest),
        (2, NOW, "Kim", "note two", digest),
    ]
    assert [entry.number for entry in (begun, one, two)] == [1, 2, 3]
    assert two.previous == sha256(history(sessions).lines[1])


def test_a_difference_comes_back_as_it_was_whatever_the_record() -> None:
    whole, bare = complete(), Session(title="bare")
    for difference in (diff(bare, whole), diff(whole, bare), diff(whole, replace(whole, note="x"))):
        entry = Entry(rev=1, at=NOW, sha256="", difference=raw(difference))
        assert entry.changes == difference


def test_each_revision_can_be_built_again(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    documents = [seen.document]
    for number in range(30):
        space, changes = work(seen.document)
        park(space, str(number), f"P{number + 1}")
        seen = sessions.save("checkout", space.document, seen, changes).seen
        documents.append(seen.document)
    told = history(sessions)
    assert [told.document(place) for place in range(31)] == documents
    assert told.document(told.at_rev(17)) == documents[17]


def test_a_hand_edit_is_told_before_the_next_change(sessions: Sessions, make: Make) -> None:
    noted(sessions, sessions.create("checkout", make()), "ours")
    path = sessions.path("checkout")
    path.write_text(path.read_text().replace('"ours"', '"by hand"'))
    by_hand = sha256(path.read_bytes())
    noted(sessions, sessions.load("checkout"), "ours again")
    _, _, outside, last = entries(sessions)
    assert (outside.outside, outside.label, outside.who, outside.sha256) == (True, "changed outside", "", by_hand)
    assert outside.changes is not None
    assert [(delta.before, delta.after) for delta in outside.changes] == [("ours", "by hand")]
    assert not last.outside
    assert history(sessions).document(3) == sessions.load("checkout").document


def test_what_another_process_saved_is_not_outside(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    other = Sessions(sessions.folder, sessions.folder.parent / "cache")
    theirs = other.load("checkout")
    space, changes = work(theirs.document)
    park(space, "theirs")
    other.save("checkout", space.document, theirs, changes)
    merged = noted(sessions, seen, "ours", "ours too")
    assert [(entry.label, entry.outside, entry.rev) for entry in entries(sessions)] == [
        ("begun", False, 0),
        ("theirs", False, 1),
        ("note ours", False, 2),
        ("note ours too", False, 3),
    ]
    assert history(sessions).document(3) == merged.document


def test_our_changes_are_told_under_the_ids_they_got(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    for text in ("theirs", "ours"):
        space, changes = work(seen.document)
        park(space, text)
        saved = sessions.save("checkout", space.document, seen, changes)
    assert saved.renames == {"P1": "P2"}
    assert [entry.label for entry in entries(sessions)] == ["begun", "theirs", "ours"]
    assert history(sessions).document(2).session == saved.document.session


def test_a_session_that_is_older_than_its_history_begins_with_what_is_there(sessions: Sessions, make: Make) -> None:
    sessions.folder.mkdir()
    sessions.path("checkout").write_bytes(encoded(replace(make(), rev=7)))
    noted(sessions, sessions.load("checkout"), "ours")
    found, ours = entries(sessions)
    assert (found.label, found.rev, found.outside) == ("the history begins here", 7, True)
    assert history(sessions).document(0).session == make().session
    assert ours.rev == 8


def test_a_save_without_named_changes_is_told_by_what_it_did(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    document = replace(make(), rev=1, session=replace(make().session, note="unnamed"))
    sessions.save("checkout", document, seen)
    _, entry = entries(sessions)
    assert (entry.rev, entry.who, entry.label) == (1, "", "")
    assert entry.changes == diff(make().session, document.session)


def test_a_torn_last_line_is_passed_over_and_then_taken_away(sessions: Sessions, make: Make) -> None:
    seen = noted(sessions, sessions.create("checkout", make()), "one", "two")
    path = history(sessions).path
    path.write_bytes(path.read_bytes()[:-20])
    assert [entry.label for entry in entries(sessions)] == ["begun", "note one"]
    assert history(sessions).torn
    noted(sessions, seen, "three")
    assert [entry.label for entry in entries(sessions)] == ["begun", "note one", "note three"]
    assert not history(sessions).torn


def test_what_a_power_cut_took_from_the_journal_is_told_as_outside(sessions: Sessions, make: Make) -> None:
    seen = noted(sessions, sessions.create("checkout", make()), "one")
    path = history(sessions).path
    before = path.read_bytes()
    noted(sessions, seen, "two")
    path.write_bytes(before)
    again = Sessions(sessions.folder, sessions.folder.parent / "cache")
    last = noted(again, again.load("checkout"), "three")
    assert [entry.label for entry in entries(sessions)] == ["begun", "note one", "changed outside", "note three"]
    assert history(sessions).document(3) == last.document


@pytest.mark.parametrize("line", [b"", b"{", b"\xff\xff", b"[]", b'{"rev": "x"}', b"[" * 100_000])
def test_a_line_that_cannot_be_read_hides_none_of_the_others(sessions: Sessions, make: Make, line: bytes) -> None:
    seen = noted(sessions, sessions.create("checkout", make()), "one")
    path = history(sessions).path
    path.write_bytes(path.read_bytes() + line + b"\n")
    last = noted(sessions, seen, "two")
    told = history(sessions)
    assert told.entries[2] is None
    assert [entry.label for entry in entries(sessions)][-2:] == ["changed outside", "note two"]
    assert told.document(len(told.entries) - 1) == last.document
    assert entries(sessions)[-1].number == len(told.entries)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_journal_that_fails_breaks_no_save_and_is_told_once(
    sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(handle: int, data: Any) -> int:
        if Path(f"/proc/self/fd/{handle}").resolve().name != "journal.jsonl":
            return write(handle, data)
        if len(data) > 200:
            return write(handle, bytes(data[:200]))
        raise OSError(number, os.strerror(number))

    seen = noted(sessions, sessions.create("checkout", make()), "one")
    before, write = history(sessions).path.read_bytes(), os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", fails)
        space, changes = work(seen.document)
        note(space, "two")
        saved = sessions.save("checkout", space.document, seen, changes)
        assert saved.trouble == f"saved, but the history could not be written: {os.strerror(number)}"
        note(space, "three")
        saved = sessions.save("checkout", space.document, saved.seen, changes[1:])
        assert saved.trouble == ""
    assert history(sessions).path.read_bytes() == before
    last = noted(sessions, saved.seen, "four")
    assert [entry.label for entry in entries(sessions)][1:] == ["note one", "changed outside", "note four"]
    assert history(sessions).document(3) == last.document


def test_a_journal_that_is_a_link_is_not_followed(sessions: Sessions, make: Make, tmp_path: Path) -> None:
    seen = sessions.create("checkout", make())
    victim = tmp_path / "victim"
    victim.write_text("precious")
    history(sessions).path.unlink()
    history(sessions).path.symlink_to(victim)
    document = replace(make(), session=replace(make().session, note="x"))
    assert "history" in sessions.save("checkout", document, seen).trouble
    assert victim.read_text() == "precious"


def test_nothing_waits_for_the_journal_until_it_is_settled(
    sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync
    seen = sessions.create("checkout", make())

    def watched(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    noted(sessions, seen, "x")
    assert "journal.jsonl" not in synced
    sessions.settle("checkout")
    assert synced[-2:] == ["journal.jsonl", "checkout"]
    synced.clear()
    sessions.settle("checkout")
    assert synced == []


@pytest.mark.parametrize("mask", [0o000, 0o777])
def test_the_journal_is_private_whatever_the_mask(sessions: Sessions, make: Make, mask: int) -> None:
    before = os.umask(mask)
    try:
        noted(sessions, sessions.create("checkout", make()), "x")
    finally:
        os.umask(before)
    for path in (sessions.folder / ".local").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_removed_session_takes_its_history_along(sessions: Sessions, make: Make) -> None:
    noted(sessions, sessions.create("checkout", make()), "x")
    trashed = sessions.remove("checkout")
    assert (trashed.with_suffix(".history") / "journal.jsonl").exists()
    sessions.create("checkout", make("Another"))
    assert [entry.label for entry in entries(sessions)] == ["begun"]


def test_a_session_made_where_one_vanished_goes_on_in_its_journal(sessions: Sessions, make: Make) -> None:
    noted(sessions, sessions.create("checkout", make()), "x")
    sessions.path("checkout").unlink()
    sessions.create("checkout", make("Another"))
    assert [entry.label for entry in entries(sessions)] == ["begun", "note x", "begun"]
    assert history(sessions).document(2) == make("Another")


@pytest.mark.parametrize("words", [100, 300_000], ids=["hashed after the save", "hashed during it"])
def test_the_entry_has_the_hash_of_the_file(sessions: Sessions, make: Make, words: int) -> None:
    noted(sessions, sessions.create("checkout", make()), "w" * words)
    assert entries(sessions)[-1].sha256 == sha256(sessions.path("checkout").read_bytes())


def test_a_journal_that_was_taken_away_is_begun_anew(sessions: Sessions, make: Make) -> None:
    seen = noted(sessions, sessions.create("checkout", make()), "one")
    history(sessions).path.unlink()
    noted(sessions, seen, "two")
    assert [entry.label for entry in entries(sessions)] == ["the history begins here", "note two"]


def test_ten_thousand_entries_are_quick(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    real = sessions.path("checkout")
    journal, document = Journal(real), seen.document
    journal.look()
    difference = raw(diff(document.session, replace(document.session, note="on and on")))
    many = [Entry(rev=rev, at=NOW, label="x", sha256="0" * 64, difference=difference) for rev in range(1, 10_000)]
    journal.append(many)
    begun = time.perf_counter()
    last = noted(sessions, sessions.load("checkout"), "one more")
    assert (time.perf_counter() - begun) < 2.0, "the first save has to find out what is known of 10,000 entries"
    begun = time.perf_counter()
    last = noted(sessions, last, "and one")
    noted(Sessions(sessions.folder, sessions.folder), last, "and one from elsewhere")
    assert (time.perf_counter() - begun) < 0.5
    begun = time.perf_counter()
    assert [entry.label for entry in recent(real, 2) if entry] == ["note and one from elsewhere", "note and one"]
    done, _ = recalled(real, sha256(real.read_bytes()))
    assert [one.label for one in done[-2:]] == ["note and one", "note and one from elsewhere"]
    assert (time.perf_counter() - begun) < 0.2, "log, and a session that is opened, read the end alone"
    begun = time.perf_counter()
    told = history(sessions)
    assert [*troubles(told, real)] == []
    assert (time.perf_counter() - begun) < 3.0, "verify reads all of it"
    assert len(told.entries) == 10_004


def test_a_snapshot_every_two_hundred_entries(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    space, changes = work(seen.document)
    for number in range(SNAPSHOT_EVERY * 2):
        note(space, str(number))
    for start in range(0, len(changes), 30):
        some = changes[start : start + 30]
        session = replace(make().session, note=some[-1].label.split()[-1])
        document = replace(seen.document, rev=some[-1].rev, session=session)
        seen = sessions.save("checkout", document, seen, some).seen
    wholes = [entry.number for entry in entries(sessions) if entry.whole]
    assert wholes == [1, 211, 401]
    told = history(sessions)
    assert told.document(350).session.note == "349"
    snapshots = history(sessions).path.parent / "snapshots"
    (snapshots / "000211.json.gz").write_bytes(b"broken")
    assert history(sessions).document(350).session.note == "349"


def test_the_session_opens_whole_without_its_history(sessions: Sessions, make: Make) -> None:
    import shutil

    last = noted(sessions, sessions.create("checkout", make()), "x")
    shutil.rmtree(sessions.folder / ".local")
    assert Sessions(sessions.folder, sessions.folder).load("checkout") == last
    assert grown({}, last.document.session) == grown({}, make().session)
