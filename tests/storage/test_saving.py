"""What a save promises: whole, durable, private, merged, and nothing overwritten unseen."""

import errno
import os
import stat
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Parked
from alignment_tui.storage import reading
from alignment_tui.storage.folder import Saved, Sessions
from alignment_tui.storage.reading import encoded
from alignment_tui.storage.refusals import NotSaved, Refusal, SaveConflict
from alignment_tui.storage.saver import Saver
from tests.storage.fault_storm import CALLS
from tests.storage.test_saver import Told

Make = Callable[..., Document]


def noted(document: Document, note: str) -> Document:
    return replace(document, rev=document.rev + 1, session=replace(document.session, note=note))


def parked(document: Document, text: str, number: int = 1) -> Document:
    more = (*document.session.parked, Parked(id=f"P{number}", text=text))
    return replace(document, rev=document.rev + 1, session=replace(document.session, parked=more))


def test_nothing_is_made_before_the_first_save(sessions: Sessions) -> None:
    assert sessions.slugs() == []
    assert list(sessions.rows()) == []
    assert not sessions.folder.exists()


def test_a_session_comes_back_as_it_was_saved(sessions: Sessions, make: Make) -> None:
    created = sessions.create("checkout", make())
    assert sessions.load("checkout") == created
    assert sessions.load("checkout").document == make()


def test_the_file_is_readable_and_the_same_for_the_same_document(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", replace(make(), last_ids={"S": 1, "R": 2}))
    text = sessions.path("checkout").read_bytes().decode()
    assert text.startswith('{\n  "format": 1,\n  "rev": 0,\n  "last_ids": {\n    "R": 2,\n    "S": 1\n  },\n')
    assert text.endswith("}\n")
    assert "漢字" in text
    assert "Öztürk" in text
    assert encoded(replace(make(), last_ids={"R": 2, "S": 1})) == text.encode()


def test_a_session_is_not_created_over_another(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make())
    before = sessions.path("checkout").read_bytes()
    with pytest.raises(Refusal, match="already"):
        sessions.create("checkout", make("Another"))
    assert sessions.path("checkout").read_bytes() == before


def test_an_unchanged_document_is_not_written(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    saved = sessions.save("checkout", make(), seen)
    assert saved.stamp == seen.stamp
    assert not sessions.changed("checkout", seen.stamp)


def test_rev_and_last_ids_never_fall(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", replace(make(), rev=7, last_ids={"R": 9, "S": 1}))
    saved = sessions.save("checkout", replace(noted(make(), "x"), rev=2), seen)
    assert saved.document.rev == 8
    assert saved.document.last_ids == {"R": 9, "S": 1}
    assert sessions.load("checkout").document == saved.document


def test_what_another_saved_meanwhile_is_taken_in(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    theirs = sessions.save("checkout", noted(make(), "said elsewhere"), seen)
    assert sessions.changed("checkout", seen.stamp)
    saved = sessions.save("checkout", parked(make(), "for later"), seen)
    assert saved.merged
    assert saved.document.session.note == "said elsewhere"
    assert [entry.text for entry in saved.document.session.parked] == ["for later"]
    assert saved.document.rev > theirs.document.rev
    assert sessions.load("checkout") == saved.seen


def test_what_is_on_the_disk_keeps_its_id(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    sessions.save("checkout", parked(make(), "theirs"), seen)
    saved = sessions.save("checkout", parked(make(), "ours"), seen)
    assert saved.renames == {"P1": "P2"}
    assert {entry.id: entry.text for entry in saved.document.session.parked} == {"P1": "theirs", "P2": "ours"}


def test_one_field_changed_by_both_is_a_conflict_that_can_be_settled(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    sessions.save("checkout", noted(make(), "theirs"), seen)
    before = sessions.path("checkout").read_bytes()
    with pytest.raises(SaveConflict) as caught:
        sessions.save("checkout", noted(make(), "ours"), seen)
    assert [(one.collection, one.ours, one.theirs) for one in caught.value.conflicts] == [("note", "ours", "theirs")]
    assert sessions.path("checkout").read_bytes() == before
    settled = noted(caught.value.merged, "both")
    assert sessions.save("checkout", settled, caught.value.theirs).document.session.note == "both"


def test_a_file_that_vanished_is_written_anew(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    sessions.path("checkout").unlink()
    assert sessions.changed("checkout", seen.stamp)
    sessions.save("checkout", make(), seen)
    assert sessions.load("checkout").document == make()


def test_a_file_that_became_unreadable_is_not_overwritten(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    sessions.path("checkout").write_text("<<<<<<< HEAD\n")
    with pytest.raises(NotSaved, match="git merge"):
        sessions.save("checkout", noted(make(), "ours"), seen)
    assert sessions.path("checkout").read_text() == "<<<<<<< HEAD\n"


def test_a_symbolic_link_stays_one(sessions: Sessions, make: Make, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "real.json"
    real.parent.mkdir()
    real.write_bytes(encoded(make()))
    sessions.folder.mkdir()
    sessions.path("link").symlink_to(real)
    sessions.save("link", noted(make(), "through the link"), sessions.load("link"))
    assert sessions.path("link").is_symlink()
    assert b"through the link" in real.read_bytes()


def test_files_and_folders_are_private_whatever_the_mask(sessions: Sessions, make: Make) -> None:
    before = os.umask(0o000)
    try:
        sessions.create("open", make())
        os.umask(0o777)
        sessions.create("shut", make())
        Sessions(sessions.folder.parent / "other", sessions.folder).create("shut", make())
        list(sessions.rows())
    finally:
        os.umask(before)
    for path in (sessions.folder, *sessions.folder.parent.rglob("*")):
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Record what a save asks of the system, in order."""
    asked: list[str] = []

    def record(name: str, tell: Callable[..., str]) -> None:
        real = getattr(os, name)

        def recorded(*args: Any, **kwargs: Any) -> Any:
            asked.append(tell(*args))
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, recorded)

    def kind(handle: int) -> str:
        return "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"

    record("write", lambda *_: "write")
    record("fsync", lambda handle: f"fsync {kind(handle)}")
    record("replace", lambda *_: "replace")
    yield asked
    monkeypatch.undo()


def test_a_save_is_written_synced_put_in_place_and_synced(sessions: Sessions, make: Make, calls: list[str]) -> None:
    seen = sessions.create("checkout", make())
    calls.clear()
    sessions.save("checkout", noted(make(), "x"), seen)
    # The text, the end of its last line, and after all of it the journal, which nobody waits for.
    assert calls == ["write", "write", "fsync file", "replace", "fsync folder", "write"]


def test_a_save_asks_the_system_no_more_than_it_needs(
    sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step of the way to the file is looked at, for it may be a link; and the text is made once."""
    seen = sessions.create("checkout", make())
    seen = sessions.save("checkout", noted(make(), "x"), seen).seen  # with a backup, which is due once a minute
    asked: Counter[str] = Counter()

    def count(where: object, name: str) -> None:
        real = getattr(where, name)

        def counted(*given: Any, **by: Any) -> Any:
            asked[name] += 1
            return real(*given, **by)

        monkeypatch.setattr(where, name, counted)

    for name in CALLS:
        count(os, name)
    for name in ("lstat", "stat", "fstat", "listdir"):
        count(os, name)
    count(reading, "_indented")
    sessions.save("checkout", noted(seen.document, "y"), seen)
    monkeypatch.undo()
    lock, journal = {"open": 1, "close": 1}, {"open": 2, "fstat": 2, "write": 1, "close": 2}
    looks = {"lstat": len(sessions.path("checkout").parents), "stat": 2}
    written = {"open": 1, "fchmod": 1, "write": 2, "utime": 1, "fsync": 1, "fstat": 1, "close": 1}
    placed = {"replace": 1, "open": 1, "fsync": 1, "close": 1}
    assert asked == sum(map(Counter, (lock, looks, written, placed, journal)), Counter({"_indented": 1}))


def test_the_file_that_is_written_is_found_behind_every_link(make: Make, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "b.json").symlink_to("a.json")
    there = Path(os.path.realpath(tmp_path)) / "real" / "a.json"
    for folder in ("real", "link", "link/../link", "real/../real"):
        for slug in ("a", "b"):
            assert Sessions(tmp_path / folder, tmp_path).real(slug) == there
    assert Sessions(Path(os.path.relpath(tmp_path / "link")), tmp_path).real("b") == there


def test_the_screen_is_told_after_that(sessions: Sessions, make: Make, calls: list[str]) -> None:
    class Noting(Told):
        def saved(self, saved: Saved) -> None:
            calls.append("told")
            super().saved(saved)

    seen = sessions.create("checkout", make())
    calls.clear()
    told = Noting()
    saver = Saver(sessions, "checkout", seen, told)
    saver.keep(noted(make(), "x"))
    told.next("saved")
    assert calls == ["write", "write", "fsync file", "replace", "fsync folder", "write", "told"]
    saver.close()


def test_a_short_write_is_finished(sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:100])))
    sessions.create("checkout", make(requests=40))
    assert sessions.load("checkout").document == make(requests=40)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("call", ["write", "fsync", "replace", "close"])
def test_a_failing_disk_leaves_the_file_as_it_was(
    sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    seen = sessions.create("checkout", make())
    before = sessions.path("checkout").read_bytes()
    real = getattr(os, call)
    armed = [True]

    def fail(*args: Any, **kwargs: Any) -> Any:
        if call == "close":
            real(*args)
            if Path(f"{sessions.folder}/.checkout.json.saving").exists() and armed.pop() is True:
                armed.append(False)
                raise OSError(number, os.strerror(number))
            return None
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(NotSaved) as caught:
        sessions.save("checkout", noted(make(), "x"), seen)
    monkeypatch.undo()
    assert caught.value.reason == os.strerror(number)
    assert "\n" not in str(caught.value)
    assert sessions.path("checkout").read_bytes() == before
    assert [path.name for path in sessions.folder.glob(".*saving")] == []
    assert sessions.save("checkout", noted(make(), "x"), seen).document.session.note == "x"


def test_a_folder_that_cannot_be_written_is_told(sessions: Sessions, make: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved, match="Not a directory"):
        Sessions(tmp_path / "file" / "sessions", tmp_path / "cache").create("x", make())


def test_what_a_killed_writer_left_is_taken_away(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    (sessions.folder / ".checkout.json.saving").write_text("half")
    sessions.save("checkout", noted(make(), "x"), seen)
    assert sorted(path.name for path in sessions.folder.iterdir()) == [".local", "checkout.json"]


def test_a_temporary_file_that_is_a_trap_is_not_followed(sessions: Sessions, make: Make, tmp_path: Path) -> None:
    seen = sessions.create("checkout", make())
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (sessions.folder / ".checkout.json.saving").symlink_to(victim)
    sessions.save("checkout", noted(make(), "x"), seen)
    assert victim.read_text() == "precious"
    assert not sessions.path("checkout").is_symlink()


def test_a_removed_session_is_in_the_trash(sessions: Sessions, make: Make) -> None:
    for _ in range(2):
        sessions.create("checkout", make())
        trashed = sessions.remove("checkout")
    assert trashed == sessions.folder / ".local" / "trash" / "checkout.2.json"
    assert trashed.read_bytes() == encoded(make())
    assert sessions.slugs() == []
    with pytest.raises(Refusal, match="no such session"):
        sessions.remove("checkout")


def test_what_is_of_this_machine_alone_is_kept_out_of_git(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make())
    assert (sessions.folder / ".local" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("slug", ["../x", "a/b", "", ".hidden", "a\0b", ".."])
def test_no_name_leads_out_of_the_folder(sessions: Sessions, make: Make, slug: str) -> None:
    for attempt in (sessions.load, sessions.remove, lambda name: sessions.create(name, make())):
        with pytest.raises(Refusal):
            attempt(slug)
    assert not sessions.folder.exists()


def nested(levels: int) -> Any:
    return [nested(levels - 1)] if levels else 1


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ({"a": 2**53 + 1}, "extra a: the number 9007199254740993 is larger"),
        ({"a": 2**70}, "is larger"),
        ({"a": "\ud800"}, "holds what no file can"),
        ({"a": list(range(450_001))}, "more than 450,000 values"),
        ({"a": "x" * 17 * 2**20}, "is 17 MB"),
        ({"a": nested(70)}, "nested deeper"),
    ],
    ids=["large", "huge", "half a character", "values", "bytes", "deep"],
)
def test_nothing_is_saved_that_could_not_be_opened(
    sessions: Sessions, make: Make, extra: dict[str, Any], words: str
) -> None:
    seen = sessions.create("checkout", make())
    document = replace(make(), session=replace(make().session, extra=extra))
    with pytest.raises(NotSaved, match=words):
        sessions.save("checkout", document, seen)
    with pytest.raises(NotSaved, match=words):
        sessions.create("another", document)
    assert sessions.load("checkout") == seen
    assert sessions.slugs() == ["checkout"]


def test_a_text_full_of_digits_is_no_trouble(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make(note="1234567890" * 9))
    assert sessions.load("checkout") == seen


def test_what_comes_while_a_save_is_being_written_is_not_overwritten_unseen(
    sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git and editors know no lock: what they put there after the first look is met by the second, and merged."""
    seen = sessions.create("checkout", make())
    path, sync = sessions.path("checkout"), os.fsync

    def late(handle: int) -> None:
        sync(handle)
        monkeypatch.setattr(os, "fsync", sync)
        path.unlink()
        path.write_bytes(encoded(noted(make(), "by another program")))

    monkeypatch.setattr(os, "fsync", late)
    saved = sessions.save("checkout", parked(make(), "ours"), seen)
    assert (saved.document.session.note, saved.document.session.parked[0].text) == ("by another program", "ours")
    assert sessions.load("checkout") == saved.seen


def test_what_is_written_in_place_after_the_last_look_is_not_overwritten_unseen(
    sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that never stands still while it is read: what came after the reading counts as not seen."""
    sessions.create("checkout", make(note="a"))
    path, look = sessions.path("checkout"), os.read

    def late(handle: int, most: int) -> bytes:
        data = look(handle, most)
        path.write_bytes(path.read_bytes().replace(b'"note": "a"', b'"note": "b"'))
        time.sleep(0.01)
        return data if b'"note": "a"' in data else data.replace(b'"note": "b"', b'"note": "a"')

    monkeypatch.setattr(os, "read", late)
    seen = sessions.load("checkout")
    monkeypatch.undo()
    assert seen.document.session.note == "a"
    assert sessions.changed("checkout", seen.stamp)
    saved = sessions.save("checkout", parked(seen.document, "ours"), seen)
    assert (saved.document.session.note, saved.merged) == ("b", True)


def test_a_file_that_git_is_just_replacing_is_waited_for(sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    path = sessions.path("checkout")
    path.unlink()
    git = threading.Timer(0.03, path.write_bytes, [encoded(noted(make(), "of the other branch"))])
    git.start()
    saved = sessions.save("checkout", parked(make(), "ours"), seen)
    git.join()
    assert saved.document.session.note == "of the other branch"
    assert sessions.load("checkout") == saved.seen


@pytest.mark.parametrize("half", [b"", b'{"format": 1, "rev"'], ids=["empty", "half"])
def test_a_file_that_git_is_just_writing_is_waited_for(half: bytes, sessions: Sessions, make: Make) -> None:
    seen = sessions.create("checkout", make())
    path, whole = sessions.path("checkout"), encoded(noted(make(), "of the other branch"))
    path.write_bytes(half)
    git = threading.Timer(0.03, path.write_bytes, [whole])
    git.start()
    saved = sessions.save("checkout", parked(make(), "ours"), seen)
    git.join()
    assert saved.document.session.note == "of the other branch"
    path.write_bytes(half)
    git = threading.Timer(0.03, path.write_bytes, [whole])
    git.start()
    assert sessions.load("checkout").document.session.note == "of the other branch"
    git.join()


def test_a_program_that_never_stops_writing_is_told(
    sessions: Sessions, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = sessions.create("checkout", make())
    path, sync = sessions.path("checkout"), os.fsync

    def writes(handle: int) -> None:
        sync(handle)
        path.write_bytes(encoded(noted(make(), str(time.monotonic_ns()))))

    monkeypatch.setattr(os, "fsync", writes)
    with pytest.raises(NotSaved, match="again and again"):
        sessions.save("checkout", parked(make(), "ours"), seen)
    assert sorted(one.name for one in sessions.folder.iterdir()) == [".local", "checkout.json"]
