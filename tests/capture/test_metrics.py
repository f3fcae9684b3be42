"""Day 3, line by line."""

from datetime import date

import pytest

from alignment_tui.domain.records import Metric
from tests.capture.room import Room, filled


def metric(room: Room, own: str = "M4") -> Metric:
    found = room.session.find(own)
    assert isinstance(found, Metric)
    return found


@pytest.fixture
def room() -> Room:
    return filled("metrics")


def test_a_metric_with_its_tail(room: Room) -> None:
    room.say("search downtime 120 -> 90 min/week by 2025-06-30 @Ana #V1")
    made = metric(room)
    assert (made.name, made.baseline, made.target, made.unit) == ("search downtime", 120, 90, "min/week")
    assert (made.by, made.owner, made.streams, made.kind) == (date(2025, 6, 30), "S1", ("V1",), "outcome")
    assert isinstance(made.baseline, int)


@pytest.mark.parametrize(
    "tail",
    [
        "by 2025-06-30 @Ana #V1 #V2 leading M1",
        "leading M1 #V1 @ana by 30 Jun 2025 #V2",
        "#v1 #V2 leading m1 by June 2025 @ANA",
    ],
)
def test_the_tail_comes_in_any_order(room: Room, tail: str) -> None:
    room.say(f"failed payments 3 -> 1 % {tail}")
    made = metric(room)
    assert (made.unit, made.by, made.owner, made.leads, made.kind) == ("%", date(2025, 6, 30), "S1", "M1", "leading")
    assert made.streams == ("V1", "V2")


def test_a_threshold_and_a_guardrail(room: Room) -> None:
    room.say("errors 7 -> at most 9 a month guardrail")
    made = metric(room)
    assert (made.threshold, made.target, made.unit, made.kind) == ("at most", 9, "a month", "guardrail")


@pytest.mark.parametrize(
    ("line", "name", "baseline", "target", "unit"),
    [
        ("P1 incidents 12 -> 4", "P1 incidents", 12, 4, ""),
        ("A -> B latency 12 -> 4 ms", "A -> B latency", 12, 4, "ms"),
        ("refunds ? -> 3 %", "refunds", None, 3, "%"),
        ("refunds 5% -> 3%", "refunds", 5, 3, "%"),
        ("refunds -3 -> 1.5", "refunds", -3, 1.5, ""),
        ("wait 3 d -> 2 d", "wait", 3, 2, "d"),
        ("Fehler [x] 100 % Übergabe 3 -> 1 Stück", "Fehler [x] 100 % Übergabe", 3, 1, "Stück"),
        ("投诉 12 -> 4 每周", "投诉", 12, 4, "每周"),
        ("2xx answers 90 -> 99 %", "2xx answers", 90, 99, "%"),
        ("pages by hand 9 -> 2 a day", "pages by hand", 9, 2, "a day"),
    ],
)
def test_the_numbers_around_the_arrow(
    room: Room, line: str, name: str, baseline: float | None, target: float, unit: str
) -> None:
    room.say(line)
    made = metric(room)
    assert (made.name, made.baseline, made.target, made.unit) == (name, baseline, target, unit)


def test_one_without_figures(room: Room) -> None:
    room.say("metric: shoppers trust the till @Ana #V1 guardrail")
    made = metric(room)
    assert (made.name, made.owner, made.kind, made.baseline) == ("shoppers trust the till", "S1", "guardrail", None)


def test_a_metric_of_a_success_criterion(room: Room) -> None:
    room.say("R1 success: nobody calls at night")
    room.say("calls at night 5 -> 0 #R1.K1")
    assert metric(room).criterion == "R1.K1"


def test_new_owners_and_quoted_ones(room: Room) -> None:
    assert room.say("a 1 -> 2 @Jana").new_names == ("Jana",)
    assert room.say('b 1 -> 2 @"SIG Release" #V1').new_names == ("SIG Release",)
    assert room.say("c 1 -> 2 @sig release").new_names == ()
    assert metric(room, "M6").owner == metric(room, "M5").owner
    assert room.say("d 1 -> 2 @Petra Maria Novak").new_names == ("Petra Maria Novak",)


def test_what_is_told_of_one_that_stands_there(room: Room) -> None:
    for line in (
        "M1 scale: minutes a week",
        "M1 meter: the status page",
        "M1 stretch 60",
        "M1 baseline 118 min/week",
        "M1 target at most 85",
        "M1 overrule: we know",
        "M1 by June 2025 @Raj #V2",
        "M1 #V1 guardrail",
    ):
        room.say(line)
    made = metric(room, "M1")
    assert (made.scale, made.meter, made.overrule) == ("minutes a week", "the status page", "we know")
    assert (made.baseline, made.target, made.threshold, made.stretch) == (118, 85, "at most", 60)
    assert (made.by, made.owner, made.streams, made.kind) == (date(2025, 6, 30), "S2", ("V2", "V1"), "guardrail")
    room.say("M1 baseline ?")
    assert metric(room, "M1").baseline is None


def test_numbers_agreed_by_all_who_asked_and_are_here(room: Room) -> None:
    room.say("away: Li")
    room.say("M1 not yet: Raj, the baseline is one bad week")
    assert metric(room, "M1").agreements[0].why == "the baseline is one bad week"
    assert "instead of the not yet of Raj on M1" in room.say("numbers agreed: all").words
    for own in ("M1", "M2", "M3"):
        assert {(one.person, one.agrees) for one in metric(room, own).agreements} == {("S1", True), ("S2", True)}
    assert metric(room, "M1").agreements[0].figures == "120 -> 90 min/week"
    assert metric(room, "M1").agreements[0].why == ""


def test_agreed_person_by_person(room: Room) -> None:
    room.say("M1 agreed: Ana, Li")
    assert [(one.person, one.agrees) for one in metric(room, "M1").agreements] == [("S1", True), ("S3", True)]
    assert metric(room, "M2").agreements == ()
    assert "Why not yet" in room.refusal("M1 not yet: Raj")
    room.say("M2 agreed: all")
    assert len(metric(room, "M2").agreements) == 3


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("downtime 1,200 -> 900 min", "write 1200"),
        ("downtime 1,5 -> 1 h", "point for decimals"),
        ("downtime 120 -> 90min", "space between a number and its unit: 90 min"),
        ("downtime -> 90 min", "before the arrow is missing"),
        ("downtime 120 ->", "after the arrow is missing"),
        ("120 -> 90 min", "name is missing"),
        ("downtime 120->90", "space on both sides"),
        ("downtime 120 min -> 90 h", "stands between"),
        ("downtime 120 -> ninety", "not a number"),
        ("downtime 120 -> 90 min by 06/07", "not one sure day"),
        ("downtime 120 -> 90 min by 30.06.2025", "not one sure day"),
        ("downtime 120 -> 90 min by 2025-02-30", "no day of the calendar"),
        ("downtime 120 -> 90 min by June", "not one sure day"),
        ("downtime 120 -> 90 min on 2025-06-30", "by a day"),
        ("downtime 120 -> 90 min #V9", "There is no V9"),
        ("downtime 120 -> 90 min #R1", "#R1 is a request"),
        ("downtime 120 -> 90 min leading M9", "There is no M9"),
        ("downtime 120 -> 90 min @all", "reserved word"),
        ("M1 120 -> 90", "M1 baseline and M1 target"),
        ("M1 stretch sixty", "not a number"),
        ("M1 stretch 1,200", "two ways"),
        ("M1 baseline", "missing"),
        ("M1 metre: x", "cannot be said of it"),
        ("M9 meter: x", "There is no M9"),
        ("downtime at least 7", "No line here"),
        ("numbers agreed:", "missing"),
        ("numbers agree: all", "may be an agreement"),
        ("metric:", "missing"),
        ("downtime 99999999999999999999 -> 1", "too large"),
    ],
)
def test_the_nearest_wrong_lines(room: Room, line: str, answer: str) -> None:
    assert answer in room.refusal(line)


def test_nothing_to_agree_to() -> None:
    assert "nobody who asked" in Room("metric: a 1 -> 2").refusal("numbers agreed: all").casefold()
    assert "no metric has numbers" in Room("Ana: x").refusal("numbers agreed: all").casefold()
