"""The week's round through the readings, and what a tripwire does meanwhile."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Cadence, Memo, Tripwire
from alignment_tui.domain.session import Session
from tests.driver import SIZES, Facilitator, example
from tests.factories import complete, metric, readings, session

MONDAY = date(2025, 6, 2)
CHECKOUT = example("checkout").session
SOME = session(
    metrics=tuple(metric(number, name=f"metric {number}") for number in range(1, 4)),
    memo=Memo(cadence=Cadence(first=MONDAY)),
    readings=readings(95, since=date(2025, 5, 26)),
)


def opens(home: Path, whole: Session = SOME, **more: Any) -> Any:
    clock = lambda: datetime.combine(MONDAY, time(14, 2), UTC)  # noqa: E731 # as short as it is
    return Facilitator.opens(home, whole, clock=clock, **more)


def values(room: Facilitator) -> dict[str, Any]:
    return {one.metric: one.value for one in room.session.readings if one.on == MONDAY}


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_and_enter_is_all_it_takes(size: tuple[int, int], tmp_path: Path) -> None:
    async with opens(tmp_path, size=size) as room:
        await room.press("ctrl+g").sees("TYPING", "1 of 3: metric 1, last 95 min/week on 2025-05-26, target 90")
        assert (room.line, room.selected, room.desk.stage) == ("M1 ", "M1", "scorecard")
        await room.type("91").until(lambda: "1 of 3: M1 metric 1: 91 min/week" in room.words_in("#preview"), "it")
        assert "last 95 min/week on 2025-05-26, target 90" in room.words_in("#preview")
        await room.enter().until(lambda: room.line == "M2 ", "the next one")
        assert "taken: M1 reading 91. 2 of 3: metric 2, not read yet, in min/week" in room.words_in("#preview")
        await room.type("7\r").type("8.5\r").sees("3 of 3 read; every reading is in")
        assert values(room) == {"M1": 91, "M2": 7, "M3": 8.5}
        assert room.line == ""
        await room.press("ctrl+g").sees("every reading is in").press("up")
        assert room.line.startswith("M3 = ")


async def test_an_empty_enter_or_skip_leaves_one_out(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        await room.press("ctrl+g").enter().until(lambda: room.line == "M2 ", "the next one")
        await room.type("SKIP\r").until(lambda: room.line == "M3 ", "the last one")
        await room.type("5\r").sees("1 of 3 read; 2 still to read this week")
        assert values(room) == {"M3": 5}
        await room.press("ctrl+g").sees("1 of 2: metric 1")


async def test_up_goes_back_to_correct_and_what_is_half_typed_stays(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        await room.press("ctrl+g").type("19\r").type("7").press("up").until(lambda: room.line == "M1 19", "the first")
        await room.press("backspace").type("1\r").until(lambda: room.line == "M2 7", "what was half typed")
        assert [(one.value, one.before) for one in room.session.readings if one.on == MONDAY] == [(11, (19,))]
        await room.press("up").enter().until(lambda: room.line == "M2 7", "the next one again")
        assert values(room) == {"M1": 11}
        await room.press("up", "up", "up").until(lambda: room.line == "M1 11", "the first, and no further")
        await room.enter().type("\r").type("8\r").sees("3 of 3 read")
        assert values(room) == {"M1": 11, "M2": 7, "M3": 8}


async def test_escape_ends_it_and_keeps_what_is_half_typed(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        await room.press("ctrl+g").type("91\r").press("escape").sees("KEYS", "1 of 3 read; 2 still to read this week")
        assert room.line == ""
        await room.press("g").sees("TYPING", "1 of 2: metric 2").type("4").press("escape").sees("KEYS")
        assert room.line == "M2 4"
        await room.press("a", "up").enter().sees("taken: M2 reading 4").does_not_see("of 2")
        assert values(room) == {"M1": 91, "M2": 4}


async def test_what_is_half_typed_at_another_step_is_there_again_the_next_time(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        await room.press("ctrl+g").enter().type("7").press("up").until(lambda: room.line == "M1 ", "the first")
        await room.press("escape").sees("KEYS", "0 of 3 read").press("g").sees("1 of 3: metric 1")
        await room.enter().until(lambda: room.line == "M2 7", "what was half typed").enter()
        await room.until(lambda: room.line == "M3 ", "the last one").press("escape", "g").sees("1 of 2: metric 1")
        await room.enter().until(lambda: room.line == "M3 ", "the next one")


async def test_what_is_no_number_stays_and_costs_nothing(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        await (
            room.press("ctrl+g")
            .type("9x\r")
            .until(lambda: "9x is not a number" in room.words_in("#preview"), "an answer")
        )
        assert room.line == "M1 9x"
        await room.press("backspace").type("1 on 2025-05-30: late\r").until(lambda: room.line == "M2 ", "the next one")
        assert [(one.value, one.on, one.note) for one in room.session.readings][-1] == (91, date(2025, 5, 30), "late")


async def test_going_elsewhere_ends_it_and_undo_takes_one_reading_back(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        await room.press("ctrl+g").type("91\r").press("ctrl+z").sees("Undone: M1 reading 91")
        assert values(room) == {}
        await room.press("f7").sees("Do you confirm the trade-offs").does_not_see("of 3")
        assert room.line == ""
        await room.type("M2 3\r").sees("taken: M2 reading 3")
        await room.palette("This week's readings").sees("1 of 2: metric 1")
        await room.palette("This week's readings").sees("0 of 2 read")


async def test_a_merge_that_gives_a_metric_another_id_ends_it(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        await room.press("ctrl+g").type("91\r").until(lambda: room.line == "M2 ", "the next one")
        room.work.follow({"R1": "R2"})
        assert room.work.walk
        room.work.follow({"M2": "M9"})
        assert (room.work.walk, room.line) == (None, "")


async def test_no_size_ends_it(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        for start in ("ctrl+g", "ctrl+l"):
            await room.press(start)
            for columns, lines in ((40, 12), (20, 5), (1, 1), (300, 80), (120, 36)):
                await room.resize(columns, lines)
            await room.sees("1 of ").press("escape").sees("KEYS")


async def test_without_a_metric_it_says_so(tmp_path: Path) -> None:
    async with opens(tmp_path, session()) as room:
        await room.press("ctrl+g").sees("not now: there is no metric yet")
        await room.press("f12").sees("not now: no tripwire fires")


@pytest.mark.parametrize("size", SIZES)
async def test_a_tripwire_says_so_is_shown_by_one_key_and_put_back_by_undo(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with opens(tmp_path, CHECKOUT, size=size) as room:
        await room.stage("scorecard").to_line().says("M3 21")
        await room.until(
            lambda: "W1: onboarding time above 20 d reopens T1" in room.words_in("#preview"), "the tripwire"
        )
        assert "it is open again. F12 shows it" in room.words_in("#preview")
        await (
            room.sees("T1 reopened").press("f12").sees("what do we give up", "T1 is open again: accepted, T1 reopened")
        )
        assert room.selected == "T1"
        await room.stage("memo").sees("accepted, T1 reopened")
        await room.press("ctrl+z").sees("Undone: M3 reading 21").does_not_see("T1 reopened")


async def test_one_key_reopens_what_was_agreed_only_after_its_reading(tmp_path: Path) -> None:
    base = replace(complete(), readings=readings(130, since=date(2025, 5, 26)))
    wire = Tripwire(id="W1", metric="M1", when="above", value=125, reopens="T1")
    async with opens(tmp_path, replace(base, tripwires=(wire,))) as room:
        await room.stage("scorecard").sees("fires now").to_line().press("f12").sees("W1 reopens T1", "T1 reopened")
        assert room.session.tripwires[0].reopened_on == date(2025, 5, 26)
        await room.press("ctrl+z").sees("Undone: W1 reopens T1").does_not_see("T1 reopened")


async def test_in_the_round_a_tripwire_is_told_before_what_is_asked_next(tmp_path: Path) -> None:
    async with opens(tmp_path, CHECKOUT) as room:
        await room.press("ctrl+g").press("enter", "enter", "enter").until(lambda: room.line == "M3 ", "M3").type("21\r")
        told = "W1: onboarding time above 20 d reopens T1; it is open again. F12 shows it. 5 of 6: errors per thousand"
        await room.until(lambda: told in room.words_in("#preview"), "both")
