"""Forced ranking as a document: the most wanted first, with the rank each person gave, and how far they are apart."""

from collections.abc import Iterator
from fractions import Fraction

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Paragraph, line, refs
from alignment_tui.domain.quantities import exact, rounded
from alignment_tui.domain.rankings import Ranked, order_of, ranking, spread_words
from alignment_tui.domain.session import Session

_WIDEST = 36


def ranking_blocks(session: Session, *, drawn: bool = False) -> Iterator[Block]:
    """Yield the forced ranking, the most wanted first, with the rank each person gave, and the one made together."""
    ranked, together = ranking(session), order_of(session, None)
    if ranked or together:
        yield Heading("Forced ranking")
    if together:
        yield Paragraph(line("All together: ", *refs(together)))
    if ranked:
        rows = []
        for place in ranked:
            ranks = ", ".join(f"{session.name_of(one.person)} {one.rank}" for one in place.ranks)
            picture = f"{spread(place, last_rank(ranked))}  {spread_words(session, place)}"
            notes = (line(picture),) if drawn else ()
            head = line(f"mean rank {rounded(place.mean_rank)}: {ranks}")
            rows.append(Entry(id=place.request, head=head, notes=notes))
        yield Entries(tuple(rows))


def last_rank(ranked: tuple[Ranked, ...]) -> int:
    """Return the last rank there is in a ranking, to which its spreads are drawn."""
    return max(len(ranked), *(row.worst for row in ranked))


def spread(row: Ranked, last: int, width: int = _WIDEST) -> str:
    """Draw the spread of a request over ranks 1 to `last` in at most `width` cells: ``··├──●────┤···``.

    Ranks are equally far apart where there is room for all of them, so that rows can be compared; the mark is the mean.
    """
    gaps = max(1, last - 1)
    size = gaps * ((width - 1) // gaps) + 1 if gaps < width else width
    low, mean, high = (_rounded((exact(rank) - 1) * (size - 1) / gaps) for rank in (row.best, row.mean_rank, row.worst))
    cells = ["─" if low <= place <= high else "·" for place in range(size)]
    cells[low], cells[high] = "├", "┤"
    cells[mean] = "●"
    return "".join(cells)


def _rounded(place: Fraction) -> int:
    return int((place * 2 + 1) // 2)
