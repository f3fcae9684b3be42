"""Every leaf of a session, found from the types of its records, and the session with that one leaf changed."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from msgspec import Struct, inspect
from msgspec.structs import replace

from alignment_tui.domain.changes import with_new_ids
from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Cadence, Choice, Effort, Estimate, LockedLimits, Part, Rule, Verdict
from alignment_tui.domain.references import names
from alignment_tui.domain.session import Session

DAY = date(2031, 1, 1)
# What an empty field of a whole part becomes.
SAMPLES: dict[type[Struct], Any] = {
    Verdict: Verdict(answer="wont", reason="it waits"),
    Effort: Effort(person_weeks=Estimate(typical=3)),
    Estimate: Estimate(typical=3),
    Cadence: Cadence(every=3),
    Choice: Choice(option="O1"),
    Rule: Rule(kind="quorum", needed=1),
    LockedLimits: LockedLimits(centre=3, lower=1, upper=5, range_limit=2, readings=9, reason="x", on=DAY),
}


class Leaf(NamedTuple):
    """One leaf: the way to it, the record or part that holds it, and the name of the field there."""

    path: tuple[Any, ...]
    holder: Any
    field: str
    value: Any

    @property
    def name(self) -> str:
        """The type and the field, as a table names them."""
        return f"{type(self.holder).__name__}.{self.field}"


def leaves(holder: Any, path: tuple[Any, ...] = ()) -> Iterator[Leaf]:
    """Yield every leaf under a session, a record or a part, empty ones too."""
    for name in holder.__struct_fields__:
        yield from _under(getattr(holder, name), (*path, name), holder, name)


def _under(value: Any, path: tuple[Any, ...], holder: Any, field: str) -> Iterator[Leaf]:
    if isinstance(value, Part):
        yield from leaves(value, path)
    elif isinstance(value, tuple) and value:
        for place, item in enumerate(value):
            yield from _under(item, (*path, place), holder, field)
    else:
        yield Leaf(path, holder, field, value)


def changed(session: Session, leaf: Leaf) -> Session | None:
    """Return the session with one leaf changed to something else it may be; `None` where it may be nothing else."""
    for value in _others(session, leaf):
        try:
            if leaf.field == "id":
                return with_new_ids(Document(session=session), {leaf.value: value}).session
            new: Session = _with(session, leaf.path, value)
        except RuleBroken:
            continue
        if new != session:
            return new
    return None


def _others(session: Session, leaf: Leaf) -> Iterator[Any]:
    info = inspect.type_info(type(leaf.holder))
    assert isinstance(info, inspect.StructType)
    kind = next(field.type for field in info.fields if field.name == leaf.field)
    yield from _of(session, leaf, kind)


def _of(session: Session, leaf: Leaf, kind: inspect.Type) -> Iterator[Any]:
    value = leaf.value
    if isinstance(kind, inspect.Metadata):
        assert isinstance(kind.type, inspect.StrType)
        if (kind.extra or {}).get("refers"):
            yield from _linked(session, leaf, str(kind.type.pattern))
        else:
            yield f"{value.rstrip('0123456789')}97"
    elif isinstance(kind, inspect.UnionType):
        for one in kind.types:
            yield from _of(session, leaf, one)
    elif isinstance(kind, inspect.VarTupleType):
        if value == ():
            yield from ((item,) for item in _of(session, leaf._replace(value=""), kind.item_type))
        else:
            yield from _of(session, leaf, kind.item_type)
    elif isinstance(kind, inspect.StrType):
        yield f"{value or ''} otherwise".strip()
    elif isinstance(kind, inspect.LiteralType):
        yield from (one for one in kind.values if one != value)
    elif isinstance(kind, inspect.BoolType):
        yield not value
    elif isinstance(kind, inspect.IntType | inspect.FloatType):
        yield from ((value or 0) + step for step in (-1, 1))
    elif isinstance(kind, inspect.DateType):
        yield (value or DAY) + timedelta(days=1)
    elif isinstance(kind, inspect.DateTimeType):
        yield (value or datetime.fromisoformat("2031-01-01T00:00Z")) + timedelta(minutes=1)
    elif isinstance(kind, inspect.StructType):
        if value is None and kind.cls in SAMPLES:
            yield SAMPLES[kind.cls]
    elif isinstance(kind, inspect.DictType | inspect.AnyType):
        yield {**(value or {}), "otherwise": 1}
    elif not isinstance(kind, inspect.NoneType):
        raise TypeError(f"{leaf.name}: {kind}")


def _linked(session: Session, leaf: Leaf, pattern: str) -> Iterator[str]:
    """Yield the other ids of the kind that a link leads to."""
    for _, entry in session.entries():
        yield from (own for own, _ in names(entry) if own != leaf.value and re.match(pattern, own))


def _with(holder: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(holder, tuple):
        return (*holder[:first], _with(holder[first], tuple(rest), value), *holder[first + 1 :])
    return replace(holder, **{first: _with(getattr(holder, first), tuple(rest), value)})
