"""The tail of a line, read from the right: a day, an owner, links, and what kind of metric it is."""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.capture.answers import Unread
from alignment_tui.capture.dates import maybe_day
from alignment_tui.capture.names import is_id, new_name
from alignment_tui.capture.spoken import Line
from alignment_tui.domain.records import Metric, Part
from alignment_tui.editing.fields import called


class Tail(Struct, frozen=True, kw_only=True):
    """What the tail said; `ids` are in the order spoken, `owner` is a name."""

    by: date | None = None
    on: date | None = None
    owner: str | None = None
    ids: tuple[str, ...] = ()
    guardrail: bool = False
    leads: str | None = None

    def id_of(self, letter: str) -> str | None:
        """Return the last id of a kind, such as ``O``."""
        return next((own for own in reversed(self.ids) if own[0] == letter and "." not in own), None)


def read_tail(line: Line, text: str, *, links: tuple[type[Part], ...], measured: bool) -> tuple[str, Tail]:
    """Take the items off the end of `text`, in any order, as long as each fits; the rest is words.

    `links` are the kinds of records that ``#ID`` may name here; lines about something `measured` may also say a day,
    guardrail and leading.
    """
    tail = Tail()
    for _ in range(_MANY):
        taken = (
            _person(line, text, tail)
            or _link(line, text, tail, links)
            or (measured and (_date(line, text, tail) or _kind(line, text, tail)))
        )
        if not taken:
            return text, tail
        text, tail = taken
    return text, tail


_MANY = 30
_NO_NAME = ',:#"'
_Taken = tuple[str, Tail] | None


def _date(line: Line, text: str, tail: Tail) -> _Taken:
    words = text.rsplit(None, 4)
    for count in (1, 2, 3):
        if len(words) > count and words[-count - 1].casefold() in ("by", "on"):
            which = words[-count - 1].casefold()
            rest, said = _split(text, count + 1)
            day = maybe_day(said.split(None, 1)[1], line.moment.today)
            if day and which == "by" and tail.by is None:
                return rest, replace(tail, by=day)
            if day and which == "on" and tail.on is None:
                return rest, replace(tail, on=day)
    return None


def _person(line: Line, text: str, tail: Tail) -> _Taken:
    if tail.owner is not None or "@" not in text:
        return None
    known = line.names.ending(text)
    if known:
        return known[0], replace(tail, owner=known[1].name)
    before, at, name = text.rpartition("@")
    if not at or (before and not before[-1].isspace()) or not name or name[0].isspace():
        return None
    words = name.split()
    if any(char in _NO_NAME for char in name.strip('"')):
        return None
    if name[0] != '"' and len(words) > 1 and (len(words) > 3 or any(word[0].islower() for word in words)):
        return None
    if name[0] == '"' and (len(name) < 3 or name.find('"', 1) != len(name.rstrip()) - 1):
        return None
    new_name(name)
    return before.rstrip(), replace(tail, owner=line.person(name))


def _link(line: Line, text: str, tail: Tail, links: tuple[type[Part], ...]) -> _Taken:
    rest, last = _split(text, 1)
    if last[:1] != "#" or not is_id(last[1:]):
        return None
    own = last[1:].upper()
    kind = type(line.record(own, Part))
    if kind not in links:
        wanted = " or ".join(called(link) for link in links)
        raise Unread(f"#{own} is {called(kind)}; here it can be {wanted}.")
    return rest, replace(tail, ids=tail.ids if own in tail.ids else (own, *tail.ids))


def _kind(line: Line, text: str, tail: Tail) -> _Taken:
    if tail.guardrail or tail.leads:
        return None
    rest, last = _split(text, 1)
    if last.casefold() == "guardrail":
        return rest, replace(tail, guardrail=True)
    rest, two = _split(text, 2)
    words = two.split()
    if len(words) == 2 and words[0].casefold() == "leading" and is_id(words[1]):
        return rest, replace(tail, leads=line.record(words[1], Metric).id)
    return None


def _split(text: str, count: int) -> tuple[str, str]:
    """Split off the last `count` words; what stands before keeps its own spacing."""
    words = text.rsplit(None, count)
    head = words[0].rstrip() if len(words) > count else ""
    return head, text[len(head) :].strip()
