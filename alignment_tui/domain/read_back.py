"""What is read back to each signer before they speak: the trade-offs, how we will know, and when we review."""

from collections.abc import Iterator

from msgspec import Struct

from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.quantities import figures
from alignment_tui.domain.reviews import cadence_words, next_review
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import accepted, trade_off_words


class ReadLine(Struct, frozen=True, kw_only=True):
    """One line to read out: which record, what it says, what more there is to it, and whose it is (an id)."""

    id: str = ""
    words: str
    more: str = ""
    person: str | None = None


class ReadPart(Struct, frozen=True, kw_only=True):
    """One of the three things, under its title in the memo."""

    title: str
    lines: tuple[ReadLine, ...]


def read_back(session: Session) -> tuple[ReadPart, ...]:
    """Return the three things, in the words of the memo; what is not agreed is said to be missing."""
    return (
        ReadPart(title=SECTION_TITLES["trade_offs"], lines=tuple(_trade_offs(session))),
        ReadPart(title=SECTION_TITLES["metrics"], lines=tuple(_metrics(session))),
        ReadPart(title=SECTION_TITLES["cadence"], lines=(_review(session),)),
    )


def _trade_offs(session: Session) -> Iterator[ReadLine]:
    for one in accepted(session):
        bearer = f"{session.name_of(one.bearer)} bears it" if one.bearer else "nobody bears it yet"
        shown = f", {one.metric} will show it" if one.metric else ""
        yield ReadLine(id=one.id, words=trade_off_words(one), more=f"{bearer}{shown}", person=one.bearer)
    if not accepted(session):
        yield ReadLine(words="no trade-off was accepted")


def _metrics(session: Session) -> Iterator[ReadLine]:
    for metric in session.metrics:
        owner = session.name_of(metric.owner) or "no owner"
        numbers = figures(metric) or "no numbers yet"
        yield ReadLine(id=metric.id, words=f"{metric.name} {numbers}", more=owner, person=metric.owner)
    if not session.metrics:
        yield ReadLine(words="no metric was agreed")


def _review(session: Session) -> ReadLine:
    cadence, coming = session.memo.cadence, next_review(session)
    if cadence is None:
        return ReadLine(words="not agreed yet; review weekly from DATE says it")
    following = f"the next on {coming.isoformat()}" if coming and coming != cadence.first else ""
    return ReadLine(words=cadence_words(cadence), more=following)
