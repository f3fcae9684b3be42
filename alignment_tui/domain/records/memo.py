"""Day 6: the sentences of the memo that a person writes."""

import re
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Part

_TIME = r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"
_ZONE = r"^(?:[A-Za-z][A-Za-z0-9_+-]{0,40}(?:/[A-Za-z0-9_+-]{1,40}){0,2})?$"


class Cadence(Part, frozen=True, kw_only=True):
    """When the reviews are: every so many weeks or months, from a first day on."""

    every: int = 1
    unit: Literal["week", "month"] = "week"
    first: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.every < 1:
            raise RuleBroken("a review every 0 weeks: at least 1")


class TimeOfDay(Part, frozen=True, kw_only=True):
    """When on its day a review begins: ``10:00``, in a time zone by its name, or in whatever one each reader is."""

    at: Annotated[str, Meta(pattern=_TIME)]
    zone: Annotated[str, Meta(pattern=_ZONE)] = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not re.match(_TIME, self.at):
            raise RuleBroken(f"{self.at or 'nothing'} is no time of day, such as 09:30")
        if not re.match(_ZONE, self.zone):
            raise RuleBroken(f"{self.zone} is no name of a time zone, such as Europe/Berlin")


class Memo(Part, frozen=True, kw_only=True):
    """The few sentences of the memo that a person writes, and what a person says of its state.

    The time of day of the reviews is not part of what is signed: a meeting may move by an hour.
    """

    context: str = ""
    facing: str = ""
    why: str = ""
    decision: str = ""
    cadence: Cadence | None = None
    review_at: TimeOfDay | None = None
    status: Literal["draft", "proposed", "withdrawn"] = "draft"
    supersedes: str = ""
    superseded_by: str = ""
