"""Where the work stands: the stage, the record and the half-typed line are kept beside the machine, and shown again."""

import contextlib
from pathlib import Path

from textual.css.query import NoMatches
from textual.events import Unmount

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.said import Found
from alignment_tui.domain.stages import STAGES
from alignment_tui.storage.live import Live, remember, remembered
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.stage_screen import StageScreen
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.widgets.record_list import Row

REMEMBER_SECONDS = 0.5


class RememberingScreen(StageScreen):
    """A stage that is opened where it was left, or at a record."""

    def __init__(self, desk: Desk, state_folder: Path, keymap: Keymap, begin_at: Found | None = None) -> None:
        super().__init__(desk, keymap)
        self._state_folder = state_folder
        self._begin_at = begin_at
        self._remembering = False

    def on_mount(self) -> None:
        self.begin_at(remembered(self._state_folder, self.desk.path))

    def begin_at(self, live: Live) -> None:
        """Show the session where it was left."""
        stage = next((stage.slug for stage in STAGES if stage.slug == live.stage), STAGES[0].slug)
        self.desk.stage = stage
        if ":" in live.record:
            collection, _, key = live.record.partition(":")
            self.places[stage] = (collection, key)
        if live.line:
            self.capture.put(live.line)
        if self._begin_at:
            self.desk.stage = self._begin_at.stage
            self.stand_on(self._begin_at)
            self.call_after_refresh(self.action_keys)
        self.show_stage()

    def stand_on(self, found: Found) -> None:
        """Let the cursor of a stage be on a record's row, or where it has none on that of the record that holds it."""
        rows = [row for row in STAGE_VIEWS[found.stage].rows(self.desk.shown, self.desk.today) if row.selectable]
        for key in (found.key, found.key.split(".")[0]):
            here = next((row for row in rows if row.key == key and found.collection in ("", row.collection)), None)
            if here is not None:
                self.places[found.stage] = (here.collection, here.key)
                return

    def go(self, slug: StageSlug, *, by_line: bool = False) -> None:
        super().go(slug, by_line=by_line)
        self.remember_soon()

    def moved_to(self, row: Row) -> None:
        super().moved_to(row)
        self.remember_soon()

    def remember_soon(self) -> None:
        """Keep where the work stands, a moment after the last of several changes."""
        if not self._remembering:
            self._remembering = True
            self.set_timer(REMEMBER_SECONDS, self.remember_now)

    def follow(self, renames: dict[str, str]) -> None:
        """Keep the cursor of every stage on its record when a merge gave that another id."""
        for stage, (collection, key) in self.places.items():
            self.places[stage] = (collection, renames.get(key, key))

    def remember_now(self) -> None:
        """Keep the stage, the record and the half-typed line; when its parts are gone, that is done already."""
        self._remembering = False
        with contextlib.suppress(NoMatches):
            remember(self._state_folder, self.desk.path, self.live())

    def live(self) -> Live:
        """Return where the work stands; what is typed blind is no part of it."""
        selected = self.records.selected
        record = f"{selected.collection}:{selected.key}" if selected else ""
        return Live(stage=self.desk.stage, record=record, line=self.unsent)

    @property
    def unsent(self) -> str:
        """What is half typed; nothing of it while answers are blind."""
        return "" if self.capture.blind else self.capture.text

    def on_unmount(self, event: Unmount) -> None:
        """Close the session; what the disk would not take even now is kept aside, and offered at the next start."""
        self.desk.close()
        if self.desk.dirty:
            from alignment_tui.ui.rescuing import copy_aside

            copy_aside(self.desk, self._state_folder)
