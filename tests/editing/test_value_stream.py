from datetime import UTC, date, datetime

import pytest

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.editing import value_stream
from alignment_tui.editing.moment import Edit, Moment
from tests.factories import estimate, session

MOMENT = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3))
STEPS = tuple(Step(id=f"V1.{place}", name=name) for place, name in enumerate(("Build", "Test", "Ship"), 1))
START = session(streams=(Stream(id="V1", name="Checkout", steps=STEPS),))


def after(edit: Edit, before: Session = START) -> Session:
    return edit(before, MOMENT)


def names(made: Session) -> list[str]:
    return [step.name for step in made.streams[0].steps]


def test_a_step_stands_after_another_and_all_that_runs_beside_it() -> None:
    made = after(value_stream.put_step("V1", "Lint", parallel="V1.1"))
    made = after(value_stream.put_step("V1", "Pack", after="V1.1"), made)
    assert names(made) == ["Build", "Lint", "Pack", "Test", "Ship"]
    made = after(value_stream.put_step("V1", "ship", after="V1.1", lead_time=estimate(5)), made)
    assert names(made) == ["Build", "Lint", "Ship", "Pack", "Test"]
    assert made.streams[0].steps[2].id == "V1.3"


def test_a_step_cannot_stand_after_itself() -> None:
    with pytest.raises(RuleBroken, match="no other step"):
        after(value_stream.put_step("V1", "Ship", after="V1.3"))


def test_rework_is_said_again_not_added() -> None:
    made = after(value_stream.send_back("V1", "V1.3", "V1.1", 10))
    made = after(value_stream.send_back("V1", "V1.3", "V1.1", 20), made)
    assert [loop.percent for loop in made.streams[0].rework] == [20]
    assert after(value_stream.send_back("V1", "V1.3", "V1.1", 0), made).streams[0].rework == ()


def test_a_future_has_its_own_name_if_it_is_given_one() -> None:
    made = after(value_stream.imagine("V1", "Checkout, next year"))
    assert (made.streams[1].id, made.streams[1].name) == ("V2", "Checkout, next year")
    assert value_stream.stream_named(made, "checkout") is made.streams[0]


def test_a_stream_said_again_keeps_what_was_not_said() -> None:
    made = after(value_stream.open_stream("CHECKOUT", who="shoppers"))
    assert after(value_stream.open_stream("Checkout"), made) is made
    assert (made.streams[0].name, made.streams[0].who) == ("Checkout", "shoppers")
