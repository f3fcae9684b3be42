"""A metric told whole: why it is on or off track, what its numbers mean, who agreed to a miss, and its chart."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.domain.quantities import figures, plain, rounded
from alignment_tui.domain.records import Metric
from alignment_tui.domain.scorecard import Row, row
from alignment_tui.domain.session import Session
from alignment_tui.domain.status_words import status_words
from alignment_tui.domain.tripwires import tripwire_standing, tripwire_words
from alignment_tui.domain.weeks import by_week
from alignment_tui.ui.lines import BLANK, Line, Role, between, cut_line, headed, labelled, line, paragraph, width_of
from alignment_tui.ui.stages.base import fields
from alignment_tui.ui.stages.metric_chart import LEAST_CHART, metric_chart
from alignment_tui.ui.stages.scorecard_row import ROLES, answer_role

_BESIDE_FROM = 116
_FACTS = (44, 60)


def metric_facts(session: Session, metric: Metric, width: int, today: date) -> list[Line]:
    """Return all that is said of a metric, without its chart."""
    now = row(session, metric, today)
    return [*_judged(session, metric, now, width, today), BLANK, *_facts(session, metric, now, width)]


def metric_detail(session: Session, metric: Metric, width: int, height: int, today: date) -> list[Line]:
    """Return the same with its chart where there is room: beside what is said, or under the sentences that judge it.

    Where there is none, what is said is whole, and the chart is one key away.
    """
    now = row(session, metric, today)
    if now.latest is None:
        return metric_facts(session, metric, width, today)
    if width >= _BESIDE_FROM and height >= LEAST_CHART:
        facts = min(max(width * 2 // 5, _FACTS[0]), _FACTS[1])
        left = metric_facts(session, metric, facts, today)
        return _side_by_side(left, facts, metric_chart(session, metric.id, width - facts - 3, height, today))
    judged = _judged(session, metric, now, width, today)
    if height - len(judged) - 1 < LEAST_CHART:
        return [_with_key(judged[0], width), *judged[1:], BLANK, *_facts(session, metric, now, width)]
    chart = metric_chart(session, metric.id, width, height - len(judged) - 1, today)
    return [*judged, *chart, BLANK, *_facts(session, metric, now, width)]


def _judged(session: Session, metric: Metric, now: Row, width: int, today: date) -> list[Line]:
    role = ROLES.get(now.colour, "dim")
    provisional = " (provisional limits)" if now.chart.provisional else ""
    lines = [
        *headed(metric.id, metric.name, width, (f"leads {metric.leads}" if metric.leads else metric.kind, "dim")),
        *paragraph(status_words(metric, now, today), width, role),
        *paragraph(now.verdict + provisional, width),
    ]
    if now.answered_by:
        lines += paragraph(now.answered_by, width, answer_role(now))
    for drift in now.drift:
        lines += paragraph(f"not what was signed: {drift}", width, "warn")
    return lines


def _with_key(head: Line, width: int) -> Line:
    """Return the first line with the key for the chart at its end, where there is room for it."""
    key = line(("F3 ", "key"), ("chart", "dim"))
    return between(head, key, width) if width_of(head) + width_of(key) + 2 <= width else head


def _facts(session: Session, metric: Metric, now: Row, width: int) -> list[Line]:
    lines = fields(
        width,
        ("Numbers", figures(metric)),
        ("Stretch", plain(metric.stretch) if metric.stretch is not None else ""),
        ("Owner", session.name_of(metric.owner)),
        ("Read from", metric.meter),
    )
    if recent := by_week(now):
        values = " ".join(plain(reading.value) for reading in recent)
        lines += labelled("Readings", f"{values}   from {recent[0].on} to {recent[-1].on}", width)
    if limits := now.chart.limits:
        span = f"{rounded(limits.lower)} to {rounded(limits.upper)}, centre {rounded(limits.centre)}"
        lines += labelled("Limits", f"{span}, {_held(metric)}", width)
    for wire in session.tripwires:
        if wire.metric == metric.id:
            stands = tripwire_standing(session, wire)
            role: Role = "text" if stands == "quiet" else "warn"
            lines += labelled(wire.id, f"{tripwire_words(session, wire)}: {stands}", width, role)
    return [*lines, *_notes(now, width)]


def _held(metric: Metric) -> str:
    if metric.limits is None:
        return f"provisional until {metric.id} lock: reason"
    return f"locked on {metric.limits.on.isoformat()}: {metric.limits.reason}"


def _notes(now: Row, width: int) -> Iterator[Line]:
    for reading in reversed(now.recent):
        if reading.note:
            told = line((f"{reading.on}  ", "dim"), (f"{plain(reading.value)}  ", "text"), (reading.note, "dim"))
            yield cut_line(told, width)


def _side_by_side(left: list[Line], width: int, right: list[Line]) -> list[Line]:
    count = max(len(left), len(right))
    padded = [*left, *[BLANK] * (count - len(left))]
    drawn = [*right, *[BLANK] * (count - len(right))]
    return [
        (*facts, (" " * (width - width_of(facts)), "text"), ("   ", "text"), *chart)
        for facts, chart in zip(padded, drawn, strict=True)
    ]
