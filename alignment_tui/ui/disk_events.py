"""What the screen does when the session is on the disk, was changed by somebody else, or could not be saved."""

from functools import partial

from msgspec.structs import replace

from alignment_tui.domain.changes import Conflict, Merged, settle
from alignment_tui.domain.document import Document
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import NotSaved
from alignment_tui.ui.bars import Disk
from alignment_tui.ui.keeping import MergedOnDisk, OnDisk, SavedOutside, SaveFailed, SaverCrashed
from alignment_tui.ui.presenting_screen import PresentingScreen
from alignment_tui.ui.unasked import in_a_pause, put


class DiskEvents(PresentingScreen):
    """A stage that keeps up with the disk. Undo, cursor and a half-typed line stay as they are."""

    _crash_told = False

    def on_on_disk(self, event: OnDisk) -> None:
        self._crash_told = False
        self._show_saved()
        if event.saved.trouble:
            self.say(event.saved.trouble, "warn")

    def on_merged_on_disk(self, event: MergedOnDisk) -> None:
        self._take_in(event.saved.seen, event.sent, event.saved.renames)
        self._show_saved()

    def on_saved_outside(self, event: SavedOutside) -> None:
        self._take_in(event.loaded, event.seen, {})

    def on_save_failed(self, event: SaveFailed) -> None:
        problem = event.problem
        if isinstance(problem, NotSaved):
            self.show_disk(Disk(f"NOT SAVED: {problem.reason}", trouble=True))
            self.say(f"NOT SAVED: {problem.reason}. All is kept here; it is tried again every two seconds", "bad")
        else:
            self.show_disk(Disk("NOT SAVED: two changes meet", trouble=True))
            self._take_in(problem.theirs, self.desk.last_seen, {})

    def on_saver_crashed(self, event: SaverCrashed) -> None:
        """Keep one report of what fails anew every few seconds, and say its id for long."""
        if self._crash_told:
            return
        from alignment_tui.ui.faults import tell_fault

        self._crash_told = True
        tell_fault(self.app, event.error)

    def _show_saved(self) -> None:
        self.show_disk(Disk(f"Saved {self.desk.now:%H:%M}"))

    def _take_in(self, loaded: Loaded, seen: Document, renames: dict[str, str], *, asks: bool = False) -> None:
        """Take in what is on the disk. Where two changes meet, a person is asked in a pause."""
        before = self.desk.session
        merged = self.desk.take_in(loaded, seen, renames)
        if merged.conflicts:
            if asks:
                self._ask(merged, loaded)
            else:
                in_a_pause(self, partial(self._take_in, loaded, seen, renames, asks=True))
            return
        if asks:
            self._show_saved()
        self.follow(merged.renames)
        if self.desk.session != before:
            self.show_session()
            self.say("somebody else's changes came in", "good")
        for old, new in merged.renames.items():
            self.say(f"{old} is {new} now: somebody else had saved another {old}", "warn")

    def _ask(self, merged: Merged, loaded: Loaded) -> None:
        from alignment_tui.ui.dialogs.conflict import ConflictScreen

        conflicts: tuple[Conflict, ...] = merged.conflicts

        def answered(theirs_holds: tuple[bool, ...] | None) -> None:
            self.desk.settle(settled(merged, theirs_holds or ()), loaded)
            self._show_saved()
            self.show_session()
            self.say("settled, and saved", "good")

        put(self, ConflictScreen(conflicts), answered)


def settled(merged: Merged, theirs_holds: tuple[bool, ...]) -> Document:
    """Return the merged document with their value wherever it was said that theirs holds."""
    session = merged.document.session
    for conflict, theirs in zip(merged.conflicts, theirs_holds, strict=False):
        if theirs and not conflict.why:
            session = settle(session, conflict, conflict.theirs)
    return replace(merged.document, session=session)
