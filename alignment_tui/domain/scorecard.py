"""The scorecard: what moved, whether it is noise, whether it is on track, and who had agreed to a miss."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct

from alignment_tui.domain.memo import metric_text
from alignment_tui.domain.memo_status import reopened
from alignment_tui.domain.metrics import direction
from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import Metric, Number, Reading
from alignment_tui.domain.session import Session
from alignment_tui.domain.signed_differences import change_words, leaf_changes
from alignment_tui.domain.trade_offs import accepted
from alignment_tui.domain.xmr import Chart, chart, readings_by_metric

RECENT = timedelta(weeks=13)
Status = Literal["on track", "behind", "off track", "no readings", "no target"]
Colour = Literal["green", "amber", "red", "none"]
COLOURS: dict[Status, Colour] = {
    "on track": "green",
    "behind": "amber",
    "off track": "red",
    "no readings": "none",
    "no target": "none",
}
NOBODY_AGREED = "nobody agreed to this"
RULE = (
    "on track: at or past the line from the baseline to the target, or within the threshold; "
    "behind: better than the baseline, short of the line; off track: no better, or the date has passed"
)


class Row(Struct, frozen=True, kw_only=True):
    """One metric on the scorecard. `expected` is where the line to the target is on the day of the latest reading.

    `answered_by` says, beside a miss, which accepted trade-off explains it, or that nobody agreed to it.
    """

    metric: str
    name: str
    signed: bool
    latest: Number | None
    latest_on: date | None
    recent: tuple[Reading, ...]
    change_since_baseline: Number | None
    expected: Number | None
    status: Status
    colour: Colour
    verdict: str
    trade_offs: tuple[str, ...]
    answered_by: str
    drift: tuple[str, ...]
    chart: Chart


@once(kept=4)
def rows(session: Session, today: date) -> tuple[Row, ...]:
    """Return a row for every metric, each leading one under the outcome it leads."""
    by_metric = readings_by_metric(session)
    return tuple(_row(session, metric, today, by_metric.get(metric.id, ())) for metric in in_order(session.metrics))


def row(session: Session, metric: Metric, today: date) -> Row:
    """Return one metric's row as of `today`."""
    return next(found for found in rows(session, today) if found.metric == metric.id)


def change(metric: Metric, value: Number) -> Number | None:
    """Return the change since the baseline as a fraction of it; nothing without a baseline, or with one of 0."""
    if not metric.baseline:
        return None
    start = exact(metric.baseline)
    return number((exact(value) - start) / abs(start))


def line_starts(session: Session, readings: tuple[Reading, ...]) -> date | None:
    """Return the day from which the line to the target runs: the first sign-off, else the first reading."""
    signed: datetime | None = min((version.at for version in session.versions), default=None)
    if signed:
        return signed.date()
    return readings[0].on if readings else None


def expected_on(metric: Metric, on: date, start: date | None) -> Number | None:
    """Return where the straight line from baseline to target is on a day; the target itself where no line is drawn."""
    if metric.target is None:
        return None
    if metric.threshold or metric.baseline is None or metric.by is None or start is None:
        return metric.target
    passed, length = Fraction((on - start).days), (metric.by - start).days
    share = min(max(passed / length, Fraction(0)), Fraction(1)) if length > 0 else Fraction(1)
    return number(exact(metric.baseline) + (exact(metric.target) - exact(metric.baseline)) * share)


def status_of(metric: Metric, latest: Reading | None, expected: Number | None) -> Status:
    """Return the status by the numbers alone, as `RULE` says it."""
    if latest is None:
        return "no readings"
    better = direction(metric)
    if expected is None or (better is None and metric.baseline != metric.target):
        return "no target"
    if better is None:
        return "on track" if latest.value == metric.target else "off track"
    if latest.value >= expected if better == "up" else latest.value <= expected:
        return "on track"
    late = metric.by is not None and latest.on >= metric.by
    if metric.threshold or metric.baseline is None or late:
        return "off track"
    moved = latest.value > metric.baseline if better == "up" else latest.value < metric.baseline
    return "behind" if moved else "off track"


def in_order(metrics: tuple[Metric, ...]) -> tuple[Metric, ...]:
    """Return the metrics in their order, each leading one after the outcome it leads."""
    ids = {metric.id for metric in metrics}
    placed: dict[str, Metric] = {}

    def place(metric: Metric) -> None:
        placed[metric.id] = metric
        for follower in metrics:
            if follower.leads == metric.id and follower.id not in placed:
                place(follower)

    for metric in metrics:
        if metric.leads not in ids:
            place(metric)
    return tuple((placed | {metric.id: metric for metric in metrics if metric.id not in placed}).values())


def _row(session: Session, metric: Metric, today: date, known: tuple[Reading, ...]) -> Row:
    readings = tuple(one for one in known if one.on <= today)
    latest = readings[-1] if readings else None
    expected = expected_on(metric, latest.on, line_starts(session, readings)) if latest else None
    state = status_of(metric, latest, expected)
    links = [one for one in accepted(session) if one.metric == metric.id]
    missed = state in ("behind", "off track")
    held = chart(metric, readings)
    signed = _signed(session)
    return Row(
        metric=metric.id,
        name=metric.name,
        signed=metric.id in signed,
        latest=latest.value if latest else None,
        latest_on=latest.on if latest else None,
        recent=tuple(one for one in readings if latest and one.on > latest.on - RECENT),
        change_since_baseline=change(metric, latest.value) if latest else None,
        expected=expected,
        status=state,
        colour=COLOURS[state],
        verdict=held.verdict,
        trade_offs=tuple(one.id for one in links) if missed else (),
        answered_by=_answer(session, metric) if missed else "",
        drift=_drift(session, metric, signed),
        chart=held,
    )


def _answer(session: Session, metric: Metric) -> str:
    links = [one for one in accepted(session) if one.metric == metric.id]
    if not links:
        return NOBODY_AGREED
    said, open_again = [], reopened(session)
    for one in links:
        bearer = f", borne by {session.name_of(one.bearer)}" if one.bearer else ", borne by nobody yet"
        again = ", open again" if one.id in open_again else ""
        said.append(f"{one.id}, {one.gain} even over {one.give}{bearer}{again}")
    return f"accepted: {'; '.join(said)}"


def _signed(session: Session) -> dict[str, Any]:
    version = session.latest_version
    return {entry["id"]: entry for entry in version.sections.get("metrics", ())} if version else {}


def _drift(session: Session, metric: Metric, signed: dict[str, Any]) -> tuple[str, ...]:
    if not session.versions:
        return ()
    if metric.id not in signed:
        return (f"{metric.id} was not signed",)
    changes = leaf_changes(signed[metric.id], metric_text(session, metric), metric.id)
    return tuple(change_words(one) for one in changes)
