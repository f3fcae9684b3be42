"""Lines of day 4: capacity, platform limits, order, risks, and what is empty on purpose."""

import re
from typing import Any, get_args

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.dates import day
from alignment_tui.capture.error_budgets import BUDGET_FORMS
from alignment_tui.capture.form import Table
from alignment_tui.capture.quantities import person_weeks, person_weeks_there_are
from alignment_tui.capture.spoken import Line, quoted, said, separated
from alignment_tui.domain.quantities import person_weeks as in_person_weeks
from alignment_tui.domain.records import ConstraintKind, Platform, Request, Risk
from alignment_tui.editing import constraints as edits

_KINDS: tuple[ConstraintKind, ...] = get_args(ConstraintKind)
_UNTIL = re.compile(r"(?:^|\s)until\s", re.IGNORECASE)
_LIKELIHOODS = ("unlikely", "possible", "likely")
_IMPACTS = ("low", "high")
_GAPS = re.compile(r"[\s,\uff0c]+")


def _capacity(line: Line, rest: str) -> Understood:
    parts = _UNTIL.split(said(rest, "a number of person-weeks"), maxsplit=1)
    weeks, team = person_weeks_there_are(parts[0].strip())
    until = day(parts[1], line.moment.today) if len(parts) > 1 else None
    standing = edits.same_capacity(line.session, team, until)
    of = f" of {team}" if team else ""
    end = f" until {until.isoformat()}" if until else ""
    instead = f", instead of {in_person_weeks(standing.person_weeks)}" if standing else ""
    return Understood(
        edit=edits.have_capacity(weeks, team, until),
        label=f"{standing.id} capacity" if standing else "new capacity",
        words=f"there are {in_person_weeks(weeks)}{of}{end}{instead}",
        about=standing.id if standing else None,
    )


def _platform(line: Line, rest: str) -> Understood:
    text = said(rest, "the limit")
    return Understood(
        edit=edits.limit_platform(text), label="new platform limit", words=f"a new platform limit: {quoted(text)}"
    )


def _takes(line: Line, rest: str) -> Understood:
    own = line.record(line.subject_id, Platform).id
    weeks, team = person_weeks(said(rest, "a number of person-weeks"))
    effort = in_person_weeks(weeks) if weeks else "nobody knows how much"
    return Understood(
        edit=edits.refactor(own, weeks, team),
        label=f"{own} takes",
        words=f"the refactoring for {own} takes {effort}" + (f" of {team}" if team else ""),
        about=own,
    )


def _before(line: Line, rest: str) -> Understood:
    first, then = line.subject_id, line.record(said(rest, "the other request"), Request).id
    return Understood(
        edit=edits.put_before(first, then), label=f"{first} before {then}", words=f"{first} has to come before {then}"
    )


def _risk(line: Line, rest: str) -> Understood:
    text = said(rest, "the risk")
    return Understood(edit=edits.fear(text), label="new risk", words=f"a new risk: {quoted(text)}")


def _weigh(line: Line, rest: str) -> Understood | None:
    if not isinstance(line.subject, Risk):
        return None
    weights, response = _weights(rest)
    own = line.subject_id
    fields: dict[str, Any] = {"response": response}
    for word in weights:
        field = "likelihood" if word in _LIKELIHOODS else "impact" if word in _IMPACTS else ""
        if not field or field in fields:
            return None
        fields[field] = word
    if not weights and not response:
        return None
    told = [*weights, *([f"then {quoted(response)}"] if response else [])]
    return Understood(
        edit=edits.weigh_risk(own, **fields),
        label=f"{own} {', '.join(weights) or 'then'}",
        words=f"{own} is {', '.join(told)}" if weights else f"{own}: {told[0]}",
        about=own,
    )


def _weights(rest: str) -> tuple[list[str], str]:
    parts = separated(rest)
    if parts is None:
        return [word for word in _GAPS.split(rest.casefold()) if word], ""
    head = [word for word in _GAPS.split(parts[0].casefold()) if word]
    if head[-1:] != ["then"]:
        return ["?"], ""
    return head[:-1], said(parts[1], "what we do then")


def _none(line: Line, rest: str) -> Understood:
    words = [word for word in _GAPS.split(rest.casefold()) if word]
    kinds = [kind for kind in _KINDS if kind in words]
    if not kinds or len(kinds) != len(words):
        raise Unread(f"It is one of {', '.join(_KINDS)}.")
    names = ", ".join(kinds)
    return Understood(edit=edits.say_none(kinds), label=f"none: {names}", words=f"no {names}, on purpose")


_DAY_4 = Table("constraints")
FORMS = (
    _DAY_4.opening(
        "capacity",
        _capacity,
        "capacity 12pw until 2025-04-30",
        "capacity 5pw Payments until 2025-04-30",
        means="person-weeks there are, of a team if named; the same team and day are said again, not added",
        what="capacity",
    ),
    _DAY_4.opening(
        "platform",
        _platform,
        "platform: no theming without new templates",
        means="a limit of the platform",
        what="a platform limit",
        colon=True,
    ),
    _DAY_4.verb(
        "C", "takes", _takes, "C2 takes 9pw", means="the refactoring it would need", what="a refactoring", colon=None
    ),
    _DAY_4.verb("R", "before", _before, "R2 before R1", means="R2 comes first", what="an order"),
    _DAY_4.opening("risk", _risk, "risk: the bank changes its gateway", means="a risk", what="a risk", colon=True),
    _DAY_4.verb(
        "C",
        "",
        _weigh,
        "C3 likely, high, then: we switch back",
        "C3 unlikely",
        means="unlikely, possible, likely; low, high; what we do",
        what="the weight of a risk",
    ),
    *BUDGET_FORMS,
    _DAY_4.opening(
        "none",
        _none,
        "none: order",
        means="empty on purpose: capacity, platform, order, risk, slo",
        what="a kind of constraint that is empty on purpose",
        colon=True,
    ),
)
