"""Lines of day 5: options and effects, the choice and the verdicts; trade-offs and votes have modules of their own."""

from typing import Literal

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Reader, Table
from alignment_tui.capture.names import is_id
from alignment_tui.capture.quantities import number
from alignment_tui.capture.spoken import Line, quoted, said, separated
from alignment_tui.capture.trades import TRADE_FORMS
from alignment_tui.capture.votes import VOTE_FORMS
from alignment_tui.domain.quantities import measure
from alignment_tui.domain.records import Metric, Option, Request
from alignment_tui.domain.room import named
from alignment_tui.domain.trade_offs import option_figures
from alignment_tui.editing import trade_offs as edits
from alignment_tui.editing import verdicts
from alignment_tui.editing.people import in_the_room
from alignment_tui.editing.trade_offs import option_named

_DIRECTIONS: tuple[Literal["better", "worse", "same"], ...] = ("better", "worse", "same")


def _option(line: Line, rest: str) -> Understood:
    name, text = separated(said(rest, "the option's name")) or (rest, "")
    said(name, "the option's name")
    requests = line.ids(text, Request)
    standing = option_named(line.session, name)
    of = ", ".join(requests) or "no request"
    return Understood(
        edit=edits.offer(name, requests),
        label=f"{standing.id} {name}" if standing else f"new option {name}",
        words=f"{standing.id} {name} is now {of}" if standing else f"a new option {quoted(name)}: {of}",
        about=standing.id if standing else None,
    )


def _effect(line: Line, rest: str) -> Understood | None:
    words = rest.split(None, 3)
    if len(words) < 2 or not is_id(words[0]):
        return None
    direction = next((one for one in _DIRECTIONS if one == words[1].casefold()), None)
    if direction is None:
        raise Unread(f"{words[1][:40]} is not better, worse or same.")
    own, metric = line.subject_id, line.record(words[0], Metric)
    amount = number(words[2]) if len(words) > 2 else None
    unit = words[3] if len(words) > 3 else ""
    by = f" by {measure(amount, unit)}" if amount is not None else ""
    return Understood(
        edit=edits.affect(own, metric.id, direction, amount, unit),
        label=f"{own} {metric.id} {direction}",
        words=f"with {own}, {metric.id} {metric.name} is {'the ' if direction == 'same' else ''}{direction}{by}",
        about=own,
    )


def _choose(line: Line, rest: str) -> Understood:
    session = line.session
    option = option_named(session, rest) or line.record(said(rest, "the option"), Option)
    old = session.choice
    instead = f", instead of {old.option}" if old and old.option != option.id else ""
    why_not = option_figures(session, option).why_not
    warning = f"; it cannot be done: {'; '.join(why_not)}" if why_not else ""
    return Understood(
        edit=edits.choose(option.id),
        label=f"choose {option.id}",
        words=f"{option.id} {option.name} is chosen{_by_whom(line)}{instead}{warning}",
        about=option.id,
    )


def _by_whom(line: Line) -> str:
    """Say who decides and before whom, as it will be recorded; nothing is made up where nobody said."""
    session, here = line.session, in_the_room(line.session, line.moment)
    by = f" by {named(session, session.deciders)}" if session.deciders else ""
    before = f", before {named(session, here)}" if here else ""
    unsaid = " and ".join(([] if by else ["who decides"]) + ([] if before else ["who is here"]))
    return f"{by}{before}; not said: {unsaid}" if unsaid else f"{by}{before}"


def _verdict(answer: Literal["will", "wont", "later"]) -> Reader:
    said_as = {"will": "we will", "wont": "we won't", "later": "not yet"}[answer]

    def read(line: Line, rest: str) -> Understood:
        reason, own = said(rest, "the reason"), line.subject_id
        return Understood(
            edit=verdicts.answer(own, answer, reason),
            label=f"{own} {answer}",
            words=f"{own}: {said_as}, because {quoted(reason)}",
            about=own,
        )

    return read


_DAY_5 = Table("trade-offs")
FORMS = (
    _DAY_5.opening(
        "option",
        _option,
        "option Calm launch: R1 R3",
        means="a set of requests; an option of this name gets this set instead",
        what="an option",
    ),
    _DAY_5.verb(
        "O",
        "",
        _effect,
        "O1 M1 better 30 min/week",
        "O1 M2 worse",
        "O1 M3 same",
        means="its effect on a metric",
        what="the effect of an option",
    ),
    *TRADE_FORMS,
    *VOTE_FORMS,
    _DAY_5.opening("choose", _choose, "choose O1", means="who decides chooses it", what="a choice"),
    _DAY_5.verb(
        "R",
        "will",
        _verdict("will"),
        "R1 will: within 12 person-weeks, and it moves M1",
        means="will do, with the reason",
        what="a verdict",
        colon=True,
    ),
    _DAY_5.verb(
        "R",
        "wont won't won\u2019t",
        _verdict("wont"),
        "R2 wont: the theming takes 9 person-weeks",
        "R2 won't: the theming takes 9 person-weeks",
        means="won't do (`won't` is `wont`)",
        what="a verdict",
        colon=True,
    ),
    _DAY_5.verb(
        "R",
        "later",
        _verdict("later"),
        "R3 later: after the sale",
        means="not yet, with the reason",
        what="a verdict",
        colon=True,
    ),
)
