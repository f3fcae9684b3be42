"""Every record of a session, immutable, with the rules that no record may break.

Rules stand in ``__post_init__``, which runs on construction, replacement and decoding, so that a line, a form, an
import and a file are refused with the same words.
"""

import math
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from msgspec import Meta, Struct, field
from msgspec.structs import force_setattr

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.text import visible

StageSlug = Literal["requests", "value-stream", "metrics", "constraints", "trade-offs", "memo", "sign-off", "scorecard"]
Layer = Literal["assume", "needs", "takes", "success"]
Lane = Literal["people", "process", "technology"]
ConstraintKind = Literal["capacity", "platform", "order", "risk", "slo"]
Number = int | float


def _own(pattern: str) -> Meta:
    return Meta(pattern=pattern, extra={"names": True})


def _link(pattern: str) -> Meta:
    return Meta(pattern=pattern, extra={"refers": True})


# An id names its record (``own``) or refers to another (``link``); `references` reads these marks.
_S, _R, _V, _M, _C, _O, _T = (rf"^{letter}[1-9][0-9]*$" for letter in "SRVMCOT")
_STEP = r"^V[1-9][0-9]*\.[1-9][0-9]*$"
_CRITERION = r"^R[1-9][0-9]*\.K[1-9][0-9]*$"
_SIGNATURE = r"^G[1-9][0-9]*$"

ToStakeholder = Annotated[str, _link(_S)]
ToRequest = Annotated[str, _link(_R)]
ToStream = Annotated[str, _link(_V)]
ToStep = Annotated[str, _link(_STEP)]
ToMetric = Annotated[str, _link(_M)]
ToOption = Annotated[str, _link(_O)]
ToTradeOff = Annotated[str, _link(_T)]
ToCriterion = Annotated[str, _link(_CRITERION)]
ToSignature = Annotated[str, _link(_SIGNATURE)]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value inside a record. `KEY` names the fields that tell it from its neighbours, for merging."""

    KEY: ClassVar[tuple[str, ...]] = ()

    @property
    def key(self) -> str:
        """What tells this entry from the others in its list, as text; empty where nothing does."""
        return "/".join(str(getattr(self, name)) for name in self.KEY)

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            kind = value.__class__
            if kind is str:
                if not value.isprintable():
                    force_setattr(self, name, visible(value))
            elif kind is tuple:
                if any(item.__class__ is str and not item.isprintable() for item in value):
                    force_setattr(self, name, tuple(visible(item) for item in value))
            elif kind is float and not math.isfinite(value):
                raise RuleBroken(f"{name.replace('_', ' ')}: {value} is not a number to count with")


class Record(Part, frozen=True, kw_only=True):
    """An entry with an id of its own that is never used again.

    `formerly` is the id it had before two writers had taken the same one; `extra` belongs to other people's tools.
    """

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    created: datetime | None = None
    creator: str = ""
    formerly: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


R = TypeVar("R", bound=Record)


def _need(words: str, what: str) -> None:
    if not words.strip():
        raise RuleBroken(f"{what} is empty")


def _not_negative(value: Number | None, what: str) -> None:
    if value is not None and value < 0:
        raise RuleBroken(f"{what} is {value:g}: it cannot be negative")


class Estimate(Part, frozen=True, kw_only=True):
    """A quantity as people give it: one number, or low-typical-high."""

    typical: Number
    low: Number | None = None
    high: Number | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.low is None) != (self.high is None):
            raise RuleBroken("a range needs low, typical and high")
        _not_negative(self.bottom, "an estimate")
        if not self.bottom <= self.typical <= self.top:
            raise RuleBroken(
                f"a range goes low-typical-high: {self.bottom:g}-{self.typical:g}-{self.top:g} does not rise"
            )

    @property
    def bottom(self) -> Number:
        """The low value, or the one value there is."""
        return self.typical if self.low is None else self.low

    @property
    def top(self) -> Number:
        """The high value, or the one value there is."""
        return self.typical if self.high is None else self.high


# ---- people and meetings


class Stakeholder(Record, frozen=True, kw_only=True):
    """Somebody the session knows by name: who asks, decides, owns, bears or signs."""

    id: Annotated[str, _own(_S)]
    name: str
    role: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.name, "a name")


class Meeting(Part, frozen=True, kw_only=True):
    """One day's attendance: who is here, who is away, and who was asked and passed."""

    KEY: ClassVar[tuple[str, ...]] = ("on",)

    on: date
    here: tuple[ToStakeholder, ...] = ()
    away: tuple[ToStakeholder, ...] = ()
    passed: tuple[ToStakeholder, ...] = ()


class Parked(Record, frozen=True, kw_only=True):
    """Something worth keeping that is not for now."""

    id: Annotated[str, _own(r"^P[1-9][0-9]*$")]
    text: str

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.text, "what is parked")


# ---- day 1: requests


class Assumption(Part, frozen=True, kw_only=True):
    """What a request takes for granted. What was not said about it stays unsaid (`None`)."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Annotated[str, _own(r"^R[1-9][0-9]*\.A[1-9][0-9]*$")]
    text: str
    important: bool | None = None
    evidence: Literal["little", "good"] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.text, "the assumption")


class Dependency(Part, frozen=True, kw_only=True):
    """Something outside this session that a request waits for."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Annotated[str, _own(r"^R[1-9][0-9]*\.D[1-9][0-9]*$")]
    text: str

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.text, "what it needs")


class Criterion(Part, frozen=True, kw_only=True):
    """A success criterion: who cares, how it will be used, what "done" means."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Annotated[str, _own(_CRITERION)]
    text: str

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.text, "the success criterion")


class Effort(Part, frozen=True, kw_only=True):
    """Capacity that a request takes, in person-weeks, of a team where one is named."""

    person_weeks: Estimate
    team: str = ""


class Verdict(Part, frozen=True, kw_only=True):
    """How a request ended, why, and who was in the room when it did."""

    answer: Literal["will", "wont", "later"]
    reason: str = ""
    on: date | None = None
    present: tuple[ToStakeholder, ...] = ()


class Request(Record, frozen=True, kw_only=True):
    """What somebody asked for in their own words, with the layers hidden under it.

    `relayed_by` names who spoke for an absent `asker`; `merged_into` the request of which this is a near-duplicate.
    """

    id: Annotated[str, _own(_R)]
    asker: ToStakeholder
    words: str
    relayed_by: ToStakeholder | None = None
    paraphrased: bool = False
    short: str = ""
    because: str = ""
    must: bool = False
    nature: Literal["reliability", "security"] | None = None
    assumptions: tuple[Assumption, ...] = ()
    needs: tuple[ToRequest, ...] = ()
    outside: tuple[Dependency, ...] = ()
    takes: Effort | None = None
    success: tuple[Criterion, ...] = ()
    none: tuple[Layer, ...] = ()
    merged_into: ToRequest | None = None
    touches: tuple[ToStep, ...] = ()
    touches_none: str = ""
    verdict: Verdict | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.words, "a request")
        if self.id in self.needs or self.merged_into == self.id:
            raise RuleBroken(f"{self.id} cannot point to itself")


# ---- day 2: value stream


class Step(Part, frozen=True, kw_only=True):
    """One step of a stream. Times are work minutes (480 a day, 5 days a week); `None` is unknown.

    `lead_time_minutes` includes `process_time_minutes`; the difference is the wait before the step.
    `percent_complete_accurate` (0 to 100) is the share that the next step can use as it is.
    """

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Annotated[str, _own(_STEP)]
    name: str
    lane: Lane = "process"
    process_time_minutes: Estimate | None = None
    lead_time_minutes: Estimate | None = None
    percent_complete_accurate: Estimate | None = None
    parallel_with: ToStep | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.name, "a step's name")
        work, lead = self.process_time_minutes, self.lead_time_minutes
        if work and lead:
            for less, more in ((work.bottom, lead.bottom), (work.typical, lead.typical), (work.top, lead.top)):
                if less > more:
                    raise RuleBroken(f"{self.name}: process time {less:g} min is longer than lead time {more:g} min")
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

    id: Annotated[str, _own(_V)]
    name: str
    who: str = ""
    how: str = ""
    when: str = ""
    steps: tuple[Step, ...] = ()
    rework: tuple[Rework, ...] = ()
    future_of: ToStream | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.name, "a stream's name")
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


# ---- day 3: metrics


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

    id: Annotated[str, _own(_M)]
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
        _need(self.name, "a metric's name")
        if self.leads == self.id:
            raise RuleBroken(f"{self.id} cannot lead itself")
        if self.leads and self.kind != "leading":
            raise RuleBroken(f"{self.id} leads {self.leads}, so its kind is leading, not {self.kind}")
        if self.threshold and self.target is None:
            raise RuleBroken(f"{self.threshold} what? {self.id} has no target")


# ---- day 4: constraints


class Capacity(Record, frozen=True, kw_only=True, tag_field="kind", tag="capacity"):
    """Person-weeks there are, of a team where one is named, until a date."""

    id: Annotated[str, _own(_C)]
    person_weeks: Number
    team: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _not_negative(self.person_weeks, "capacity")


class Platform(Record, frozen=True, kw_only=True, tag_field="kind", tag="platform"):
    """What the platform cannot do, and the size of the refactoring that would change that."""

    id: Annotated[str, _own(_C)]
    text: str
    refactoring: Effort | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.text, "the platform limit")


class Order(Record, frozen=True, kw_only=True, tag_field="kind", tag="order"):
    """`first` has to come before `then`."""

    id: Annotated[str, _own(_C)]
    first: ToRequest
    then: ToRequest

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.first == self.then:
            raise RuleBroken(f"{self.first} cannot come before itself")


class Risk(Record, frozen=True, kw_only=True, tag_field="kind", tag="risk"):
    """What may happen, how likely and how bad, and what we do then."""

    id: Annotated[str, _own(_C)]
    text: str
    likelihood: Literal["unlikely", "possible", "likely"] | None = None
    impact: Literal["low", "high"] | None = None
    response: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.text, "the risk")


class ErrorBudget(Record, frozen=True, kw_only=True, tag_field="kind", tag="slo"):
    """A service's objective and what is spent of its error budget; calendar minutes, 1440 a day.

    `since` makes the window a calendar one that began that day; without it the window rolls.
    `spent_on` is the day the spend was recorded, as of which pace and posture are told.
    """

    id: Annotated[str, _own(_C)]
    service: str
    slo_percent: Number
    window_days: Number
    since: date | None = None
    spent_minutes: Number | None = None
    spent_on: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.service, "a service's name")
        if self.slo_percent == 100:
            raise RuleBroken("an SLO of 100 % leaves no budget: every change breaks it")
        if not 0 < self.slo_percent < 100:
            raise RuleBroken(f"an SLO of {self.slo_percent:g} %: it lies between 0 and 100")
        if self.window_days <= 0:
            raise RuleBroken("an SLO's window cannot be 0: give it days, such as 30d")
        _not_negative(self.spent_minutes, "what is spent")


Constraint = Capacity | Platform | Order | Risk | ErrorBudget


# ---- day 5: trade-offs


class Effect(Part, frozen=True, kw_only=True):
    """What an option does to a metric, by how much of which unit where somebody said."""

    KEY: ClassVar[tuple[str, ...]] = ("metric",)

    metric: ToMetric
    direction: Literal["better", "worse", "same"]
    amount: Number | None = None
    unit: str = ""


class Option(Record, frozen=True, kw_only=True):
    """A set of requests that could be done, with what it would do to each metric."""

    id: Annotated[str, _own(_O)]
    name: str
    requests: tuple[ToRequest, ...] = ()
    effects: tuple[Effect, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.name, "an option's name")


class TradeOff(Record, frozen=True, kw_only=True):
    """ "`gain` even over `give`, accepting `accepting`": who bears it and which metric will show it."""

    id: Annotated[str, _own(_T)]
    gain: str
    give: str
    accepting: str = ""
    bearer: ToStakeholder | None = None
    metric: ToMetric | None = None
    option: ToOption | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.gain, "what is preferred")
        _need(self.give, "what is given up")


class Ranking(Part, frozen=True, kw_only=True):
    """One person's forced ranking: one request a rank, the most wanted first."""

    KEY: ClassVar[tuple[str, ...]] = ("person",)

    person: ToStakeholder
    order: tuple[ToRequest, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(set(self.order)) != len(self.order):
            raise RuleBroken("a forced ranking has one request a rank, and each once")


class Fist(Part, frozen=True, kw_only=True):
    """One person's fist to five on an option: 0 blocks, 5 champions."""

    KEY: ClassVar[tuple[str, ...]] = ("option", "person")

    option: ToOption
    person: ToStakeholder
    fingers: int
    why: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 <= self.fingers <= 5:
            raise RuleBroken(f"{self.fingers} fingers: 0 to 5")


class Choice(Part, frozen=True, kw_only=True):
    """The option that was chosen, by whom, and who was in the room."""

    option: ToOption
    on: date | None = None
    decided_by: tuple[ToStakeholder, ...] = ()
    present: tuple[ToStakeholder, ...] = ()


# ---- day 6: memo


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


# ---- launch: sign-off


class Rule(Part, frozen=True, kw_only=True):
    """What counts as agreed, chosen before the round. `needed` consents make a quorum, `of` so many signers."""

    kind: Literal["everyone", "no objection", "quorum"]
    needed: int | None = None
    of: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.kind == "quorum") != (self.needed is not None):
            raise RuleBroken("a quorum says how many, such as: rule quorum 4 of 5")
        if self.needed is not None and (self.needed < 1 or (self.of is not None and self.needed > self.of)):
            raise RuleBroken(f"a quorum of {self.needed} of {self.of}: at least 1, at most all")


class Version(Part, frozen=True, kw_only=True):
    """The signed text as it stood when somebody signed it, section by section, as data."""

    KEY: ClassVar[tuple[str, ...]] = ("number",)

    number: int
    at: datetime
    sections: dict[str, Any]


class Signature(Record, frozen=True, kw_only=True):
    """One person's word on the memo, bound to the text of each section by its digest. Nothing is ever deleted.

    A withdrawal is an entry too: `withdraws` names the one it takes back.
    """

    id: Annotated[str, _own(_SIGNATURE)]
    person: ToStakeholder
    verdict: Literal["consent", "reservation", "objection", "aside", "withdrawal"]
    text: str = ""
    at: datetime
    version: int
    digests: dict[str, str]
    withdraws: ToSignature | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.verdict == "objection":
            _need(self.text, "the reason for an objection (a concrete harm)")
        if self.verdict == "reservation":
            _need(self.text, "the reservation")
        if (self.verdict == "withdrawal") != (self.withdraws is not None):
            raise RuleBroken("a withdrawal names the signature it takes back")


# ---- weekly: scorecard


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

    id: Annotated[str, _own(r"^L[1-9][0-9]*$")]
    text: str
    on: date

    def __post_init__(self) -> None:
        super().__post_init__()
        _need(self.text, "the lesson")


class Tripwire(Record, frozen=True, kw_only=True):
    """Agreed beforehand: when the metric does this, the trade-off is open again."""

    id: Annotated[str, _own(r"^W[1-9][0-9]*$")]
    metric: ToMetric
    when: Literal["above", "below", "signals up", "signals down"]
    value: Number | None = None
    reopens: ToTradeOff
    reopened_on: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.when in ("above", "below")) != (self.value is not None):
            raise RuleBroken("a tripwire is above or below a value, or signals up or down")


class Passed(Part, frozen=True, kw_only=True):
    """A stage that was left for a later one, with the fingerprint of each record it stood on."""

    KEY: ClassVar[tuple[str, ...]] = ("stage",)

    stage: StageSlug
    stood_on: dict[str, str]
