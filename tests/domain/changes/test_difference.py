from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.changes import apply, diff, invert, words
from alignment_tui.domain.records import Memo, Parked, Request, Stakeholder
from alignment_tui.domain.session import Session

ANA = Stakeholder(id="S1", name="Ana")


def parked(*numbers: int) -> Session:
    return Session(title="t", parked=tuple(Parked(id=f"P{n}", text=f"text {n}") for n in numbers))


orders = st.lists(st.integers(1, 12), unique=True).map(lambda numbers: parked(*numbers))


@given(orders, orders)
def test_applying_a_difference_gives_the_new_session_and_inverting_gives_the_old(old: Session, new: Session) -> None:
    difference = diff(old, new)
    assert apply(old, difference) == (new, ())
    assert apply(new, invert(difference)) == (old, ())


def test_equal_sessions_differ_by_nothing() -> None:
    assert diff(parked(1, 2), parked(1, 2)) == ()


def test_moving_one_record_is_one_delta() -> None:
    difference = diff(parked(1, 2, 3, 4, 5), parked(5, 1, 2, 3, 4))
    assert [(delta.key, delta.stood_after, delta.stands_after) for delta in difference] == [("P5", "P4", "")]
    assert difference[0].moved


def test_single_fields_are_deltas_without_a_key() -> None:
    old = Session(title="old")
    new = replace(old, title="new", memo=Memo(context="a sale"))
    assert {delta.collection for delta in diff(old, new)} == {"title", "memo"}
    assert apply(new, invert(diff(old, new))) == (old, ())


def test_undoing_leaves_what_somebody_else_changed_in_the_same_record() -> None:
    before = Session(title="t", stakeholders=(ANA,), requests=(Request(id="R1", asker="S1", words="a"),))
    mine = replace(before, requests=(replace(before.requests[0], short="mine"),))
    current = replace(mine, requests=(replace(mine.requests[0], because="theirs"),))
    undone, kept = apply(current, invert(diff(before, mine)))
    assert undone.requests[0] == Request(id="R1", asker="S1", words="a", because="theirs")
    assert kept == ()


def test_undoing_a_field_that_somebody_else_changed_since_keeps_their_value_and_says_so() -> None:
    before = Session(title="t", stakeholders=(ANA,), requests=(Request(id="R1", asker="S1", words="a"),))
    mine = replace(before, requests=(replace(before.requests[0], short="mine"),))
    current = replace(mine, requests=(replace(mine.requests[0], short="theirs"),))
    undone, kept = apply(current, invert(diff(before, mine)))
    assert undone.requests[0].short == "theirs"
    assert [clash.sentence for clash in kept] == ['R1 short: here it is "theirs", elsewhere empty (it was "mine")']


def test_words_tell_each_field() -> None:
    created = datetime(2025, 1, 1, tzinfo=UTC)
    old = Session(title="t", stakeholders=(ANA,), requests=(Request(id="R1", asker="S1", words="a", created=created),))
    new = replace(old, requests=(replace(old.requests[0], words="b", must=True),), parked=(Parked(id="P1", text="x"),))
    lines = [line for delta in diff(old, new) for line in words(delta)]
    assert lines == ['R1 words: "a" -> "b"', "R1 must: no -> yes", 'P1 is new: "x"']
