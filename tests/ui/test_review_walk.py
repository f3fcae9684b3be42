"""Writing the week's review: each question beside its facts, and every answer an ordinary line."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Lesson, Parked, Review, Tripwire
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import plain, width_of
from alignment_tui.ui.review_walk import review_walk
from alignment_tui.ui.stages import review_facts
from tests.driver import SIZES, Facilitator, example
from tests.factories import complete, metric, readings, session, signature, signed
from tests.portion import some

MONDAY = date(2025, 6, 2)
CHECKOUT = example("checkout").session


def opens(home: Path, whole: Session = CHECKOUT, **more: Any) -> Any:
    clock = lambda: datetime.combine(MONDAY, time(14, 2), UTC)  # noqa: E731 # as short as it is
    return Facilitator.opens(home, whole, clock=clock, **more)


@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_one_action_walks_through_the_whole_review(size: tuple[int, int], tmp_path: Path) -> None:
    async with opens(tmp_path, size=size) as room:
        await room.press("ctrl+l").sees("The review of 2025-06-02: what changed?", "1 of 6: what changed?", "-24 %")
        await room.type("downtime is down\r").sees("how do we know?", "the status page, weeks from Monday")
        assert "taken: review changed. 2 of 6" in room.words_in("#preview")
        await room.type("the status page\r").sees(
            "2025-06-02: why?", "uptime even over branding", "onboarding time, off"
        )
        await room.type("R1 came first\r").sees("look at these again", "P1   a status page", "Raj consents, with a res")
        await room.type("drop P1\r").sees("taken: drop P1. 4 of 6").does_not_see("P1   a status page")
        await room.enter().sees("what do we do now?", "hold the course until 2025-06-30")
        await room.type("go on\r").sees("what did we learn?", "one way to write deploy logs")
        await (
            room.type("ask first\r").sees("ask first").enter().sees("6 of 6 answered; the next review is on 2025-06-09")
        )
        written = room.session.reviews[-1]
        assert (written.on, written.changed, written.how) == (MONDAY, "downtime is down", "the status page")
        assert (written.why, written.now) == ("R1 came first", "go on")
        assert (room.session.lessons[-1].text, room.session.parked) == ("ask first", ())
        await room.sees("M1  checkout downtime").does_not_see("The review of")


async def test_it_is_left_and_taken_up_again_with_what_was_written(tmp_path: Path) -> None:
    async with opens(tmp_path) as room:
        await room.press("ctrl+l").type("downtime is don\r").enter().press("escape").sees("KEYS", "1 of 6 answered")
        await room.does_not_see("The review of").press("l").sees("TYPING", "The review of 2025-06-02: what changed?")
        assert room.line == "changed: downtime is don"
        await room.press("backspace").type("wn\r").until(lambda: room.line == "how: ", "the next one")
        assert room.session.reviews[-1].changed == "downtime is down"
        await room.press("up").enter().sees("that is how it is already. 2 of 6")
        await room.press("f7").sees("Do you confirm the trade-offs").does_not_see("The review of")


async def test_where_nothing_is_open_nothing_has_to_be_looked_at_again(tmp_path: Path) -> None:
    async with opens(tmp_path, complete()) as room:
        await room.press("ctrl+l").sees("1 of 5: what changed?").press("enter", "enter", "enter", "enter", "enter")
        await room.sees("0 of 5 answered; nothing was written")
    async with opens(tmp_path / "none", session()) as room:
        await room.press("ctrl+l").sees("not now: there is no metric yet")


async def test_page_down_reads_on_while_one_types(tmp_path: Path) -> None:
    many = session(metrics=tuple(metric(number, name=f"metric {number}") for number in range(1, 21)))
    async with opens(tmp_path, many, size=(80, 24)) as room:
        await room.press("ctrl+l").sees("metric 1 ").does_not_see("metric 20").type("half")
        await (
            room.press("pagedown", "pagedown", "pagedown").sees("metric 20").press("pageup", "pageup").sees("metric 1 ")
        )
        assert room.line == "changed: half"


def test_what_is_open_is_all_there() -> None:
    base = replace(complete(), versions=(), signatures=(), parked=(Parked(id="P1", text="a status page"),))
    heard = signed(
        base, signature(1, "S1", "objection", text="the sale is lost"), signature(2, "S2", "reservation", text="July")
    )
    wire = Tripwire(id="W1", metric="M1", when="above", value=100, reopens="T1")
    told = plain(review_facts.open_ends(replace(heard, tripwires=(wire,)), 80, MONDAY))
    for words in (
        "W1   checkout downtime above 100 min/week reopens T1: fires now",
        "Ana objects: the sale is lost",
        "Raj consents, with a reservation: July",
        "P1   a status page",
    ):
        assert words in told
    assert review_facts.open_ends(complete(), 80, MONDAY) == []


def test_the_facts_of_each_question() -> None:
    noted = (
        *readings(118, since=date(2025, 3, 3)),
        replace(readings(110, since=date(2025, 3, 10))[0], note="gateway 2"),
    )
    whole = replace(
        complete(),
        readings=noted,
        reviews=(Review(on=date(2025, 3, 3), changed="nothing yet", now="wait"), Review(on=MONDAY, changed="today's")),
        lessons=(Lesson(id="L1", text="ask first", on=MONDAY),),
    )
    assert "2025-03-10 gateway 2" in plain(review_facts.sources(whole, 80, MONDAY))
    assert "wait" in plain(review_facts.said_last(whole, 80, MONDAY))
    assert "this is the first review" in plain(review_facts.said_last(whole, 80, date(2025, 3, 3)))
    assert plain(review_facts.learnt(whole, 80, MONDAY)) == "2025-06-02  ask first"
    assert "T1   uptime even over branding" in plain(review_facts.agreed(whole, 80, MONDAY))
    assert "nothing is missed" in plain(review_facts.agreed(session(), 80, MONDAY))
    assert "no metric is agreed" in plain(review_facts.numbers(session(), 80, MONDAY))
    walk = review_walk(whole, MONDAY)
    for step in walk.steps:
        assert step.facts
        for width in (40, 76, 170):
            assert all(width_of(line) <= width for line in step.facts(whole, width, MONDAY)[2:]), step.begins
