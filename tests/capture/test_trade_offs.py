"""Day 5, line by line."""

from typing import Any

import pytest

from alignment_tui.capture.votes import is_hidden
from tests.capture.room import TODAY, Room, filled


@pytest.fixture
def room() -> Room:
    return filled("trade-offs")


def made(room: Room, own: str) -> Any:
    return room.session.find(own)


def test_options_and_effects(room: Room) -> None:
    room.say("option Calm launch: R1 R3, R2")
    room.say("O3 M1 better 30 min/week")
    room.say("O3 M2 worse")
    room.say("O3 M3 same")
    room.say("O3 M1 better 1.5 h")
    option = made(room, "O3")
    assert (option.name, option.requests) == ("Calm launch", ("R1", "R3", "R2"))
    assert [(one.metric, one.direction, one.amount, one.unit) for one in option.effects] == [
        ("M1", "better", 1.5, "h"),
        ("M2", "worse", None, ""),
        ("M3", "same", None, ""),
    ]
    assert room.say("option calm launch: R1").about == "O3"
    assert made(room, "O3").requests == ("R1",)
    room.say("option Do nothing")
    assert made(room, "O4").requests == ()


def test_a_trade_off_with_its_tail(room: Room) -> None:
    room.say("uptime even over branding, colours and all, accepting one more quarter, maybe @Raj #M3 #O1")
    found = made(room, "T2")
    assert (found.gain, found.give, found.accepting) == (
        "uptime",
        "branding, colours and all",
        "one more quarter, maybe",
    )
    assert (found.bearer, found.metric, found.option) == ("S2", "M3", "O1")
    room.say("speed even over polish #O2 @Jana")
    assert (made(room, "T3").bearer, made(room, "T3").option, made(room, "T3").accepting) == ("S4", "O2", "")
    room.say("T3 #M1 @Li")
    assert (made(room, "T3").bearer, made(room, "T3").metric, made(room, "T3").option) == ("S3", "M1", "O2")
    room.say("T3 = calm even over speed, accepting a tighter window")
    assert (made(room, "T3").gain, made(room, "T3").accepting, made(room, "T3").bearer) == (
        "calm",
        "a tighter window",
        "S3",
    )
    assert "X even over Y" in room.refusal("T3 = calm before speed")


def test_ranks_and_fists(room: Room) -> None:
    room.say("rank Ana: R1 R3 R2")
    room.say("rank ana: R3 R1 R2")
    assert [(one.person, one.order) for one in room.session.rankings] == [("S1", ("R3", "R1", "R2"))]
    room.say("fist O1 Ana 4")
    room.say("fist O1 Raj 2: too long: by far")
    room.say("fist O1 Ana 5")
    assert [(one.person, one.fingers, one.why, one.blind) for one in room.session.fists] == [
        ("S1", 5, "", True),
        ("S2", 2, "too long: by far", True),
    ]


def test_a_ranking_together_is_the_rooms(room: Room) -> None:
    assert room.say("rank All: R2 R1").words == "all together rank R2, R1"
    room.say("rank all: R1 R2")
    assert [(one.person, one.order) for one in room.session.rankings] == [(None, ("R1", "R2"))]


@pytest.mark.parametrize("fist", ["4", "1", "0: it breaks the sale"])
def test_a_fist_is_understood_without_a_word_of_what_it_shows_until_all_are_in(room: Room, fist: str) -> None:
    room.say("here: Ana, Raj")
    understood = room.say(f"fist O1 Ana {fist}")
    assert understood.words == "Ana shows fingers for O1 Calm, hidden until everybody here has"
    assert understood.label == "O1 fist of Ana"
    assert is_hidden("fist O1 Raj 3", room.session)
    assert is_hidden("  FIST o1 raj", room.session)
    room.say("fist O1 Raj 3")
    assert not is_hidden("fist o1 Raj 2", room.session)
    assert is_hidden("fist O2 Raj 2", room.session)
    assert not is_hidden("first things first", room.session)
    assert room.say("fist O1 Raj 2: not yet").words == 'Raj shows 2 for O1 Calm, because "not yet"'
    assert [one.blind for one in room.session.fists] == [False, False]


def test_who_leaves_is_not_waited_for(room: Room) -> None:
    room.say("here: Ana, Raj")
    room.say("fist O1 Ana 4")
    room.say("away: Raj")
    assert [one.blind for one in room.session.fists] == [False]


def test_the_choice_says_who_decided_and_who_was_there(room: Room) -> None:
    room.say("decider: Li")
    room.say("here: Ana, Li")
    assert room.say("choose O1").words == "O1 Calm is chosen by Li, before Ana and Li"
    assert "instead of O1" in room.say("choose bold").words
    choice = room.session.choice
    assert choice is not None
    room.say("capacity 1pw")
    room.say("R1 takes: 2pw")
    assert room.say("choose O1").words.endswith("; it cannot be done: takes 2 of 1 person-weeks, 1 too many")
    assert (choice.option, choice.on, choice.decided_by, choice.present) == ("O2", TODAY, ("S3",), ("S1", "S3"))


def test_nobody_is_made_up_who_decides_or_is_here(room: Room) -> None:
    assert room.say("choose O1").words == ("O1 Calm is chosen; not said: who decides and who is here")
    choice = room.session.choice
    assert choice is not None
    assert (choice.decided_by, choice.present) == ((), ())


@pytest.mark.parametrize(
    ("line", "answer", "reason"),
    [
        ("R1 will: it moves M1", "will", "it moves M1"),
        ("R1 wont: no", "wont", "no"),
        ("R1 won't: no", "wont", "no"),
        ("R1 won\u2019t: no", "wont", "no"),
        ("R1 later: after the sale: May", "later", "after the sale: May"),
    ],
)
def test_verdicts(room: Room, line: str, answer: str, reason: str) -> None:
    room.say("here: Ana")
    room.say("decider: Li")
    room.say(line)
    verdict = made(room, "R1").verdict
    assert (verdict.answer, verdict.reason, verdict.on, verdict.present) == (answer, reason, TODAY, ("S1",))
    assert (verdict.decided_by, verdict.follows) == (("S3",), None)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("option", "missing"),
        ("option Calm launch: R1 R9", "There is no R9"),
        ("option Calm launch: R1 and R2", "and is not an id"),
        ("option Calm launch: R1 M1", "not a request"),
        ("O1 M1 nicer", "better, worse or same"),
        ("O1 M9 better", "There is no M9"),
        ("O1 M1 better lots", "not a number"),
        ("O1 R1 better", "not a metric"),
        ("O9 M1 better", "There is no O9"),
        ("uptime even over branding #R1", "#R1 is a request"),
        ("trade-off: uptime over branding", "even over"),
        ("rank Ana", "missing"),
        ("rank Ana:", "missing"),
        ("rank Ana: R1 R1", "once"),
        ("rank all:", "missing"),
        ("rank all: R1 R1", "once"),
        ("rank Ana: R1 R9", "There is no R9"),
        ("fist O1 Ana", "0 to 5"),
        ("fist O1 Ana 6", "0 to 5"),
        ("fist O1 Ana 2.5", "whole ones"),
        ("fist O9 Ana 2", "There is no O9"),
        ("choose", "missing"),
        ("choose O9", "There is no O9"),
        ("choose M1", "not an option"),
        ("R1 will", "not said like that"),
        ("R1 will:", "reason is missing"),
        ("R9 will: x", "There is no R9"),
        ("uptime over branding", "No line here"),
    ],
)
def test_the_nearest_wrong_lines(room: Room, line: str, answer: str) -> None:
    assert answer in room.refusal(line)
