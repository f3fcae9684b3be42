from datetime import UTC, date, datetime

import pytest

from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.session import Session
from alignment_tui.editing import people
from alignment_tui.editing.fields import together
from alignment_tui.editing.moment import Edit, Moment
from tests.factories import session

MOMENT = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3), last_ids={"S": 7})


def after(edit: Edit, before: Session | None = None) -> Session:
    return edit(before or session(), MOMENT)


def test_a_name_is_known_in_any_case_and_spacing_or_by_id() -> None:
    there = after(people.deciders(("ana", " RAJ ", "S3", "Ana")))
    assert there.deciders == ("S1", "S2", "S3")
    assert there.stakeholders == session().stakeholders


def test_a_new_name_gets_an_id_nobody_ever_had() -> None:
    there = after(people.signers(("Jana   Novak",)))
    assert (there.stakeholders[-1].id, there.stakeholders[-1].name) == ("S8", "Jana Novak")
    assert there.signers == ("S8",)


def test_an_id_that_is_not_there_makes_nobody() -> None:
    with pytest.raises(NotFound, match="S9"):
        after(people.passes("S9"))


def test_who_comes_is_no_longer_away_and_the_other_way_round() -> None:
    there = after(
        together(people.here(("Ana", "Raj")), people.away(("Raj", "Li")), people.here(("Li",)), people.passes("Li"))
    )
    assert [(one.here, one.away, one.passed) for one in there.meetings] == [(("S1", "S3"), ("S2",), ("S3",))]
    assert people.in_the_room(there, MOMENT) == ("S1", "S3")
    assert people.away_now(there) == ("S2",)


def test_yesterdays_room_is_not_todays() -> None:
    there = after(people.here(("Ana",)))
    tomorrow = Moment(now=MOMENT.now, today=date(2025, 3, 4))
    assert people.in_the_room(there, tomorrow) == ()
    assert len(people.here(("Raj",))(there, tomorrow).meetings) == 2
