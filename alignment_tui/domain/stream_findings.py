"""What is left hanging on day 2, and what mends it."""

from collections.abc import Iterator

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.records import Step, Stream
from alignment_tui.domain.requests import called, merged
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream import goes_forward


def stream_findings(session: Session) -> Iterator[Finding]:
    """Yield what the value streams leave open: who, how, when, the times, and requests that touch nothing."""
    if not session.streams:
        mend = "stream NAME for WHO: HOW, WHEN"
        yield _warn("no-streams", "", "no value stream yet: nobody said who benefits", mend)
        return
    for stream in session.streams:
        yield from _of_stream(stream)
    step = next((step.name for stream in session.streams for step in stream.steps), "STEP")
    for root, spoken in merged(session).items():
        if not any(voice.touches or voice.touches_none for voice in spoken):
            message = f"{called(session, spoken[0])} touches no step of any value stream"
            yield _warn("touches", root, message, f"{root} touches {step}, or {root} touches none: why")


def missing_times(step: Step) -> tuple[str, ...]:
    """Return which of a step's times nobody has given."""
    times = (("process time", step.process_time_minutes), ("lead time", step.lead_time_minutes))
    return tuple(name for name, value in times if value is None)


def _of_stream(stream: Stream) -> Iterator[Finding]:
    silent = [part for part, text in (("who", stream.who), ("how", stream.how), ("when", stream.when)) if not text]
    if silent:
        message = f"{stream.id}, {stream.name}: not said yet: {', '.join(silent)}"
        yield _warn("who-how-when", stream.id, message, f"open {stream.id} and say {' and '.join(silent)}")
    if not stream.steps:
        message = f"{stream.id}, {stream.name} has no steps yet"
        yield _warn("no-steps", stream.id, message, f"{stream.id} Build 2d/6d 90%")
    for step in stream.steps:
        lacking = missing_times(step)
        if lacking:
            message = f"{step.name} in {stream.name} has no {' and no '.join(lacking)}"
            yield _warn("times", step.id, message, f"{stream.id} {step.name} 30m/2d")
    names = {step.id: step.name for step in stream.steps}
    for loop in stream.rework:
        if goes_forward(stream, loop):
            back, source = names[loop.target], names[loop.source]
            message = f"rework from {source} to {back} goes forward, so it cannot be counted"
            yield _warn("rework", stream.id, message, f"open {stream.id} and turn it round")


def _warn(code: str, about: str, message: str, mend: str) -> Finding:
    return Finding(level="warn", code=code, stage="value-stream", about=about, message=message, mend=mend)
