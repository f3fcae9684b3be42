"""Lines after launch: readings, limits, the review, lessons and tripwires."""

import re
from typing import Literal

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.dates import day
from alignment_tui.capture.form import Table
from alignment_tui.capture.quantities import is_number, number
from alignment_tui.capture.spoken import Line, quoted, said, separated
from alignment_tui.domain.quantities import measure, plain
from alignment_tui.domain.records import Metric, TradeOff, Tripwire
from alignment_tui.editing import scorecard as edits
from alignment_tui.editing.scorecard import Account

_ACCOUNT = re.compile(r"(changed|how|why|now)\s*[:\uff1a]\s*", re.IGNORECASE)
_ACCOUNTS: dict[str, Account] = {"changed": "changed", "how": "how", "why": "why", "now": "now"}
_BEGINS_A_NUMBER = tuple("0123456789-+.")
_SAID = {"changed": "what changed", "how": "how", "why": "why", "now": "what we do now"}
_TRIPWIRE = re.compile(
    r"(\S+)\s+(?:(above|below)\s+(\S+)(?:\s+(.*?))?|signals\s+(up|down))\s+reopens\s+(\S+)", re.IGNORECASE
)


def _reading(line: Line, rest: str) -> Understood | None:
    text, note = separated(rest) or (rest, "")
    first, _, after = text.partition(" ")
    metric = line.subject
    if not isinstance(metric, Metric) or after.startswith("->"):
        return None
    if not is_number(first.removesuffix("%")):
        if first[:1] in _BEGINS_A_NUMBER:
            raise Unread(f"{first[:40]} is not a number.")
        return None
    value = number(first.removesuffix("%"))
    after = f"{after.strip()} "
    if metric.unit and after.casefold().startswith(f"{metric.unit.casefold()} "):
        after = after[len(metric.unit) :]
    after = after.strip()
    if not after:
        on = line.moment.today
    elif after[:3].casefold() == "on ":
        on = day(after[3:], line.moment.today)
    else:
        raise Unread(f"After the value comes on and a day: {after[:40]} is neither.")
    own = metric.id
    old = edits.reading_on(line.session, own, on)
    instead = f", instead of {plain(old.value)}, which is kept beside it" if old and old.value != value else ""
    return Understood(
        edit=edits.read(own, value, on, note),
        label=f"{own} reading {plain(value)}",
        words=f"{own} {metric.name}: {measure(value, metric.unit)} on {on.isoformat()}{instead}",
        about=own,
    )


def _lock(line: Line, rest: str) -> Understood:
    reason, own = said(rest, "the reason"), line.subject_id
    return Understood(
        edit=edits.lock(own, reason),
        label=f"{own} lock",
        words=f"the limits of {own} are locked as its readings give them now: {quoted(reason)}",
        about=own,
    )


def _review(line: Line, rest: str) -> Understood | None:
    match = _ACCOUNT.match(rest)
    return _account(line, match[1].casefold(), rest[match.end() :]) if match else None


def _account(line: Line, part: str, rest: str) -> Understood:
    account, text = _ACCOUNTS[part], said(rest, _SAID[part])
    today = next((entry for entry in line.session.reviews if entry.on == line.moment.today), None)
    old = getattr(today, account) if today else ""
    instead = f", instead of {quoted(old)}" if old and old != text else ""
    return Understood(
        edit=edits.review(account, text),
        label=f"review {account}",
        words=f"today's review, {_SAID[part]}: {quoted(text)}{instead}",
    )


def _lesson(line: Line, rest: str) -> Understood:
    text = said(rest, "the lesson")
    return Understood(edit=edits.learn(text), label="new lesson", words=f"a lesson: {quoted(text)}")


def _tripwire(line: Line, rest: str) -> Understood:
    match = _TRIPWIRE.fullmatch(rest[:300])
    if not match:
        raise Unread("A tripwire is a metric above or below a number, or signals up or down, and what it reopens.")
    metric, trade_off = line.record(match[1], Metric), line.record(match[6], TradeOff)
    if match[4] and match[4].casefold() != metric.unit.casefold():
        raise Unread(f"{match[4]} is not the unit of {metric.id}.")
    value = number(match[3]) if match[3] else None
    when: Literal["above", "below", "signals up", "signals down"]
    if match[2]:
        when = "above" if match[2].casefold() == "above" else "below"
    else:
        when = "signals up" if match[5].casefold() == "up" else "signals down"
    condition = f"{when} {measure(value, metric.unit)}" if value is not None else when
    return Understood(
        edit=edits.trip(metric.id, when, value, trade_off.id),
        label=f"new tripwire on {metric.id}",
        words=f"{metric.id} {metric.name} {condition} reopens {trade_off.id}",
    )


def _trips(line: Line, rest: str) -> Understood | None:
    wire = line.subject
    if rest or not isinstance(wire, Tripwire):
        return None
    return Understood(
        edit=edits.act_on(wire.id),
        label=f"{wire.id} reopens {wire.reopens}",
        words=f"{wire.id} fires, so {wire.reopens} is open again",
        about=wire.reopens,
    )


_WEEKLY = Table("scorecard")
FORMS = (
    _WEEKLY.verb(
        "M",
        "",
        _reading,
        "M1 91",
        "M1 91 on 2025-05-12",
        means="a reading, today or on a day; said again it corrects, and the old one is kept",
        what="a reading",
    ),
    _WEEKLY.verb(
        "M",
        "lock",
        _lock,
        "M1 lock: the new gateway is a new process",
        means="the natural limits hold from now on",
        what="locked limits",
        colon=True,
    ),
    _WEEKLY.opening(
        "review",
        _review,
        "review changed: downtime went down by a quarter",
        "review how: the sale ran on the new gateway",
        "review why: nobody deployed on Fridays",
        "review now: we keep the freeze on Fridays",
        means="a part of today's review",
        what="a part of the review",
    ),
    _WEEKLY.bare(
        _review,
        "changed: downtime went down by a quarter",
        "how: the sale ran on the new gateway",
        "why: nobody deployed on Fridays",
        "now: we keep the freeze on Fridays",
        means="the same, shorter, in this stage",
        what="a part of the review",
    ),
    _WEEKLY.opening(
        "lesson",
        _lesson,
        "lesson: ask partners before the quarter begins",
        means="a lesson",
        what="a lesson",
        colon=True,
    ),
    _WEEKLY.opening(
        "tripwire",
        _tripwire,
        "tripwire M2 above 40 reopens T1",
        "tripwire M2 below 3 reopens T1",
        "tripwire M2 signals up reopens T1",
        "tripwire M2 signals down reopens T1",
        means="agreed beforehand: this opens a trade-off again",
        what="a tripwire",
    ),
    _WEEKLY.verb(
        "W",
        "trips",
        _trips,
        "W1 trips",
        means="a tripwire that fires reopens its trade-off; a reading that fires it does so by itself",
        what="a tripwire that trips",
    ),
)
