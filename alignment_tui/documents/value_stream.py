"""The value streams, step by step, with what the figures say."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Paragraph, Ref, line, refs
from alignment_tui.documents.metrics import stream_entry
from alignment_tui.domain.quantities import plain, work_time
from alignment_tui.domain.records import Estimate, Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream import figures, touching, wait_minutes
from alignment_tui.domain.value_stream_words import incomplete_words, rework_words, total_words, worst_words


def value_stream_blocks(session: Session) -> Iterator[Block]:
    """Yield each stream with its steps (process time, lead time, %C/A) and where work waits."""
    for stream in session.streams:
        yield stream_entries(session, stream)
        yield from figure_blocks(stream)
    yield from aside_blocks(session)


def stream_entries(session: Session, stream: Stream) -> Entries:
    """Return a stream with its steps."""
    return Entries((stream_entry(stream, tuple(_step_entry(session, stream, step) for step in stream.steps)),))


def figure_blocks(stream: Stream) -> Iterator[Paragraph]:
    """Yield what the figures of a stream say, in one paragraph."""
    counted = figures(stream)
    said = (total_words(counted), worst_words(counted), rework_words(stream), incomplete_words(counted))
    if any(said):
        yield Paragraph(line(" ".join(_sentence(words) for words in said if words)))


def aside_blocks(session: Session) -> Iterator[Block]:
    """Yield the requests of which somebody said that they touch no step."""
    aside = [(request, request.touches_none) for request in session.requests if request.touches_none]
    if aside:
        yield Heading("Requests that touch no step")
        yield Entries(tuple(Entry(id=request.id, head=line(why)) for request, why in aside))


def _step_entry(session: Session, stream: Stream, step: Step) -> Entry:
    times = f"{work_time(step.process_time_minutes)} / {work_time(step.lead_time_minutes)}"
    return Entry(
        id=step.id,
        head=line(step.name),
        figures=line(f"{times} / {_share(step.percent_complete_accurate)}"),
        aside=step.lane,
        notes=tuple(_notes(session, stream, step)),
    )


def _notes(session: Session, stream: Stream, step: Step) -> Iterator[Line]:
    wait = wait_minutes(step)
    if wait:
        yield line(f"work waits {work_time(wait)} before it")
    if step.parallel_with:
        yield line("beside ", Ref(step.parallel_with))
    for loop in stream.rework:
        if loop.source == step.id:
            yield line(f"{plain(loop.percent)} % go back to ", Ref(loop.target))
    if touched := touching(session, step.id):
        yield line("touched by ", *refs(request.id for request in touched))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].removesuffix('.')}."


def _share(value: Estimate | None) -> str:
    if value is None:
        return "?"
    return f"{plain(value.typical)} %" if value.low is None else f"{plain(value.bottom)} to {plain(value.top)} %"
