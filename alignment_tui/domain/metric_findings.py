"""What is left hanging on day 3, and what mends it."""

from collections.abc import Iterator

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.metrics import agreement, agreement_words
from alignment_tui.domain.output_check import counts_work
from alignment_tui.domain.records import Metric
from alignment_tui.domain.session import Session
from alignment_tui.domain.terms import undefined_in_metric


def metric_findings(session: Session) -> Iterator[Finding]:
    """Yield what the metrics leave open: figures, date, owner, meter, agreement, and work counted as effect."""
    if not session.metrics:
        mend = "checkout downtime 120 -> 90 min/week by 2025-06-30 @Ana #V1"
        yield _warn("no-metrics", "", "no metric yet: nobody could tell whether it worked", mend)
    for stream in session.streams:
        if stream.future_of is None and not any(
            stream.id in metric.streams and metric.kind == "outcome" for metric in session.metrics
        ):
            message = f"{stream.id}, {stream.name} has no outcome metric"
            yield _warn("stream-metric", stream.id, message, f"what would move 10 -> 5 h by DATE @NAME #{stream.id}")
    for metric in session.metrics:
        yield from lacking(session, metric)
        yield from _doubtful(session, metric)


def lacking(session: Session, metric: Metric) -> Iterator[Finding]:
    """Yield what a metric does not say. A floor or a ceiling holds always, so that it needs no date."""
    stream = session.streams[0].id if session.streams else "V1"
    name = f"{metric.id}, {metric.name}"
    for code, missing, what, mend in (
        ("stream", not metric.streams, "no value stream, so nobody is said to feel it", f"#{stream}"),
        ("baseline", metric.baseline is None, "no baseline: where does it stand today?", "baseline 118"),
        ("target", metric.target is None, "no target: how far should it move?", "target 90"),
        ("date", metric.by is None and not metric.threshold, "no date: by when?", "by 2025-06-30"),
        ("owner", metric.owner is None, "no owner: who looks after it?", "@NAME"),
        ("meter", not metric.meter, "no meter: how and where is it read?", "meter: where it is read"),
        ("leads", metric.kind == "leading" and not metric.leads, "does not say which outcome it leads", "leading M1"),
    ):
        if missing:
            has = "" if what.startswith("does") else "has "
            yield _warn(code, metric.id, f"{name} {has}{what}", f"{metric.id} {mend}")


def _doubtful(session: Session, metric: Metric) -> Iterator[Finding]:
    name = f"{metric.id}, {metric.name}"
    giveaway = "" if metric.overrule else counts_work(metric.name)
    if giveaway:
        message = f'{name}: "{giveaway}" counts work, not what it is for'
        yield _warn(
            "output", metric.id, message, f"{metric.id} = what would be different, or {metric.id} overrule: why"
        )
    for term in undefined_in_metric(metric):
        message = f"{name}: nobody has defined <{term}> yet"
        yield _warn("term", metric.id, message, f"say what <{term}> means, without the brackets")
    state = agreement(session, metric)
    if state.figures and not state.agreed:
        message = f"{name}: the numbers are not agreed: {agreement_words(session, metric)}"
        yield _warn("numbers", metric.id, message, f"numbers agreed: all, or {metric.id} agreed: NAME")


def _warn(code: str, about: str, message: str, mend: str) -> Finding:
    return Finding(level="warn", code=code, stage="metrics", about=about, message=message, mend=mend)
