"""What is done with the session under the cursor: renamed, copied, gone on from, thrown away, brought back.

Everything that touches the disk is done in a thread; the list is shown anew when it is done, and says what was done.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.storage.half_typed import half_typed, keep_half_typed
from alignment_tui.storage.index import Row as SessionRow
from alignment_tui.ui.library_search import LibrarySearch
from alignment_tui.ui.lines import Line, columns

if TYPE_CHECKING:
    from alignment_tui.storage.trash import Trashed
    from alignment_tui.ui.dialogs.chooser import Choice
    from alignment_tui.ui.shelf import Deed, Done, Shelf

_MOST_UNDO = 50


class _Seen(NamedTuple):
    done: "Done"
    rows: Sequence[SessionRow]


class LibraryDeeds(LibrarySearch):
    """The list, in which a session is a thing that something can be done with."""

    _busy = False
    _held: Message | None = None

    def on_mount(self) -> None:
        self._undo: list[Deed] = []

    @cached_property
    def _shelf(self) -> "Shelf":
        """What does the deeds; all of editing and saving comes with it, so it is imported with the first one."""
        from alignment_tui.ui.shelf import Shelf

        return Shelf(self.to_change(), self.state_folder, self.clock, self.who, self.reserved)

    def action_rename(self) -> None:
        row = self._chosen()
        if row is None:
            return
        about = f"Its name on the command line stays {row.name}, and so do all links to it."

        def named(title: str) -> "Deed | None":
            return partial(self._shelf.rename, row.slug, title) if title != self.title_of(row.slug) else None

        self._ask_title(row.slug, "Rename", about, "renames it", named)

    def action_continue_in(self) -> None:
        row = self._chosen()
        if row is None:
            return
        title = self.title_of(row.slug)
        about = f"It goes on from {title}: its people, what was parked and its lessons come along. Both say so."

        def named(given: str) -> "Deed":
            return partial(self._shelf.go_on, row.slug, given)

        self._ask_title(row.slug, "Continue in a new session called", about, "begins it", named, opens=True)

    def _ask_title(
        self, slug: str, asks: str, about: str, foot: str, named: "Callable[[str], Deed | None]", *, opens: bool = False
    ) -> None:
        """Ask for a title, with what was half typed before, and do with it what it is for; until then it is kept."""
        from alignment_tui.ui.dialogs.prompt import Prompt

        state, path, title = self.state_folder, self.sessions.path(slug), self.title_of(slug)

        def typed(text: str) -> None:
            words = half_typed(state, path)
            words.pop(asks, None)
            keep_half_typed(state, path, words | ({asks: text} if text.strip() and text != title else {}))

        def done_with(deed: "Deed") -> "Done":
            done = deed()
            typed(title)
            return done

        def answered(given: str | None) -> None:
            if given and (deed := named(given)):
                self._do(partial(done_with, deed), opens=opens)

        begun = half_typed(state, path).get(asks, title)
        self.app.push_screen(Prompt(asks, begun, about, foot=foot, typed=typed), answered)

    def action_duplicate(self) -> None:
        if row := self._chosen():
            self._do(partial(self._shelf.copy, row.slug))

    def action_to_trash(self) -> None:
        if row := self._chosen():
            self._do(partial(self._shelf.throw_away, row.slug, self.title_of(row.slug)))

    def action_take_back(self) -> None:
        if self._undo:
            self._do(self._undo[-1], undoing=True)
        else:
            self.say("there is nothing to take back here")

    async def action_from_trash(self) -> None:
        from alignment_tui.ui.dialogs.chooser import Chooser

        def chosen(one: "Trashed | None") -> None:
            if one is not None:
                self._do(partial(self._shelf.bring_back, one.path, one.slug, _title(one)))

        found = await asyncio.to_thread(self._shelf.trashed)
        choices = [_choice(one) for one in found]
        self.app.push_screen(Chooser("In the trash", choices, foot="brings it back", empty="nothing is there"), chosen)

    def _chosen(self) -> SessionRow | None:
        """Return the session under the cursor, or say why there is none that something can be done with."""
        here = self.records.selected
        if self.selected is None:
            example = here is not None and here.collection == "example"
            self.say(
                "an example stays as it is: Enter opens a copy" if example else "put the cursor on a session first"
            )
        return self.selected

    def _do(self, deed: "Deed", *, opens: bool = False, undoing: bool = False) -> None:
        """Do one thing after the other: a key pressed twice in a hurry is not meant for two sessions."""
        if not self._busy:
            self._busy = True
            self.run_worker(self._doing(deed, opens, undoing), group="deeds", exit_on_error=False)

    async def _doing(self, deed: "Deed", opens: bool, undoing: bool) -> None:
        try:
            done, rows = await asyncio.to_thread(self._in_thread, deed)
        except AlignmentError as problem:
            self.say(str(problem), "bad")
            return
        finally:
            self._busy = False
            if undoing:
                self._undo.pop()
            if self._held is not None:
                self.post_message(self._held)
                self._held = None
        if done.back and not undoing:
            self._undo = [*self._undo[-_MOST_UNDO:], done.back]
        self.take_rows(rows, ("resume", done.slug))
        self.say(
            f"{done.words}. {self.keymap.way('put-back')} takes it back" if done.back and not undoing else done.words,
            "good",
        )
        if opens:
            self.open_session(done.slug)

    def holds(self, opening: Message) -> bool:
        """Tell whether something is being done with a session; what is to be opened is then sent again after it."""
        if self._busy:
            self._held = opening
        return self._busy

    def _in_thread(self, deed: "Deed") -> _Seen:
        return _Seen(deed(), list(self.sessions.rows()))

    def open_session(self, slug: str) -> None:
        """Open a session; what the screen that knows how does."""


def _choice(one: "Trashed") -> "Choice[Trashed]":
    from alignment_tui.ui.dialogs.chooser import Choice

    title, since = _title(one), f"{one.since.astimezone():%Y-%m-%d %H:%M}"

    def shown(width: int) -> Line:
        return columns(width, (title, 0, "text"), (f"since {since}", 22, "dim"))

    return Choice(shown, one, title.casefold())


def _title(one: "Trashed") -> str:
    return one.head.title if one.head else one.slug
