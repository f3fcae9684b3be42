"""What in a session wants somebody's attention on any day: an open objection, a tripwire, what has gone stale.

It is worked out in `attending`. What depends on the day, overdue reviews and missing readings, is in `due`.
"""

from typing import Literal

from msgspec import Struct

from alignment_tui.domain.records import StageSlug

StatusWord = Literal["draft", "proposed", "accepted", "reopened", "superseded", "withdrawn"]


class Attention(Struct, frozen=True, array_like=True, gc=False):
    """The memo's status as it follows from the signatures, and what wants a look.

    `objections` and `unsigned` are names: of whose objection is open, and of whose signature is on a text that has
    changed since. `fired` are tripwires that fired and were not acted upon, in words.
    """

    status: StatusWord
    objections: tuple[str, ...] = ()
    fired: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    stale: tuple[StageSlug, ...] = ()
