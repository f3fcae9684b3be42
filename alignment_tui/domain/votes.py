"""Forced ranking and fist to five: there when a group wants them, required by nothing."""

from fractions import Fraction

from msgspec import Struct

from alignment_tui.domain.quantities import number
from alignment_tui.domain.records import Fist, Number
from alignment_tui.domain.room import present
from alignment_tui.domain.session import Session

PASSES_FROM = 3
CHAMPIONS_FROM = 4


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


class FistResult(Struct, frozen=True, kw_only=True):
    """A fist to five on an option. It is blind until `complete`: everybody here has shown fingers."""

    option: str
    votes: int
    complete: bool
    waiting: tuple[str, ...]
    passes: bool
    lowest: int | None
    champions: tuple[str, ...]
    no_champion: bool
    objections: tuple[Fist, ...]


def ranking(session: Session) -> tuple[Ranked, ...]:
    """Return the requests by mean rank, the most wanted first; those nobody ranked are left out."""
    places: dict[str, list[Place]] = {}
    for one in session.rankings:
        for rank, request in enumerate(one.order, start=1):
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


def fist(session: Session, option_id: str) -> FistResult:
    """Return how a fist to five came out: it passes when everybody shows 3 or more."""
    shown = tuple(one for one in session.fists if one.option == option_id)
    voted = {one.person for one in shown}
    waiting = tuple(person for person in present(session) if person not in voted)
    fingers = [one.fingers for one in shown]
    champions = tuple(one.person for one in shown if one.fingers >= CHAMPIONS_FROM)
    passes = bool(fingers) and min(fingers) >= PASSES_FROM
    return FistResult(
        option=option_id,
        votes=len(shown),
        complete=bool(shown) and not waiting,
        waiting=waiting,
        passes=passes,
        lowest=min(fingers, default=None),
        champions=champions,
        no_champion=passes and not champions,
        objections=tuple(one for one in shown if one.fingers < PASSES_FROM),
    )


def fist_words(session: Session, result: FistResult) -> str:
    """Say a result once it may be seen: ``passes``, ``passes, but nobody champions it``, ``does not pass: Raj 2``."""
    if not result.votes:
        return "nobody has shown fingers yet"
    if not result.complete:
        return f"{result.votes} in, waiting for {', '.join(session.name_of(one) for one in result.waiting)}"
    if not result.passes:
        low = (f"{session.name_of(one.person)} {one.fingers}" for one in result.objections)
        return f"does not pass: {', '.join(low)}"
    return "passes, but nobody champions it" if result.no_champion else "passes"
