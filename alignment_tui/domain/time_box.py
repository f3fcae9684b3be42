"""The time box of a stage: a clock that counts, shows and never stops anybody.

Seconds are those of the room's clock. Nothing of it belongs to the session: it is kept beside the machine.
"""

from datetime import datetime, timedelta
from typing import Annotated

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from alignment_tui.domain.records import StageSlug


class TimeBox(Struct, frozen=True, kw_only=True):
    """Seconds spent by stage until `since`; from then on the clock of one stage runs. `extra` seconds were granted."""

    spent: dict[str, float] = field(default_factory=dict)
    extra: dict[str, float] = field(default_factory=dict)
    since: Annotated[datetime, Meta(tz=True)] | None = None

    @property
    def running(self) -> bool:
        """Whether the clock runs now."""
        return self.since is not None


def elapsed(box: TimeBox, stage: StageSlug, now: datetime) -> float:
    """Return the seconds spent in a stage, with those that run now, if it is the stage that is open."""
    run = max(0.0, (now - box.since).total_seconds()) if box.since else 0.0
    return box.spent.get(stage, 0.0) + run


def start(box: TimeBox, now: datetime) -> TimeBox:
    """Let the clock run; one that runs goes on."""
    return box if box.since else replace(box, since=now)


def pause(box: TimeBox, stage: StageSlug, now: datetime) -> TimeBox:
    """Stop the clock and keep what it counted for `stage`."""
    return replace(box, spent={**box.spent, stage: elapsed(box, stage, now)}, since=None) if box.since else box


def turn(box: TimeBox, left: StageSlug, now: datetime) -> TimeBox:
    """Count for another stage from now on; a clock that stands goes on standing."""
    return start(pause(box, left, now), now) if box.since else box


def grant(box: TimeBox, stage: StageSlug, seconds: float) -> TimeBox:
    """Give a stage more time."""
    return replace(box, extra={**box.extra, stage: box.extra.get(stage, 0.0) + seconds})


def begin_again(box: TimeBox, stage: StageSlug, now: datetime) -> TimeBox:
    """Set a stage back to nothing spent and nothing granted; a clock that runs goes on from now."""
    spent = {slug: seconds for slug, seconds in box.spent.items() if slug != stage}
    extra = {slug: seconds for slug, seconds in box.extra.items() if slug != stage}
    return replace(box, spent=spent, extra=extra, since=now if box.since else None)


def resumed(box: TimeBox, stage: StageSlug, seen: datetime | None, now: datetime) -> TimeBox:
    """Return the clock as it was when it was last seen: the time in which nobody looked is not counted.

    One that ran runs on from now.
    """
    if box.since is None:
        return box
    return start(pause(box, stage, max(box.since, seen or box.since)), now)


def moved(box: TimeBox, by: timedelta) -> TimeBox:
    """Return the clock as it counts on when that of the room was set by so much: no time has passed by it."""
    return replace(box, since=box.since + by) if box.since else box


def allowed(box: TimeBox, stage: StageSlug, minutes: float | None) -> float | None:
    """Return the seconds a stage may take: what the playbook plans and what was granted; `None` without a plan."""
    extra = box.extra.get(stage, 0.0)
    return None if minutes is None and not extra else (minutes or 0) * 60 + extra


def over_by(spent: float, most: float | None) -> float:
    """Return the seconds over the time box; 0 while there are some left or where there is none."""
    return max(0.0, spent - most) if most is not None else 0.0


def time_words(box: TimeBox, stage: StageSlug, minutes: float | None, now: datetime) -> str:
    """Say the time of a stage: ``12:40 of 20:00``, ``21:10, 1:10 over``; empty until a clock has run here."""
    spent = elapsed(box, stage, now)
    if not box.running and not spent:
        return ""
    most = allowed(box, stage, minutes)
    over = over_by(spent, most)
    said = clock(spent) + (f", {clock(over)} over" if over else f" of {clock(most)}" if most is not None else "")
    return said if box.running else f"{said}, paused"


def clock(seconds: float) -> str:
    """Say seconds as a stopwatch does: ``0:05``, ``75:00``, and from a hundred minutes on ``1:42:09``."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 100 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
