"""How we will know: the metrics, under the value streams they belong to."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Ref, joined, line
from alignment_tui.documents.phrases import listed, people
from alignment_tui.domain.metrics import agreement, agreement_words
from alignment_tui.domain.quantities import figures, measure
from alignment_tui.domain.records import Metric, Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.target_realism import realism_words


def metric_blocks(session: Session) -> Iterator[Block]:
    """Yield each stream with its metrics, in full under the first stream and by name under others."""
    entries: list[Entry] = []
    seen: set[str] = set()
    for stream in session.streams:
        children = []
        for metric in session.metrics:
            if stream.id in metric.streams:
                again = metric.id in seen
                children.append(again_entry(session, metric) if again else metric_entry(session, metric))
                seen.add(metric.id)
        missing = () if children or stream.future_of else (line("no metric yet"),)
        entries.append(stream_entry(stream, tuple(children), *missing))
    rest = tuple(metric_entry(session, metric) for metric in session.metrics if metric.id not in seen)
    if rest:
        entries.append(Entry(id="-", head=line("Without a value stream"), children=rest))
    if entries:
        yield Heading("How we will know")
        yield Entries(tuple(entries))


def realism_blocks(session: Session, today: date) -> Iterator[Block]:
    """Yield how each target stands to what its readings show; no part of the memo, since readings come and go."""
    told = [(metric.id, realism_words(session, metric, today)) for metric in session.metrics]
    entries = tuple(Entry(id=own, head=line(words)) for own, words in told if words)
    if entries:
        yield Heading("How far the targets reach")
        yield Entries(entries)


def stream_entry(stream: Stream, children: tuple[Entry, ...], *notes: Line) -> Entry:
    """Return a stream with who benefits, how and when, and its metrics or steps beneath."""
    future = line(", as it could be instead of ", Ref(stream.future_of)) if stream.future_of else ()
    parts = [part for part in (stream.how, stream.when) if part]
    benefit = line(f"for {stream.who}" if stream.who else "", ": " if stream.who and parts else "", ", ".join(parts))
    said = benefit or line("who benefits, how and when has not been said yet")
    return Entry(id=stream.id, head=line(stream.name, *future), notes=(said, *notes), children=children)


def metric_entry(session: Session, metric: Metric) -> Entry:
    """Return a metric with its kind, figures and owner, and how it is read."""
    return Entry(
        id=metric.id,
        head=line(metric.name, ", ", *kind_of(metric)),
        figures=line(figures(metric) or "no numbers yet"),
        aside=session.name_of(metric.owner) or "no owner",
        notes=tuple(_notes(session, metric)),
    )


def again_entry(session: Session, metric: Metric) -> Entry:
    """Return a metric that stands in full above, by name alone."""
    return Entry(id=metric.id, head=line(metric.name, ", as above"), aside=session.name_of(metric.owner))


def kind_of(metric: Metric) -> Line:
    """Return outcome or guardrail, or what the metric leads."""
    return line("leads ", Ref(metric.leads)) if metric.leads else line(metric.kind)


def _notes(session: Session, metric: Metric) -> Iterator[Line]:
    stretch = f"stretch {measure(metric.stretch, metric.unit)}" if metric.stretch is not None else ""
    meter = f"read from {metric.meter}" if metric.meter else ""
    scale = f"scale: {metric.scale}" if metric.scale else ""
    how = [line(words) for words in (meter, scale, stretch) if words]
    if metric.criterion:
        how.append(line("from ", Ref(metric.criterion)))
    if how:
        yield joined(how, "; ")
    if metric.overrule:
        yield line("not measured as an outcome, on purpose: ", metric.overrule)
    if metric.agreements:
        state = agreement(session, metric)
        agreeing = "" if state.agreed else f"agreed by {people(session, state.agreeing)}; " if state.agreeing else ""
        yield line("the numbers: ", agreeing, agreement_words(session, metric))
    missing = [
        name
        for name, there in (
            ("baseline", metric.baseline is not None),
            ("target", metric.target is not None),
            ("date", metric.by),
            ("owner", metric.owner),
            ("meter", metric.meter),
        )
        if not there
    ]
    if missing:
        yield line(f"still missing: {listed(missing)}")
