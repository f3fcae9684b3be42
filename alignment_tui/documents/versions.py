"""The versions of a memo as blocks: which there are, and what differs between two of them."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Paragraph, line
from alignment_tui.documents.phrases import listed
from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.versions import Edition, compared


def version_blocks(known: tuple[Edition, ...]) -> Iterator[Block]:
    """Yield an entry for every text: its number, the day it was first signed, its digest, and who signed it."""
    yield Entries(tuple(_entry(one) for one in known))


def difference_blocks(before: Edition, after: Edition) -> Iterator[Block]:
    """Yield what differs between two texts, section by section, and which sections are the same."""
    yield Paragraph(line(f"{_told(before)}, and {_told(after)}.".capitalize()))
    found = compared(before.sections, after.sections)
    for section in found:
        yield Heading(section.title)
        yield Entries(tuple(Entry(id="-", head=line(said)) for said in section.sentences))
    differing = {section.title for section in found}
    same = [title for title in SECTION_TITLES.values() if title not in differing]
    yield Heading("The same in both")
    yield Paragraph(line(listed(same) if found else "Everything: not a word differs."))


def _entry(one: Edition) -> Entry:
    signed = f"{listed(one.signers)} signed it" if one.signers else "nobody signed it"
    return Entry(
        id=str(one.number),
        head=line(f"text {one.short}"),
        figures=line(signed if one.at else "as it is now; not signed yet"),
        aside=one.at.date().isoformat() if one.at else "now",
    )


def _told(one: Edition) -> str:
    return f"{one.name} ({f'{one.at.date().isoformat()}, ' if one.at else ''}text {one.short})"
