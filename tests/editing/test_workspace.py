from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from alignment_tui.domain.changes import merge
from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Effect, Metric, Option, Parked, Reading, Request, Stakeholder, Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.records import move, put, remove
from alignment_tui.editing.workspace import Change, Workspace

NOW = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
TODAY = date(2025, 3, 1)
ANA = Stakeholder(id="S1", name="Ana")


def workspace(session: Session | None = None) -> Workspace:
    return Workspace(Document(session=session or Session(title="t")), who="fay")


def park(text: str) -> Edit:
    def edit(session: Session, moment: Moment) -> Session:
        return replace(session, parked=(*session.parked, Parked(id=moment.new_id(session, "P"), text=text)))

    return edit


def applied(space: Workspace, edit: Edit, label: str = "change") -> Change | None:
    return space.apply(edit, label, now=NOW, today=TODAY)


def test_a_new_record_is_stamped_with_time_and_creator() -> None:
    space = workspace()
    change = applied(space, park("x"))
    assert change is not None
    assert change.new_ids == ("P1",)
    assert (space.session.parked[0].created, space.session.parked[0].creator) == (NOW, "fay")


def test_an_edit_that_changes_nothing_is_no_change() -> None:
    space = workspace()
    assert applied(space, lambda session, moment: session) is None
    assert space.document.rev == 0


def test_rev_counts_changes_and_undo_counts_too() -> None:
    space = workspace()
    applied(space, park("x"))
    space.undo(NOW)
    space.redo(NOW)
    assert space.document.rev == 3
    assert space.session.parked[0].text == "x"


def test_an_id_is_not_used_again_after_undo() -> None:
    space = workspace()
    applied(space, park("x"))
    space.undo(NOW)
    applied(space, park("y"))
    assert [parked.id for parked in space.session.parked] == ["P2"]


def test_undo_and_redo_carry_their_names() -> None:
    space = workspace()
    applied(space, park("x"), "parked x")
    assert (space.undo_label, space.redo_label) == ("parked x", "")
    undone = space.undo(NOW)
    assert undone is not None
    assert undone.change.label == "parked x"
    assert (space.undo_label, space.redo_label) == ("", "parked x")


def test_a_refused_edit_leaves_everything_as_it_was() -> None:
    space = workspace()
    with pytest.raises(RuleBroken):
        applied(space, park("  "))
    assert space.document.rev == 0


def test_taking_in_what_others_saved_keeps_undo_and_renames_our_ids() -> None:
    space = workspace()
    seen = space.document
    applied(space, park("ours"), "parked ours")
    theirs = Workspace(seen, who="lee")
    applied(theirs, park("theirs"))
    merged = space.take_in(theirs.document, seen)
    assert merged.renames == {"P1": "P2"}
    assert {parked.id: parked.text for parked in space.session.parked} == {"P1": "theirs", "P2": "ours"}
    space.undo(NOW)
    assert [parked.text for parked in space.session.parked] == ["theirs"]


def test_what_is_typed_while_a_merge_is_under_way_makes_room_for_the_id_it_gave() -> None:
    space = workspace()
    seen = space.document
    applied(space, park("sent"), "parked sent")
    sent = space.document
    theirs = Workspace(seen, who="lee")
    applied(theirs, park("theirs"))
    on_disk = merge(seen, sent, theirs.document, theirs_first=True)
    assert on_disk.renames == {"P1": "P2"}
    applied(space, park("typed meanwhile"), "parked later")
    merged = space.take_in(on_disk.document, sent, on_disk.renames)
    assert merged.renames == {"P1": "P2", "P2": "P3"}
    assert {one.id: one.text for one in space.session.parked} == {
        "P1": "theirs",
        "P2": "sent",
        "P3": "typed meanwhile",
    }
    space.undo(NOW)
    assert [one.text for one in space.session.parked] == ["theirs", "sent"]
    space.undo(NOW)
    assert [one.text for one in space.session.parked] == ["theirs"]
    space.redo(NOW)
    space.redo(NOW)
    assert {one.text: one.id for one in space.session.parked} == {"theirs": "P1", "sent": "P2", "typed meanwhile": "P3"}


def test_an_id_that_is_given_away_twice_is_followed_to_the_end() -> None:
    space = workspace()
    seen = space.document
    applied(space, park("ours"), "parked ours")
    sent = space.document
    others = Workspace(seen, who="lee")
    applied(others, park("theirs"))
    on_disk = merge(seen, sent, others.document, theirs_first=True)
    third = Workspace(on_disk.document, who="noor")
    applied(third, park("a third"))
    applied(space, park("typed meanwhile"), "parked later")
    merged = space.take_in(third.document, sent, on_disk.renames)
    texts = {one.id: one.text for one in space.session.parked}
    assert texts == {"P1": "theirs", "P2": "ours", "P3": "a third", "P4": "typed meanwhile"}
    assert merged.renames == {"P1": "P2", "P2": "P4"}
    space.undo(NOW)
    assert "typed meanwhile" not in {one.text for one in space.session.parked}


def test_what_two_others_saved_one_after_the_other_comes_in_and_undo_still_holds() -> None:
    space = workspace(Session(title="t", parked=(Parked(id="P1", text="base"),)))
    seen = space.document
    applied(space, put(Parked(id="P1", text="ours")), "changed P1")
    for text in ("first", "second"):
        other = Workspace(seen, who="lee")
        applied(other, park(text))
        seen = other.document
        assert not space.take_in(seen, _before(other)).conflicts
    space.undo(NOW)
    assert [one.text for one in space.session.parked] == ["base", "first", "second"]
    space.redo(NOW)
    assert space.session.parked[0].text == "ours"


def test_undo_keeps_what_somebody_else_made_of_the_same_field_and_says_so() -> None:
    space = workspace(Session(title="t", parked=(Parked(id="P1", text="base"),)))
    applied(space, put(Parked(id="P1", text="ours")), "changed P1")
    seen = space.document
    other = Workspace(seen, who="lee")
    applied(other, put(Parked(id="P1", text="theirs")))
    space.take_in(other.document, seen)
    undone = space.undo(NOW)
    assert undone is not None
    assert [(clash.key, clash.field) for clash in undone.kept] == [("P1", "text")]
    assert space.session.parked[0].text == "theirs"


def test_with_a_conflict_nothing_is_taken_in() -> None:
    space = workspace(Session(title="t", parked=(Parked(id="P1", text="base"),)))
    seen = space.document
    other = Workspace(seen, who="lee")
    applied(other, put(Parked(id="P1", text="theirs")))
    applied(space, put(Parked(id="P1", text="ours")))
    before = space.document
    merged = space.take_in(other.document, seen)
    assert [(clash.ours, clash.theirs) for clash in merged.conflicts] == [("ours", "theirs")]
    assert space.document is before


def test_the_store_is_given_every_document_and_every_change() -> None:
    kept: list[tuple[Document, Change]] = []

    class Keeping:
        def keep(self, document: Document, change: Change) -> None:
            kept.append((document, change))

    space = Workspace(Document(session=Session(title="t")), store=Keeping())
    applied(space, park("x"), "parked x")
    applied(space, lambda session, moment: session)
    space.undo(NOW)
    assert [(document.rev, change.label) for document, change in kept] == [(1, "parked x"), (2, "parked x")]
    assert kept[-1][0] is space.document


def _before(space: Workspace) -> Document:
    """Return the document as it was before the last change."""
    return replace(space.document, session=replace(space.session, parked=space.session.parked[:-1]))


def test_removing_clears_optional_links_and_names_what_hangs_on_it() -> None:
    session = Session(
        title="t",
        stakeholders=(ANA,),
        requests=(Request(id="R1", asker="S1", words="w", touches=("V1.1",)),),
        streams=(Stream(id="V1", name="v", steps=(Step(id="V1.1", name="Build"),)),),
        metrics=(Metric(id="M1", name="m", owner="S1", streams=("V1",)),),
        options=(Option(id="O1", name="o", requests=("R1",), effects=(Effect(metric="M1", direction="better"),)),),
    )
    space = workspace(session)
    applied(space, remove("V1"))
    assert space.session.requests[0].touches == ()
    assert space.session.metrics[0].streams == ()
    applied(space, remove("m1"))
    assert space.session.options[0].effects == ()
    with pytest.raises(RuleBroken, match="S1 stays while requests R1 cannot be without it"):
        applied(space, remove("S1"))
    space.undo(NOW)
    space.undo(NOW)
    assert space.session == session


def test_a_metric_with_readings_stays() -> None:
    session = Session(
        title="t", metrics=(Metric(id="M1", name="m"),), readings=(Reading(metric="M1", on=TODAY, value=3),)
    )
    with pytest.raises(RuleBroken, match="M1 stays while readings M1/2025-03-01"):
        applied(workspace(session), remove("M1"))


def test_removing_a_step_takes_its_rework_along() -> None:
    steps = (Step(id="V1.1", name="a"), Step(id="V1.2", name="b", parallel_with="V1.1"))
    space = workspace(Session(title="t", streams=(Stream(id="V1", name="v", steps=steps),)))
    applied(space, remove("V1.1"))
    assert space.session.streams[0].steps == (Step(id="V1.2", name="b"),)


def test_moving_a_record_and_a_step() -> None:
    steps = (Step(id="V1.1", name="a"), Step(id="V1.2", name="b"))
    session = Session(
        title="t",
        streams=(Stream(id="V1", name="v", steps=steps),),
        parked=(Parked(id="P1", text="1"), Parked(id="P2", text="2"), Parked(id="P3", text="3")),
    )
    space = workspace(session)
    applied(space, move("P3", -2))
    applied(space, move("V1.1", 1))
    assert [parked.id for parked in space.session.parked] == ["P3", "P1", "P2"]
    assert [step.id for step in space.session.streams[0].steps] == ["V1.2", "V1.1"]
    assert applied(space, move("P3", -1)) is None
    space.undo(NOW)
    space.undo(NOW)
    assert space.session == session


def test_putting_replaces_the_record_with_that_id() -> None:
    space = workspace(Session(title="t", parked=(Parked(id="P1", text="1"), Parked(id="P2", text="2"))))
    applied(space, put(Parked(id="P1", text="one")))
    assert [parked.text for parked in space.session.parked] == ["one", "2"]
