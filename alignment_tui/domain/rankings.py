"""Forced ranking: one request a rank, by each person or by all together. There when wanted, required by nothing."""

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from alignment_tui.domain.quantities import number, rounded
from alignment_tui.domain.records import Number
from alignment_tui.domain.requests import merged
from alignment_tui.domain.session import Session

_FEW = 2


class Place(Struct, frozen=True, kw_only=True):
    """The rank one person gave a request, from 1."""

    person: str
    rank: int


class Ranked(Struct, frozen=True, kw_only=True):
    """A request among the others: its mean rank over those who ranked it, and the spread. 1 is the most wanted."""

    request: str
    mean_rank: Number
    best: int
    worst: int
    ranks: tuple[Place, ...]


def ranking(session: Session) -> tuple[Ranked, ...]:
    """Return the requests by mean rank, the most wanted first; those nobody ranked are left out.

    It is over each person's own ranking. The one that all made together is not among them: it is `together`.
    """
    places: dict[str, list[Place]] = {}
    for one in session.rankings:
        if one.person is not None:
            for rank, request in enumerate(standing_order(session, one.order), start=1):
                places.setdefault(request, []).append(Place(person=one.person, rank=rank))
    rows = [
        Ranked(
            request=request,
            mean_rank=number(Fraction(sum(place.rank for place in given), len(given))),
            best=min(place.rank for place in given),
            worst=max(place.rank for place in given),
            ranks=tuple(given),
        )
        for request, given in places.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.mean_rank))


def order_of(session: Session, person: str | None) -> tuple[str, ...]:
    """Return the requests as a person ranked them, or nobody's id for the ranking made together; empty without one."""
    return next((standing_order(session, one.order) for one in session.rankings if one.person == person), ())


def standing_order(session: Session, order: Iterable[str]) -> tuple[str, ...]:
    """Return an order with every near-duplicate as the request it went into, each once, at the better place."""
    roots = {voice.id: root for root, spoken in merged(session).items() for voice in spoken}
    return tuple(dict.fromkeys(roots[request] for request in order))


def beginning(session: Session, person: str | None) -> tuple[str, ...]:
    """Return all standing requests in the order from which somebody goes on ranking.

    It is their own so far; for the ranking together what the single ones come to; what is not in it comes last.
    """
    known = order_of(session, person) or (() if person else tuple(row.request for row in ranking(session)))
    return (*known, *(root for root in merged(session) if root not in known))


def spread_words(session: Session, row: Ranked) -> str:
    """Say how far apart the ranks of a request are: ``from 1 (Ana) to 4 (Raj)``, ``2 for everybody``."""
    if len(row.ranks) == 1:
        return f"{row.best} for {session.name_of(row.ranks[0].person)}, who alone ranked it"
    if row.best == row.worst:
        return f"{row.best} for {'both' if len(row.ranks) == 2 else f'all {len(row.ranks)}'}"
    return f"from {row.best} ({_who(session, row, row.best)}) to {row.worst} ({_who(session, row, row.worst)})"


def mean_words(row: Ranked) -> str:
    """Say a mean rank with one decimal, so that a column of them stands straight: ``2.0``."""
    said = rounded(row.mean_rank)
    return said if "." in said else f"{said}.0"


def _who(session: Session, row: Ranked, rank: int) -> str:
    people = [session.name_of(place.person) for place in row.ranks if place.rank == rank]
    return ", ".join(people) if len(people) <= _FEW else f"{len(people)} people"
