"""Day 4: what is true whatever is chosen."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Number, Part, Record, need, not_negative
from alignment_tui.domain.records.ids import CONSTRAINT, ToRequest, own
from alignment_tui.domain.records.requests import Effort

ConstraintKind = Literal["capacity", "platform", "order", "risk", "slo"]


class Capacity(Record, frozen=True, kw_only=True, tag_field="kind", tag="capacity"):
    """Person-weeks there are, of a team where one is named, until a date."""

    SHORT: ClassVar[tuple[str, ...]] = ("team",)

    id: Annotated[str, own(CONSTRAINT)]
    person_weeks: Number
    team: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        not_negative(self.person_weeks, "capacity")


class Platform(Record, frozen=True, kw_only=True, tag_field="kind", tag="platform"):
    """What the platform cannot do, and the size of the refactoring that would change that."""

    id: Annotated[str, own(CONSTRAINT)]
    text: str
    refactoring: Effort | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.text, "the platform limit")


class Order(Record, frozen=True, kw_only=True, tag_field="kind", tag="order"):
    """`first` has to come before `then`."""

    id: Annotated[str, own(CONSTRAINT)]
    first: ToRequest
    then: ToRequest

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.first == self.then:
            raise RuleBroken(f"{self.first} cannot come before itself")


class Risk(Record, frozen=True, kw_only=True, tag_field="kind", tag="risk"):
    """What may happen, how likely and how bad, and what we do then."""

    id: Annotated[str, own(CONSTRAINT)]
    text: str
    likelihood: Literal["unlikely", "possible", "likely"] | None = None
    impact: Literal["low", "high"] | None = None
    response: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.text, "the risk")


class ErrorBudget(Record, frozen=True, kw_only=True, tag_field="kind", tag="slo"):
    """A service's objective and what is spent of its error budget; calendar minutes, 1440 a day.

    `since` makes the window a calendar one that began that day; without it the window rolls.
    `spent_on` is the day the spend was recorded, as of which pace and posture are told.
    """

    SHORT: ClassVar[tuple[str, ...]] = ("service",)

    id: Annotated[str, own(CONSTRAINT)]
    service: str
    slo_percent: Number
    window_days: Number
    since: date | None = None
    spent_minutes: Number | None = None
    spent_on: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.service, "the service's name")
        if self.slo_percent == 100:
            raise RuleBroken("an SLO of 100 % leaves no budget: every change breaks it")
        if not 0 < self.slo_percent < 100:
            raise RuleBroken(f"an SLO of {self.slo_percent:g} %: it lies between 0 and 100")
        if self.window_days <= 0:
            raise RuleBroken("an SLO's window cannot be 0: give it days, such as 30d")
        not_negative(self.spent_minutes, "what is spent")


class Thresholds(Part, frozen=True, kw_only=True):
    """Where one posture ends and the next begins: per cent of an error budget that is left, and the pace up to which
    we push. At or below `protect_above_percent` there is a freeze.
    """

    push_above_percent: Number = 50
    push_pace: Number = 1
    careful_above_percent: Number = 25
    protect_above_percent: Number = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        shares = (self.protect_above_percent, self.careful_above_percent, self.push_above_percent)
        if not 0 <= shares[0] <= shares[1] <= shares[2] <= 100:
            said = ", ".join(f"{share:g} %" for share in reversed(shares))
            raise RuleBroken(f"push, careful and protect begin at {said}: these go down, between 100 and 0")
        if self.push_pace <= 0:
            raise RuleBroken(f"a pace of {self.push_pace:g}: it is above 0")


Constraint = Capacity | Platform | Order | Risk | ErrorBudget
