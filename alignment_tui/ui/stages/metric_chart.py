"""A metric's chart in the roles of the screen, drawn once for a session and a place."""

from datetime import date
from itertools import groupby

from alignment_tui.domain.once import once
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import Line, Role, cut_line

LEAST_CHART = 8
_INKS: dict[str, Role] = {**dict.fromkeys("◆◇", "warn"), "═": "good", **dict.fromkeys("╌─│┤└", "dim")}


@once(kept=16)
def metric_chart(session: Session, metric_id: str, width: int, height: int, today: date) -> list[Line]:
    """Return a chart, no lines where there is nothing to draw; what draws it is imported with the first one."""
    from alignment_tui.documents.chart_lines import chart_body
    from alignment_tui.documents.chart_plot import plot_of

    metric = next(metric for metric in session.metrics if metric.id == metric_id)
    plot = plot_of(session, metric, today)
    return [cut_line(_inked(text), width) for text in chart_body(plot, width, height)] if plot else []


def _inked(text: str) -> Line:
    return tuple(("".join(signs), role) for role, signs in groupby(text, lambda sign: _INKS.get(sign, "text")))
