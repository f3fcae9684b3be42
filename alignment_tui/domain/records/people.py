"""Who is in it: people, meetings, and what is parked."""

from datetime import date
from typing import Annotated, ClassVar

from alignment_tui.domain.records.base import Part, Record, need
from alignment_tui.domain.records.ids import STAKEHOLDER, ToStakeholder, own


class Stakeholder(Record, frozen=True, kw_only=True):
    """Somebody the session knows by name: who asks, decides, owns, bears or signs."""

    SHORT: ClassVar[tuple[str, ...]] = ("name", "role")

    id: Annotated[str, own(STAKEHOLDER)]
    name: str
    role: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.name, "the name")


class Meeting(Part, frozen=True, kw_only=True):
    """One day's attendance: who is here, who is away, and who was asked and passed."""

    KEY: ClassVar[tuple[str, ...]] = ("on",)

    on: date
    here: tuple[ToStakeholder, ...] = ()
    away: tuple[ToStakeholder, ...] = ()
    passed: tuple[ToStakeholder, ...] = ()


class Parked(Record, frozen=True, kw_only=True):
    """Something worth keeping that is not for now."""

    id: Annotated[str, own(r"^P[1-9][0-9]*$")]
    text: str

    def __post_init__(self) -> None:
        super().__post_init__()
        need(self.text, "what is parked")
