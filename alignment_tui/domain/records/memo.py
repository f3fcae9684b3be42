"""Day 6: the sentences of the memo that a person writes."""

from datetime import date
from typing import Literal

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Part


class Cadence(Part, frozen=True, kw_only=True):
    """When the reviews are: every so many weeks or months, from a first day on."""

    every: int = 1
    unit: Literal["week", "month"] = "week"
    first: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.every < 1:
            raise RuleBroken("a review every 0 weeks: at least 1")


class Memo(Part, frozen=True, kw_only=True):
    """The few sentences of the memo that a person writes, and what a person says of its state."""

    context: str = ""
    facing: str = ""
    why: str = ""
    decision: str = ""
    cadence: Cadence | None = None
    status: Literal["draft", "proposed", "withdrawn"] = "draft"
    supersedes: str = ""
    superseded_by: str = ""
