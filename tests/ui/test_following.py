"""The cue sheet and the room's view follow the terminal that works, within a second, and change nothing of it."""

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from alignment_tui.domain.stages import STAGES
from alignment_tui.domain.time_box import TimeBox
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.live import Live, remember
from alignment_tui.storage.notes import notes_path, read_notes, write_note
from alignment_tui.ui.following.app import FollowingApp, View
from tests.driver import NOW, SIZES, SLUG, example
from tests.portion import paired

CHECKOUT = example("checkout")


class Following:
    """A view that follows, and the two files it looks at."""

    def __init__(self, home: Path, view: View) -> None:
        self.sessions = Sessions(home / "sessions", home / "cache")
        self.state = home / "state"
        if SLUG not in self.sessions.slugs():
            self.sessions.create(SLUG, CHECKOUT)
        self.path = self.sessions.path(SLUG)
        self.app = FollowingApp(
            home / "sessions", SLUG, view, lambda: NOW, state_folder=self.state, config_folder=home / "config"
        )
        self.pilot: Pilot[int]

    def stands(self, stage: str, record: str = "", time: TimeBox | None = None) -> None:
        """Say where the other terminal stands."""
        remember(self.state, self.path, Live(stage=stage, record=record, time=time or TimeBox(), seen=NOW))

    async def sees(self, *words: str) -> None:
        for _ in range(200):
            if all(one in self.text for one in words):
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"waited in vain for {words}:\n{self.text}")

    @property
    def text(self) -> str:
        """What is on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@asynccontextmanager
async def following(home: Path, view: View, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Following]:
    one = Following(home, view)
    async with one.app.run_test(size=size, notifications=True) as pilot:
        one.pilot = pilot
        yield one


async def test_the_rooms_view_follows_stage_and_record(tmp_path: Path) -> None:
    async with following(tmp_path, "follow") as view:
        await view.sees("What does success mean to you", "everyone heard", "1 of 6", "No checkout outage")
        view.stands("requests", "requests:R2")
        await view.sees("Partners can brand onboarding", "2 of 6")
        view.stands("trade-offs", "options:O1", TimeBox(since=NOW - timedelta(minutes=61)))
        await view.sees("Calm launch, chosen", "61:00, 1:00 over")
        view.stands("memo", "parts:wont")
        await view.sees("We won't", "3 of 5")
        view.stands("value-stream", "streams:V1.2")
        await view.sees("Intake", "1 of 2")


async def test_the_rooms_view_takes_in_what_is_saved(tmp_path: Path) -> None:
    async with following(tmp_path, "follow") as view:
        await view.sees("No checkout outage")
        text = view.path.read_text()
        view.path.write_text(text.replace("No checkout outage during the sale", "No outage at all"))
        await view.sees("No outage at all")
        view.path.write_text(text[:-20])
        await view.sees("cannot be read now", "No outage at all")
        view.path.write_text(text)
        await view.sees("No checkout outage during the sale")


@pytest.mark.parametrize(("stage", "size"), paired([stage.slug for stage in STAGES], SIZES))
async def test_the_cue_sheet_has_script_and_plan_at_every_size(
    stage: str, size: tuple[int, int], tmp_path: Path
) -> None:
    async with following(tmp_path, "cue", size) as view:
        view.stands(stage, time=TimeBox(spent={"requests": 3000}))
        await view.sees("Say ", "Missing", "Your notes", "ctrl+q")
        shown = view.app.screen.query_one("#cue").virtual_size.height
        assert shown >= 12


async def test_the_cue_sheet_says_who_was_not_heard_and_what_they_see(tmp_path: Path) -> None:
    async with following(tmp_path, "cue") as view:
        view.stands("requests", "requests:R2")
        await view.sees("They see", "Partners can brand onboarding", "of 45:00", "of 5:55:00")
        view.stands("sign-off", "rule:rule")
        await view.sees("Launch", "I read three things")
        assert "They see" not in view.text


async def test_the_cue_sheet_is_read_on_from_the_notes_and_begins_at_the_top_of_each_stage(tmp_path: Path) -> None:
    async with following(tmp_path, "cue", (80, 24)) as view:
        view.stands("trade-offs")
        await view.sees("Day 5 of 6", "PgDn reads on", "These are the choices we have")
        await view.pilot.press("pagedown")
        await view.sees("In all")
        await view.pilot.press("pageup")
        await view.sees("These are the choices we have")
        await view.pilot.press("pagedown")
        view.stands("metrics")
        await view.sees("Day 3 of 6", "Suppose it is half a year")


async def test_notes_are_kept_by_stage_as_the_other_terminal_moves(tmp_path: Path) -> None:
    async with following(tmp_path, "cue") as view:
        view.stands("memo")
        await view.sees("Day 6 of 6")
        await view.pilot.press(*"ask Mo")
        await view.sees("ask Mo", "only you see this; saved")
        await view.pilot.press(*" first")
        view.stands("metrics")
        await view.sees("Day 3 of 6")
        real = view.sessions.real(SLUG)
        assert read_notes(real).by_stage == {"memo": "ask Mo first"}
        view.stands("memo")
        await view.sees("ask Mo first")
        before = view.path.read_bytes()
        await view.pilot.press(*"!", "ctrl+q")
    assert read_notes(real).by_stage == {"memo": "ask Mo first!"}
    assert view.path.read_bytes() == before


async def test_notes_that_cannot_be_kept_stay_in_sight(tmp_path: Path) -> None:
    async with following(tmp_path, "cue") as view:
        await view.sees("Your notes")
        real = view.sessions.real(SLUG)
        write_note(real, "requests", "before")
        notes_path(real).unlink()
        notes_path(real).mkdir()
        await view.pilot.press(*"hello")
        await view.sees("NOT SAVED", "hello")
        view.stands("metrics")
        await view.sees("Day 3 of 6", "hello")
        notes_path(real).rmdir()
        await view.sees("only you see this")
        await view.pilot.pause(0.8)
        assert read_notes(real).by_stage == {"requests": "hello"}


async def test_notes_that_cannot_be_kept_are_in_a_copy_when_one_leaves_asked_twice(tmp_path: Path) -> None:
    async with following(tmp_path, "cue") as view:
        await view.sees("Your notes")
        notes_path(view.sessions.real(SLUG)).mkdir(parents=True)
        await view.pilot.press(*"hello", "ctrl+q")
        await view.sees("Your notes are not on the disk", "leaves all")
        (copy,) = (view.state / "unsaved").rglob("notes.md")
        assert copy.read_text() == "## Requests\n\nhello\n"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        await view.pilot.press("ctrl+q")
        await view.pilot.pause()
        assert view.app.return_value == 1
