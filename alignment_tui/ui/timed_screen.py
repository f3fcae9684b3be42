"""A stage with a clock: what it counted is shown in the header, kept beside the machine, and never stops anybody."""

import time
from datetime import datetime, timedelta
from pathlib import Path

from textual.timer import Timer

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.said import Found
from alignment_tui.domain.stages import STAGES
from alignment_tui.domain.time_box import (
    TimeBox,
    begin_again,
    grant,
    moved,
    pause,
    resumed,
    start,
    turn,
)
from alignment_tui.storage.live import Live
from alignment_tui.ui.clock_line import clock_line
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.lines import Line
from alignment_tui.ui.remembering_screen import RememberingScreen

SECOND = 1.0
KEPT_EVERY_SECONDS = 5
JUMP = timedelta(seconds=5)
steady_seconds = time.monotonic  # stands still while a laptop is closed, and no hand sets it


class TimedScreen(RememberingScreen):
    """A stage whose time box is counted."""

    def __init__(self, desk: Desk, state_folder: Path, keymap: Keymap, begin_at: Found | None = None) -> None:
        super().__init__(desk, state_folder, keymap, begin_at)
        self.box = TimeBox()
        self._ticks = 0
        self._ticking: Timer | None = None
        self._last_tick: tuple[datetime, float] | None = None

    def begin_at(self, live: Live) -> None:
        super().begin_at(live)
        left = next((stage.slug for stage in STAGES if stage.slug == live.stage), self.desk.stage)
        box = resumed(live.time, left, live.seen, self.desk.now)
        self.box = box if left == self.desk.stage else turn(box, left, self.desk.now)
        self._tick_while_running()

    def live(self) -> Live:
        found = super().live()
        return Live(stage=found.stage, record=found.record, line=found.line, time=self.box, seen=self.desk.now)

    @property
    def time(self) -> Line:
        return clock_line(self.box, self.stage, self.desk.now)

    def go(self, slug: StageSlug, *, by_line: bool = False) -> None:
        self.box = turn(self.box, self.desk.stage, self.desk.now)
        super().go(slug, by_line=by_line)

    def action_timer(self) -> None:
        stage, now = self.desk.stage, self.desk.now
        if self.box.running:
            self._count(pause(self.box, stage, now))
            self.say(f"the clock stands; {self.keymap.way('timer')} lets it run")
        else:
            self._count(start(self.box, now))
            self.say(f"the clock runs; {self.keymap.way('timer')} pauses it")

    def action_grant(self, minutes: int) -> None:
        self._count(grant(self.box, self.desk.stage, minutes * 60))
        self.say(f"{minutes} minute{'s' if minutes != 1 else ''} more for {self.stage.title.lower()}")

    def action_restart_timer(self) -> None:
        self._count(begin_again(self.box, self.desk.stage, self.desk.now))
        self.say("the clock of this stage begins again")

    def _count(self, box: TimeBox) -> None:
        """Go on with another state of the clock, shown at once and then every second while it runs."""
        self.box = box
        self._tick_while_running()
        self.show_header()
        self.remember_soon()

    def _tick_while_running(self) -> None:
        if self.box.running and self._ticking is None:
            self._last_tick = None
            self._ticking = self.set_interval(SECOND, self._tick)
        elif not self.box.running and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def _tick(self) -> None:
        self._ticks += 1
        self._heed_a_jump()
        self.show_header()
        if self._ticks % KEPT_EVERY_SECONDS == 0:
            self.remember_soon()

    def _heed_a_jump(self) -> None:
        """Go on from where the count was when the room's clock was set, or the laptop was closed."""
        now, steady = self.desk.now, steady_seconds()
        if self._last_tick is not None:
            last, steady_then = self._last_tick
            jump = (now - last) - timedelta(seconds=steady - steady_then)
            if abs(jump) > JUMP:
                self.box = moved(self.box, jump)
                self.remember_soon()
        self._last_tick = now, steady
