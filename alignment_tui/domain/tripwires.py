"""Tripwires: agreed beforehand, they reopen a trade-off when its metric does what nobody wanted."""

from datetime import date

from msgspec import Struct

from alignment_tui.domain.quantities import measure, plain
from alignment_tui.domain.records import Number, Tripwire
from alignment_tui.domain.session import Session
from alignment_tui.domain.xmr import chart, readings_of


class Firing(Struct, frozen=True, kw_only=True):
    """A tripwire that the latest reading of its metric fires, and the trade-off that is to be reopened."""

    tripwire: str
    metric: str
    reopens: str
    on: date
    value: Number
    words: str


def firing(session: Session) -> tuple[Firing, ...]:
    """Return the tripwires that the latest readings fire and on which nobody has acted since."""
    found = (_firing(session, wire) for wire in session.tripwires)
    return tuple(one for one in found if one)


def tripwire_words(session: Session, wire: Tripwire) -> str:
    """Say a tripwire: ``downtime above 40 min/week reopens T1``."""
    metric = next(metric for metric in session.metrics if metric.id == wire.metric)
    when = wire.when if wire.value is None else f"{wire.when} {measure(wire.value, metric.unit)}"
    return f"{metric.name} {when} reopens {wire.reopens}"


def tripwire_standing(session: Session, wire: Tripwire) -> str:
    """Say where a tripwire stands: ``quiet``, ``fires now`` while nobody has acted, ``reopened on 2025-06-02``."""
    if _firing(session, wire):
        return "fires now"
    return f"reopened on {wire.reopened_on.isoformat()}" if wire.reopened_on else "quiet"


def reopened_since(before: Session, after: Session) -> tuple[str, ...]:
    """Say every tripwire that reopened its trade-off between two states of a session, a sentence each.

    ``W1: downtime above 40 min/week reopens T1; it is open again``
    """
    was = {wire.id: wire.reopened_on for wire in before.tripwires}
    return tuple(
        f"{wire.id}: {tripwire_words(after, wire)}; it is open again"
        for wire in after.tripwires
        if wire.reopened_on and wire.reopened_on != was.get(wire.id)
    )


def _firing(session: Session, wire: Tripwire) -> Firing | None:
    readings = readings_of(session, wire.metric)
    if not readings:
        return None
    latest = readings[-1]
    if wire.reopened_on and latest.on <= wire.reopened_on:
        return None
    metric = next(metric for metric in session.metrics if metric.id == wire.metric)
    if wire.value is not None:
        crossed = latest.value > wire.value if wire.when == "above" else latest.value < wire.value
        what = f"{plain(latest.value)} is {wire.when} {measure(wire.value, metric.unit)}"
    else:
        side = wire.when.removeprefix("signals ")
        signals = chart(metric, readings).signals
        crossed = any(signal.side == side and signal.on == latest.on for signal in signals)
        what = wire.when
    if not crossed:
        return None
    words = f"{metric.name}: {what} on {latest.on.isoformat()}, so {wire.reopens} is to be reopened"
    return Firing(
        tripwire=wire.id, metric=metric.id, reopens=wire.reopens, on=latest.on, value=latest.value, words=words
    )
