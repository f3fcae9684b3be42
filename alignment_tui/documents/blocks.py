"""A document before it has a form: what it says, block by block, with every link kept as a link.

Every exporter reads these blocks and nothing else, so that no form can say more or less than another.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from alignment_tui.domain.text import visible


class Ref(Struct, frozen=True):
    """The id of a record, which a form may make a link: data that looks like an id never becomes one."""

    id: str


class Quote(Struct, frozen=True):
    """Somebody's words as they were said."""

    words: str


class Elsewhere(Struct, frozen=True):
    """The name of another session; a form may make it a link to that one's memo, where the name is sure to be safe."""

    name: str


Inline = str | Ref | Quote | Elsewhere
Line = tuple[Inline, ...]


class Heading(Struct, frozen=True):
    """What a section is about, in the room's words."""

    text: str


class Paragraph(Struct, frozen=True):
    """A sentence on its own."""

    line: Line


class Fields(Struct, frozen=True):
    """Labelled lines: (label, what it says)."""

    rows: tuple[tuple[str, Line], ...]


class Entry(Struct, frozen=True, kw_only=True):
    """A record: its id, what it is, its figures, whose it is, and what else is known of it.

    `pictured` marks the place where a form that can show pictures shows this record's own.
    """

    id: str = ""
    head: Line
    figures: Line = ()
    aside: str = ""
    notes: tuple[Line, ...] = ()
    children: tuple["Entry", ...] = ()
    pictured: bool = False


class Entries(Struct, frozen=True):
    """Records that stand under one another and share their columns."""

    entries: tuple[Entry, ...]


Block = Heading | Paragraph | Fields | Entries


class MemoDocument(Struct, frozen=True, kw_only=True):
    """A memo without a form: masthead, the page that is read, and the annex that holds the rest."""

    title: str
    kind: str
    day: date
    edition: str = ""
    front: tuple[Block, ...]
    annex: tuple[Block, ...] = ()


def line(*parts: Inline) -> Line:
    """Return a line of the parts that say something."""
    return tuple(part for part in parts if part != "")


def joined(items: Iterable[Line], between: str = ", ") -> Line:
    """Return one line of several, with `between` among them."""
    result: list[Inline] = []
    for item in items:
        result += [between, *item] if result else item
    return tuple(result)


def refs(ids: Iterable[str]) -> Line:
    """Return ids as a line: ``R1, R3``."""
    return joined((Ref(record_id),) for record_id in ids)


def plain(parts: Line) -> str:
    """Return a line as bare text, with quotation marks around what was said."""
    return "".join(_bare(part) for part in parts).strip()


def _bare(part: Inline) -> str:
    if isinstance(part, Ref):
        return part.id
    if isinstance(part, Elsewhere):
        return visible(part.name)
    return f'"{visible(part.words)}"' if isinstance(part, Quote) else visible(part)
