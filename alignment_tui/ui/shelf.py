"""What is done with a session as a whole, in storage: each deed says what it did, and has what takes it back."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from alignment_tui.domain.continuing import continued, copied
from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.session import Session
from alignment_tui.domain.short_names import LONGEST
from alignment_tui.editing.continuing import goes_on_in
from alignment_tui.editing.moment import Edit
from alignment_tui.editing.records import set_single
from alignment_tui.editing.workspace import Workspace
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.forms import forget_form
from alignment_tui.storage.half_typed import forget_half_typed
from alignment_tui.storage.live import forget
from alignment_tui.storage.refusals import NotSaved
from alignment_tui.storage.slugs import free_slug, slug_for
from alignment_tui.storage.trash import Trashed

_COPY = ", a copy"


class Done(NamedTuple):
    """A deed that is done: the session it is about, what is said of it, and the deed that takes it back."""

    slug: str
    words: str
    back: "Deed | None" = None


Deed = Callable[[], Done]
"""May raise `AlignmentError`; everything is then as it was."""


class Shelf:
    """The sessions of a folder as things to be renamed, copied, gone on from, thrown away and brought back."""

    def __init__(
        self,
        sessions: Sessions,
        state_folder: Path,
        clock: Callable[[], datetime],
        who: str = "",
        reserved: Collection[str] = (),
    ) -> None:
        self._sessions = sessions
        self._state_folder = state_folder
        self._clock = clock
        self._who = who
        self._reserved = reserved

    def trashed(self) -> list[Trashed]:
        """Return what is in the trash, the last removed first."""
        return self._sessions.trashed()

    def rename(self, slug: str, title: str) -> Done:
        """Give a session another title; its name, by which others may refer to it, stays."""
        before = self._sessions.load(slug).document.session.title
        self._change(slug, set_single("title", title), "renamed")
        return Done(slug, f"{before} is called {title} now", partial(self.rename, slug, before))

    def throw_away(self, slug: str, title: str) -> Done:
        """Move a session to the trash, whether or not it can be opened."""
        trashed = self._sessions.remove(slug)
        for forgotten in (forget, forget_form, forget_half_typed):
            forgotten(self._state_folder, self._sessions.path(slug))
        return Done(slug, f"{title} is in the trash", partial(self.bring_back, trashed, slug, title))

    def bring_back(self, trashed: Path, slug: str, title: str) -> Done:
        """Bring a session back from the trash, under its own name or the next like it that is free."""
        free = free_slug(slug, self._sessions.slugs())
        self._sessions.bring_back(trashed, free)
        name = "" if free == slug else f", as {free}: there is another {slug}"
        return Done(free, f"{title} is back{name}", partial(self.throw_away, free, title))

    def copy(self, slug: str) -> Done:
        """Make a copy of a session to try things in."""
        before = self._sessions.load(slug).document.session
        title = f"{before.title[: LONGEST - len(_COPY)]}{_COPY}"
        copy = copied(before, title, self._clock().astimezone(UTC))
        new = self._create(copy, f"a copy of {slug}")
        words = f"{copy.title}: what was said, without signatures, readings and reviews"
        return Done(new, words, partial(self.throw_away, new, copy.title))

    def go_on(self, slug: str, title: str) -> Done:
        """Begin a session that goes on from another, and let both say so."""
        loaded = self._sessions.load(slug)
        if loaded.read_only:
            raise NotSaved(self._sessions.path(slug), loaded.read_only)
        before = loaded.document.session
        new = self._create(continued(before, slug, title, self._clock().astimezone(UTC)), f"goes on from {slug}")
        self._change(slug, goes_on_in(new), f"goes on in {new}")
        return Done(new, f"{title} goes on from {before.title}")

    def _create(self, session: Session, label: str) -> str:
        slug = free_slug(slug_for(session.title, self._reserved), self._sessions.slugs())
        self._sessions.create(slug, Document(session=session, last_ids=grown({}, session)), label)
        return slug

    def _change(self, slug: str, edit: Edit, label: str) -> None:
        loaded, now = self._sessions.load(slug), self._clock()
        space = Workspace(loaded.document, who=self._who)
        change = space.apply(edit, label, now=now.astimezone(UTC), today=now.date())
        self._sessions.save(slug, space.document, loaded, [change] if change else [])
