"""The palette has every action, and each runs from there on every stage; what is off says why."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest
from textual.command import CommandList, DiscoveryHit, Hit

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, stage_of
from alignment_tui.ui.actions import actions_in
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.palette import ActionProvider
from alignment_tui.ui.palette_screen import Palette
from alignment_tui.ui.work import WorkScreen
from tests.driver import EXAMPLES, Facilitator, example
from tests.portion import dealt, paired
from tests.ui.form_samples import full_session

OFFERED = [entry for entry in actions_in("work") if entry.id not in ("take", "palette")]
LEAVING = ("library", "quit")
SESSIONS = {"checkout": example("checkout").session, "empty": Session(title="New"), "every field": full_session()}


async def offered(room: Facilitator, query: str = "") -> AsyncIterator[DiscoveryHit | Hit]:
    provider = ActionProvider(room.app.screen)
    async for hit in provider.search(query) if query else provider.discover():
        assert isinstance(hit, DiscoveryHit | Hit)
        yield hit


@pytest.mark.parametrize(("slug", "name"), paired([stage.slug for stage in STAGES], ["empty", "every field"]))
async def test_every_action_runs_from_the_palette_on_every_stage(slug: StageSlug, name: str, tmp_path: Path) -> None:
    session = SESSIONS[name]
    async with Facilitator.opens(tmp_path, session, size=(80, 24)) as room:
        entries = dealt(OFFERED, STAGES.index(stage_of(slug)), 12)
        for entry in sorted(entries, key=lambda entry: entry.id in LEAVING):
            await room.stage(slug)
            hits = {str(hit.text): hit async for hit in offered(room)}
            hit = next(hit for text, hit in hits.items() if text.startswith(entry.label))
            asked = room.app.keymap.action(room.work.view.asks) if entry.id == "go-through" else entry
            before = room.session
            reason = entry.off(before)
            assert str(hit.help) == (f"not now: {reason}" if reason else entry.help)
            await room.app.run_action("bell")
            await hit.command()
            await room
            if entry.id == "quit":
                await room.until(lambda: room.app.return_value == 0, "the end")
                return
            if entry.id == "library":
                await room.until(lambda: isinstance(room.app.screen, LibraryScreen), "the library").enter()
            for _ in range(4):
                await room.until(lambda: True, "")
                if not isinstance(room.app.screen, WorkScreen):
                    await room.press("escape")
            await room.until(lambda: isinstance(room.app.screen, WorkScreen), f"the stage after {entry.id}")
            assert asked.changes or room.session == before, entry.id
            if reason:
                assert room.session == before, entry.id


async def test_an_action_is_found_by_its_name_its_key_and_what_it_does(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"]) as room:
        for query, label in (
            ("undo", "Undo"),
            ("ctrl+z", "Undo"),
            ("brings back what", ""),
            ("colours for this", "Choose a"),
        ):
            found = [str(hit.text) async for hit in offered(room, query)]
            assert not label or any(text.startswith(label) for text in found), query


async def test_a_key_that_is_a_bracket_is_no_markup(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "keys.yaml").write_text("previous-stage: []\nmemo: ['[']\nblind: [']']\nnext-stage: f8\n")
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"]) as room:
        for query in ("Read the memo", "Answer blind"):
            await room.press("ctrl+p").type(query).sees(f"{query}  ({'[' if 'memo' in query else ']'})").press("escape")


async def test_a_search_that_gets_its_turn_when_the_palette_is_taken_down_does_no_harm(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"]) as room:
        await room.press("ctrl+p").until(lambda: isinstance(room.app.screen, Palette), "the palette")
        palette = cast("Palette", room.app.screen)
        await palette.query_one(CommandList).remove()
        await palette._gather_commands("undo").wait()
        palette.dismiss()
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")


async def test_it_is_opened_again_in_the_moment_it_is_left(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"]) as room:
        await room.press("ctrl+p").until(lambda: isinstance(room.app.screen, Palette), "the palette")
        room.app.screen.dismiss()
        room.app.action_command_palette()
        await room.until(lambda: isinstance(room.app.screen, Palette), "the palette").press("escape")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")


async def test_what_was_chosen_for_a_stage_that_was_left_since_is_not_done(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.enter().sees("TYPING")
        work = room.work
        hits = [hit async for hit in offered(room) if str(hit.text).startswith("Leave the line")]
        await room.press("ctrl+o").until(lambda: isinstance(room.app.screen, LibraryScreen), "the library")
        await room.until(lambda: not work.query("#capture"), "the stage taken down")
        await hits[0].command()
