"""Edits of day 2: streams, their steps in order, what goes back, and which steps a request touches."""

from collections.abc import Iterable
from itertools import count

from msgspec.structs import replace

from alignment_tui.domain.document import split_id
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Estimate, Lane, Number, Request, Rework, Step, Stream
from alignment_tui.domain.references import renamed
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded
from alignment_tui.editing.fields import change, one
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.records import remove, with_entry


def open_stream(name: str, who: str = "", how: str = "", when: str = "") -> Edit:
    """Return an edit that adds a stream; a current one of this name gets what was said about it instead."""

    def edit(session: Session, moment: Moment) -> Session:
        said = {field: text for field, text in (("who", who), ("how", how), ("when", when)) if text}
        standing = stream_named(session, name)
        if standing:
            return with_entry(session, replace(standing, **said)) if said else session
        return with_entry(session, Stream(id=moment.new_id(session, "V"), name=name, who=who, how=how, when=when))

    return edit


def put_step(
    stream_id: str,
    name: str,
    *,
    process_time: Estimate | None = None,
    lead_time: Estimate | None = None,
    complete_accurate: Estimate | None = None,
    lane: Lane | None = None,
    after: str | None = None,
    parallel: str | None = None,
) -> Edit:
    """Return an edit that adds a step, or gives the one of that name new times.

    Times are work minutes, `complete_accurate` percent. `after` and `parallel` are ids of steps of this stream;
    without them a new step comes last. What is not said of a step that stands there stays.
    """

    def edit(session: Session, moment: Moment) -> Session:
        stream = one(session, stream_id, Stream)
        standing = step_named(stream, name)
        step = standing or Step(id=moment.new_id(session, f"{stream.id}."), name=name)
        step = replace(
            step,
            process_time_minutes=process_time,
            lead_time_minutes=lead_time,
            lane=lane or step.lane,
            percent_complete_accurate=complete_accurate or step.percent_complete_accurate,
            parallel_with=parallel or (None if after else step.parallel_with),
        )
        neighbour = parallel or after
        if standing and not neighbour:
            steps = tuple(step if other.id == step.id else other for other in stream.steps)
            return with_entry(session, replace(stream, steps=steps))
        rest = [other for other in stream.steps if other.id != step.id]
        place = _place_after(rest, neighbour) if neighbour else len(rest)
        return with_entry(session, replace(stream, steps=(*rest[:place], step, *rest[place:])))

    return edit


def send_back(stream_id: str, source: str, target: str, percent: Number) -> Edit:
    """Return an edit that says how many percent of the items reaching `source` go back to `target`; 0 is none."""

    def edit(session: Session, moment: Moment) -> Session:
        stream = one(session, stream_id, Stream)
        loop = Rework(source=source, target=target, percent=percent)
        others = tuple(other for other in stream.rework if other.key != loop.key)
        return with_entry(session, replace(stream, rework=(*others, loop) if percent else others))

    return edit


def touch(request_id: str, steps: Iterable[str]) -> Edit:
    """Return an edit that says which steps, by id, a request touches."""
    wanted = tuple(steps)

    def edit(session: Session, moment: Moment) -> Session:
        request = one(session, request_id, Request)
        ids = [one(session, step, Step).id for step in wanted]
        touches = tuple(dict.fromkeys((*request.touches, *ids)))
        return with_entry(session, replace(request, touches=touches, touches_none=""))

    return edit


def touch_none(request_id: str, why: str) -> Edit:
    """Return an edit that says a request touches no step, and why; steps it was said to touch are let go."""
    return change(request_id, touches=(), touches_none=why)


def imagine(stream_id: str, name: str | None = None) -> Edit:
    """Return an edit that copies a stream, with ids of its own, as a future state to change beside it."""

    def edit(session: Session, moment: Moment) -> Session:
        now = one(session, stream_id, Stream)
        if now.future_of:
            raise RuleBroken(f"{now.id} is itself a future of {now.future_of}")
        future_id = moment.new_id(session, "V")
        ids = {step.id: f"{future_id}.{place}" for place, step in enumerate(now.steps, 1)}
        copy = renamed(now, lambda own: ids.get(own, future_id if own == now.id else own))
        fresh = replace(copy, name=name or now.name, future_of=now.id, created=None, creator="", formerly="", extra={})
        return with_entry(session, fresh)

    return edit


def keep_future(future_id: str) -> Edit:
    """Return an edit that makes a future state the current one and lets the copy go.

    Steps of one name keep the id they had, so that what touches them stays; a step that is no more takes its links
    along.
    """

    def edit(session: Session, moment: Moment) -> Session:
        future = one(session, future_id, Stream)
        if future.future_of is None:
            raise RuleBroken(f"{future.id} is no future state")
        now = one(session, future.future_of, Stream)
        standing = {folded(step.name): step.id for step in now.steps}
        ids = {step.id: standing[folded(step.name)] for step in future.steps if folded(step.name) in standing}
        numbers = count(split_id(moment.new_id(session, f"{now.id}."))[1])
        ids.update((step.id, f"{now.id}.{next(numbers)}") for step in future.steps if step.id not in ids)
        for gone in set(standing.values()) - set(ids.values()):
            session = remove(gone)(session, moment)
        moved = renamed(future, lambda own: ids.get(own, now.id if own == future.id else own))
        kept = replace(now, name=future.name, who=future.who, how=future.how, when=future.when)
        kept = replace(kept, steps=moved.steps, rework=moved.rework)
        return with_entry(remove(future.id)(session, moment), kept)

    return edit


def stream_named(session: Session, name: str) -> Stream | None:
    """Return the current stream of this name, in any case; a future state is told by its id."""
    wanted = folded(name)
    return next((stream for stream in session.streams if folded(stream.name) == wanted and not stream.future_of), None)


def step_named(stream: Stream, name: str) -> Step | None:
    """Return the step of this name (any case) or id."""
    wanted, own = folded(name), name.upper()
    return next((step for step in stream.steps if step.id == own or folded(step.name) == wanted), None)


def _place_after(steps: list[Step], neighbour: str) -> int:
    """Return the place behind a step and everything that runs beside it."""
    ids = [step.id for step in steps]
    if neighbour not in ids:
        raise RuleBroken(f"there is no other step {neighbour} to stand beside")
    place = ids.index(neighbour) + 1
    while place < len(steps) and steps[place].parallel_with:
        place += 1
    return place
