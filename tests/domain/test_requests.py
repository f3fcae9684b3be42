from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.records import Assumption, Criterion, Dependency
from alignment_tui.domain.requests import (
    called,
    demand,
    effort_of,
    is_must,
    layers,
    letters,
    root_of,
    said,
    standing,
    test_first,
    voices,
)
from tests.factories import effort, request, session


def test_the_letters_tell_named_none_and_missing() -> None:
    assert letters(request()) == ". . . ."
    full = request(
        assumptions=(Assumption(id="R1.A1", text="so"),),
        outside=(Dependency(id="R1.D1", text="legal"),),
        takes=effort(6),
        success=(Criterion(id="R1.K1", text="done"),),
    )
    assert letters(full) == "A N T S"
    assert letters(request(none=("needs",), takes=effort(6))) == ". n T ."
    assert [state.state for state in layers(request(none=("needs",), takes=effort(6)))] == [
        "missing",
        "none",
        "named",
        "missing",
    ]


def test_a_layer_that_was_named_is_named_even_where_none_was_said_before() -> None:
    assert letters(request(takes=effort(6), none=("takes",))) == ". . T ."


def test_needing_another_request_names_the_layer() -> None:
    assert letters(replace(request(), needs=("R2",))) == ". N . ."


def test_only_important_assumptions_with_little_evidence_are_test_first() -> None:
    assumptions = (
        Assumption(id="R1.A1", text="both", important=True, evidence="little"),
        Assumption(id="R1.A2", text="not said", important=True),
        Assumption(id="R1.A3", text="evident", important=True, evidence="good"),
        Assumption(id="R1.A4", text="minor", important=False, evidence="little"),
    )
    found = test_first(session(requests=(request(assumptions=assumptions),)))
    assert [(one.assumption, one.request, one.asker) for one in found] == [("R1.A1", "R1", "S1")]


def test_merging_loses_nobody() -> None:
    room = session(
        requests=(
            request(1),
            request(2, "S2", merged_into="R1", must=True),
            request(3, "S3", merged_into="R2", takes=effort(5)),
            request(4),
        )
    )
    first = room.requests[0]
    assert [one.id for one in standing(room)] == ["R1", "R4"]
    assert [one.id for one in voices(room, first)] == ["R1", "R2", "R3"]
    assert root_of(room, "R3").id == "R1"
    assert is_must(room, first)
    assert effort_of(room, first) == effort(5)
    assert not is_must(room, room.requests[3])


def test_a_ring_of_merges_still_has_one_that_stands() -> None:
    ring = session(requests=(request(1, merged_into="R3"), request(2, merged_into="R1"), request(3, merged_into="R2")))
    assert [one.id for one in standing(ring)] == ["R1"]
    assert len(voices(ring, ring.requests[0])) == 3


links = st.lists(st.none() | st.integers(1, 8), min_size=8, max_size=8)


@given(links)
def test_every_request_is_the_voice_of_exactly_one_that_stands(targets: list[int | None]) -> None:
    requests = tuple(
        request(number, merged_into=f"R{target}" if target and target != number else None)
        for number, target in enumerate(targets, start=1)
    )
    room = session(requests=requests)
    spoken = [voice.id for one in standing(room) for voice in voices(room, one)]
    assert sorted(spoken) == sorted(one.id for one in requests)


def test_demand_by_team_and_what_nobody_sized() -> None:
    room = session(
        requests=(
            request(1, takes=effort(6)),
            request(2, takes=effort(4, 6, 9, team="Payments")),
            request(3),
            request(4, none=("takes",)),
            request(5, takes=effort(0.1, team="Payments")),
        )
    )
    asked = demand(room)
    assert (asked.low, asked.typical, asked.high) == (10.1, 12.1, 15.1)
    assert [(team.team, team.low, team.typical, team.high) for team in asked.teams] == [
        ("", 6, 6, 6),
        ("Payments", 4.1, 6.1, 9.1),
    ]
    assert asked.unsized == ("R3",)
    assert demand(room, room.requests[:1]).typical == 6


def test_a_near_duplicate_is_not_asked_for_twice() -> None:
    room = session(requests=(request(1, takes=effort(6)), request(2, takes=effort(5), merged_into="R1")))
    assert demand(room).typical == 6


triples = st.tuples(*[st.integers(0, 400)] * 3).map(sorted)


@given(st.lists(triples, max_size=8))
def test_demand_is_the_sum_of_each_column(weeks: list[list[int]]) -> None:
    requests = tuple(
        request(number, takes=effort(*[value / 10 for value in values])) for number, values in enumerate(weeks, start=1)
    )
    asked = demand(session(requests=requests))
    columns = [sum(column) / 10 for column in zip(*weeks, strict=True)] or [0, 0, 0]
    assert [asked.low, asked.typical, asked.high] == columns


def test_a_request_is_called_by_its_asker_and_few_words() -> None:
    room = session(requests=(request(words="word " * 30),))
    name = called(room, room.requests[0])
    assert name.startswith("R1, Ana's \"word word")
    assert name.endswith('..."')
    assert len(name) < 80
    assert said(request(short="short")) == "short"
