"""Lines that begin with somebody's name: who they are, and what they ask for, in their own words or relayed."""

import re

from msgspec import Struct

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.names import is_id, listed
from alignment_tui.capture.spoken import Line, quoted, said, separated
from alignment_tui.editing.fields import together
from alignment_tui.editing.people import introduce
from alignment_tui.editing.requests import ask

_FOR = re.compile(r"\sfor\s", re.IGNORECASE)
_COMMA = re.compile(r"[,\uff0c]")
_NAME_WORDS, _ROLE_WORDS = 4, 8


class Head(Struct, frozen=True, kw_only=True):
    """What stands before the colon: whose words they are, in which role, and who relays them."""

    asker: str
    role: str = ""
    relayed_by: str | None = None


def _request(line: Line, rest: str) -> Understood | None:
    parts = separated(rest)
    if parts is None or _is_about_a_record(parts[0]):
        return None
    head = read_head(line, parts[0])
    words = said(parts[1], f"what {head.asker} asks for")
    edits = [introduce(head.asker, head.role)] if head.role else []
    relayed = f", in the words of {head.relayed_by}" if head.relayed_by else ""
    role = f", {head.role}" if head.role else ""
    return Understood(
        edit=together(*edits, ask(head.asker, words, head.relayed_by)),
        label=f"new request by {head.asker}",
        words=f"a new request by {head.asker}{role}{relayed}: {quoted(words)}",
    )


def _person(line: Line, rest: str) -> Understood | None:
    if separated(rest) or not _COMMA.search(rest) or _is_about_a_record(rest):
        return None
    name, role = _named_role(rest)
    known = line.names.known(name)
    if len(role.split()) > _ROLE_WORDS or role[-1:] in tuple(".!?") or not (known or _short(name)):
        return None  # a sentence with a comma, and nobody's name before it
    if not role:
        raise Unread("The role after the comma is missing.")
    who = line.person(name)
    label = f"{who} is {role}" if known else f"new person {who}"
    return Understood(
        edit=introduce(who, role),
        label=label,
        words=f"{who} is {role}" if known else f"somebody new: {who}, {role}",
        about=known.id if known else None,
    )


def _person_anywhere(line: Line, rest: str) -> Understood | None:
    """Read "person Ana, SRE lead" in any stage."""
    if "," in rest or "\uff0c" in rest:
        return _person(line, rest)
    known = line.names.known(rest)
    who = line.person(rest)
    return Understood(
        edit=introduce(who),
        label=f"new person {who}",
        words=f"{who} is known already" if known else f"somebody new: {who}",
        about=known.id if known else None,
    )


def by_somebody_known(line: Line) -> Understood | None:
    """Read a request in a stage that is about something else: only when everybody it names is known."""
    parts = separated(line.text)
    if parts is None or len(parts[0]) > 200:
        return None
    try:
        understood = _request(line, line.text)
    except Unread:
        if not line.names.known(parts[0]):
            line.newcomers.clear()
            return None
        raise
    if line.newcomers:
        line.newcomers.clear()
        return None
    return understood


def read_head(line: Line, text: str) -> Head:
    """Read "Ana", "Ana, SRE lead" or "Ana for Li"; a known name goes before any other reading."""
    if line.names.known(text):
        return Head(asker=line.person(text))
    name, role = _named_role(text)
    if line.names.known(name):
        return Head(asker=line.person(name), role=role)
    pairs = [(name[: match.start()], name[match.end() :]) for match in _FOR.finditer(name[:200])]
    if pairs:
        speaker, asker = max(pairs, key=lambda pair: sum(line.names.known(one) is not None for one in pair))
        return Head(relayed_by=line.person(speaker), asker=line.person(asker), role=role)
    together = listed(name, line.names)
    if len(together) > 1 and all(line.names.known(one) for one in together):
        raise Unread(f"A request is one person's: say it for {together[0]}, and again for {together[1]}.")
    return Head(asker=line.person(name), role=role)


def _is_about_a_record(text: str) -> bool:
    """Tell whether a line begins with an id, which no name does."""
    return is_id(text.split(" ", 1)[0])


def _short(name: str) -> bool:
    """Tell whether a name is as short as names are, or in quotes."""
    return name.startswith('"') or len(name.split()) <= _NAME_WORDS


def _named_role(text: str) -> tuple[str, str]:
    parts = _COMMA.split(text, maxsplit=1)
    return parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""


_DAY_1 = Table("requests")
REQUEST_FORMS = (
    _DAY_1.bare(_person, "Ana, SRE lead", means="a person, with a role", what="a person and their role"),
    _DAY_1.bare(
        _request,
        "Ana: No checkout outage during the sale",
        "Ana, SRE lead: No checkout outage during the sale",
        means="a request in Ana's words; both",
        what="a request",
    ),
    _DAY_1.bare(
        _request,
        "Ana for Li: Search that finds what I mean",
        means="Li's words, relayed by Ana, marked so",
        what="words relayed for somebody else",
    ),
    _DAY_1.opening(
        "request",
        _request,
        "request Ana: No checkout outage during the sale",
        means="the same in every stage; `Ana: words` too, where Ana is known and the stage has no other reading",
        what="a request",
    ),
    _DAY_1.opening(
        "person", _person_anywhere, "person Ana, SRE lead", means="a person, in every stage", what="a person"
    ),
)
