"""Day 2 for the room: the map of one stream, and where work waits."""

from collections.abc import Iterator

from alignment_tui.documents.map_canvas import MapLine
from alignment_tui.documents.value_stream_map import map_bands
from alignment_tui.domain import value_stream as rules
from alignment_tui.domain.records import Step, Stream
from alignment_tui.domain.value_stream_gains import gain_words
from alignment_tui.domain.value_stream_words import incomplete_words, rework_words, total_words, worst_words
from alignment_tui.ui.lines import BLANK, Line, Role, paragraph
from alignment_tui.ui.present.page import AIR, Page, Presenter, large
from alignment_tui.ui.stages.stream_map import painted

_NARROWEST_MAP = 46


def _lines(page: Page) -> Iterator[Line]:
    stream = _stream(page)
    if stream is None:
        return
    promise = ", ".join(part for part in (stream.how, stream.when) if part)
    whom = f"{stream.name} for {stream.who}" if stream.who else stream.name
    yield from large(page, f"{whom}: {promise}" if promise else whom)
    figures = rules.figures(stream)
    yield from _sentence(page, incomplete_words(figures), "warn")
    yield from _sentence(page, worst_words(figures), "strong")
    width = page.width - 2 * page.margin
    if stream.steps and width >= _NARROWEST_MAP:
        for place, band in enumerate(map_bands(stream, width)):
            yield BLANK if place else AIR
            yield from (painted(_open(drawn)) for drawn in band.lines)
        yield BLANK
    yield from _sentence(page, total_words(figures))
    yield from _sentence(page, rework_words(stream))
    if stream.future_of:
        now = next(one for one in page.session.streams if one.id == stream.future_of)
        yield BLANK
        yield from paragraph(f"As it could be: {gain_words(now, stream)}", page.inner, "accent")


def _open(drawn: MapLine) -> MapLine:
    """Return a line of the map with its boxes open at the sides: on a call these are read as letters of the name."""
    return tuple(
        span._replace(text=" ") if span.ink == "line" and span.text in ("[", "]", "│") else span for span in drawn
    )


def _sentence(page: Page, words: str, role: Role = "text") -> list[Line]:
    return paragraph(f"{words[:1].upper()}{words[1:].rstrip('.')}.", page.inner, role) if words else []


def _stream(page: Page) -> Stream | None:
    if isinstance(page.record, Stream):
        return page.record
    if isinstance(page.record, Step):
        return next((one for one in page.session.streams if page.record in one.steps), None)
    return None


PRESENTER = Presenter(("streams",), _lines)
