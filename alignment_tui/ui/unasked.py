"""A question that comes by itself, while somebody works: no key that was pressed for something else may answer it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from textual.events import Key, Paste
from textual.screen import Screen

if TYPE_CHECKING:
    from alignment_tui.ui.themed_app import ThemedApp

T = TypeVar("T")

PAUSE_SECONDS = 0.5
"""How long no key comes before a question may."""

UNREAD_SECONDS = 0.3
"""How long after it is painted nobody can have read it."""


class Unread(NamedTuple):
    """A question that nobody can have read yet, and the keys that came too early for it."""

    question: Screen[Any]
    early: list[Key | Paste]


def in_a_pause(screen: Screen[None], ask: Callable[[], None]) -> None:
    """Ask once no key has come for a moment, so that nobody is cut short in a word."""
    app = _program(screen)
    before = app.keys_pressed

    def ask_or_wait() -> None:
        if app.keys_pressed == before:
            ask()
        else:
            in_a_pause(screen, ask)

    # By way of the app's own queue: keys that wait there were pressed already.
    screen.set_timer(PAUSE_SECONDS, lambda: app.call_later(ask_or_wait))


def put(screen: Screen[None], question: Screen[T], answered: Callable[[T | None], None]) -> None:
    """Show a question; keys that come before it can be read go where they were meant to, once it is answered."""
    app = _program(screen)
    unread = app.unread = Unread(question, [])

    def read() -> None:
        if app.unread is unread:
            app.unread = None

    def done(answer: T | None) -> None:
        read()
        answered(answer)
        for event in unread.early:
            app.post_message(event)

    app.push_screen(question, done)
    question.call_after_refresh(question.set_timer, UNREAD_SECONDS, read)


def _program(screen: Screen[None]) -> "ThemedApp":
    return cast("ThemedApp", screen.app)
