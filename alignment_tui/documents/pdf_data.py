"""A document as the plain data that the Typst template reads: every text a value, every link a name."""

import re
from collections.abc import Mapping
from typing import Any

from alignment_tui.documents.blocks import (
    Block,
    Elsewhere,
    Entries,
    Entry,
    Fields,
    Heading,
    Inline,
    Line,
    MemoDocument,
    Quote,
    Ref,
)
from alignment_tui.documents.cells import clusters, shortened
from alignment_tui.documents.svg_map import drawn_under
from alignment_tui.documents.trails import Trails
from alignment_tui.domain.text import visible

Data = dict[str, Any]
# A word that no column holds may be broken anywhere; Typst would let it run into the next one.
_ENDLESS = re.compile(r"\S{36,}")
_BREAK = "\N{ZERO WIDTH SPACE}"
# Each place where a word may break costs Typst time, so one that fills many lines has fewer of them.
_LONG, _PIECE = 400, 8
# The title stands at the foot of each page too, where a page of it would leave no room for anything.
_RUNNING = 90


def pdf_data(document: MemoDocument, maps: Mapping[str, str], paper: str) -> Data:
    """Return the memo for the template: the decision above, the rest of the page in columns, the annex behind."""
    trails = Trails(document)
    opening = next((place for place, block in enumerate(document.front) if isinstance(block, Heading)), 0)
    opening = opening or len(document.front)
    return {
        "paper": paper,
        "title": _text(document.title),
        "running": _text(shortened(visible(document.title), _RUNNING)),
        "kind": _text(document.kind),
        "day": document.day.isoformat(),
        "edition": _text(document.edition),
        "decision": _blocks(document.front[:opening], trails, {}, notice=True),
        "front": _blocks(document.front[opening:], trails, {}),
        "annex": _blocks(document.annex, trails, maps),
    }


def _blocks(blocks: tuple[Block, ...], trails: Trails, maps: Mapping[str, str], notice: bool = False) -> list[Data]:
    made: list[Data] = []
    for block in blocks:
        if isinstance(block, Heading):
            made.append({"is": "heading", "text": _text(block.text)})
        elif isinstance(block, Fields):
            rows = [{"label": _text(label), "line": _line(words, trails)} for label, words in block.rows]
            made.append({"is": "fields", "rows": rows})
        elif isinstance(block, Entries):
            made += [
                _picture(entry, svg) for entry in block.entries if (svg := maps.get(entry.id)) and drawn_under(entry)
            ]
            made.append({"is": "entries", "entries": [_entry(entry, trails) for entry in block.entries]})
        else:
            made.append({"is": "paragraph", "line": _line(block.line, trails), "notice": notice})
    return made


def _picture(entry: Entry, svg: str) -> Data:
    what = "Chart" if entry.pictured else "Value stream map"
    return {"is": "map", "svg": svg, "alt": f"{what} of {entry.id}, told in words below"}


def _entry(entry: Entry, trails: Trails) -> Data:
    return {
        "id": _text(entry.id),
        "anchor": trails.arrive(entry.id),
        "named": bool(entry.figures or entry.children),
        "head": _line(entry.head, trails),
        "figures": _line(entry.figures, trails),
        "aside": _text(entry.aside),
        "notes": [_line(note, trails) for note in entry.notes if note],
        "children": [_entry(child, trails) for child in entry.children],
    }


def _line(words: Line, trails: Trails) -> list[Data]:
    return [_inline(part, before, trails) for before, part in zip(("", *words), words, strict=False)]


def _inline(part: Inline, before: Inline, trails: Trails) -> Data:
    if isinstance(part, Ref):
        explained = trails.inside(part.id, before)
        return {
            "is": "ref",
            "text": part.id,
            "to": None if explained else trails.leads(part.id),
            "explained": explained,
        }
    if isinstance(part, Quote):
        return {"is": "quote", "text": _text(part.words)}
    return {"is": "text", "text": _text(part.name if isinstance(part, Elsewhere) else part)}


def _text(words: str) -> str:
    return _ENDLESS.sub(lambda found: _breakable(clusters(found.group())), visible(words))


def _breakable(letters: list[str]) -> str:
    piece = 1 if len(letters) < _LONG else _PIECE
    return _BREAK.join("".join(letters[at : at + piece]) for at in range(0, len(letters), piece))


def letters_in(data: Any) -> int:
    """Return how many letters there are in all texts of what goes to the template."""
    if isinstance(data, str):
        return len(data)
    return sum(map(letters_in, data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()))
