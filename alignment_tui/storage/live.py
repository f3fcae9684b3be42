"""Where the cursor stood, kept beside the machine and not in the session: losing it costs a moment, never a word."""

import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct, field

from alignment_tui.domain.text import fit_to_show, visible
from alignment_tui.domain.time_box import TimeBox
from alignment_tui.storage.machine_state import forget_state, keep_state, state_in

_LARGEST_BYTES = 1_000_000
_LONGEST_SLUG = 60


class Live(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a session was left: stage, record, half-typed line, and the time box; `seen` is when that was so.

    Fields of another version are passed over. A masked line does not belong in here.
    """

    stage: str = ""
    record: str = ""
    line: str = ""
    time: TimeBox = field(default_factory=TimeBox)
    seen: Annotated[datetime, Meta(tz=True)] | None = None

    def __post_init__(self) -> None:
        if not all(map(fit_to_show, (self.stage, self.record, self.line))):
            raise ValueError("holds what a terminal would obey")


def live_path(state: Path, session: Path) -> Path:
    """Return the file for a session, by the session's real path."""
    real = Path(os.path.realpath(session))
    slug = visible(real.stem)[:_LONGEST_SLUG]
    return state / f"{slug}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:12]}.live.json"


def remembered(state: Path, session: Path) -> Live:
    """Return where a session was left; where that is missing or broken, the beginning."""
    return state_in(live_path(state, session), Live, _LARGEST_BYTES) or Live()


def remember(state: Path, session: Path, live: Live) -> None:
    """Keep where a session stands."""
    keep_state(live_path(state, session), live)


def forget(state: Path, session: Path) -> None:
    """Forget where a session stood."""
    forget_state(live_path(state, session))
