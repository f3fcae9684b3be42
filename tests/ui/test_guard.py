"""The guard on moving on: it tells what looks wrong, once, and is never in the way back or of a stage asked for."""

from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.flow import findings, states
from alignment_tui.domain.readiness import keeping_open
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, stage_of
from alignment_tui.ui.dialogs.guard import Guard
from alignment_tui.ui.work import WorkScreen
from tests.driver import NOW, SIZES, Facilitator, example
from tests.factories import complete, request, session
from tests.portion import some

CHECKOUT = example("checkout").session
BARE = session(requests=(request(1, "S1"), request(2, "S2")))


def at(room: Facilitator, slug: str) -> bool:
    return isinstance(room.app.screen, WorkScreen) and room.desk.stage == slug


@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_what_looks_wrong_is_listed_and_the_same_key_goes_on(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE, size=size) as room:
        await room.press("f8").sees("Requests: ", "to look at before you go on", "nobody said why", "F8 goes on")
        assert room.desk.stage == "requests"
        assert room.words_in("#sheet").count("Requests") == 1
        await room.press("f8").until(lambda: at(room, "value-stream"), "the next stage")
        assert room.session == BARE
        await room.press("f7").until(lambda: at(room, "requests"), "the stage before, unasked")
        await room.press("f8").until(lambda: at(room, "value-stream"), "on, for it was let pass")


async def test_enter_leads_to_where_it_is_mended_and_esc_stays(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press("f8").sees("before you go on").type("R2 nobody said why").enter()
        await room.until(lambda: at(room, "requests"), "the stage").sees("R2 because: why", "KEYS")
        assert room.selected == "R2"
        await room.press("right_square_bracket").sees("before you go on").press("escape")
        await room.until(lambda: at(room, "requests"), "the stage, still")


async def test_with_no_key_for_the_next_stage_the_palette_and_the_list_lead_on(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "keys.yaml").write_text("next-stage: []\n")
    async with Facilitator.opens(tmp_path, BARE, size=(80, 24)) as room:
        await room.press("ctrl+p").type("next stage").enter()
        await room.sees("before you go on", "Go on all the same", "Enter goes there   Esc back")
        await room.press("pagedown").enter().until(lambda: at(room, "value-stream"), "the next stage")
        await room.press("f7").press("ctrl+p").type("next stage").enter()
        await room.until(lambda: at(room, "value-stream"), "on, for it was let pass")
        assert room.session == BARE


async def test_something_new_is_told_though_the_rest_was_let_pass(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.hurry("f8", "f8").until(lambda: at(room, "value-stream"), "on in a hurry").press("f7")
        await room.says("Raj: Another wish").sees("taken: ").press("f8").sees("before you go on", "R3")


@pytest.mark.parametrize("way", [("escape", "3"), ("g", "o", " ", "m", "e", "t", "r", "i", "c", "s", "enter")])
async def test_a_stage_that_is_asked_for_is_shown_at_once(way: tuple[str, ...], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press(*way).until(lambda: at(room, "metrics"), "the stage")


async def test_the_room_sees_nothing_of_it(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press("f5", "f8").until(lambda: at(room, "value-stream"), "the next stage")


async def test_a_session_that_is_whole_or_empty_is_walked_through_unasked(tmp_path: Path) -> None:
    for number, whole in enumerate((Session(title="New"), CHECKOUT)):
        async with Facilitator.opens(tmp_path / str(number), whole) as room:
            for stage in STAGES[1:]:
                await room.press("f8").until(partial(at, room, stage.slug), stage.slug)
            await room.press("f8")
            assert not isinstance(room.app.screen, Guard)


@pytest.mark.parametrize("whole", [BARE, CHECKOUT, complete(), replace(complete(), choice=None, signers=())])
def test_a_stage_has_something_in_the_way_exactly_when_it_is_not_ready(whole: object) -> None:
    found = findings(whole, NOW.date())  # type: ignore[arg-type]
    for state in states(whole, NOW.date(), found):  # type: ignore[arg-type]
        wrong = keeping_open(whole, state.slug, found)  # type: ignore[arg-type]
        if state.state in ("ready", "empty"):
            assert wrong == (), stage_of(state.slug).title
        assert {finding.message for finding in wrong} <= set(state.reasons) or state.state == "stale"
