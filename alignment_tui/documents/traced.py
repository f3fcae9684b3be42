"""The memo as it leaves the program: its ids made links, and what the metrics have read since.

`memo_document` holds what was decided; whoever reads it weeks later also wants to get to this week's number.
"""

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from alignment_tui.documents.blocks import (
    Block,
    Entries,
    Entry,
    Fields,
    Heading,
    Inline,
    Line,
    MemoDocument,
    Ref,
    line,
    refs,
)
from alignment_tui.documents.memo import memo_document
from alignment_tui.domain.memo_findings import NOTHING_KNOWN, Outside
from alignment_tui.domain.metrics import metrics_of_voices
from alignment_tui.domain.quantities import measure, signed_percent
from alignment_tui.domain.references import names
from alignment_tui.domain.requests import merged
from alignment_tui.domain.scorecard import Row, rows
from alignment_tui.domain.session import Session

# The lines of the decision that the program composes; an id in what a person wrote stays a word.
_COMPOSED = {"We decided for", "and against", "To achieve", "Accepting"}
_ID = re.compile(r"(?:^|(?<=\()|(?<=[:;,] ))([A-Z][1-9][0-9]*)(?=[ ,;)]|$)")


def traced_memo(session: Session, today: date, outside: Outside = NOTHING_KNOWN) -> MemoDocument:
    """Return the memo with links in its decision, and the latest reading of each metric in its annex."""
    document = memo_document(session, today, outside)
    known = {own for _, entry in session.entries() for own, _ in names(entry)}
    front = tuple(_linked(block, known) if isinstance(block, Fields) else block for block in document.front)
    return replace(document, front=front, annex=(*_readings(session, today), *document.annex))


def _linked(block: Fields, known: set[str]) -> Fields:
    return Fields(
        tuple((label, _refs_in(words, known) if label in _COMPOSED else words) for label, words in block.rows)
    )


def _refs_in(words: Line, known: set[str]) -> Line:
    parts: list[Inline] = []
    for part in words:
        pieces: list[Inline] = [*_ID.split(part)] if isinstance(part, str) else [part]
        ids = pieces[1::2]
        pieces[1::2] = [Ref(own) if isinstance(own, str) and own in known else own for own in ids]
        parts += pieces
    return line(*parts)


def _readings(session: Session, today: date) -> Iterator[Block]:
    """Yield each metric with its latest reading and the requests that it answers, so that one link leads either way."""
    metrics = {metric.id: metric for metric in session.metrics}
    asked = _askers(session)
    told = [row for row in rows(session, today) if row.latest is not None or row.metric in asked]
    if told:
        yield Heading("What the metrics say now" if session.readings else "What the metrics answer")
        yield Entries(tuple(_entry(row, metrics[row.metric].unit, asked.get(row.metric, [])) for row in told))


def _askers(session: Session) -> dict[str, list[str]]:
    """Return the requests that stand, by the metrics that will show whether they helped."""
    found: dict[str, list[str]] = {}
    for root, spoken in merged(session).items():
        for metric in metrics_of_voices(session, spoken):
            found.setdefault(metric.id, []).append(root)
    return found


def _entry(row: Row, unit: str, asked: list[str]) -> Entry:
    on = f" on {row.latest_on.isoformat()}" if row.latest_on else ""
    change = "" if row.change_since_baseline is None else f", {signed_percent(row.change_since_baseline)}"
    latest = "no reading yet" if row.latest is None else measure(row.latest, unit)
    said = [line(words) for words in (row.verdict, row.answered_by) if words] if row.latest is not None else []
    answers = [line("answers ", *refs(asked))] if asked else []
    return Entry(
        id=row.metric,
        head=line(row.name),
        figures=line(f"{latest}{on}{change}"),
        aside=row.status if row.latest is not None else "",
        notes=(*said, *answers),
    )
