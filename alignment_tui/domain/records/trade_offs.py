"""Day 5: options, trade-offs, votes and the choice."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Number, Part, Record, need
from alignment_tui.domain.records.ids import OPTION, TRADE_OFF, ToMetric, ToOption, ToRequest, ToStakeholder, own


class Effect(Part, frozen=True, kw_only=True):
    """What an option does to a metric, by how much of which unit where somebody said."""

    KEY: ClassVar[tuple[str, ...]] = ("metric",)
    SHORT: ClassVar[tuple[str, ...]] = ("unit",)

    metric: ToMetric
    direction: Literal["better", "worse", "same"]
    amount: Number | None = None
    unit: str = ""


class Option(Record, frozen=True, kw_only=True):
    """A set of requests that could be done, with what it would do to each metric."""

    SHORT: ClassVar[tuple[str, ...]] = ("name",)

    id: Annotated[str, own(OPTION)]
    name: str
    requests: tuple[ToRequest, ...] = ()
    effects: tuple[Effect, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.name, "the option's name")


class TradeOff(Record, frozen=True, kw_only=True):
    """ "`gain` even over `give`, accepting `accepting`": who bears it and which metric will show it."""

    id: Annotated[str, own(TRADE_OFF)]
    gain: str
    give: str
    accepting: str = ""
    bearer: ToStakeholder | None = None
    metric: ToMetric | None = None
    option: ToOption | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.gain, "what is preferred")
        need(self.give, "what is given up")


class Ranking(Part, frozen=True, kw_only=True):
    """A forced ranking: one request a rank, the most wanted first. Without a `person` all made it together."""

    KEY: ClassVar[tuple[str, ...]] = ("person",)

    person: ToStakeholder | None
    order: tuple[ToRequest, ...]

    @property
    def key(self) -> str:
        """Whose ranking it is: a person's id, or ``all``."""
        return self.person or "all"

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(set(self.order)) != len(self.order):
            raise RuleBroken("a forced ranking has one request a rank, and each once")


class Fist(Part, frozen=True, kw_only=True):
    """One person's fist to five on an option: 0 blocks, 5 champions.

    `blind` hides it until everybody here has shown. Shown hidden, it has no `fingers`.
    """

    KEY: ClassVar[tuple[str, ...]] = ("option", "person")

    option: ToOption
    person: ToStakeholder
    fingers: int | None = None
    why: str = ""
    blind: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.fingers is None and not self.blind:
            raise RuleBroken("a fist shows 0 to 5 fingers")
        if self.fingers is not None and not 0 <= self.fingers <= 5:
            raise RuleBroken(f"{self.fingers} fingers: 0 to 5")


class Choice(Part, frozen=True, kw_only=True):
    """The option that was chosen, by whom, and who was in the room."""

    option: ToOption
    on: date | None = None
    decided_by: tuple[ToStakeholder, ...] = ()
    present: tuple[ToStakeholder, ...] = ()
