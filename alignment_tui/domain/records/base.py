"""What every record is made of, and the rules that hold for any of them."""

import math
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct, field
from msgspec.structs import force_setattr

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.text import fit_to_show, visible

Number = int | float


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value inside a record. `KEY` names the fields that tell it from its neighbours, for merging.

    `SHORT` names the fields that hold a name, which `short_names` wants to be one.
    """

    KEY: ClassVar[tuple[str, ...]] = ()
    SHORT: ClassVar[tuple[str, ...]] = ()

    @property
    def key(self) -> str:
        """What tells this entry from the others in its list, as text; empty where nothing does."""
        if len(self.KEY) == 1:
            return str(getattr(self, self.KEY[0]))
        return "/".join([str(getattr(self, name)) for name in self.KEY])

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            kind = value.__class__
            if kind is str:
                if not (value.isascii() and value.isprintable()):
                    force_setattr(self, name, visible(value))
            elif kind is tuple:
                if any(item.__class__ is str and not fit_to_show(item) for item in value):
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


def need(words: str, what: str) -> None:
    """Refuse words that say nothing."""
    if not words.strip():
        raise RuleBroken(f"{what} is missing")


def not_negative(value: Number | None, what: str) -> None:
    """Refuse a figure below nothing."""
    if value is not None and value < 0:
        raise RuleBroken(f"{what} cannot be negative")


class Estimate(Part, frozen=True, kw_only=True):
    """A quantity as people give it: one number, or low-typical-high."""

    typical: Number
    low: Number | None = None
    high: Number | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.low is None) != (self.high is None):
            raise RuleBroken("a range needs low, typical and high")
        not_negative(self.bottom, "an estimate")
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
