"""Day 2 on the screen: streams with their steps, and where work waits."""

from collections.abc import Sequence
from datetime import date

from alignment_tui.domain.records import Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, paragraph
from alignment_tui.ui.stages.base import NARROW, StageView, entry_of, fields
from alignment_tui.ui.stages.stream_map import StreamMaps
from alignment_tui.ui.stages.stream_rows import step_row, stream_row
from alignment_tui.ui.stages.stream_words import (
    against_lines,
    future_lines,
    gain_lines,
    promise_lines,
    step_lines,
    total_lines,
    worst_lines,
)
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
                return stream_row(session, stream, width)
            case Step() as step:
                return step_row(session, _holder(session, step), step, width)
            case _:
                return BLANK

    def next_action(self, session: Session, row: Row | None) -> str:
        entry = entry_of(session, row)
        return "keep-future" if isinstance(entry, Stream) and entry.future_of else ""

    def aside(self, session: Session, today: date) -> str:
        untouched = [request.id for request in session.requests if not (request.touches or request.touches_none)]
        touch = "touches" if len(untouched) == 1 else "touch"
        return f"{len(untouched)} {touch} no step yet" if untouched and session.streams else ""

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        match entry_of(session, row):
            case Stream() as stream:
                return self._of_stream(session, stream, width)
            case Step() as step:
                stream = _holder(session, step)
                return _around_the_map(
                    width,
                    [*step_lines(session, stream, step, width), *against_lines(session, stream, width)],
                    self._maps.lines(session, stream, width, step.id),
                    [*worst_lines(stream, width), *total_lines(stream, width)],
                )
            case _:
                return []

    def _of_stream(self, session: Session, stream: Stream, width: int) -> list[Line]:
        drawn = self._maps.lines(session, stream, width) if stream.steps else paragraph(_NO_STEP, width, "dim")
        metrics = [f"{metric.id} {metric.name}" for metric in session.metrics if stream.id in metric.streams]
        return _around_the_map(
            width,
            [
                *promise_lines(stream, width),
                *future_lines(session, stream, width),
                *worst_lines(stream, width),
            ],
            drawn,
            [
                *total_lines(stream, width),
                *gain_lines(session, stream, width),
                *fields(width, ("Metrics", ", ".join(metrics))),
            ],
        )


def _around_the_map(width: int, above: list[Line], drawn: list[Line], below: list[Line]) -> list[Line]:
    """Set what is said under the map apart from it where there is room."""
    return [*above, *drawn, *([BLANK] if width >= NARROW and below else []), *below]


def _holder(session: Session, step: Step) -> Stream:
    own = step.id.rpartition(".")[0]
    return next(stream for stream in session.streams if stream.id == own)
