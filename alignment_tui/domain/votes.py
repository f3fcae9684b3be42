"""Fist to five: there when a group wants it, required by nothing, and blind until everybody here has shown fingers."""

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.records import Fist
from alignment_tui.domain.room import present
from alignment_tui.domain.session import Session

LEGEND = {
    5: "champions it",
    4: "supports it",
    3: "can live with it",
    2: "has concerns",
    1: "has grave concerns",
    0: "blocks it",
}
PASSES_FROM = 3
CHAMPIONS_FROM = 4


class FistResult(Struct, frozen=True, kw_only=True):
    """A fist to five on an option. It is `complete` when everybody here has shown fingers.

    While it is `hidden` nothing tells what anybody has shown: it neither passes nor fails, and has no lowest.
    """

    option: str
    votes: int
    of: int
    complete: bool
    hidden: bool
    waiting: tuple[str, ...]
    passes: bool
    lowest: int | None
    champions: tuple[str, ...]
    no_champion: bool
    objections: tuple[Fist, ...]


def fist(session: Session, option_id: str) -> FistResult:
    """Return how a fist to five came out: it passes when everybody shows 3 or more."""
    given = tuple(one for one in session.fists if one.option == option_id)
    voted = {one.person for one in given}
    waiting = tuple(person for person in present(session) if person not in voted)
    hidden = any(one.blind for one in given)
    shown = () if hidden else given
    fingers = [one.fingers for one in shown if one.fingers is not None]
    champions = tuple(one.person for one in shown if one.fingers is not None and one.fingers >= CHAMPIONS_FROM)
    passes = bool(fingers) and min(fingers) >= PASSES_FROM
    return FistResult(
        option=option_id,
        votes=len(given),
        of=len(given) + len(waiting),
        complete=bool(given) and not waiting,
        hidden=hidden,
        waiting=waiting,
        passes=passes,
        lowest=min(fingers, default=None),
        champions=champions,
        no_champion=passes and not champions,
        objections=tuple(one for one in shown if one.fingers is not None and one.fingers < PASSES_FROM),
    )


def fist_words(session: Session, result: FistResult) -> str:
    """Say how it stands: ``2 of 3 in, waiting for Li``, ``passes``, ``does not pass: Raj 2``."""
    if not result.votes:
        return "nobody has shown fingers yet"
    waiting = f"{result.votes} of {result.of} in, waiting for {_names(session, result.waiting)}"
    if result.hidden:
        return waiting if result.waiting else "all are in, and still hidden"
    if not result.passes:
        low = (f"{session.name_of(one.person)} {one.fingers}" for one in result.objections)
        outcome = f"does not pass: {', '.join(low)}"
    else:
        outcome = "passes, but nobody champions it" if result.no_champion else "passes"
    return f"{waiting}; so far it {outcome}" if result.waiting else outcome


def all_in_shown(session: Session) -> Session:
    """Return the session with every fist to five shown for which nobody here is waited for any more."""
    done = {one.option for one in session.fists if one.blind and not fist(session, one.option).waiting}
    return with_shown(session, done) if done else session


def with_shown(session: Session, options: Collection[str]) -> Session:
    """Return the session with the fists on these options shown; one that has no fingers says nothing and goes."""
    fists = (
        replace(one, blind=False) if one.option in options and one.fingers is not None else one for one in session.fists
    )
    return replace(session, fists=tuple(one for one in fists if one.option not in options or not one.blind))


def _names(session: Session, people: tuple[str, ...]) -> str:
    return ", ".join(session.name_of(person) for person in people)
