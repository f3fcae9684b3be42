"""What is followed: the session's file and where the work stands, looked at several times a second."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from alignment_tui.domain.blind import masked
from alignment_tui.domain.records import Part, StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, Stage
from alignment_tui.playbook_files import Playbooks
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.live import Live, live_path, remembered
from alignment_tui.storage.refusals import Refusal
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.stages.base import entry_of
from alignment_tui.ui.widgets.record_list import Row

LOOK_SECONDS = 0.25


class Followed:
    """A session that somebody else works on. A file that cannot be read for now leaves what was seen last."""

    def __init__(
        self, sessions: Sessions, slug: str, state_folder: Path, playbooks: Playbooks, clock: Callable[[], datetime]
    ) -> None:
        self.sessions, self.slug = sessions, slug
        self.path = sessions.path(slug)
        self._state_folder, self._playbooks, self._clock = state_folder, playbooks, clock
        self._stamps: tuple[object, object] = (None, None)
        self.session: Session = masked(sessions.load(slug).document.session)
        self.live = Live()
        self.trouble = ""
        self.look()

    @property
    def now(self) -> datetime:
        """The time in the room."""
        return self._clock()

    @property
    def stage(self) -> Stage:
        """The stage that is open, as the playbook has it."""
        slug: StageSlug = next((stage.slug for stage in STAGES if stage.slug == self.live.stage), STAGES[0].slug)
        return self._playbooks.named(self.session.playbook).stage(slug)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """All stages, as the playbook has them."""
        return self._playbooks.named(self.session.playbook).stages

    @property
    def selected(self) -> Row | None:
        """The row under the other cursor."""
        collection, _, key = self.live.record.partition(":")
        return Row(collection, key) if key else None

    @property
    def record(self) -> Part | None:
        """The record under the other cursor, while there is one."""
        row = self.selected
        known = row and any(one == row for one in STAGE_VIEWS[self.stage.slug].rows(self.session, self.now.date()))
        return entry_of(self.session, row) if known else None

    def look(self) -> bool:
        """Read again what changed; tells whether anything did."""
        stamps = (_stamp(self.path), _stamp(live_path(self._state_folder, self.path)))
        if stamps == self._stamps:
            return False
        if stamps[0] != self._stamps[0]:
            try:
                self.session, self.trouble = masked(self.sessions.load(self.slug).document.session), ""
            except Refusal as refusal:
                self.trouble = f"cannot be read now: {refusal.trouble}"
        self.live = remembered(self._state_folder, self.path)
        self._stamps = stamps
        return True


def _stamp(path: Path) -> object:
    try:
        status = os.stat(path)  # noqa: PTH116 - several times a second
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
