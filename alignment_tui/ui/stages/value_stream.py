"""Day 2 on the screen: streams with their steps, and where work waits."""

from collections.abc import Sequence
from datetime import date

from alignment_tui.domain import value_stream as rules
from alignment_tui.domain.quantities import plain, work_time
from alignment_tui.domain.records import Estimate, Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream_words import gain_words, incomplete_words, rework_words, total_words, worst_words
from alignment_tui.ui.lines import BLANK, Line, columns, headed, paragraph
from alignment_tui.ui.stages.base import NARROW, StageView, entry_of, fields
from alignment_tui.ui.stages.stream_map import StreamMaps
from alignment_tui.ui.widgets.record_list import Row

_NO_STEP = "no step yet: Design 4h/5d 70% people"


class ValueStreamView(StageView):
    """Each stream, and under it its steps in the order of the work; the detail is the map."""

    slug = "value-stream"
    detail_share = 3
    begin = (
        "Name a stream, whom it serves, how and from when; then its steps as work goes:",
        "stream Checkout for shoppers: pay without waiting, from launch",
        "Design 4h/5d 70% people",
        "Deploy 30m/2d 90% technology",
        "Deploy -> Build 10%",
        "R1 touches Deploy",
    )

    def __init__(self) -> None:
        self._maps = StreamMaps()

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        rows: list[Row] = []
        for stream in session.streams:
            rows.append(Row("streams", stream.id))
            rows.extend(Row("streams", step.id) for step in stream.steps)
        return rows

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        match entry_of(session, row):
            case Stream() as stream:
                future = f"future of {stream.future_of}" if stream.future_of else ""
                name = f"{stream.name} for {stream.who}" if stream.who else stream.name
                return columns(width, (stream.id, 4, "dim"), (name, 0, "strong"), (future, 14 if future else 1, "dim"))
            case Step() as step:
                wait = rules.wait_minutes(step)
                return columns(
                    width,
                    (step.id, 6, "dim"),
                    (step.name, 0, "text"),
                    (step.lane, 10, "dim"),
                    (f"PT {_short(step.process_time_minutes)}", 11, "text"),
                    (f"LT {_short(step.lead_time_minutes)}", 11, "text"),
                    (f"waits {work_time(wait)}" if wait else "", 12, "text") if width >= NARROW else None,
                    (_share(step.percent_complete_accurate), -6, "text"),
                )
            case _:
                return BLANK

    def aside(self, session: Session, today: date) -> str:
        untouched = [request.id for request in session.requests if not (request.touches or request.touches_none)]
        touch = "touches" if len(untouched) == 1 else "touch"
        return f"{len(untouched)} {touch} no step yet" if untouched and session.streams else ""

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        match entry_of(session, row):
            case Stream() as stream:
                return _stream_detail(session, stream, width, self._maps)
            case Step() as step:
                stream = next(stream for stream in session.streams if step in stream.steps)
                return [
                    *_step_lines(session, stream, step, width),
                    *_totals(stream, width),
                    *self._maps.around(session, stream, width, step.id, step.name),
                ]
            case _:
                return []


def _short(time: Estimate | None) -> str:
    """Say a time in a row: a range by its ends."""
    if time is None or time.low is None or time.high is None:
        return work_time(time)
    return f"{work_time(time.low)}-{work_time(time.high)}".replace(" ", "")


def _share(share: Estimate | None) -> str:
    return "?" if share is None else f"{plain(share.typical)} %"


def _stream_detail(session: Session, stream: Stream, width: int, maps: StreamMaps) -> list[Line]:
    whom = f"{stream.name} for {stream.who}" if stream.who else stream.name
    promise = ", ".join(part for part in (stream.how, stream.when) if part)
    lines = [
        *paragraph(f"{whom}: {promise}" if promise else whom, width, "strong"),
        *_totals(stream, width),
        *_gain_lines(session, stream, width),
        *(maps.whole(session, stream, width) if stream.steps else paragraph(_NO_STEP, width, "dim")),
    ]
    metrics = [f"{metric.id} {metric.name}" for metric in session.metrics if stream.id in metric.streams]
    return [*lines, *fields(width, ("Metrics", ", ".join(metrics)))]


def _gain_lines(session: Session, stream: Stream, width: int) -> list[Line]:
    """Say what each future state of a stream gains, or what this one does."""
    pairs = [(stream, future) for future in rules.futures(session, stream.id)]
    if stream.future_of:
        pairs = [(next(one for one in session.streams if one.id == stream.future_of), stream)]
    lines: list[Line] = []
    for now, then in pairs:
        lines.extend(paragraph(f"{then.id}, the future of {now.id}: {gain_words(now, then)}", width, "accent"))
    return lines


def _totals(stream: Stream, width: int) -> list[Line]:
    figures = rules.figures(stream)
    lines: list[Line] = []
    if figures.incomplete:
        lines.extend(paragraph(incomplete_words(figures), width, "warn"))
    if worst := worst_words(figures):
        lines.extend(paragraph(f"Worst: {worst}.", width, "strong"))
    if total := total_words(figures):
        lines.extend(paragraph(total, width))
    if rework := rework_words(figures):
        lines.extend(paragraph(f"{rework}.", width))
    return lines


def _step_lines(session: Session, stream: Stream, step: Step, width: int) -> list[Line]:
    """Tell a step in few lines, so that the map has room below."""
    names = {item.id: item.name for item in stream.steps}
    loops = [loop for loop in stream.rework if loop.source == step.id]
    said = [
        f"{work_time(step.process_time_minutes)} of work in {work_time(step.lead_time_minutes)}",
        f"{_share(step.percent_complete_accurate)} can be used as it is",
        *(f"{plain(loop.percent)} % go back to {names[loop.target]}" for loop in loops),
    ]
    if step.parallel_with:
        said.append(f"beside {names[step.parallel_with]}")
    if asked := [request.id for request in rules.touching(session, step.id)]:
        said.append(f"asked by {', '.join(asked)}")
    return [*headed(step.id, step.name, width, (step.lane, "dim")), *paragraph("; ".join(said), width)]
