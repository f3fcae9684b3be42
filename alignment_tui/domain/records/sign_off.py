"""Launch: the rule, the signed text and what each signer said."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records.base import Part, Record, need
from alignment_tui.domain.records.ids import SIGNATURE, ToSignature, ToStakeholder, own


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

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, section in self.sections.items():
            if not _shaped(name, section):
                raise RuleBroken(f"{name.replace('_', ' ')}: this is not how a signed text is kept")


class Signature(Record, frozen=True, kw_only=True):
    """One person's word on the memo, bound to the text of each section by its digest. Nothing is ever deleted.

    A withdrawal is an entry too: `withdraws` names the one it takes back. `own_hand` is a word that somebody gave at
    their own machine; what is said in the room is recorded by the facilitator. `ssh` is an ssh signature in its
    armour, line by line; it may be any text, and only ssh-keygen can tell whether it is good.
    """

    id: Annotated[str, own(SIGNATURE)]
    person: ToStakeholder
    verdict: Literal["consent", "reservation", "objection", "aside", "withdrawal"]
    text: str = ""
    at: datetime
    version: int
    digests: dict[str, str]
    withdraws: ToSignature | None = None
    own_hand: bool = False
    ssh: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.verdict == "objection":
            need(self.text, "the reason for an objection (a concrete harm)")
        if self.verdict == "reservation":
            need(self.text, "the reservation")
        if (self.verdict == "withdrawal") != (self.withdraws is not None):
            raise RuleBroken("a withdrawal names the signature it takes back")


_LISTS = ("will", "wont", "later", "metrics", "trade_offs", "budgets")


def _shaped(name: str, section: Any) -> bool:
    """Tell whether a section has its shape: entries with an id, or named values. What it says may be anything."""
    if name in _LISTS:
        return isinstance(section, list) and all(
            isinstance(entry, dict) and isinstance(entry.get("id"), str) for entry in section
        )
    if name == "error_budgets":
        return isinstance(section, dict) and _shaped("budgets", section.get("budgets", []))
    return name != "cadence" or section is None or isinstance(section, dict)
