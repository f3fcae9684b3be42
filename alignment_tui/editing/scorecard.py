"""Edits after launch: readings, locked limits, reviews, lessons and tripwires."""

from datetime import date
from typing import Literal

from msgspec.structs import replace

from alignment_tui.domain import xmr
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Lesson, Metric, Number, Reading, Review, TradeOff, Tripwire
from alignment_tui.domain.session import Session
from alignment_tui.domain.tripwires import firing, tripwire_standing
from alignment_tui.domain.xmr import readings_of
from alignment_tui.editing.fields import one
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import in_the_room
from alignment_tui.editing.records import with_entry

Account = Literal["changed", "how", "why", "now"]


def read(metric_id: str, value: Number, on: date | None = None, note: str = "") -> Edit:
    """Return an edit that records a metric's value on a day, today if none is given.

    A second value for the day corrects the first, which is kept beside it. Tripwires that it fires reopen their
    trade-off at once, since that was agreed beforehand.
    """

    def edit(session: Session, moment: Moment) -> Session:
        metric, day = one(session, metric_id, Metric), on or moment.today
        old = reading_on(session, metric.id, day)
        new = Reading(metric=metric.id, on=day, value=value, note=note)
        if old:
            before = old.before if value == old.value else (*old.before, old.value)
            new = replace(old, value=value, note=note or old.note, before=before)
        return _with_tripwires(with_entry(session, new), metric.id, day)

    return edit


def lock(metric_id: str, reason: str) -> Edit:
    """Return an edit that locks a metric's natural limits as its readings give them now, and says why."""

    def edit(session: Session, moment: Moment) -> Session:
        metric = one(session, metric_id, Metric)
        return _locked(session, metric, reason, moment.today)

    return edit


def with_limits_locked(session: Session, moment: Moment) -> Session:
    """Return the session with the limits of every metric locked that has readings enough and none locked yet."""
    for metric in session.metrics:
        if metric.limits is None and len(readings_of(session, metric.id)) >= xmr.ENOUGH:
            session = _locked(session, metric, "signed", moment.today)
    return session


def review(account: Account, text: str) -> Edit:
    """Return an edit that writes a part of today's review: what changed, how, why, or what we do now."""

    def edit(session: Session, moment: Moment) -> Session:
        old = next((entry for entry in session.reviews if entry.on == moment.today), Review(on=moment.today))
        present = in_the_room(session, moment) or old.present
        return with_entry(session, replace(old, **{account: text, "present": present}))

    return edit


def learn(text: str) -> Edit:
    """Return an edit that writes down a lesson today."""

    def edit(session: Session, moment: Moment) -> Session:
        return with_entry(session, Lesson(id=moment.new_id(session, "L"), text=text, on=moment.today))

    return edit


def trip(
    metric_id: str, when: Literal["above", "below", "signals up", "signals down"], value: Number | None, reopens: str
) -> Edit:
    """Return an edit that agrees beforehand what opens a trade-off again."""

    def edit(session: Session, moment: Moment) -> Session:
        metric, trade_off = one(session, metric_id, Metric), one(session, reopens, TradeOff)
        new = Tripwire(id=moment.new_id(session, "W"), metric=metric.id, when=when, value=value, reopens=trade_off.id)
        return with_entry(session, new)

    return edit


def act_on(tripwire: str = "") -> Edit:
    """Return an edit that reopens what a tripwire that fires was agreed to reopen; all that fire where none is named.

    A reading does so itself. It is left to a person where the tripwire was agreed only after its reading, or was put
    back by hand.
    """

    def edit(session: Session, moment: Moment) -> Session:
        fired = [one for one in firing(session) if tripwire in ("", one.tripwire)]
        if not fired:
            raise RuleBroken(_quiet(session, tripwire))
        for found in fired:
            session = with_entry(session, replace(one(session, found.tripwire, Tripwire), reopened_on=found.on))
        return session

    return edit


def reading_on(session: Session, metric_id: str, day: date) -> Reading | None:
    """Return the metric's reading of that day, if there is one."""
    return next((entry for entry in session.readings if entry.metric == metric_id and entry.on == day), None)


def _with_tripwires(session: Session, metric_id: str, day: date) -> Session:
    """Return the session with what this day's reading reopens; a corrected one takes back what it had reopened."""
    for wire in session.tripwires:
        if wire.metric == metric_id and wire.reopened_on == day:
            session = with_entry(session, replace(wire, reopened_on=None))
    for fired in firing(session):
        if fired.metric == metric_id and fired.on == day:
            session = with_entry(session, replace(one(session, fired.tripwire, Tripwire), reopened_on=day))
    return session


def _quiet(session: Session, tripwire: str) -> str:
    if not tripwire:
        return "no tripwire fires"
    wire = one(session, tripwire, Tripwire)
    return f"{wire.id} does not fire now: {tripwire_standing(session, wire)}"


def _locked(session: Session, metric: Metric, reason: str, today: date) -> Session:
    readings = readings_of(session, metric.id)
    limits = xmr.lock(metric, readings, reason, today)
    if limits is None:
        raise RuleBroken(f"{metric.id} has {len(readings)} readings: limits are worth locking from {xmr.ENOUGH} on")
    return with_entry(session, replace(metric, limits=limits))
