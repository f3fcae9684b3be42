"""Where in a session something is said: the record with these words, and the stage that shows it."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import inspect

from alignment_tui.domain.blind import masked
from alignment_tui.domain.records import Memo, Part, StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded

STAGE_OF_COLLECTION: dict[str, StageSlug] = {
    "stakeholders": "requests",
    "meetings": "requests",
    "requests": "requests",
    "parked": "requests",
    "streams": "value-stream",
    "metrics": "metrics",
    "constraints": "constraints",
    "options": "trade-offs",
    "trade_offs": "trade-offs",
    "rankings": "trade-offs",
    "fists": "trade-offs",
    "signatures": "sign-off",
    "readings": "scorecard",
    "tripwires": "scorecard",
    "reviews": "scorecard",
    "lessons": "scorecard",
}
_SENTENCES = ("context", "facing", "why", "decision")
_NOT_SAID = ("creator", "formerly", "supersedes", "superseded_by")


class Found(NamedTuple):
    """Where a record is: its stage and its row. Without a collection any row of that key will do."""

    stage: StageSlug
    collection: str
    key: str


class Saying(NamedTuple):
    """Something that is said: where, and the text itself."""

    where: Found
    text: str


def said(session: Session, words: Sequence[str]) -> Iterator[Saying]:
    """Yield, record by record, the text in which `words` are said; `words` are folded.

    A record is found when its texts have all of them, and told by the text that has most. What was said blind is not
    found until it is revealed.
    """
    for where, texts in _sayings(masked(session)):
        spoken = [folded(text) for text in texts]
        if words and all(any(word in text for text in spoken) for word in words):
            counts = [sum(word in text for word in words) for text in spoken]
            yield Saying(where, texts[counts.index(max(counts))])


def texts_of(part: Part) -> list[str]:
    """Return what people said in a record and in what is inside it: no ids, no links, no words of ours."""
    found: list[str] = []
    for name in _telling(type(part)):
        value = getattr(part, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                found.extend(texts_of(inner))
            elif isinstance(inner, str) and inner:
                found.append(inner)
    return found


@cache
def _telling(kind: type[Part]) -> tuple[str, ...]:
    """Return the fields of a kind of record that hold people's words, or parts that may."""
    info = inspect.type_info(kind)
    fields = info.fields if isinstance(info, inspect.StructType) else ()
    return tuple(field.name for field in fields if field.name not in _NOT_SAID and _tells(field.type))


def _tells(held: inspect.Type) -> bool:
    match held:
        case inspect.StrType():
            return held.pattern is None
        case inspect.VarTupleType():
            return _tells(held.item_type)
        case inspect.UnionType():
            return any(_tells(one) for one in held.types)
        case _:
            return isinstance(held, inspect.StructType)


def _sayings(session: Session) -> Iterator[tuple[Found, list[str]]]:
    if session.note:
        yield Found("requests", "", ""), [session.note]
    yield from _of_the_memo(session.memo)
    for collection, entry in session.entries():
        if collection in STAGE_OF_COLLECTION:
            # A reading or a show of fingers has no row of its own: it is seen with its metric or option.
            holder, inside, _ = entry.key.partition("/")
            where = Found(STAGE_OF_COLLECTION[collection], "" if inside else collection, holder)
            yield where, texts_of(entry)


def _of_the_memo(memo: Memo) -> Iterator[tuple[Found, list[str]]]:
    for name in _SENTENCES:
        if text := getattr(memo, name):
            yield Found("memo", "memo", name), [text]
