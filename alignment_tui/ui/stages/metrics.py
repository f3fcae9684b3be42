"""Day 3 on the screen: what would move, from where to where, by when, and who agreed to the numbers."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from alignment_tui.domain import metrics as rules
from alignment_tui.domain.once import once
from alignment_tui.domain.output_check import questions
from alignment_tui.domain.quantities import figures, plain
from alignment_tui.domain.records import Criterion, Metric, Request
from alignment_tui.domain.session import Session
from alignment_tui.domain.target_realism import realism_words
from alignment_tui.ui.lines import BLANK, Line, columns, headed, labelled, paragraph
from alignment_tui.ui.stages.base import NARROW, ROOMY, StageView, entry_of, fields, id_room
from alignment_tui.ui.widgets.record_list import Row

_LONGEST_OWNER = 12


class _Room(NamedTuple):
    """How much room the columns of the list take, so that names have what is left."""

    figures: int
    owner: int
    agreed: bool


class MetricsView(StageView):
    """Metrics under the streams they belong to; those without one last."""

    slug = "metrics"
    begin = (
        "Say what would move, from where to where, by when, and whose number it is:",
        "checkout downtime 120 -> 90 min/week by 2025-06-30 @Ana #V1",
        "partner setups 7 -> at least 7 a month #V1 guardrail",
        "failed payments 3 -> 1 % by June 2025 @Raj leading M1",
        "numbers agreed: all",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        rows: list[Row] = []
        shown: set[str] = set()
        for stream in session.streams:
            own = [metric for metric in session.metrics if stream.id in metric.streams and metric.id not in shown]
            if own:
                rows.append(Row(heading=f"{stream.id}  {stream.name}"))
                rows.extend(Row("metrics", metric.id) for metric in own)
                shown.update(metric.id for metric in own)
        waiting = self._waiting(session)
        rest = [metric for metric in session.metrics if metric.id not in shown]
        if rest and rows:
            rows.append(Row(heading="Without a stream"))
        rows.extend(Row("metrics", metric.id) for metric in rest)
        if waiting:
            rows.append(Row(heading="What success means, without a metric yet"))
            rows.extend(Row("requests", criterion.id) for criterion in waiting)
        return rows

    def next_action(self, session: Session, row: Row | None) -> str:
        return "measure" if isinstance(entry_of(session, row), Criterion) else ""

    def _waiting(self, session: Session) -> list[Criterion]:
        """Return the success criteria that no metric has come from."""
        measured = {metric.criterion for metric in session.metrics}
        return [one for request in session.requests for one in request.success if one.id not in measured]

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        metric = entry_of(session, row)
        if isinstance(metric, Criterion):
            return columns(width, (metric.id, _criterion_room(session.requests), "dim"), (metric.text, 0, "text"))
        if not isinstance(metric, Metric):
            return BLANK
        room = _room(session)
        agreed = rules.agreement(session, metric).agreed
        kind = f"leads {metric.leads}" if metric.leads else metric.kind
        return columns(
            width,
            (metric.id, id_room(session.metrics), "dim"),
            (metric.name, 0, "text"),
            (kind, 10, "dim") if width >= ROOMY else None,
            (
                figures(metric),
                min(room.figures, 33 if width < NARROW else 38),
                "text" if metric.target is not None else "dim",
            ),
            (_owner(session, metric), min(room.owner, _LONGEST_OWNER), "text" if metric.owner else "warn"),
            ("agreed" if agreed else "", 6, "good") if room.agreed else None,
        )

    def aside(self, session: Session, today: date) -> str:
        agreed = sum(rules.agreement(session, metric).agreed for metric in session.metrics)
        return f"{agreed} of {len(session.metrics)} agreed" if session.metrics else ""

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        metric = entry_of(session, row)
        if isinstance(metric, Criterion):
            return _criterion_detail(session, metric, width)
        if not isinstance(metric, Metric):
            return []
        lines = headed(metric.id, metric.name, width, (metric.kind, "dim"))
        criterion = next(
            (item.text for request in session.requests for item in request.success if item.id == metric.criterion), ""
        )
        lines.extend(
            fields(
                width,
                ("Numbers", figures(metric) or "no numbers yet"),
                ("Stretch", plain(metric.stretch) if metric.stretch is not None else ""),
                ("Scale", metric.scale),
                ("Meter", metric.meter),
                ("Owner", session.name_of(metric.owner)),
                ("Leads", metric.leads or ""),
                ("Streams", ", ".join(metric.streams)),
                ("From", f"{metric.criterion}: {criterion}" if metric.criterion else ""),
                ("Realistic", realism_words(session, metric, today)),
                ("Agreement", rules.agreement_words(session, metric)),
                ("Overruled", metric.overrule),
            )
        )
        asked = questions(session, metric)
        if asked:
            lines.append(BLANK)
        for question in asked:
            lines.extend(paragraph(question.text, width, "warn"))
            if question.rewrite:
                figured = f", say {question.figures}" if question.figures else ""
                lines.extend(labelled("", f"perhaps: {question.rewrite}{figured}", width, "dim", label_width=3))
        return lines


@once(kept=4)
def _room(session: Session) -> _Room:
    metrics = session.metrics
    return _Room(
        max((cell_len(figures(metric)) for metric in metrics), default=0),
        max((cell_len(_owner(session, metric)) for metric in metrics), default=0),
        any(rules.agreement(session, metric).agreed for metric in metrics),
    )


@once(kept=4)
def _criterion_room(requests: tuple[Request, ...]) -> int:
    return max([6, *(id_room(request.success) for request in requests)])


def _owner(session: Session, metric: Metric) -> str:
    return session.name_of(metric.owner) or "no owner"


def _criterion_detail(session: Session, criterion: Criterion, width: int) -> list[Line]:
    request = next(one for one in session.requests if criterion in one.success)
    return [
        *paragraph(criterion.text, width, "strong"),
        *labelled(session.name_of(request.asker), f'"{request.words}"', width, "quote"),
        BLANK,
        *paragraph("What number would show it? Make it a metric, and it stays linked to these words.", width, "dim"),
    ]
