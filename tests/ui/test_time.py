"""The clock of a stage and the playbook it follows, as a facilitator uses them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import History
from alignment_tui.storage.live import remembered
from alignment_tui.ui import timed_screen
from tests.driver import NOW, SLUG, Facilitator, example

CHECKOUT = example("checkout").session


class Watch:
    """A clock that a test sets on."""

    def __init__(self) -> None:
        self.now = NOW
        self.passed = 0.0

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        self.now += timedelta(**time)
        self.passed += timedelta(**time).total_seconds()

    def is_set(self, **time: float) -> None:
        """Be set by a hand, by daylight, or by a laptop that was closed: no time passes for whoever works."""
        self.now += timedelta(**time)


async def ticked(room: Facilitator) -> None:
    """Wait until the clock was looked at."""
    before = room.work._ticks
    await room.until(lambda: room.work._ticks > before + 1, "two ticks")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch()
    monkeypatch.setattr(timed_screen, "steady_seconds", lambda: made.passed)
    return made


def header(room: Facilitator) -> str:
    return room.screen_text().splitlines()[0]


async def test_the_clock_counts_against_the_time_box_and_stops_nobody(tmp_path: Path, watch: Watch) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, clock=watch) as room:
        assert " of 45:00" not in header(room)
        await room.press("f6").sees("0:00 of 45:00", "the clock runs")
        watch.on(minutes=12, seconds=40)
        await room.sees("12:40 of 45:00")
        watch.on(minutes=33)
        await room.sees("45:40, 0:40 over").says("Ana: one more thing").sees("taken: new request")
        await room.press("f6").sees("45:40, 0:40 over, paused")
        watch.on(minutes=5)
        await room.press("escape", "plus").sees("1 minute more for requests", "45:40 of 46:00, paused")
        await room.palette("Start the clock again").sees("begins again")
        assert "of 45:00" not in header(room)


async def test_each_stage_counts_for_itself(tmp_path: Path, watch: Watch) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, clock=watch) as room:
        await room.press("f6", "escape")
        watch.on(minutes=3)
        await room.press("2").sees("0:00 of 60:00")
        watch.on(minutes=2)
        await room.press("1").sees("3:00 of 45:00").press("2").sees("2:00 of 60:00")


async def test_the_clock_survives_a_restart_without_the_time_in_between(tmp_path: Path, watch: Watch) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, clock=watch) as room:
        await room.press("f6")
        watch.on(minutes=7)
        await room.sees("7:00 of 45:00").press("ctrl+q")
    live = remembered(tmp_path / "state", Sessions(tmp_path / "sessions").path(SLUG))
    assert live.seen == NOW + timedelta(minutes=7)
    watch.on(hours=2)
    async with Facilitator.opens(tmp_path, CHECKOUT, clock=watch) as room:
        await room.sees("7:00 of 45:00")
        watch.on(minutes=1)
        await room.sees("8:00 of 45:00")


async def test_a_clock_that_is_set_and_a_laptop_that_is_closed_count_for_nothing(
    tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_screen, "SECOND", 0.02)
    async with Facilitator.opens(tmp_path, CHECKOUT, clock=watch) as room:
        await room.press("f6").sees("0:00 of 45:00")
        watch.on(minutes=12)
        await room.sees("12:00 of 45:00")
        for jump in (-3, 8):
            watch.is_set(hours=jump)
            await ticked(room)
            assert "12:00 of 45:00" in header(room)
        watch.on(minutes=1)
        await room.sees("13:00 of 45:00").says("park: one").saved()
        watch.is_set(days=-2)
        await room.says("park: two").saved().press("ctrl+z").saved().press("ctrl+y").saved()
        assert [one.text for one in room.on_disk.parked[-2:]] == ["one", "two"]
        entries = [entry for entry in History(room.desk.path).entries if entry]
        assert [entry.rev for entry in entries] == sorted(entry.rev for entry in entries)
        assert entries[-1].at < entries[0].at


async def test_a_playbook_brings_its_days_questions_and_time_boxes(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.palette("Choose a playbook").sees("Six days", "Half a day", "now")
        await room.type("half").sees("First hour: Requests 30 min").enter().sees("First hour", "playbook Half a day")
        await room.to_keys().press("2").sees("Who waits for this, and where does it wait?")
        assert room.session.playbook == "half-day"
        await room.press("ctrl+z").sees("Undone: playbook Half a day", "Who benefits, how, and when?", "Day 2 of 6")


async def test_a_playbook_that_is_not_here_is_told_and_six_days_hold(tmp_path: Path) -> None:
    strange = Session(title="Strange", playbook="nowhere", created=datetime(2025, 3, 3, tzinfo=UTC))
    async with Facilitator.opens(tmp_path, strange) as room:
        told = [notice.message for notice in room.app._notifications]
        assert ["there is no playbook nowhere; there are half-day, six-day" in words for words in told] == [True]
        await room.sees("Day 1 of 6")


async def test_a_playbook_of_ones_own_that_is_wrong_leaves_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "playbooks"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("name: Mine\n")
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.palette("Choose a playbook").sees("1 cannot be used", "Half a day").press("escape")
