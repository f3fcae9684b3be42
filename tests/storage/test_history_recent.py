"""What the newest entries are, and what of them can be undone after a restart."""

from collections.abc import Callable

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.editing.workspace import Workspace
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history_recent import MOST_RECALLED, recalled, recent
from alignment_tui.storage.journal_entries import file_sha256
from alignment_tui.storage.reading import Loaded
from tests.storage.test_journal import NOW, history, note, work

Make = Callable[..., Document]


def labels(sessions: Sessions) -> tuple[list[str], list[str]]:
    real = sessions.path("checkout")
    done, undone = recalled(real, file_sha256(real))
    return [change.label for change in done], [change.label for change in undone]


def after(sessions: Sessions, seen: Loaded, act: Callable[[Workspace], object]) -> Loaded:
    space, changes = work(seen.document)
    act(space)
    return sessions.save("checkout", space.document, seen, changes).seen


def several(space: Workspace) -> None:
    for words in ("one", "two", "three"):
        note(space, words)


def test_what_was_done_can_be_undone_and_what_was_undone_redone(sessions: Sessions, make: Make) -> None:
    def act(space: Workspace) -> None:
        several(space)
        space.undo(NOW)
        space.undo(NOW)

    seen = after(sessions, sessions.create("checkout", make()), act)
    assert labels(sessions) == (["note one"], ["note three", "note two"])
    space, _ = work(seen.document)
    done, undone = recalled(sessions.path("checkout"), file_sha256(sessions.path("checkout")))
    space.recall(done, undone)  # type: ignore[arg-type] # the same fields by the same names
    space.redo(NOW)
    assert space.session.note == "two"
    assert (space.undo_label, space.redo_label) == ("note two", "note three")
    for _ in range(2):
        space.undo(NOW)
    assert space.session.note == ""


def test_a_new_change_after_an_undo_ends_what_could_be_redone(sessions: Sessions, make: Make) -> None:
    def act(space: Workspace) -> None:
        several(space)
        space.undo(NOW)
        note(space, "else")

    after(sessions, sessions.create("checkout", make()), act)
    assert labels(sessions) == (["note one", "note two", "note else"], [])


def test_nothing_is_recalled_over_a_change_by_another_hand(sessions: Sessions, make: Make) -> None:
    after(sessions, sessions.create("checkout", make()), several)
    path = sessions.path("checkout")
    path.write_text(path.read_text().replace('"three"', '"by hand"'))
    assert labels(sessions) == ([], [])
    after(sessions, sessions.load("checkout"), lambda space: note(space, "four"))
    assert labels(sessions) == (["note four"], [])


def test_no_journal_and_a_broken_one_recall_nothing(sessions: Sessions, make: Make) -> None:
    after(sessions, sessions.create("checkout", make()), several)
    path = history(sessions).path
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], b"{", *lines[3:]]))
    assert labels(sessions) == (["note three"], [])
    path.write_bytes(b"{}\n")
    assert labels(sessions) == ([], [])
    path.unlink()
    assert labels(sessions) == ([], [])


@pytest.mark.parametrize("most", [1, 7, 250, 1000])
def test_the_newest_entries_are_read_from_the_end_however_long_the_lines(
    sessions: Sessions, make: Make, most: int
) -> None:
    def act(space: Workspace) -> None:
        for number in range(250):
            note(space, f"{number} " + "x" * (number % 9) * 300)

    after(sessions, sessions.create("checkout", make()), act)
    found = recent(sessions.path("checkout"), most)
    assert [entry.rev for entry in found if entry] == [*range(250, -1, -1)][:most]
    assert len(labels(sessions)[0]) == MOST_RECALLED
