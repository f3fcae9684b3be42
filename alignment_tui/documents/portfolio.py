"""All scorecards on one page: the metrics that need a look first, what is overdue, who is promised twice."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, MemoDocument, Paragraph, line
from alignment_tui.documents.phrases import listed
from alignment_tui.documents.scorecard_data import row_data
from alignment_tui.domain.portfolio import Followed, MetricLine, MissingReading, Portfolio, PromisedTwice
from alignment_tui.domain.quantities import measure, plain, rounded, signed_percent

TITLE = "All scorecards"
KIND = "Signed metrics, worst first"


def portfolio_document(found: Portfolio, today: date) -> MemoDocument:
    """Return the page of the whole library as of `today`."""
    return MemoDocument(
        title=TITLE, kind=KIND, day=today, edition=counted(found), front=tuple(portfolio_blocks(found, today))
    )


def counted(found: Portfolio) -> str:
    """Say of how much the page is: ``14 metrics of 3 sessions``."""
    sessions = {one.session.slug for one in found.lines}
    return f"{_many(len(found.lines), 'metric')} of {_many(len(sessions), 'session')}"


def portfolio_blocks(found: Portfolio, today: date) -> Iterator[Block]:
    """Yield what is overdue and promised twice, then every signed metric."""
    if found.overdue:
        yield Heading("Reviews that are overdue")
        yield Entries(
            tuple(
                Entry(head=line(_where(one.session)), figures=line(one.due.isoformat()), aside=_late(one.due, today))
                for one in found.overdue
            )
        )
    if found.missing:
        yield Heading("Readings that are missing")
        yield Entries(tuple(_missing(one) for one in found.missing))
    if found.promised_twice:
        yield Heading("Teams that are promised more than once")
        yield Entries(tuple(_promised(one) for one in found.promised_twice))
    if found.lines:
        yield Heading("Metrics")
        yield Entries(tuple(_metric(one) for one in found.lines))
    else:
        yield Paragraph(line("No memo is signed yet, so no metric is followed."))


def portfolio_data(found: Portfolio) -> dict[str, Any]:
    """Return the same as data for other programs."""
    return {
        "metrics": [
            {
                **_of(one.session),
                "id": one.row.metric,
                "name": one.row.name,
                "unit": one.unit,
                "target": one.target,
                "owner": one.owner,
                **row_data(one.row),
            }
            for one in found.lines
        ],
        "overdue_reviews": [{**_of(one.session), "due": one.due} for one in found.overdue],
        "missing_readings": [
            {**_of(one.session), "metric": one.reading.metric, "name": one.name, "due": one.reading.due}
            for one in found.missing
        ],
        "promised_twice": [
            {
                "team": one.team,
                "person_weeks": one.typical,
                "available": one.available,
                "over_by": one.over_by,
                "sessions": [
                    {**_of(share.session), "person_weeks": share.typical, "available": share.available}
                    for share in one.shares
                ],
            }
            for one in found.promised_twice
        ],
    }


def _metric(one: MetricLine) -> Entry:
    row = one.row
    change = "" if row.change_since_baseline is None else f", {signed_percent(row.change_since_baseline)}"
    latest = "" if row.latest is None else measure(row.latest, one.unit)
    aim = "" if one.target is None else f", target {plain(one.target)}"
    said = (f"{_where(one.session)}{f', {one.owner}' if one.owner else ''}", row.verdict, row.answered_by)
    return Entry(
        id=row.metric,
        head=line(row.name),
        figures=line(f"{latest}{change}{aim}".removeprefix(", ")),
        aside=row.status,
        notes=tuple(line(words) for words in said if words),
    )


def _missing(one: MissingReading) -> Entry:
    reading = one.reading
    last = f"last read {reading.latest.isoformat()}" if reading.latest else "never read"
    return Entry(
        id=reading.metric,
        head=line(f"{one.name}, {one.session.slug}{f', {one.owner}' if one.owner else ''}"),
        figures=line(f"due {reading.due.isoformat()}"),
        aside=last,
    )


def _promised(one: PromisedTwice) -> Entry:
    shares = listed(f"{rounded(share.typical, 3)} in {share.session.slug}" for share in one.shares)
    asked = rounded(one.typical, 3)
    if one.available is None:
        aside, figures = "", f"{asked} person-weeks promised, nobody said how many there are"
    else:
        aside = f"{rounded(one.over_by, 3)} too many" if one.over_by else "fits"
        figures = f"{asked} of {rounded(one.available, 3)} person-weeks"
    return Entry(head=line(one.team), figures=line(figures), aside=aside, notes=(line(shares),))


def _where(session: Followed) -> str:
    return f"{session.title} ({session.slug})"


def _of(session: Followed) -> dict[str, str]:
    return {"slug": session.slug, "session": session.title}


def _late(due: date, today: date) -> str:
    days = (today - due).days
    return f"{_many(days, 'day')} late"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
