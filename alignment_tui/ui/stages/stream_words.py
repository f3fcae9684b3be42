"""What is said of a value stream beside its map: whom it serves, where work waits, totals, what a future gains."""

from alignment_tui.domain import value_stream as rules
from alignment_tui.domain.quantities import plain, work_time
from alignment_tui.domain.records import Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream_gains import gain_rows, gain_words
from alignment_tui.domain.value_stream_words import incomplete_words, rework_words, total_words, worst_words
from alignment_tui.ui.actions import action
from alignment_tui.ui.lines import Line, Role, columns, headed, paragraph
from alignment_tui.ui.stages.stream_map import beside_each_other

_TURNS: dict[str, Role] = {"better": "good", "worse": "warn", "same": "dim", "unknown": "dim"}
_WHAT, _FIGURE = 15, 16
_MOST_MISSING = 2


def promise_lines(stream: Stream, width: int) -> list[Line]:
    """Return whom a stream serves, how and from when."""
    whom = f"{stream.name} for {stream.who}" if stream.who else stream.name
    promise = ", ".join(part for part in (stream.how, stream.when) if part)
    return paragraph(f"{whom}: {promise}" if promise else whom, width, "strong")


def worst_lines(stream: Stream, width: int) -> list[Line]:
    """Return what is missing, and where work waits longest."""
    figures = rules.figures(stream)
    lines = paragraph(incomplete_words(figures, _MOST_MISSING), width, "warn") if figures.incomplete else []
    if worst := worst_words(figures):
        lines += paragraph(f"Worst: {worst}.", width, "strong")
    return lines


def total_lines(stream: Stream, width: int) -> list[Line]:
    """Return the totals, and what going back costs."""
    said = (total_words(rules.figures(stream)), f"{rework}." if (rework := rework_words(stream)) else "")
    return [found for words in said if words for found in paragraph(words, width)]


def step_lines(session: Session, stream: Stream, step: Step, width: int) -> list[Line]:
    """Tell a step in two lines, so that the map has room below; what goes back and what runs beside it is there."""
    place = [item.id for item in stream.steps].index(step.id) + 1
    share, wait = step.percent_complete_accurate, rules.wait_minutes(step)
    waiting = f", {work_time(wait)} of it waiting" if wait else ", no waiting" if wait == 0 else ""
    said = [
        f"{work_time(step.process_time_minutes)} of work in {work_time(step.lead_time_minutes)}{waiting}",
        f"{'?' if share is None else plain(share.typical)} % can be used as it is",
    ]
    where = f"{step.lane}, step {place} of {len(stream.steps)}"
    if asked := [request.id for request in rules.touching(session, step.id)]:
        where += f", asked by {', '.join(asked)}"
    return [*headed(step.id, step.name, width, (where, "dim")), *paragraph("; ".join(said), width)]


def future_lines(session: Session, stream: Stream, width: int) -> list[Line]:
    """Set a future state beside the current one, figure by figure and to one scale, and say what can become of it."""
    now = next((one for one in session.streams if one.id == stream.future_of), None)
    if now is None:
        return []
    heads = columns(
        width, ("Gains", _WHAT, "accent"), (f"now, {now.id}", _FIGURE, "dim"), (f"then, {stream.id}", 0, "dim")
    )
    rows = [
        columns(
            width,
            (row.what, _WHAT, "dim"),
            (row.now, _FIGURE, "text"),
            (row.then, _FIGURE, "text"),
            (row.change, 0, _TURNS[row.turn]),
        )
        for row in gain_rows(now, stream)
    ]
    ways = f"To keep it: {action('keep-future').label}, among all actions. To remove it: Delete."
    return [heads, *rows, *beside_each_other(now, stream, width), *paragraph(ways, width, "dim")]


def against_lines(session: Session, stream: Stream, width: int) -> list[Line]:
    """Say in a sentence what a future state gains, for whoever changes a step of it; nothing where it is none."""
    now = next((one for one in session.streams if one.id == stream.future_of), None)
    return paragraph(f"Against {now.id}: {gain_words(now, stream)}", width, "accent") if now else []


def gain_lines(session: Session, stream: Stream, width: int) -> list[Line]:
    """Say in a sentence what each future state of a stream gains."""
    return [
        found
        for then in rules.futures(session, stream.id)
        for found in paragraph(f"{then.id}, its future: {gain_words(stream, then)}", width, "accent")
    ]
