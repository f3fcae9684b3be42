"""One thread that keeps a session on the disk while people type, and sees what others save meanwhile."""

import threading
import time
from collections.abc import Sequence
from typing import Protocol

from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Saved, Sessions
from alignment_tui.storage.history_recent import Past
from alignment_tui.storage.journal_entries import Step
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import NotSaved, Refusal, SaveConflict

GATHER_SECONDS = 0.05
LOOK_SECONDS = 1.0
RETRY_SECONDS = 2.0
CLOSING_SECONDS = 5.0


class Listener(Protocol):
    """Who is told what became of a document. Called in the saver's thread.

    After `merged`, `outside` and a conflict the saver holds still until `go_on` tells it where to go on from, because
    only whoever edits knows what the next document has grown from.
    """

    def saved(self, saved: Saved) -> None:
        """The document is on the disk as it was sent."""

    def merged(self, saved: Saved, sent: Document) -> None:
        """`sent` is on the disk together with what others had saved, or as a later revision than it knew."""

    def outside(self, loaded: Loaded, seen: Document) -> None:
        """Somebody else saved the session; both theirs and ours grew from `seen`."""

    def failed(self, problem: NotSaved | SaveConflict) -> None:
        """The last document is not on the disk; after a `NotSaved` the saver tries again by itself."""

    def crashed(self, error: Exception) -> None:
        """The program itself failed in the thread, which goes on."""


class Saver:
    """Keeps the newest document it was given; what comes within a twentieth of a second is one save.

    Every change is handed on all the same, for the journal has an entry for each.
    """

    def __init__(self, sessions: Sessions, slug: str, loaded: Loaded, listener: Listener) -> None:
        self._sessions = sessions
        self._slug = slug
        self._seen = loaded
        self._listener = listener
        self._waiting: Document | None = None
        self._changes: Sequence[Step] = ()
        self._settling = False
        self._busy = False
        self._held = False
        self._closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    @property
    def dirty(self) -> bool:
        """Whether something that was given is not on the disk yet."""
        with self._changed:
            return self._busy or self._held or self._waiting is not None

    @property
    def seen(self) -> Loaded:
        """What was on the disk when it was last read or written from here."""
        return self._seen

    def keep(self, document: Document, change: Step | None = None) -> None:
        """Take a document to keep, and the change that led to it; returns at once."""
        with self._changed:
            self._waiting = document
            if change is not None:
                self._changes = [*self._changes, change]
            self._changed.notify_all()

    def settle(self) -> None:
        """Have the history on the disk soon, because a stage is left; returns at once."""
        with self._changed:
            self._settling = True
            self._changed.notify_all()

    def go_on(self, seen: Loaded, document: Document) -> None:
        """Go on from what is on the disk, `seen`, with a document that has grown from it.

        Where it only counts further than the file does, as after git brought an older one, the file stays untouched.
        """
        with self._changed:
            self._seen = seen
            self._held = False
            self._waiting = document if document.session != seen.document.session else None
            # What is still to be kept was made on another document: the journal has to see where it leads now.
            again = [Past(-1, one.at, one.who, one.label, one.difference) for one in self._changes]
            self._changes = () if self._waiting is None else again
            self._changed.notify_all()

    def close(self) -> None:
        """Write what is still waiting and end the thread; whoever has to know waits until it is not `dirty` before."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(CLOSING_SECONDS)

    def _run(self) -> None:
        while True:
            with self._changed:
                resting = (self._waiting is None and not self._settling) or self._held
                # It may have been closed while it saved, when nobody was waiting to be told.
                if resting and not self._closing:
                    self._changed.wait(LOOK_SECONDS)
                if self._closing:
                    break
                if self._held:
                    continue
                idle, settling = self._waiting is None, self._settling
            if not idle:
                time.sleep(GATHER_SECONDS)
                self._save()
            elif settling:
                self._settling = False
                self._settle()
            else:
                self._look()
        with self._changed:
            unsaved = self._waiting is not None and not self._held
        if unsaved:
            self._save()
        self._settle()

    def _settle(self) -> None:
        try:
            self._sessions.settle(self._slug)
        except Exception as error:
            self._listener.crashed(error)

    def _save(self) -> None:
        with self._changed:
            document, self._waiting, self._busy = self._waiting, None, True
            changes, self._changes = self._changes, ()
        if document is None:
            return
        problem: NotSaved | SaveConflict | None = None
        grown = False
        try:
            saved = self._sessions.save(self._slug, document, self._seen, changes)
        except (NotSaved, SaveConflict) as error:
            problem = error
        except Refusal as error:
            problem = NotSaved(error.path, error.trouble)
        except Exception as error:
            # Without this thread nothing would be saved any more, and nobody be told.
            problem = NotSaved(self._sessions.path(self._slug), "an error of the program itself")
            self._listener.crashed(error)
        with self._changed:
            self._busy = False
            if problem is None:
                self._held = grown = saved.merged or saved.document != document
                self._seen = saved.seen
            else:
                self._held = isinstance(problem, SaveConflict)
                self._waiting = self._waiting or document
                self._changes = [*changes, *self._changes]
            self._changed.notify_all()
        if problem is not None:
            self._listener.failed(problem)
            if isinstance(problem, NotSaved):
                self._rest()
        elif grown:
            self._listener.merged(saved, document)
        else:
            self._listener.saved(saved)

    def _rest(self) -> None:
        with self._changed:
            if not self._closing:
                self._changed.wait(RETRY_SECONDS)

    def _look(self) -> None:
        """Take in what somebody else saved; a file that cannot be read now is looked at again later."""
        try:
            if not self._sessions.changed(self._slug, self._seen.stamp):
                return
            loaded = self._sessions.load(self._slug)
        except (OSError, Refusal):
            return
        except Exception as error:
            self._listener.crashed(error)
            return
        with self._changed:
            if self._waiting is not None:
                return
            self._held = True
        self._listener.outside(loaded, self._seen.document)
