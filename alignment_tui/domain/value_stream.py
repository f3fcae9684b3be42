"""The value stream: where work is done, where it waits, and what comes out right the first time.

Terms and formulas are Martin and Osterling's (Value Stream Mapping). Sums are exact; what a missing figure
touches is `None`, never a wrong sum.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec import Struct

from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import Estimate, Number, Request, Rework, Step, Stream
from alignment_tui.domain.session import Session

Corner = Callable[[Estimate], Number]


class WorstWait(Struct, frozen=True, kw_only=True):
    """The step before which work waits longest, and its share of all waiting as a fraction."""

    step: str
    minutes: Number
    share: Number


class StreamFigures(Struct, frozen=True, kw_only=True):
    """A stream's figures from its typical values; ratios are unrounded fractions, times work minutes."""

    total_process_time_minutes: Number | None
    total_lead_time_minutes: Number | None
    activity_ratio: Number | None
    rolled_percent_complete_accurate: Number | None
    expected_rework_lead_time_minutes: Number | None
    incomplete: tuple[str, ...]
    worst_wait: WorstWait | None


@once(kept=16)
def figures(stream: Stream) -> StreamFigures:
    """Return the figures of a stream from its typical values."""
    return figures_at(stream, lambda estimate: estimate.typical)


def figures_at(stream: Stream, corner: Corner) -> StreamFigures:
    """Return the figures of a stream from one value (`corner`) of every estimate.

    Activity ratio is sum(PT) / sum(LT); rolled %C/A the product of the %C/A; of parallel steps the longest LT counts.
    """
    work = _total(_at(step.process_time_minutes, corner) for step in stream.steps)
    lead = _timeline(stream, stream.steps, corner)
    return StreamFigures(
        total_process_time_minutes=_number(work),
        total_lead_time_minutes=_number(lead),
        activity_ratio=None if work is None or not lead else number(work / lead),
        rolled_percent_complete_accurate=_number(_rolled(stream, corner)),
        expected_rework_lead_time_minutes=_number(_rework(stream, corner)),
        incomplete=tuple(_incomplete(stream, lead)),
        worst_wait=_worst(stream, corner),
    )


def wait_minutes(step: Step) -> Number | None:
    """Return how long work waits before a step: lead time less process time, in work minutes."""
    return _number(_wait(step, lambda estimate: estimate.typical))


@once(kept=16)
def parallel_groups(stream: Stream) -> tuple[tuple[Step, ...], ...]:
    """Return the steps by their place on the timeline; steps that run beside each other share one."""
    by_id = {step.id: step for step in stream.steps}
    groups: dict[str, list[Step]] = {}
    for step in stream.steps:
        groups.setdefault(_leader(by_id, step), []).append(step)
    return tuple(tuple(group) for group in groups.values())


def futures(session: Session, stream_id: str) -> tuple[Stream, ...]:
    """Return the future states that were drawn of a stream."""
    return tuple(stream for stream in session.streams if stream.future_of == stream_id)


def touching(session: Session, step_id: str) -> tuple[Request, ...]:
    """Return the requests that touch a step."""
    return tuple(request for request in session.requests if step_id in request.touches)


def asked_by(session: Session) -> dict[str, str]:
    """Return by step the requests that touch it: ``R1 R3``."""
    asking: dict[str, list[str]] = {}
    for request in session.requests:
        for step_id in request.touches:
            asking.setdefault(step_id, []).append(request.id)
    return {step_id: " ".join(ids) for step_id, ids in asking.items()}


def goes_forward(stream: Stream, loop: Rework) -> bool:
    """Return whether a rework loop leads to a later step, which is not rework at all."""
    places = {step.id: place for place, group in enumerate(parallel_groups(stream)) for step in group}
    return places[loop.target] > places[loop.source]


def loop_minutes(stream: Stream, loop: Rework) -> Number | None:
    """Return what a rework loop adds to the lead time of an item on average, in work minutes."""
    return _number(_again(stream, loop, lambda estimate: estimate.typical))


def _total(values: Iterable[Fraction | None]) -> Fraction | None:
    known = list(values)
    if not known or None in known:
        return None
    return sum((value for value in known if value is not None), Fraction(0))


def _timeline(stream: Stream, steps: tuple[Step, ...], corner: Corner) -> Fraction | None:
    chosen = {step.id for step in steps}
    longest: list[Fraction | None] = []
    for group in parallel_groups(stream):
        times = [_at(step.lead_time_minutes, corner) for step in group if step.id in chosen]
        if times:
            longest.append(None if None in times else max(time for time in times if time is not None))
    return _total(longest)


def _rolled(stream: Stream, corner: Corner) -> Fraction | None:
    product = Fraction(1)
    for step in stream.steps:
        share = _at(step.percent_complete_accurate, corner)
        if share is None:
            return None
        product *= share / 100
    return product if stream.steps else None


def _rework(stream: Stream, corner: Corner) -> Fraction | None:
    """Return what all loops add together, apart from every total."""
    if not stream.steps:
        return None
    expected = [_again(stream, loop, corner) for loop in stream.rework]
    return _total(expected) if expected else Fraction(0)


def _again(stream: Stream, loop: Rework, corner: Corner) -> Fraction | None:
    """Return N/100 x the lead time of target..source."""
    places = {step.id: place for place, group in enumerate(parallel_groups(stream)) for step in group}
    first, last = places[loop.target], places[loop.source]
    lead = _timeline(stream, tuple(step for step in stream.steps if first <= places[step.id] <= last), corner)
    return None if lead is None else exact(loop.percent) / 100 * lead


def _incomplete(stream: Stream, lead: Fraction | None) -> Iterable[str]:
    if not stream.steps:
        yield f"{stream.name} has no steps yet"
    for step in stream.steps:
        for what, value in (
            ("process time", step.process_time_minutes),
            ("lead time", step.lead_time_minutes),
            ("%C/A", step.percent_complete_accurate),
        ):
            if value is None:
                yield f"{step.name} has no {what}"
    if lead == 0:
        yield "the total lead time is 0, so there is no activity ratio"
    for loop in stream.rework:
        if goes_forward(stream, loop):
            names = {step.id: step.name for step in stream.steps}
            yield f"the rework from {names[loop.source]} to {names[loop.target]} goes forward"


def _worst(stream: Stream, corner: Corner) -> WorstWait | None:
    waits = [_wait(step, corner) for step in stream.steps]
    total = _total(waits)
    if not total:
        return None
    longest = max(wait for wait in waits if wait is not None)
    step = stream.steps[waits.index(longest)]
    return WorstWait(step=step.name, minutes=number(longest), share=number(longest / total))


def _wait(step: Step, corner: Corner) -> Fraction | None:
    work, lead = _at(step.process_time_minutes, corner), _at(step.lead_time_minutes, corner)
    return None if work is None or lead is None else lead - work


def _leader(by_id: dict[str, Step], step: Step) -> str:
    seen = [step.id]
    while (beside := by_id[seen[-1]].parallel_with) is not None and beside not in seen:
        seen.append(beside)
    return seen[-1] if beside is None else min(seen[seen.index(beside) :])


def _at(estimate: Estimate | None, corner: Corner) -> Fraction | None:
    return None if estimate is None else exact(corner(estimate))


def _number(value: Fraction | None) -> Number | None:
    return None if value is None else number(value)
