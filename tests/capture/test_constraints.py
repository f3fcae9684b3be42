"""Day 4, line by line."""

from datetime import date
from typing import Any

import pytest

from alignment_tui.domain.records import Capacity, Effort, ErrorBudget, Estimate, Order, Platform, Risk
from tests.capture.room import TODAY, Room, filled


@pytest.fixture
def room() -> Room:
    return filled("constraints")


def made(room: Room, own: str = "C5") -> Any:
    return room.session.find(own)


def test_capacity(room: Room) -> None:
    room.say("capacity 12pw until 2025-04-30")
    room.say("capacity 5.5 pw Payments until April 2025")
    assert made(room) == Capacity(
        id="C5", person_weeks=12, until=date(2025, 4, 30), created=made(room).created, creator="Kim"
    )
    assert (made(room, "C6").person_weeks, made(room, "C6").team, made(room, "C6").until) == (
        5.5,
        "Payments",
        date(2025, 4, 30),
    )
    again = room.say("capacity 10pw until 2025-04-30")
    assert (again.about, "instead of 12 person-weeks" in again.words) == ("C5", True)
    assert (made(room).person_weeks, len(room.session.constraints)) == (10, 6)


def test_platform_and_its_refactoring(room: Room) -> None:
    room.say("platform: only so far")
    room.say("C5 takes 9pw")
    assert isinstance(made(room), Platform)
    assert made(room).refactoring == Effort(person_weeks=Estimate(typical=9))
    room.say("C5 takes: 4-6-9pw Platform")
    assert made(room).refactoring.team == "Platform"
    assert "not a platform limit" in room.refusal("C1 takes 9pw")


def test_order(room: Room) -> None:
    room.say("R2 before R1")
    assert isinstance(made(room), Order)
    assert (made(room).first, made(room).then) == ("R2", "R1")
    assert "C5 says so already" in room.refusal("R2 before R1")
    assert "before itself" in room.refusal("R1 before R1")


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        ("C3 likely, high, then: we switch: back", ("likely", "high", "we switch: back")),
        ("C3 high, unlikely", ("unlikely", "high", "")),
        ("C3 possible", ("possible", None, "")),
        ("C3 then: we wait", (None, None, "we wait")),
    ],
)
def test_a_risk_is_weighed(room: Room, line: str, weight: tuple[str | None, ...]) -> None:
    room.say(line)
    found = made(room, "C3")
    assert isinstance(found, Risk)
    assert (found.likelihood, found.impact, found.response) == weight


@pytest.mark.parametrize(
    ("line", "slo", "window", "since", "spent"),
    [
        ("slo the checkout 99.9% 30d spent 27m", 99.9, 30, None, 27),
        ("slo the checkout 99.9% 4w since 2025-02-01", 99.9, 28, date(2025, 2, 1), None),
        ("slo the checkout 99.9% 30d spent 1.5h since 2025-02-01", 99.9, 30, date(2025, 2, 1), 90),
        ("slo the checkout 99.9% 30d since today spent 1d", 99.9, 30, TODAY, 1440),
    ],
)
def test_error_budgets_in_calendar_minutes(
    room: Room, line: str, slo: float, window: int, since: date | None, spent: float | None
) -> None:
    room.say(line)
    found = made(room)
    assert isinstance(found, ErrorBudget)
    assert (found.service, found.slo_percent, found.window_days) == ("the checkout", slo, window)
    assert (found.since, found.spent_minutes) == (since, spent)
    assert found.spent_on == (TODAY if spent else None)


def test_what_is_spent_later(room: Room) -> None:
    room.say("C4 spent 31m")
    assert (made(room, "C4").spent_minutes, made(room, "C4").spent_on) == (31, TODAY)
    assert room.say("slo Search 99.5% 7d spent 40m").about == "C4"
    assert made(room, "C4").spent_minutes == 40


def test_none_on_purpose() -> None:
    room = Room("Ana: x")
    room.say("none: platform, slo")
    assert list(room.session.no_constraints) == ["platform", "slo"]
    room.say("platform: but there is one")
    assert list(room.session.no_constraints) == ["slo"]
    assert "drop C1 first" in room.refusal("none: platform")
    room.say("drop C1: mistaken")
    room.say("none: platform")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("capacity 12", "end in pw"),
        ("capacity", "missing"),
        ("capacity 4-6-9pw", "one number"),
        ("capacity 1,2pw", "two ways"),
        ("capacity 12pw until 06/07", "not one sure day"),
        ("capacity 12pw until soon", "not one sure day"),
        ("C2 takes nine", "end in pw"),
        ("C9 takes 9pw", "There is no C9"),
        ("R2 before V1", "not a request"),
        ("R2 before", "missing"),
        ("risk likely", "may be a risk"),
        ("risk:", "missing"),
        ("C3 certain", "cannot be said of it"),
        ("C3 likely, possible", "cannot be said of it"),
        ("C3 likely, then:", "missing"),
        ("C1 likely", "cannot be said of it"),
        ("slo checkout 99.9 30d", "objective is missing"),
        ("slo 99.9% 30d", "service is missing"),
        ("slo checkout 99.9%", "window is missing"),
        ("slo checkout 100% 30d", "every change breaks it"),
        ("slo checkout 99,9% 30d", "two ways"),
        ("slo checkout 99.9% 30", "needs one unit"),
        ("slo checkout 99.9% 30d used 27m", "neither"),
        ("slo checkout 99.9% 30d spent 27", "needs one unit"),
        ("C4 spent", "missing"),
        ("C1 spent 3m", "not an error budget"),
        ("none: money", "capacity, platform, order, risk, slo"),
        ("none platform", "may be"),
    ],
)
def test_the_nearest_wrong_lines(room: Room, line: str, answer: str) -> None:
    assert answer in room.refusal(line)


def test_where_a_posture_begins(room: Room) -> None:
    answer = room.say("posture careful above 30%")
    assert room.session.thresholds.careful_above_percent == 30
    assert answer.words == (
        "postures: push above 50 % left at pace 1 or less, careful above 30 %, protect above 0 %, otherwise freeze"
    )
    room.say("posture push above 60% pace 1.5")
    assert (room.session.thresholds.push_above_percent, room.session.thresholds.push_pace) == (60, 1.5)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("posture", "a posture such as push is missing"),
        ("posture calm above 3%", "It is one of push, careful, protect"),
        ("posture freeze above 3%", "A freeze begins where protect ends"),
        ("posture careful pace 2", "Only push has a pace"),
        ("posture careful", "Say where it begins"),
        ("posture careful above", "Say where it begins"),
        ("posture careful below 3%", "below 3% is neither"),
        ("posture careful above 80%", "Push, careful and protect begin at 50 %, 80 %, 0 %: these go down"),
        ("posture push pace 0", "A pace of 0: it is above 0"),
    ],
)
def test_a_posture_that_cannot_begin_there(room: Room, line: str, words: str) -> None:
    assert words.casefold() in room.refusal(line).casefold()
