"""Day 2: streams and their steps."""

from typing import Annotated, ClassVar, Literal

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Estimate, Number, Part, Record, need
from alignment_tui.domain.records.ids import STEP, STREAM, ToStep, ToStream, own

Lane = Literal["people", "process", "technology"]


class Step(Part, frozen=True, kw_only=True):
    """One step of a stream. Times are work minutes (480 a day, 5 days a week); `None` is unknown.

    `lead_time_minutes` includes `process_time_minutes`; the difference is the wait before the step.
    `percent_complete_accurate` (0 to 100) is the share that the next step can use as it is.
    """

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    SHORT: ClassVar[tuple[str, ...]] = ("name",)

    id: Annotated[str, own(STEP)]
    name: str
    lane: Lane = "process"
    process_time_minutes: Estimate | None = None
    lead_time_minutes: Estimate | None = None
    percent_complete_accurate: Estimate | None = None
    parallel_with: ToStep | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.name, "the step's name")
        work, lead = self.process_time_minutes, self.lead_time_minutes
        if work and lead:
            pairs = ((work.bottom, lead.bottom), (work.typical, lead.typical), (work.top, lead.top))
            if any(less > more for less, more in pairs):
                raise RuleBroken(f"{self.name}: process time is longer than lead time, of which it is a part")
        share = self.percent_complete_accurate
        if share and share.top > 100:
            raise RuleBroken(f"{self.name}: %C/A of {share.top:g} is more than everything: 0 to 100")
        if self.parallel_with == self.id:
            raise RuleBroken(f"{self.name} cannot run beside itself")


class Rework(Part, frozen=True, kw_only=True):
    """Of all items that reach `source`, `percent` (0 to 100) go back to `target`."""

    KEY: ClassVar[tuple[str, ...]] = ("source", "target")

    source: ToStep
    target: ToStep
    percent: Number

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.percent <= 100:
            raise RuleBroken(f"rework of {self.percent:g} %: 0 to 100")


class Stream(Record, frozen=True, kw_only=True):
    """Who benefits, how and when, and the steps that get it to them. `future_of` marks a copy to change."""

    SHORT: ClassVar[tuple[str, ...]] = ("name",)

    id: Annotated[str, own(STREAM)]
    name: str
    who: str = ""
    how: str = ""
    when: str = ""
    steps: tuple[Step, ...] = ()
    rework: tuple[Rework, ...] = ()
    future_of: ToStream | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.name, "the stream's name")
        seen: set[str] = set()
        for step in self.steps:
            folded = step.name.casefold()
            if folded in seen:
                raise RuleBroken(f"{self.name} has two steps called {step.name}")
            seen.add(folded)
        ids = {step.id: step for step in self.steps}
        for step in self.steps:
            if step.parallel_with and ids.get(step.parallel_with) is None:
                raise RuleBroken(f"{step.name} runs beside {step.parallel_with}, which is not in {self.name}")
        order = {step.id: place for place, step in enumerate(self.steps)}
        for loop in self.rework:
            if loop.source not in order or loop.target not in order:
                raise RuleBroken(f"rework from {loop.source} to {loop.target}: not both are steps of {self.name}")
