"""Every week: readings, reviews, lessons and tripwires."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Number, Part, Record, need
from alignment_tui.domain.records.ids import ToMetric, ToStakeholder, ToTradeOff, own


class Reading(Part, frozen=True, kw_only=True):
    """A metric's value on a day. `before` are the values this day had until they were corrected, oldest first."""

    KEY: ClassVar[tuple[str, ...]] = ("metric", "on")

    metric: ToMetric
    on: date
    value: Number
    note: str = ""
    before: tuple[Number, ...] = ()


class Review(Part, frozen=True, kw_only=True):
    """A review: what changed, how, why, and what we do now."""

    KEY: ClassVar[tuple[str, ...]] = ("on",)

    on: date
    changed: str = ""
    how: str = ""
    why: str = ""
    now: str = ""
    present: tuple[ToStakeholder, ...] = ()


class Lesson(Record, frozen=True, kw_only=True):
    """Something learnt, written down at once."""

    id: Annotated[str, own(r"^L[1-9][0-9]*$")]
    text: str
    on: date

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.text, "the lesson")


class Tripwire(Record, frozen=True, kw_only=True):
    """Agreed beforehand: when the metric does this, the trade-off is open again."""

    id: Annotated[str, own(r"^W[1-9][0-9]*$")]
    metric: ToMetric
    when: Literal["above", "below", "signals up", "signals down"]
    value: Number | None = None
    reopens: ToTradeOff
    reopened_on: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.when in ("above", "below")) != (self.value is not None):
            raise RuleBroken("a tripwire is above or below a value, or signals up or down")
