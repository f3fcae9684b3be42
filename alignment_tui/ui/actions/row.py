"""A row of the table: one thing that can be done."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from alignment_tui.domain.session import Session

Where = Literal["any", "work", "library"]


class Action(NamedTuple):
    """One thing a facilitator can do.

    `keys` work in TYPING and KEYS alike, `letters` only in KEYS, and both are only shortcuts: the palette has it too.
    Keys are the ones it comes with; screens ask their `Keymap`, which has those of the room. `method` is what the
    screen or the app does, as textual writes it. `footer` is its word there, empty when it has no place. `where` is on
    which screen. `off` answers why it cannot be done now, or nothing. What `changes` the session gets no letter,
    whoever chooses the keys. What leads to where single keys or Enter change it does so by its letter only when that
    stands `alone`, with no other key at once after it: in a sentence typed by mistake it is a letter.
    """

    id: str
    label: str
    help: str
    method: str
    keys: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    footer: str = ""
    where: Where = "work"
    off: Callable[[Session], str] = lambda session: ""
    changes: bool = False
    alone: bool = False
