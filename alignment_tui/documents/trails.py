"""The way from any line of a memo back to somebody's words, and forward to this week's number.

Read off the blocks alone: an id is explained where a record first stands, and every line that names it leads there.
"""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from alignment_tui.documents.blocks import Block, Entries, Entry, Fields, Heading, Inline, Line, MemoDocument, Ref

_RECORD = re.compile(r"[A-Z][1-9][0-9]*(?:\.[A-Z]?[1-9][0-9]*)?")


class Stop(Struct, frozen=True):
    """One place where a record stands: the name to jump to, and the heading it stands under."""

    anchor: str
    heading: str


class Trails:
    """Where each record of a document stands and which records name it; `arrive` is asked in reading order."""

    def __init__(self, document: MemoDocument) -> None:
        self._stops: dict[str, list[Stop]] = {}
        self._named_by: dict[str, dict[str, None]] = {}
        self._arrived: Counter[str] = Counter()
        named_inside: dict[str, None] = {}
        for heading, owner, part in _walk((*document.front, *document.annex)):
            if isinstance(part, Entry):
                stops = self._stops.setdefault(part.id, [])
                stops.append(Stop(part.id if not stops else f"{part.id}--{len(stops) + 1}", heading))
                continue
            for named in dict.fromkeys((part.id, _whole(part.id))):
                if owner and named != _whole(owner):
                    self._named_by.setdefault(named, {})[owner] = None
            if _explains(part.before):
                named_inside.setdefault(part.id)
        self._inside = {own for own in named_inside if own not in self._stops}

    def arrive(self, record_id: str) -> str | None:
        """Return the name of the place where an entry now stands, or nothing where its id names no record."""
        if record_id not in self._stops:
            return None
        self._arrived[record_id] += 1
        return self._stops[record_id][self._arrived[record_id] - 1].anchor

    def inside(self, record_id: str, before: Inline) -> bool:
        """Return, once, whether a record is explained right here, in the middle of a line, after `before`."""
        if record_id not in self._inside or self._arrived[record_id] or not _explains(before):
            return False
        self._arrived[record_id] += 1
        return True

    def leads(self, record_id: str) -> str | None:
        """Return where a link to a record leads: to itself, or to the record that it is a part of."""
        if record_id in self._stops or record_id in self._inside:
            return record_id
        whole = _whole(record_id)
        return whole if whole in self._stops else None

    def onward(self, record_id: str) -> tuple[Stop, ...]:
        """Return the later places where more is said of a record."""
        return tuple(self._stops.get(record_id, ())[1:])

    def named_by(self, record_id: str) -> tuple[str, ...]:
        """Return the records whose lines name this one, as they come."""
        return tuple(self._named_by.get(record_id, ()))


class _Named(Struct, frozen=True):
    """An id in a line, and what stands right before it."""

    id: str
    before: Inline


def _explains(before: Inline) -> bool:
    """Tell ``success is: a quiet phone (R1.K1)`` from ``from R1.K1``: parentheses explain, everything else points."""
    return isinstance(before, str) and before.endswith(" (")


def _whole(record_id: str) -> str:
    return record_id.partition(".")[0]


def _walk(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, Entry | _Named]]:
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Entries):
            for entry in block.entries:
                yield from _within(heading, "", entry)
        else:
            lines = [words for _, words in block.rows] if isinstance(block, Fields) else [block.line]
            yield from ((heading, "", named) for words in lines for named in _named(words))


def _within(heading: str, owner: str, entry: Entry) -> Iterator[tuple[str, str, Entry | _Named]]:
    if _RECORD.fullmatch(entry.id):
        owner = entry.id
        yield heading, owner, entry
    for words in (entry.head, entry.figures, *entry.notes):
        yield from ((heading, owner, named) for named in _named(words))
    for child in entry.children:
        yield from _within(heading, owner, child)


def _named(words: Line) -> Iterator[_Named]:
    for before, part in zip(("", *words), words, strict=False):
        if isinstance(part, Ref):
            yield _Named(part.id, before)
