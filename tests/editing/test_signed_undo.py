"""Undo where something was signed: another word answers it, and nothing that was signed is deleted."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from alignment_tui.domain.changes import takes_back
from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.sign_off import standings, word_of
from alignment_tui.editing.records import move, remove
from alignment_tui.editing.sign_off import sign, withdraw
from alignment_tui.editing.workspace import Kept, Workspace
from tests.factories import complete, readings

NOW = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
TODAY = date(2025, 3, 1)


def signing() -> tuple[Workspace, Kept]:
    kept = Kept()
    signers = replace(complete(), signatures=(), versions=())
    return Workspace(Document(session=signers), who="Kim", store=kept), kept


def said(space: Workspace) -> list[tuple[str, str, str]]:
    return [(one.id, one.verdict, one.withdraws or "") for one in space.session.signatures]


def test_undoing_a_signature_appends_a_withdrawal_and_deletes_nothing() -> None:
    space, _ = signing()
    space.apply(sign("Ana", "consent"), "Ana consents", now=NOW, today=TODAY)
    undone = space.undo(NOW)
    assert undone is not None
    assert [word.id for word in undone.words] == ["G1"]
    assert said(space) == [("G1", "consent", ""), ("G2", "withdrawal", "G1")]
    assert space.session.signatures[1].creator == "Kim"
    assert [version.number for version in space.session.versions] == [1]
    assert standings(space.session)[0].verdict == "undecided"


def test_redo_says_the_word_once_more() -> None:
    space, _ = signing()
    space.apply(sign("Ana", "reservation", "in July"), "Ana consents, but", now=NOW, today=TODAY)
    for turn in (space.undo, space.redo, space.undo, space.redo):
        turn(NOW)
    assert [verdict for _, verdict, _ in said(space)] == ["reservation", "withdrawal"] * 2 + ["reservation"]
    stands = word_of(space.session, "S1")
    assert stands is not None
    assert (stands.id, stands.text, stands.at) == ("G5", "in July", NOW)


def test_undoing_a_withdrawal_says_the_word_once_more() -> None:
    space, _ = signing()
    space.apply(sign("Ana", "consent"), "Ana consents", now=NOW, today=TODAY)
    space.apply(withdraw("Ana"), "Ana withdraws", now=NOW, today=TODAY)
    space.undo(NOW)
    assert said(space) == [("G1", "consent", ""), ("G2", "withdrawal", "G1"), ("G3", "consent", "")]
    space.undo(NOW)
    assert said(space)[3:] == [("G4", "withdrawal", "G3")]


def test_undo_takes_back_what_signing_did_besides() -> None:
    space, _ = signing()
    with_readings = replace(space.session, readings=readings(10, 12, 11, 9, 10, 11))
    space = Workspace(Document(session=with_readings))
    space.apply(sign("Ana", "consent"), "Ana consents", now=NOW, today=TODAY)
    assert space.session.metrics[0].limits is not None
    space.undo(NOW)
    assert space.session.metrics[0].limits is None
    assert [verdict for _, verdict, _ in said(space)] == ["consent", "withdrawal"]


def test_a_word_that_does_not_stand_any_more_is_left_alone_by_undo() -> None:
    space, kept = signing()
    first = space.apply(sign("Ana", "consent"), "Ana consents", now=NOW, today=TODAY)
    assert first is not None
    space.apply(sign("Ana", "objection", "a harm"), "Ana objects", now=NOW, today=TODAY, undoable=False)
    undone = space.undo(NOW)
    assert undone is not None
    assert [verdict for _, verdict, _ in said(space)] == ["consent", "objection"]
    assert len(kept.changes) == 2
    assert space.undo(NOW) is None


def test_a_signature_is_neither_removed_nor_moved() -> None:
    space = Workspace(Document(session=complete()))
    for edit in (remove("G1"), move("G1", 1)):
        with pytest.raises(RuleBroken, match="G1 is a signature"):
            space.apply(edit, "no", now=NOW, today=TODAY)


def test_what_undo_did_to_a_signature_is_recognised_in_the_history() -> None:
    space, kept = signing()
    space.apply(sign("Ana", "consent"), "Ana consents", now=NOW, today=TODAY)
    space.undo(NOW)
    first, second = kept.changes
    assert takes_back(second.difference, first.difference)
    assert not takes_back(first.difference, second.difference)
    space.redo(NOW)
    assert takes_back(kept.changes[2].difference, second.difference)
