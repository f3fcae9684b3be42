"""Day 3 for the room: one number, from where to where, and who would feel it."""

from collections.abc import Iterator

from alignment_tui.domain.metrics import agreement_words
from alignment_tui.domain.quantities import figures, measure, plain
from alignment_tui.domain.records import Metric
from alignment_tui.ui.lines import BLANK, Line
from alignment_tui.ui.present.page import Page, Presenter, figure, large, told


def _lines(page: Page) -> Iterator[Line]:
    session, metric = page.session, page.record
    if not isinstance(metric, Metric):
        return
    yield from large(page, metric.name)
    if metric.target is not None:
        start = [plain(metric.baseline)] if metric.baseline is not None and not metric.threshold else []
        yield from figure(*start, plain(metric.target))
        yield BLANK
    yield from told(page, "Numbers", figures(metric) or "no numbers yet", "strong")
    yield from told(page, "Stretch", measure(metric.stretch, metric.unit) if metric.stretch is not None else "")
    for stream in session.streams:
        if stream.id in metric.streams:
            yield from told(page, "Felt by", f"{stream.who or stream.name}: {stream.how or stream.name}")
    leads = next((one.name for one in session.metrics if one.id == metric.leads), "")
    yield from told(page, "Leads", leads)
    yield from told(page, "Read from", metric.meter)
    yield from told(page, "Whose number", session.name_of(metric.owner))
    yield from told(page, "Agreement", agreement_words(session, metric) if metric.target is not None else "")


PRESENTER = Presenter(("metrics",), _lines)
