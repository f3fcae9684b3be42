"""An edit is a function of the session and the moment in which it is made."""

from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct, field

from alignment_tui.domain.document import next_id
from alignment_tui.domain.session import Session


class Moment(Struct, frozen=True, kw_only=True):
    """When, by whom, and with which ids used up; passed in, so that no rule needs a clock.

    `now` is UTC; `today` is the room's own date.
    """

    now: datetime
    today: date
    who: str = ""
    last_ids: dict[str, int] = field(default_factory=dict)

    def new_id(self, session: Session, kind: str) -> str:
        """Return the next free id of a kind, such as ``R``, ``R1.A`` or ``V2.``."""
        return next_id(session, self.last_ids, kind)


Edit = Callable[[Session, Moment], Session]
"""May raise `RuleBroken` or `NotFound`; the session is then as it was."""
