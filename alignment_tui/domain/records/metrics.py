"""Day 3: what would move, and who agreed to the numbers."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Number, Part, Record, need
from alignment_tui.domain.records.ids import METRIC, ToCriterion, ToMetric, ToStakeholder, ToStream, own


class Agreement(Part, frozen=True, kw_only=True):
    """One person's word on a metric's numbers; `figures` are the numbers as they stood when it was given."""

    KEY: ClassVar[tuple[str, ...]] = ("person",)

    person: ToStakeholder
    agrees: bool
    figures: str = ""
    why: str = ""


class LockedLimits(Part, frozen=True, kw_only=True):
    """Natural process limits that hold until somebody locks new ones; in the metric's own unit."""

    centre: Number
    lower: Number
    upper: Number
    range_limit: Number
    readings: int
    reason: str
    on: date


class Metric(Record, frozen=True, kw_only=True):
    """What would move if this worked. `threshold` makes the target a floor or a ceiling instead of a direction."""

    SHORT: ClassVar[tuple[str, ...]] = ("name", "unit")

    id: Annotated[str, own(METRIC)]
    name: str
    kind: Literal["outcome", "leading", "guardrail"] = "outcome"
    leads: ToMetric | None = None
    unit: str = ""
    scale: str = ""
    meter: str = ""
    baseline: Number | None = None
    target: Number | None = None
    threshold: Literal["at least", "at most"] | None = None
    stretch: Number | None = None
    by: date | None = None
    owner: ToStakeholder | None = None
    streams: tuple[ToStream, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    overrule: str = ""
    criterion: ToCriterion | None = None
    limits: LockedLimits | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.name, "the metric's name")
        if self.leads == self.id:
            raise RuleBroken(f"{self.id} cannot lead itself")
        if self.leads and self.kind != "leading":
            raise RuleBroken(f"{self.id} leads {self.leads}, so its kind is leading, not {self.kind}")
        if self.threshold and self.target is None:
            raise RuleBroken(f"{self.threshold} what? {self.id} has no target")
