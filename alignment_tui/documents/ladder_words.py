"""What the timeline ladder says of a place of the map: waits, lead time, process time, %C/A, who asks for it."""

from collections.abc import Callable, Iterable

from alignment_tui.domain.quantities import exact, plain, work_time
from alignment_tui.domain.records import Estimate, Step
from alignment_tui.domain.value_stream import wait_minutes


def wait_words(step: Step) -> str:
    """Say how long work waits before a step; nothing where it does not, ``?`` where nobody said."""
    wait = wait_minutes(step)
    return "" if wait == 0 else work_time(wait)


def waits_words(steps: tuple[Step, ...]) -> str:
    """Say the waits of the steps of one place, once where they are the same: ``2.8 d/1.8 d``."""
    said = [wait_words(step) or "0" for step in steps]
    return "/".join(said) if len(set(said)) > 1 else said[0]


def lead_words(steps: tuple[Step, ...]) -> str:
    """Say the lead time of one place: the longest of its steps, unknown where one is."""
    times = [step.lead_time_minutes.typical for step in steps if step.lead_time_minutes is not None]
    return work_time(max(times, key=exact)) if len(times) == len(steps) else "?"


def process_words(steps: tuple[Step, ...]) -> str:
    """Say the process times of one place, all of which count: ``2 h+1.5 h``."""
    return "+".join(_each(steps, lambda step: step.process_time_minutes, work_time))


def accurate_words(steps: tuple[Step, ...]) -> str:
    """Say the %C/A of the steps of one place: ``85/90``."""
    return "/".join(_each(steps, lambda step: step.percent_complete_accurate, plain))


def _each(
    steps: tuple[Step, ...], figure: Callable[[Step], Estimate | None], say: Callable[[int | float], str]
) -> Iterable[str]:
    return ("?" if (value := figure(step)) is None else say(value.typical) for step in steps)
