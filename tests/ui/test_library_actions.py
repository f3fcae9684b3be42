"""Every action of the library: reached by its key and by the palette, and it does what it says."""

import os
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Passed
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui.actions import ACTIONS, Action, action
from alignment_tui.ui.shelf import Done, Shelf
from tests.driver import EXAMPLES, Facilitator, kept
from tests.factories import complete, people
from tests.portion import some
from tests.ui.test_library import at_work, in_library, rows

Reach = Callable[[Facilitator], Awaitable[object]]
Way = Callable[[Facilitator, Action], Facilitator]
LATE = datetime(2025, 3, 11, 9, tzinfo=UTC)
OF_LIBRARY = tuple(entry for entry in ACTIONS if entry.where == "library")


def by_key(key: str) -> Way:
    return lambda room, entry: room.press(key)


def by_palette(room: Facilitator, entry: Action) -> Facilitator:
    return room.palette(entry.label)


WAYS = some(
    [
        *((entry.id, key, by_key(key)) for entry in OF_LIBRARY for key in entry.keys),
        *((entry.id, "palette", by_palette) for entry in OF_LIBRARY),
    ],
    12,
)


def shown(room: Facilitator) -> list[str]:
    return [key for collection, key in rows(room) if collection == "resume"]


async def only_overdue(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("is:overdue", "Overdue: 1 of 4")
    assert shown(room) == ["late"]
    await reach(room)
    await room.sees("Continue").does_not_see("is:overdue")


async def only_stale(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("is:stale", "Stale: 1 of 4")
    assert shown(room) == ["at-metrics"]


async def only_mine(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("is:mine", "Yours: 1 of 4")
    assert shown(room) == ["mine"]
    await room.type("nothing").sees("is:mine nothing", "Yours: none of 4")


async def only_next_stage(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("stage:requests", "At Requests: 3 of 4")
    await reach(room)
    await room.sees("stage:value-stream").does_not_see("stage:requests")
    await reach(room)
    await room.sees("At Metrics: 1 of 4")
    assert shown(room) == ["at-metrics"]


async def only_stage_before(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("stage:scorecard", "At Scorecard: none of 4")
    await room.press("f8").sees("Continue").does_not_see("stage:")


async def sort(room: Facilitator, reach: Reach) -> None:
    for said, order in (
        ("By title: 4 of 4", ["other", "mine", "late", "at-metrics"]),
        ("By stage: 4 of 4", ["other", "late", "mine", "at-metrics"]),
        ("By next review: 4 of 4", ["late", "other", "at-metrics", "mine"]),
        ("Continue", ["other", "at-metrics", "late", "mine"]),
    ):
        await reach(room)
        await room.sees(said)
        assert shown(room) == order


async def scorecards(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("All scorecards", "1 metric of 1 session", "Checkout (late)").press("escape")
    await in_library(room)


async def continue_in(room: Facilitator, reach: Reach) -> None:
    await room.press("down", "down").sees("▌ Checkout")
    await reach(room)
    await room.sees("Continue in a new session called", "It goes on from Checkout").type(" in summer").enter()
    await at_work(room)
    assert (room.session.title, room.session.continues) == ("Checkout in summer", "late")
    assert [one.name for one in room.session.stakeholders] == ["Ana", "Raj"]
    await room.press("ctrl+o")
    await in_library(room)
    await room.press("down").sees("▌ Checkout  ", "goes on in checkout-in-summer")


async def rename(room: Facilitator, reach: Reach) -> None:
    await room.press("down", "down")
    await reach(room)
    await room.sees("Its name on the command line stays late").type(" [/] 世界").enter()
    await room.sees("Checkout is called Checkout [/] 世界 now. ctrl+z takes it back", "▌ Checkout [/] 世界")
    await room.press("ctrl+z").sees("Checkout [/] 世界 is called Checkout now")
    assert room.app.sessions.load("late").document.session.title == "Checkout"


async def to_trash(room: Facilitator, reach: Reach) -> None:
    await room.press("down", "down")
    await reach(room)
    await room.sees("Checkout is in the trash. ctrl+z takes it back", "3 sessions in")
    assert shown(room) == ["other", "at-metrics", "mine"]
    await room.press("ctrl+z").sees("Checkout is back", "4 sessions in", "▌ Checkout")


async def put_back(room: Facilitator, reach: Reach) -> None:
    await room.press("ctrl+t").sees("Another is in the trash")
    await room.press("ctrl+t").sees("Sale is in the trash")
    for title in ("Sale", "Another"):
        await reach(room)
        await room.sees(f"{title} is back")
    await reach(room)
    await room.sees("there is nothing to take back here")
    assert shown(room) == ["other", "at-metrics", "late", "mine"]


async def from_trash(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("In the trash", "nothing is there").press("escape")
    await room.press("ctrl+t").sees("Another is in the trash").press("ctrl+t").sees("Sale is in the trash")
    await reach(room)
    await (
        room.sees("In the trash", "Sale ", "since 2").type("ano").does_not_see("Sale  ").enter().sees("Another is back")
    )
    assert shown(room) == ["other", "late", "mine"]


async def duplicate(room: Facilitator, reach: Reach) -> None:
    await room.press("down", "down")
    await reach(room)
    await room.sees("Checkout, a copy: what was said, without signatures", "▌ Checkout, a copy")
    assert room.app.sessions.load("checkout-a-copy").document.session.signatures == ()


DOES = {
    "scorecards": scorecards,
    "continue-in": continue_in,
    "rename": rename,
    "to-trash": to_trash,
    "put-back": put_back,
    "from-trash": from_trash,
    "duplicate": duplicate,
    "only-overdue": only_overdue,
    "only-stale": only_stale,
    "only-mine": only_mine,
    "only-next-stage": only_next_stage,
    "only-stage-before": only_stage_before,
    "sort": sort,
}


def test_what_every_action_does_is_known_here() -> None:
    assert set(DOES) == {entry.id for entry in OF_LIBRARY}


@pytest.mark.parametrize(("name", "way", "reach"), WAYS, ids=[f"{name}-{way}" for name, way, _ in WAYS])
async def test_every_action_is_reached_and_does_what_it_says(name: str, way: str, reach: Way, tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    at_metrics = Session(title="Sale", passed=(Passed(stage="value-stream", stood_on={"R1": "gone"}),))
    several = {
        "other": Session(title="Another"),
        "at-metrics": at_metrics,
        "late": replace(complete(), title="Checkout"),
        "mine": Session(title="Branding", stakeholders=people("Kim")),
    }
    for age, (slug, session) in enumerate(several.items()):
        sessions.create(slug, kept(session))
        os.utime(sessions.path(slug), (1_740_000_000 - age, 1_740_000_000 - age))
    async with Facilitator.opens(tmp_path, clock=lambda: LATE) as room:
        await DOES[name](room, lambda room: _awaited(reach(room, action(name))))


async def _awaited(room: Facilitator) -> None:
    await room


@pytest.mark.parametrize("key", ["f2", "ctrl+t", "ctrl+n"])
async def test_with_the_cursor_on_no_session_nothing_is_done_and_it_is_said(key: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.press(key).sees("an example stays as it is: Enter opens a copy")
        await room.type("Something new").press(key).sees("put the cursor on a session first")
        assert room.app.sessions.slugs() == []


async def test_a_key_pressed_twice_in_a_hurry_is_not_meant_for_two_sessions(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    for slug in ("a", "b", "c"):
        sessions.create(slug, kept(Session(title=slug)))
    async with Facilitator.opens(tmp_path) as room:
        await room.hurry("ctrl+t", "ctrl+t").sees("is in the trash")
        await room.until(lambda: len(shown(room)) == 2, "two sessions")


async def test_a_broken_file_can_be_thrown_away_and_not_renamed(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    (folder / "half.json").write_text("{")
    async with Facilitator.opens(tmp_path) as room:
        await room.press("f2").sees("Rename").type(" x").enter().sees("half.json: line 1")
        await room.press("ctrl+t").sees("half is in the trash").press("ctrl+z").sees("half is back")
    assert (folder / "half.json").read_text() == "{"


async def test_what_meanwhile_somebody_else_removed_is_told(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    sessions.create("a", kept(Session(title="Alone")))
    async with Facilitator.opens(tmp_path) as room:
        sessions.path("a").unlink()
        await room.press("ctrl+t").sees("there is no such session").press("ctrl+z").sees("nothing to take back")


async def test_the_cursor_stays_where_it_is_when_a_dialog_is_closed(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    for age, title in enumerate(("One", "Two", "Three")):
        sessions.create(title.lower(), kept(Session(title=title)))
        os.utime(sessions.path(title.lower()), (1_740_000_000 - age, 1_740_000_000 - age))
    async with Facilitator.opens(tmp_path) as room:
        await room.press("down").sees("▌ Two").press("f1").sees("what can be typed").press("escape").sees("▌ Two")
        await room.palette("To the trash").sees("Two is in the trash")


async def test_what_is_on_its_way_to_the_trash_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    throw_away, go_on = Shelf.throw_away, threading.Event()

    def slowly(*arguments: Any) -> Done:
        go_on.wait(5)
        return throw_away(*arguments)

    monkeypatch.setattr(Shelf, "throw_away", slowly)
    Sessions(tmp_path / "sessions").create("one", kept(Session(title="One")))
    async with Facilitator.opens(tmp_path) as room:
        await room.sees("One").press("ctrl+t").enter()
        assert room.app.desk is None
        go_on.set()
        await room.sees("one.json: there is no such session", "No session yet")
        assert room.app.desk is None


async def test_a_key_on_its_way_when_a_session_opens_does_nothing_to_that_session(tmp_path: Path) -> None:
    Sessions(tmp_path / "sessions").create("one", kept(Session(title="One")))
    async with Facilitator.opens(tmp_path) as room:
        library = room.app.screen
        await room.sees("One").enter().until(lambda: room.app.desk is not None, "the session")
        await library.run_action("to_trash")
        await library.run_action("rename")
        await room.type("Ana: words").enter().enter().saved()
        assert (room.app.screen, room.on_disk.requests[0].words) == (room.work, "words")
