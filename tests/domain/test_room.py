from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.records import Meeting
from alignment_tui.domain.room import away, latest_meeting, named, present, room, room_words
from tests.factories import NAMES, people, request, session

DAY = date(2025, 3, 3)


def states(**fields: object) -> dict[str, str]:
    return {seat.name: seat.state for seat in room(session(**fields)).people}


def test_before_any_meeting_everybody_is_here() -> None:
    assert states() == {"Ana": "next", "Raj": "waiting", "Li": "waiting"}
    assert room_words(session()) == "0 of 3 heard, next: Ana"


def test_the_round_goes_on_after_whoever_was_heard_last() -> None:
    assert states(requests=(request(1, "S2"),)) == {"Ana": "waiting", "Raj": "heard", "Li": "next"}
    assert room_words(session(requests=(request(1, "S2"),))) == "1 of 3 heard, next: Li"


def test_who_is_away_is_not_asked() -> None:
    meeting = Meeting(on=DAY, here=("S1", "S2"), away=("S3",))
    now = session(meetings=(meeting,), requests=(request(1, "S1"), request(2, "S2")))
    assert room_words(now) == "everyone heard"
    assert room(now).people[2].state == "away"
    assert (present(now), set(away(now))) == (("S1", "S2"), {"S3"})


def test_relayed_words_count_for_whose_they_are() -> None:
    now = session(requests=(request(1, "S3", relayed_by="S1"),))
    assert {seat.name: seat.state for seat in room(now).people} == {"Ana": "next", "Raj": "waiting", "Li": "heard"}


def test_whoever_passes_was_heard() -> None:
    now = session(meetings=(Meeting(on=DAY, passed=("S1",)),))
    assert room_words(now) == "1 of 3 heard, next: Raj"
    assert room(now).people[0].state == "passed"


def test_somebody_of_whom_nobody_said_anything_is_unknown() -> None:
    assert states(meetings=(Meeting(on=DAY, here=("S1",)),)) == {"Ana": "next", "Raj": "unknown", "Li": "unknown"}


def test_the_latest_meeting_counts_whatever_the_order() -> None:
    late, early = Meeting(on=DAY, here=("S1",)), Meeting(on=date(2025, 3, 1), here=("S2",))
    assert latest_meeting(session(meetings=(late, early))) == late


def test_no_people_no_words() -> None:
    assert room_words(session(stakeholders=())) == ""
    assert room(session(stakeholders=())).next is None


def test_names_are_said_as_people_say_them() -> None:
    now = session()
    assert [named(now, ids) for ids in ((), ("S1",), ("S1", "S2"), ("S1", "S2", "S3"))] == [
        "",
        "Ana",
        "Ana and Raj",
        "Ana, Raj and Li",
    ]


persons = st.sampled_from([f"S{number}" for number in range(1, 9)])


@given(st.lists(persons, max_size=6), st.lists(persons, unique=True), st.lists(persons, unique=True))
def test_next_is_here_and_unheard_and_there_is_one_while_somebody_is(
    askers: list[str], here: list[str], gone: list[str]
) -> None:
    now = session(
        stakeholders=people(*NAMES),
        meetings=(Meeting(on=DAY, here=tuple(here), away=tuple(gone)),),
        requests=tuple(request(number, asker) for number, asker in enumerate(askers, start=1)),
    )
    seen = room(now)
    unheard = set(present(now)) - set(askers)
    assert (seen.next in unheard) if unheard else (seen.next is None)
    assert seen.heard == seen.of - len(unheard)
