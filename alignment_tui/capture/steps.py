"""Lines about steps: their times, where they stand, and how many items go back."""

import re
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.quantities import estimate, number, work_time
from alignment_tui.capture.spoken import Line, said
from alignment_tui.domain.quantities import percent, plain
from alignment_tui.domain.quantities import work_time as in_work_time
from alignment_tui.domain.records import Estimate, Lane, Step, Stream
from alignment_tui.editing import value_stream as edits
from alignment_tui.editing.value_stream import step_named

_LANES: tuple[Lane, ...] = get_args(Lane)
_TIMES = re.compile(r"\s(\?|-?[0-9][0-9.,\-]*[a-z]*)/(\?|-?[0-9][0-9.,\-]*[a-z]*)(?=\s|$)", re.IGNORECASE)
_NEXT_TO = re.compile(r"(after|parallel)\s+(.+)", re.IGNORECASE)
_STREAM_ID = re.compile(r"V[1-9][0-9]*")
_SHARE = re.compile(r"([0-9][0-9.,\-]*)%")


class Told(Struct, frozen=True):
    """What was said of a step behind its times."""

    complete_accurate: Estimate | None = None
    lane: Lane | None = None
    after: Step | None = None
    parallel: Step | None = None


def stream_in_hand(line: Line) -> Stream | None:
    """Return the stream last named, or else the newest."""
    streams = line.session.streams
    return next((stream for stream in streams if stream.id == line.context.stream), streams[-1] if streams else None)


def _step(line: Line, rest: str) -> Understood | None:
    if not _TIMES.search(f" {rest}"):
        return None
    _refuse_unknown_stream(line, rest)
    return _step_of(line, _stream(line), rest)


def _step_of_subject(line: Line, rest: str) -> Understood | None:
    stream = line.subject
    if not isinstance(stream, Stream):
        return None
    if " -> " in rest:
        return _goes_back_in(line, stream, rest)
    return _step_of(line, stream, rest) if _TIMES.search(f" {rest}") else None


def _step_of(line: Line, stream: Stream, text: str) -> Understood:
    times = list(_TIMES.finditer(f" {text}"))[-1]
    name = said(text[: max(times.start() - 1, 0)].strip() if times.start() else "", "the step's name")
    process, lead = work_time(times[1]), work_time(times[2])
    told = _told(stream, text[times.end() - 1 :].strip())
    standing = step_named(stream, name)
    if standing:
        name = standing.name
    share = f", {_share_words(told.complete_accurate)} complete and accurate" if told.complete_accurate else ""
    lane = told.lane or (standing.lane if standing else "process")
    place = f", after {told.after.name}" if told.after else f", beside {told.parallel.name}" if told.parallel else ""
    figures = f"work {in_work_time(process)}, lead time {in_work_time(lead)}{share}, {lane}{place}"
    return Understood(
        edit=edits.put_step(
            stream.id,
            name,
            process_time=process,
            lead_time=lead,
            complete_accurate=told.complete_accurate,
            lane=told.lane,
            after=told.after.id if told.after else None,
            parallel=told.parallel.id if told.parallel else None,
        ),
        label=f"{standing.id} {name}" if standing else f"new step {name}",
        words=(f"{standing.id} {name} again" if standing else f"a new step {name} of {stream.id}") + f": {figures}",
        about=standing.id if standing else stream.id,
    )


def _told(stream: Stream, text: str) -> Told:
    told = Told()
    while text:
        word, _, rest = text.partition(" ")
        if word.casefold() in _LANES and told.lane is None:
            lane = next(lane for lane in _LANES if lane == word.casefold())
            told, text = replace(told, lane=lane), rest.strip()
        elif (share := _SHARE.fullmatch(word)) and told.complete_accurate is None:
            told, text = replace(told, complete_accurate=estimate(share[1])), rest.strip()
        elif (next_to := _NEXT_TO.match(text)) and told.after is None and told.parallel is None:
            step, text = _neighbour(stream, next_to[2])
            told = replace(told, after=step) if next_to[1].casefold() == "after" else replace(told, parallel=step)
        else:
            raise Unread(f"After the times come %C/A, a lane or a place: {word[:40]} is none of them.")
    return told


def _neighbour(stream: Stream, text: str) -> tuple[Step, str]:
    """Return the step that `text` begins with, longest name first, and the rest."""
    words = text.split()
    for count in range(len(words), 0, -1):
        if count <= 12 and (step := step_named(stream, " ".join(words[:count]))):
            return step, " ".join(words[count:])
    raise Unread(f"There is no step {text[:40]} in {stream.id} {stream.name}.")


def _goes_back(line: Line, rest: str) -> Understood | None:
    if " -> " not in rest:
        return None
    _refuse_unknown_stream(line, rest)
    return _goes_back_in(line, _stream(line), rest)


def _goes_back_in(line: Line, stream: Stream, text: str) -> Understood:
    left, _, right = text.partition(" -> ")
    target, _, share = right.strip().rpartition(" ")
    if share == "%":
        target, _, share = target.rpartition(" ")
        share += "%"
    if not share.endswith("%") or not target:
        raise Unread("How many percent go back is missing.")
    source, goal = (_one(stream, name.strip()) for name in (left, target))
    value = number(share[:-1])
    how_many = f"{percent(value / 100)} of what reaches {source.name} goes back to {goal.name}"
    return Understood(
        edit=edits.send_back(stream.id, source.id, goal.id, value),
        label=f"{source.id} -> {goal.id} {plain(value)} %",
        words=how_many if value else f"nothing goes back from {source.name} to {goal.name}",
        about=stream.id,
    )


def _one(stream: Stream, name: str) -> Step:
    step = step_named(stream, name)
    if step is None:
        raise Unread(f"There is no step {name[:40] or '(no name)'} in {stream.id} {stream.name}.")
    return step


def _stream(line: Line) -> Stream:
    stream = stream_in_hand(line)
    if stream is None:
        raise Unread(
            "There is no stream yet to put it in.",
            "For example: stream Checkout for shoppers: pay without waiting, from launch",
        )
    return stream


def _refuse_unknown_stream(line: Line, text: str) -> None:
    """Refuse "V9 Deploy 30m/2d" where there is no V9: it was meant for a stream, and is no step called so."""
    word = text.split(" ", 1)[0].upper()
    if _STREAM_ID.fullmatch(word) and not line.exists(word):
        raise Unread(f"There is no {word} here.")


def _share_words(share: Estimate) -> str:
    return f"{plain(share.typical)} %"


_DAY_2 = Table("value-stream")
STEP_FORMS = (
    _DAY_2.bare(
        _step,
        "Deploy 30m/2d 90% technology",
        "Deploy 20-30-60m/1-2-4d",
        "Scan 10m/1d after Build",
        "Scan 10m/1d parallel Test",
        "Handover ?/3d people",
        means="a step of the stream last named: PT/LT, %C/A, lane, where it stands; low-typical-high",
        what="a step",
    ),
    _DAY_2.verb("V", "", _step_of_subject, "V2 Deploy 30m/?", means="a step of V2", what="a step"),
    _DAY_2.bare(
        _goes_back,
        "Deploy -> Build 10%",
        means="of all items that reach Deploy, 10 % go back to Build",
        what="rework",
    ),
    _DAY_2.verb("V", "", _step_of_subject, "V1 Deploy -> Build 10%", means="the same, of V1", what="rework"),
)
