"""Edits of day 5: options and their effects, trade-offs, and the choice."""

from collections.abc import Iterable
from typing import Any, Literal

from msgspec.structs import replace

from alignment_tui.domain.records import Choice, Effect, Metric, Number, Option, Request, TradeOff
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded
from alignment_tui.editing.fields import changed, one
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import in_the_room, somebody
from alignment_tui.editing.records import with_entry


def offer(name: str, requests: Iterable[str] = ()) -> Edit:
    """Return an edit that adds an option; one of this name gets this set of requests instead."""
    wanted = tuple(requests)

    def edit(session: Session, moment: Moment) -> Session:
        ids = tuple(dict.fromkeys(one(session, own, Request).id for own in wanted))
        standing = option_named(session, name)
        if standing:
            return with_entry(session, replace(standing, requests=ids))
        return with_entry(session, Option(id=moment.new_id(session, "O"), name=name, requests=ids))

    return edit


def affect(
    option_id: str,
    metric_id: str,
    direction: Literal["better", "worse", "same"],
    amount: Number | None = None,
    unit: str = "",
) -> Edit:
    """Return an edit that says what an option does to a metric, instead of what was said before."""

    def edit(session: Session, moment: Moment) -> Session:
        option, metric = one(session, option_id, Option), one(session, metric_id, Metric)
        new = Effect(metric=metric.id, direction=direction, amount=amount, unit=unit)
        if any(old.metric == metric.id for old in option.effects):
            effects = tuple(new if old.metric == metric.id else old for old in option.effects)
        else:
            effects = (*option.effects, new)
        return with_entry(session, replace(option, effects=effects))

    return edit


def trade(
    gain: str,
    give: str,
    accepting: str = "",
    *,
    bearer: str | None = None,
    metric: str | None = None,
    option: str | None = None,
) -> Edit:
    """Return an edit that adds a trade-off; `bearer` is a name or an id, the others are ids."""

    def edit(session: Session, moment: Moment) -> Session:
        bearer_id = None
        if bearer:
            session, bearer_id = somebody(session, moment, bearer)
        new = TradeOff(
            id=moment.new_id(session, "T"),
            gain=gain,
            give=give,
            accepting=accepting,
            bearer=bearer_id,
            metric=metric,
            option=option,
        )
        return with_entry(session, new)

    return edit


def retell(trade_off_id: str, *, bearer: str | None = None, **fields: Any) -> Edit:
    """Return an edit that sets fields of a trade-off; `bearer` is a name or an id."""

    def edit(session: Session, moment: Moment) -> Session:
        standing = one(session, trade_off_id, TradeOff)
        if bearer:
            session, fields["bearer"] = somebody(session, moment, bearer)
        return changed(session, standing.id, **fields)

    return edit


def choose(option_id: str) -> Edit:
    """Return an edit that chooses an option, by whoever decides, before whoever is here; instead of the last choice."""

    def edit(session: Session, moment: Moment) -> Session:
        option = one(session, option_id, Option)
        chosen = Choice(
            option=option.id, on=moment.today, decided_by=session.deciders, present=in_the_room(session, moment)
        )
        return replace(session, choice=chosen)

    return edit


def option_named(session: Session, name: str) -> Option | None:
    """Return the option of this name, in any case."""
    wanted = folded(name)
    return next((option for option in session.options if folded(option.name) == wanted), None)
