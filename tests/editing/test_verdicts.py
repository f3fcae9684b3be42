from datetime import UTC, date, datetime

from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Capacity, Option, Request, Verdict
from alignment_tui.domain.session import Session
from alignment_tui.editing.fields import together
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import deciders, here
from alignment_tui.editing.trade_offs import choose
from alignment_tui.editing.verdicts import answer, decided_by_hand, fill
from alignment_tui.editing.workspace import Workspace
from tests.factories import effort, request, session

NOW, TODAY = datetime(2025, 3, 3, tzinfo=UTC), date(2025, 3, 3)
MOMENT = Moment(now=NOW, today=TODAY)
START = session(
    requests=(request(1, takes=effort(4)), request(2, "S2", takes=effort(9)), request(3, "S3", takes=effort(1))),
    constraints=(Capacity(id="C1", person_weeks=6),),
    options=(Option(id="O1", name="Calm", requests=("R1",)), Option(id="O2", name="Bold", requests=("R3",))),
)


def after(*edits: Edit, before: Session = START) -> Session:
    return together(*edits)(before, MOMENT)


def verdicts(made: Session) -> list[tuple[str, str]]:
    return [(one.id, one.verdict.answer if one.verdict else "") for one in made.requests]


def test_a_verdict_says_who_decided_and_before_whom_and_makes_nobody_up() -> None:
    said = after(deciders(("Li",)), here(("Ana",)), answer("R1", "will", "so")).requests[0].verdict
    assert said == Verdict(answer="will", reason="so", on=TODAY, decided_by=("S3",), present=("S1",))
    alone = after(answer("R1", "will", "so")).requests[0].verdict
    assert alone
    assert (alone.decided_by, alone.present) == ((), ())


def test_all_that_follow_are_filled_in_with_reasons_who_decided_and_who_was_there() -> None:
    made = after(deciders(("Li",)), here(("Ana", "Raj")), choose("O1"), fill())
    assert verdicts(made) == [("R1", "will"), ("R2", "later"), ("R3", "wont")]
    for one in made.requests:
        assert one.verdict
        assert one.verdict.reason
        assert (one.verdict.follows, one.verdict.on) == ("O1", TODAY)
        assert (one.verdict.decided_by, one.verdict.present) == (("S3",), ("S1", "S2"))


def test_what_a_person_said_stays_whatever_is_chosen() -> None:
    made = after(choose("O1"), answer("R2", "will", "we promised"), fill(), choose("O2"), fill())
    assert verdicts(made) == [("R1", "wont"), ("R2", "will"), ("R3", "will")]
    assert made.requests[1].verdict == Verdict(answer="will", reason="we promised", on=TODAY)


def test_what_a_person_changed_in_a_form_is_theirs_and_a_look_at_it_is_not() -> None:
    filled = after(choose("O1"), fill())

    def changed(by: Verdict) -> Request:
        return decided_by_hand(filled.requests[0], replace(filled.requests[0], verdict=by))

    verdict = filled.requests[0].verdict
    assert verdict
    for new in (replace(verdict, reason="so"), replace(verdict, answer="later")):
        by_hand = changed(new)
        assert by_hand.verdict
        assert by_hand.verdict.follows is None
        again = after(choose("O2"), fill(), before=replace(filled, requests=(by_hand, *filled.requests[1:])))
        assert again.requests[0] == by_hand
    assert changed(replace(verdict, present=("S1",))).verdict == replace(verdict, present=("S1",))
    assert decided_by_hand(filled.requests[0], replace(filled.requests[0], verdict=None)).verdict is None


def test_filling_in_again_changes_nothing_and_nothing_follows_from_no_choice() -> None:
    filled = after(choose("O1"), fill())
    assert after(fill(), before=filled) == filled
    assert after(fill()) == START


def test_one_undo_takes_all_of_them_back() -> None:
    space = Workspace(Document(session=after(choose("O1"))))
    before = space.session
    assert space.apply(fill(), "verdicts from O1", now=NOW, today=TODAY)
    assert space.session != before
    undone = space.undo(NOW)
    assert undone
    assert undone.change.label == "verdicts from O1"
    assert space.session == before
