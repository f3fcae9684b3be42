"""One session open for work: its workspace, where the work stands, and the thread that keeps it on the disk.

The grammar and the flow are imported when first asked: a session is on the screen before anybody types.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from alignment_tui.capture.answers import Context, Refused, Understood
from alignment_tui.domain.blind import masked
from alignment_tui.domain.changes import Merged
from alignment_tui.domain.document import Document
from alignment_tui.domain.playbook import Playbook
from alignment_tui.domain.records import StageSlug, TradeOff
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import place_of, stage_of
from alignment_tui.editing.moment import Edit
from alignment_tui.editing.workspace import Change, Undone, Workspace
from alignment_tui.playbook_files import Playbooks
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history_recent import Past, recalled
from alignment_tui.storage.journal_entries import file_sha256
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.saver import Listener, Saver

if TYPE_CHECKING:
    from alignment_tui.domain.memo_findings import Outside

Clock = Callable[[], datetime]
"""Returns the time now, with the room's own time zone."""


class Desk:
    """A session that is open. Nothing else changes it, and every change is kept."""

    def __init__(
        self,
        sessions: Sessions,
        slug: str,
        loaded: Loaded,
        listener: Listener,
        clock: Clock,
        who: str,
        playbooks: Playbooks | None = None,
    ) -> None:
        self.sessions = sessions
        self.slug = slug
        self.stage: StageSlug = "requests"
        self.read_only = loaded.read_only
        self._clock = clock
        self.playbooks = playbooks or Playbooks()
        self._context = Context()
        self._read: tuple[Document, tuple[object, ...], Understood | Refused | None] | None = None
        self._left: list[StageSlug] = []
        self._saver = Saver(sessions, slug, loaded, listener)
        self._space = Workspace(loaded.document, who=who, store=self._saver)
        if not self.read_only:
            self._recall()

    @property
    def path(self) -> Path:
        """The session's file."""
        return self.sessions.path(self.slug)

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self._space.document

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._space.session

    @property
    def shown(self) -> Session:
        """The session as the room may see it: what was said blind is masked until it is revealed."""
        return masked(self.session)

    @property
    def playbook(self) -> Playbook:
        """How this session walks the stages."""
        return self.playbooks.named(self.session.playbook)

    @property
    def now(self) -> datetime:
        """The time in the room."""
        return self._clock()

    @property
    def today(self) -> date:
        """The room's date."""
        return self._clock().date()

    @property
    def last_seen(self) -> Document:
        """The document on the disk from which this one has grown."""
        return self._saver.seen.document

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return self._saver.dirty

    @property
    def undo_label(self) -> str:
        """What undo would take back."""
        return self._space.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would bring back."""
        return self._space.redo_label

    def read(self, text: str, record: str | None) -> Understood | Refused | None:
        """Read a line as this stage would, with the cursor on `record`; what was just read is not read again."""
        context = Context(record=record, stream=self._context.stream)
        asked = (text, self.stage, context, self.today)
        if self._read is None or self._read[0] is not self.document or self._read[1] != asked:
            from alignment_tui.capture.reading import read_line

            moment = self._space.moment(self._utc(), self.today)
            self._read = self.document, asked, read_line(text, self.session, self.stage, moment, context)
        return self._read[2]

    def conceals(self, text: str) -> bool:
        """Tell whether a line says what stays hidden for now, so that it is masked while it is typed."""
        from alignment_tui.capture.votes import is_hidden

        return is_hidden(text, self.session)

    def line_for(self, offered: TradeOff) -> tuple[str, int] | None:
        """Return the line that would make an offered trade-off, and where in it one goes on typing."""
        from alignment_tui.capture.offering import line_for

        return line_for(self.session, self.stage, self._space.moment(self._utc(), self.today), offered)

    def completions(self, text: str) -> tuple[str, ...]:
        """Return the ways to complete a line here."""
        from alignment_tui.capture.completion import completions

        return completions(text, self.session, self.stage)

    def prepare(self) -> None:
        """Have at hand what the first key in the line needs, once there is something to look at."""
        import alignment_tui.capture.reading  # noqa: F401

    def take(self, understood: Understood) -> Change | None:
        """Make the edit of a line that was understood; `None` when it changes nothing."""
        from alignment_tui.capture.following import follow

        before = self.session
        change = self.apply(understood.edit, understood.label) if understood.edit else None
        self._context = follow(self._context, understood, before, self.session)
        return change

    def apply(self, edit: Edit, label: str) -> Change | None:
        """Make an edit. A stage left by a key before is passed only now that work goes on in a later one."""
        for leaving in self._left:
            self._pass(leaving)
        self._left.clear()
        return self._space.apply(edit, label, now=self._utc(), today=self.today)

    def look_at(self, stage: StageSlug) -> None:
        """Show another stage; nothing is written, so that a key pressed by mistake does no harm."""
        if place_of(stage) > place_of(self.stage):
            self._left.append(self.stage)
        else:
            self._left = [left for left in self._left if place_of(left) < place_of(stage)]
        self.stage = stage
        self._saver.settle()

    def outside(self) -> "Outside":
        """Return what only a look around tells of the memo: its pages on paper, what other sessions say. Takes time."""
        from alignment_tui.documents.pages import pages_to_read
        from alignment_tui.domain.memo_findings import Outside, linked
        from alignment_tui.storage.linked_memos import linked_memos

        session = self.shown
        memos = linked_memos(self.sessions, linked(session))
        return Outside(pages=pages_to_read(session, self.today), slug=self.slug, memos=memos)

    def new_id(self, kind: str) -> str:
        """Return the next free id of a kind, for a form that adds something."""
        return self._space.moment(self._utc(), self.today).new_id(self.session, kind)

    def undo(self) -> Undone | None:
        """Take back the last change."""
        return self._space.undo(self._utc())

    def redo(self) -> Undone | None:
        """Bring back what was undone."""
        return self._space.redo(self._utc())

    def take_in(self, loaded: Loaded, seen: Document, renames: dict[str, str]) -> Merged:
        """Take in what is on the disk now; where two changes meet, nothing is taken in and a person is asked."""
        merged = self._space.take_in(loaded.document, seen, renames)
        if not merged.conflicts:
            self._saver.go_on(loaded, self._space.document)
        return merged

    def settle(self, document: Document, loaded: Loaded) -> None:
        """Go on with the document a person made out of a conflict."""
        self._space.adopt(document, {})
        self._saver.go_on(loaded, document)

    def close(self) -> None:
        """End the thread; whoever wants all on the disk waits until it is not `dirty` before."""
        self._saver.close()

    def _utc(self) -> datetime:
        """Return the time as it is written in the file."""
        return self._clock().astimezone(UTC)

    def _recall(self) -> None:
        """Let undo reach back to before the session was opened, unless the file was changed by another hand since."""
        real = self.sessions.real(self.slug)
        done, undone = recalled(real, file_sha256(real))
        self._space.recall([_change(past) for past in done], [_change(past) for past in undone])

    def _pass(self, leaving: StageSlug) -> None:
        from alignment_tui.domain.flow import move_on

        to = self.stage
        label = f"on from {stage_of(leaving).title}"
        self._space.apply(
            lambda session, moment: move_on(session, leaving, to),
            label,
            now=self._utc(),
            today=self.today,
            undoable=False,
        )


def _change(past: Past) -> Change:
    return Change(rev=past.rev, at=past.at, who=past.who, label=past.label, difference=past.difference)
