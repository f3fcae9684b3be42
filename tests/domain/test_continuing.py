from datetime import UTC, date, datetime

from msgspec.structs import replace

from alignment_tui.domain.continuing import brought_along, continued, copied
from alignment_tui.domain.due import is_followed
from alignment_tui.domain.flow import findings, state
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.records import Lesson, Parked, Tripwire
from alignment_tui.domain.session import Session
from tests.factories import complete

THEN = datetime(2025, 3, 3, 10, tzinfo=UTC)
NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)


def before() -> Session:
    return replace(
        complete(),
        parked=(Parked(id="P2", text="a status page", created=THEN, creator="Kim"),),
        lessons=(Lesson(id="L1", text="name limits early", on=date(2025, 3, 3), created=THEN),),
    )


def test_people_what_was_parked_and_lessons_come_along_and_nothing_else() -> None:
    old = before()
    new = continued(old, "checkout", "Checkout in summer", NOW)
    assert (new.title, new.created, new.continues) == ("Checkout in summer", NOW, "checkout")
    assert (new.stakeholders, new.parked, new.lessons) == (old.stakeholders, old.parked, old.lessons)
    bare = Session(title=new.title, created=NOW, continues="checkout")
    assert replace(new, stakeholders=(), parked=(), lessons=()) == bare


def test_what_was_signed_before_stays_in_force() -> None:
    old = replace(before(), continued_in=("checkout-2",))
    assert status(old).word == "accepted"
    assert is_followed(old)


def test_lessons_that_came_along_do_not_begin_the_scorecard() -> None:
    new = continued(before(), "checkout", "Next", NOW)
    assert brought_along(new) == new.lessons
    assert state(new, "scorecard", NOW.date()).state == "empty"
    learnt = Lesson(id="L2", text="ask twice", on=NOW.date(), created=datetime(2025, 6, 2, 11, tzinfo=UTC))
    assert state(replace(new, lessons=(*new.lessons, learnt)), "scorecard", NOW.date()).state == "partial"
    assert brought_along(before()) == ()


def test_nobody_has_signed_a_copy_and_nobody_follows_its_numbers() -> None:
    wire = Tripwire(id="W1", metric="M1", when="above", value=200, reopens="T1", reopened_on=date(2025, 3, 4))
    old = replace(before(), tripwires=(wire,), continues="winter", continued_in=("next",))
    new = copied(old, "Checkout, a copy", NOW)
    assert (new.title, new.created, new.continues, new.continued_in) == ("Checkout, a copy", NOW, "", ())
    assert (new.versions, new.signatures, new.readings, new.reviews) == ((), (), (), ())
    assert (status(new).word, is_followed(new), new.tripwires[0].reopened_on) == ("draft", False, None)
    assert (new.requests, new.metrics, new.options, new.choice) == (old.requests, old.metrics, old.options, old.choice)
    assert not [one for one in findings(new, NOW.date()) if one.level == "block" and one.stage != "sign-off"]
