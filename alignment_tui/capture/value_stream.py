"""Lines of day 2: streams, future states, and which steps a request touches."""

import re

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.spoken import Line, quoted, said, separated
from alignment_tui.capture.steps import STEP_FORMS, stream_in_hand
from alignment_tui.domain.records import Request, Step, Stream
from alignment_tui.editing import value_stream as edits
from alignment_tui.editing.value_stream import step_named, stream_named

_FOR = re.compile(r"\sfor\s", re.IGNORECASE)
_NONE = re.compile(r"none\s*(?:\uff1a|:(?=\s|$))\s*", re.IGNORECASE)
_LIST = re.compile(r"[,\uff0c]")


def _stream(line: Line, rest: str) -> Understood:
    head, tail = separated(rest) or (rest, "")
    parts = _FOR.split(head, maxsplit=1)
    name, who = said(parts[0].strip(), "the stream's name"), parts[1].strip() if len(parts) > 1 else ""
    how, comma, when = tail.rpartition(",")
    if not comma:
        how, when = tail, ""
    how, when = how.strip(), when.strip()
    standing = stream_named(line.session, name)
    details = "".join((f" for {who}" if who else "", f": {how}" if how else "", f", {when}" if when else ""))
    return Understood(
        edit=edits.open_stream(name, who, how, when),
        label=f"{standing.id} {name}" if standing else f"new stream {name}",
        words=f"{standing.id} {name}{details}" if standing else f"a new stream {quoted(name)}{details}",
        about=standing.id if standing else None,
    )


def _future(line: Line, rest: str) -> Understood:
    now = line.record(said(rest, "the stream's id"), Stream)
    return Understood(
        edit=edits.imagine(now.id),
        label=f"future of {now.id}",
        words=f"a copy of {now.id} {now.name} to change, beside the current one",
    )


def _touches(line: Line, rest: str) -> Understood:
    own = line.subject_id
    none = _NONE.match(rest)
    if none or rest.casefold() == "none":
        why = said(rest[none.end() :] if none else "", "why it touches no step")
        gone = line.subject.touches if isinstance(line.subject, Request) else ()
        lost = f", and no longer {', '.join(gone)}" if gone else ""
        return Understood(
            edit=edits.touch_none(own, why),
            label=f"{own} touches none",
            words=f"{own} touches no step, because {quoted(why)}{lost}",
            about=own,
        )
    steps = _steps(line, said(rest, "which step"))
    names = ", ".join(f"{step.id} {step.name}" for step in steps)
    return Understood(
        edit=edits.touch(own, [step.id for step in steps]),
        label=f"{own} touches {names}",
        words=f"{own} touches {names}",
        about=own,
    )


def _steps(line: Line, text: str) -> list[Step]:
    whole = _step(line, text)
    if whole:
        return [whole]
    parts = [part.strip() for part in _LIST.split(text) if part.strip()]
    if len(parts) == 1 and all(step_id for step_id in map(_is_step_id, text.split())):
        parts = text.split()
    found = []
    for part in parts:
        step = _step(line, part)
        if step is None:
            raise Unread(f"There is no step {part[:40]} in any stream.")
        found.append(step)
    return found


def _is_step_id(word: str) -> bool:
    return bool(re.fullmatch(r"[Vv][1-9][0-9]*\.[1-9][0-9]*", word))


def _step(line: Line, text: str) -> Step | None:
    """Return the one step meant: an id, a name only one current stream has, or one of the stream last named."""
    found = [
        (stream, step)
        for stream in line.session.streams
        if (step := step_named(stream, text)) and (not stream.future_of or step.id == text.upper())
    ]
    if len(found) > 1:
        at_hand = stream_in_hand(line)
        own = [pair for pair in found if at_hand and line.context.stream and pair[0].id == at_hand.id]
        if len(own) != 1:
            raise Unread(
                f"{text[:40]} is a step of {', '.join(stream.id for stream, _ in found)}: say which by its id."
            )
        found = own
    return found[0][1] if found else None


_DAY_2 = Table("value-stream")
FORMS = (
    _DAY_2.opening(
        "stream",
        _stream,
        "stream Checkout for shoppers: pay without waiting, from launch",
        means="name, who, how, when (after the last comma); a stream that is there already is said again",
        what="a value stream",
    ),
    *STEP_FORMS,
    _DAY_2.verb(
        "R",
        "touches",
        _touches,
        "R1 touches Deploy",
        "R1 touches none: it changes how we speak, not what we build",
        means="a step the request changes; none, and why",
        what="the steps a request touches",
        colon=None,
    ),
    _DAY_2.opening(
        "future", _future, "future V1", means="a copy to change, beside the current one", what="a future state"
    ),
)
