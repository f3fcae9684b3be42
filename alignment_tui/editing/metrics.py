"""Edits of day 3: metrics, their figures, and who agreed to them."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.quantities import figures
from alignment_tui.domain.records import Agreement, Metric
from alignment_tui.domain.session import Session
from alignment_tui.editing.fields import changed, one
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import away_now, everybody, somebody
from alignment_tui.editing.records import with_entry


def measure(name: str, *, owner: str | None = None, **fields: Any) -> Edit:
    """Return an edit that adds a metric; `owner` is a name or an id, `fields` are those of `Metric`."""

    def edit(session: Session, moment: Moment) -> Session:
        owner_id = None
        if owner:
            session, owner_id = somebody(session, moment, owner)
        new = Metric(id=moment.new_id(session, "M"), name=name, owner=owner_id, **fields)
        return with_entry(session, new)

    return edit


def define(metric_id: str, *, owner: str | None = None, **fields: Any) -> Edit:
    """Return an edit that sets fields of a metric; `owner` is a name or an id."""

    def edit(session: Session, moment: Moment) -> Session:
        metric = one(session, metric_id, Metric)
        if owner:
            session, fields["owner"] = somebody(session, moment, owner)
        return changed(session, metric.id, **fields)

    return edit


def measure_criterion(criterion_id: str, name: str, *, owner: str | None = None, **fields: Any) -> Edit:
    """Return an edit that makes a metric from a success criterion, so that the words lead to the number."""
    return measure(name, owner=owner, criterion=criterion_id.upper(), **fields)


def agree(metric_id: str, people: Iterable[str]) -> Edit:
    """Return an edit that says these people agree to a metric's figures as they stand."""
    wanted = tuple(people)

    def edit(session: Session, moment: Moment) -> Session:
        session, ids = everybody(session, moment, wanted)
        return _said(session, one(session, metric_id, Metric), ids, agrees=True)

    return edit


def agree_to_all(people: Iterable[str] | None = None) -> Edit:
    """Return an edit that says people agree to the figures of every metric that has some.

    Without names it is everyone who asked for something and is not away.
    """
    wanted = None if people is None else tuple(people)

    def edit(session: Session, moment: Moment) -> Session:
        session, ids = everybody(session, moment, askers_here(session) if wanted is None else wanted)
        with_figures = [metric for metric in session.metrics if figures(metric)]
        if not ids:
            raise RuleBroken("nobody who asked for something is here: name who agrees")
        if not with_figures:
            raise RuleBroken("no metric has numbers yet")
        for metric in with_figures:
            session = _said(session, metric, ids, agrees=True)
        return session

    return edit


def disagree(metric_id: str, who: str, why: str) -> Edit:
    """Return an edit that says somebody does not agree to a metric's figures yet, and why."""

    def edit(session: Session, moment: Moment) -> Session:
        session, person_id = somebody(session, moment, who)
        return _said(session, one(session, metric_id, Metric), (person_id,), agrees=False, why=why)

    return edit


def askers_here(session: Session) -> tuple[str, ...]:
    """Return everyone who asked for something and is not away, in the order they are known."""
    askers = {request.asker for request in session.requests}
    absent = away_now(session)
    return tuple(one.id for one in session.stakeholders if one.id in askers and one.id not in absent)


def _said(session: Session, metric: Metric, people: tuple[str, ...], *, agrees: bool, why: str = "") -> Session:
    text = figures(metric)
    new = {person: Agreement(person=person, agrees=agrees, figures=text, why=why) for person in people}
    standing = tuple(new.pop(old.person, old) for old in metric.agreements)
    return with_entry(session, replace(metric, agreements=(*standing, *new.values())))
