"""All scorecards at once: every signed metric, worst first, what is overdue, and who is promised twice."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec import Struct

from alignment_tui.domain.capacity import balances
from alignment_tui.domain.due import DueReading, is_followed, readings_due, review_due
from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import Number
from alignment_tui.domain.scorecard import Row, Status, rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded
from alignment_tui.domain.trade_offs import promised

_WORST_FIRST: dict[Status, int] = {"off track": 0, "behind": 1, "no readings": 2, "no target": 3, "on track": 4}


class Followed(Struct, frozen=True, kw_only=True):
    """Where something is from: the session's name in the library, and its title."""

    slug: str
    title: str


class MetricLine(Struct, frozen=True, kw_only=True):
    """A signed metric of one of the sessions. `shortfall` is how far it is from its line, as a share of the line."""

    session: Followed
    row: Row
    target: Number | None
    unit: str
    owner: str
    shortfall: Number


class OverdueReview(Struct, frozen=True, kw_only=True):
    """A review that should have been written by now."""

    session: Followed
    due: date


class MissingReading(Struct, frozen=True, kw_only=True):
    """A signed metric whose reading is not in."""

    session: Followed
    name: str
    owner: str
    reading: DueReading


class Share(Struct, frozen=True, kw_only=True):
    """Person-weeks that one session promises of a team, and how many it says the team has."""

    session: Followed
    typical: Number
    available: Number | None


class PromisedTwice(Struct, frozen=True, kw_only=True):
    """A team that several sessions promise work of. `over_by` is what goes beyond the most that any says there is."""

    team: str
    shares: tuple[Share, ...]
    typical: Number
    available: Number | None
    over_by: Number | None


class Card(Struct, frozen=True, kw_only=True):
    """What one session brings to the portfolio; the session itself need not be kept for it."""

    lines: tuple[MetricLine, ...] = ()
    overdue: tuple[OverdueReview, ...] = ()
    missing: tuple[MissingReading, ...] = ()
    shares: tuple[tuple[str, Share], ...] = ()


class Portfolio(Struct, frozen=True, kw_only=True):
    """Every signed metric worst first, reviews and readings longest overdue first, teams by how far they are over."""

    lines: tuple[MetricLine, ...]
    overdue: tuple[OverdueReview, ...]
    missing: tuple[MissingReading, ...]
    promised_twice: tuple[PromisedTwice, ...]


def card_of(slug: str, session: Session, today: date) -> Card:
    """Return what a session brings; nothing while it is not signed, or when it was withdrawn or superseded."""
    if not session.versions or not is_followed(session):
        return Card()
    here = Followed(slug=slug, title=session.title)
    metrics = {metric.id: metric for metric in session.metrics}
    due = review_due(session)
    return Card(
        lines=tuple(
            MetricLine(
                session=here,
                row=row,
                target=metrics[row.metric].target,
                unit=metrics[row.metric].unit,
                owner=session.name_of(metrics[row.metric].owner),
                shortfall=_shortfall(row),
            )
            for row in rows(session, today)
            if row.signed
        ),
        overdue=(OverdueReview(session=here, due=due),) if due and due < today else (),
        missing=tuple(
            MissingReading(
                session=here,
                name=metrics[one.metric].name,
                owner=session.name_of(metrics[one.metric].owner),
                reading=one,
            )
            for one in readings_due(session, today)
            if one.metric in metrics
        ),
        shares=tuple(_shares(here, session, today)),
    )


def portfolio(cards: Iterable[Card]) -> Portfolio:
    """Return all cards together, each part with what needs a look first."""
    held = list(cards)
    teams: dict[str, list[tuple[str, Share]]] = {}
    for card in held:
        for team, share in card.shares:
            teams.setdefault(folded(team), []).append((team, share))
    twice = (_twice(shares) for shares in teams.values() if len(shares) > 1)
    return Portfolio(
        lines=tuple(sorted((line for card in held for line in card.lines), key=_worst_first)),
        overdue=tuple(sorted((one for card in held for one in card.overdue), key=lambda one: one.due)),
        missing=tuple(sorted((one for card in held for one in card.missing), key=lambda one: one.reading.due)),
        promised_twice=tuple(sorted(twice, key=lambda one: (-(one.over_by or 0), one.available is not None, one.team))),
    )


def _worst_first(line: MetricLine) -> tuple[int, bool, Number, str]:
    row = line.row
    return _WORST_FIRST[row.status], bool(row.trade_offs), -line.shortfall, line.session.slug


def _shortfall(row: Row) -> Number:
    if row.status not in ("off track", "behind") or row.latest is None or not row.expected:
        return 0
    expected = exact(row.expected)
    return number(abs((exact(row.latest) - expected) / expected))


def _shares(here: Followed, session: Session, today: date) -> Iterable[tuple[str, Share]]:
    """Yield what is promised of each team that is named, while the time it was promised for is not over."""
    done = set(promised(session))
    for balance in balances(session, [request for request in session.requests if request.id in done]):
        if balance.team and balance.typical and (balance.until is None or balance.until >= today):
            yield balance.team, Share(session=here, typical=balance.typical, available=balance.available)


def _twice(shares: list[tuple[str, Share]]) -> PromisedTwice:
    typical = sum((exact(share.typical) for _, share in shares), Fraction(0))
    known = [exact(share.available) for _, share in shares if share.available is not None]
    available = max(known, default=None)
    return PromisedTwice(
        team=shares[0][0],
        shares=tuple(share for _, share in shares),
        typical=number(typical),
        available=None if available is None else number(available),
        over_by=None if available is None else number(max(typical - available, Fraction(0))),
    )
