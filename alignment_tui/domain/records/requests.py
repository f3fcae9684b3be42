"""Day 1: what people ask for, with the layers under it."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Estimate, Part, Record, need
from alignment_tui.domain.records.ids import CRITERION, REQUEST, ToOption, ToRequest, ToStakeholder, ToStep, own

Layer = Literal["assume", "needs", "takes", "success"]


class Assumption(Part, frozen=True, kw_only=True):
    """What a request takes for granted. What was not said about it stays unsaid (`None`)."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Annotated[str, own(r"^R[1-9][0-9]*\.A[1-9][0-9]*$")]
    text: str
    important: bool | None = None
    evidence: Literal["little", "good"] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.text, "the assumption")


class Dependency(Part, frozen=True, kw_only=True):
    """Something outside this session that a request waits for."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Annotated[str, own(r"^R[1-9][0-9]*\.D[1-9][0-9]*$")]
    text: str

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.text, "what it needs")


class Criterion(Part, frozen=True, kw_only=True):
    """A success criterion: who cares, how it will be used, what "done" means."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Annotated[str, own(CRITERION)]
    text: str

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.text, "the success criterion")


class Effort(Part, frozen=True, kw_only=True):
    """Capacity that a request takes, in person-weeks, of a team where one is named."""

    SHORT: ClassVar[tuple[str, ...]] = ("team",)

    person_weeks: Estimate
    team: str = ""


class Verdict(Part, frozen=True, kw_only=True):
    """How a request ended and why, who decided it, and who was in the room.

    `follows` is the chosen option that it was filled in from; nothing once a person has said it or changed it.
    """

    answer: Literal["will", "wont", "later"]
    reason: str = ""
    on: date | None = None
    decided_by: tuple[ToStakeholder, ...] = ()
    present: tuple[ToStakeholder, ...] = ()
    follows: ToOption | None = None


class Request(Record, frozen=True, kw_only=True):
    """What somebody asked for in their own words, with the layers hidden under it.

    `relayed_by` names who spoke for an absent `asker`; `merged_into` the request of which this is a near-duplicate;
    `blind` hides it until everybody has answered.
    """

    id: Annotated[str, own(REQUEST)]
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
    blind: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.words, "what was said")
        if self.id in self.needs or self.merged_into == self.id:
            raise RuleBroken(f"{self.id} cannot point to itself")
