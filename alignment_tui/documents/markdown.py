"""A document as Markdown, in which nothing that anybody said can become anything but text."""

import re

from alignment_tui.documents.blocks import Block, Entries, Entry, Fields, Heading, Line, MemoDocument, plain
from alignment_tui.domain.text import visible

# Everything CommonMark, tables, strikethrough, mathematics and the usual automatic links could take for syntax.
_SYNTAX = re.compile(r"[\\`*_\[\]<|~&$^#@]|:(?=\S)|(?<=/)/|\.(?=[^\W\d]{2})")
_OPENING = re.compile(r"^(?:[-+=:>]|(\d+)(?=[.)]))")


def as_markdown(document: MemoDocument) -> str:
    """Return the memo as CommonMark, one line a paragraph or item, ending in one line break."""
    edition = f", {document.edition}" if document.edition else ""
    lines = [f"# {escaped(document.title)}", "", escaped(f"{document.kind}, {document.day.isoformat()}{edition}")]
    lines += _blocks(document.front, 2)
    if document.annex:
        lines += ["", "## Annex", *_blocks(document.annex, 3)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return `text` such that Markdown shows it letter by letter, at the start of a line as well as inside one."""
    return _OPENING.sub(lambda found: f"{found.group()}\\" if found.group(1) else "\\" + found.group(), _inside(text))


def _inside(text: str) -> str:
    return _SYNTAX.sub(lambda found: "\\" + found.group(), visible(text).strip())


def _blocks(blocks: tuple[Block, ...], level: int) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines.append("")
        if isinstance(block, Heading):
            lines.append(f"{'#' * level} {escaped(block.text)}")
        elif isinstance(block, Fields):
            lines += [f"- **{escaped(label)}:** {_inline(words)}" for label, words in block.rows]
        elif isinstance(block, Entries):
            for entry in block.entries:
                lines += _entry(entry, "")
        else:
            lines.append(_inline(block.line))
    return lines


def _entry(entry: Entry, indent: str) -> list[str]:
    name = f"**{_inside(entry.id)}** " if entry.id else ""
    words = "; ".join(_inline(part) for part in (entry.head, entry.figures) if part)
    aside = f" ({escaped(entry.aside)})" if entry.aside else ""
    lines = [f"{indent}- {name}{words}{aside}", *(f"{indent}  - {_inline(note)}" for note in entry.notes)]
    for child in entry.children:
        lines += _entry(child, indent + "  ")
    return lines


def _inline(parts: Line) -> str:
    return escaped(plain(parts))
