"""Blocks as HTML: sections under their headings, records with the links that lead to and from them."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from alignment_tui.documents.blocks import (
    Block,
    Elsewhere,
    Entries,
    Entry,
    Fields,
    Heading,
    Inline,
    Line,
    Paragraph,
    Quote,
    Ref,
)
from alignment_tui.documents.svg_map import drawn_under
from alignment_tui.documents.tags import Markup, markup, tag
from alignment_tui.documents.trails import Trails

Section = tuple[str, list[Markup]]
# What no browser can take for another place, whatever it is put into: words and hyphens.
_SLUG = re.compile(r"\w{1,80}(?:-\w{1,80}){0,40}")


class BlockWriter:
    """Blocks into markup, in reading order, so that each id is explained in one place only."""

    def __init__(self, trails: Trails, maps: Mapping[str, Markup]) -> None:
        self._trails = trails
        self._maps = maps

    def sections(self, blocks: tuple[Block, ...]) -> list[Section]:
        """Return (heading, what stands under it) for every section; what comes before any heading has none."""
        found: list[Section] = [("", [])]
        for block in blocks:
            if isinstance(block, Heading):
                found.append((block.text, []))
            else:
                found[-1][1].extend(self._block(block))
        return found

    def _block(self, block: Fields | Entries | Paragraph) -> Iterator[Markup]:
        if isinstance(block, Paragraph):
            yield tag("p", self._line(block.line))
        elif isinstance(block, Fields):
            rows = (tag("div", tag("dt", label), tag("dd", self._line(words))) for label, words in block.rows)
            yield tag("dl", *rows)
        else:
            for entry in block.entries:
                if picture := self._maps.get(entry.id) if drawn_under(entry) else None:
                    yield tag("div", picture, class_="map")
            yield self._entries(block.entries)

    def _entries(self, entries: tuple[Entry, ...]) -> Markup:
        return tag("ul", *map(self._entry, entries), class_="entries")

    def _entry(self, entry: Entry) -> Markup:
        anchor = self._trails.arrive(entry.id)
        first = anchor == entry.id
        own = tag("a", entry.id, class_="id", href=f"#{entry.id}") if anchor else tag("span", entry.id, class_="id")
        head = tag("span", self._line(entry.head), class_="head")
        figures = tag("span", self._line(entry.figures), class_="figures") if entry.figures else ""
        aside = tag("span", entry.aside, class_="aside") if entry.aside else ""
        notes = [tag("p", self._line(note)) for note in entry.notes]
        below = [self._entries(entry.children)] if entry.children else []
        trail = self._trail(entry) if first else []
        row = tag("div", own if entry.id else "", " ", head, " ", figures, " ", aside, class_="row")
        inside = tag("div", *notes, *trail, *below, class_="notes") if notes or trail or below else ""
        weight = "named" if entry.figures or entry.children else "rich" if len(entry.notes) > 1 else None
        return tag("li", row, inside, id=anchor, class_=weight)

    def _trail(self, entry: Entry) -> list[Markup]:
        """Return the ways on from a record: where more is said of it, and what names it that it does not name."""
        told = {part.id for words in (entry.head, *entry.notes) for part in words if isinstance(part, Ref)}
        ways: list[str] = []
        onward: list[str] = [tag("a", stop.heading, href=f"#{stop.anchor}") for stop in self._trails.onward(entry.id)]
        if onward:
            ways.append(markup(["more under ", *_between(onward)]))
        if naming := [self._link(other) for other in self._trails.named_by(entry.id) if other not in told]:
            ways.append(markup(["named by ", *_between(naming)]))
        return [tag("p", *_between(ways, "; "), class_="trail")] if ways else []

    def _line(self, words: Line) -> Markup:
        return markup(self._inline(part, before) for before, part in zip(("", *words), words, strict=False))

    def _inline(self, part: Inline, before: Inline) -> str:
        if isinstance(part, Quote):
            return tag("q", f"\N{LEFT DOUBLE QUOTATION MARK}{part.words}\N{RIGHT DOUBLE QUOTATION MARK}", dir="auto")
        if isinstance(part, Ref):
            if self._trails.inside(part.id, before):
                return tag("span", part.id, id=part.id, class_="ref")
            return self._link(part.id)
        return _elsewhere(part.name) if isinstance(part, Elsewhere) else part

    def _link(self, record_id: str) -> str:
        target = self._trails.leads(record_id)
        return tag("a", record_id, href=f"#{target}", class_="ref") if target else record_id


def _elsewhere(name: str) -> str:
    """Return a link to the memo of another session beside this one: to a bare name, or no link at all."""
    return tag("a", name, href=f"{quote(name)}.html") if _SLUG.fullmatch(name) else name


def _between(parts: list[str], separator: str = ", ") -> list[str]:
    return [piece for part in parts for piece in (separator, part)][1:]
