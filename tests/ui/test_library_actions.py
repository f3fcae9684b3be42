"""Every action of the library: reached by its key and by the palette, and it does what it says."""

import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Passed
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui.actions import ACTIONS, Action, action
from tests.driver import Facilitator, kept
from tests.factories import complete, people
from tests.ui.test_library import rows

Reach = Callable[[Facilitator], Awaitable[object]]
Way = Callable[[Facilitator, Action], Facilitator]
LATE = datetime(2025, 3, 11, 9, tzinfo=UTC)
OF_LIBRARY = tuple(entry for entry in ACTIONS if entry.where == "library")


def by_key(key: str) -> Way:
    return lambda room, entry: room.press(key)


def by_palette(room: Facilitator, entry: Action) -> Facilitator:
    return room.palette(entry.label)


WAYS = [
    *((entry.id, key, by_key(key)) for entry in OF_LIBRARY for key in entry.keys),
    *((entry.id, "palette", by_palette) for entry in OF_LIBRARY),
]


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


DOES = {
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
