"""Lines of forced ranking and fist to five."""

import re

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.quantities import number
from alignment_tui.capture.spoken import Line, first_word, quoted, separated
from alignment_tui.domain.records import Option, Request
from alignment_tui.domain.session import Session
from alignment_tui.editing import votes as edits

_FIST = re.compile(r"(\S+)\s+(.+)\s+(\S+)")
_GAPS = re.compile(r"[^\s,\uff0c]+")
_TOGETHER = "all"


def is_hidden(text: str, session: Session) -> bool:
    """Tell whether a line says what will stay hidden for now, so that nobody should read along while it is typed."""
    word, _, rest = first_word(text.lstrip())
    return word == "fist" and not _is_open(session, rest.partition(" ")[0].upper())


def _rank(line: Line, rest: str) -> Understood:
    parts = separated(rest)
    if parts is None:
        raise Unread("A colon and the requests, the most wanted first, are missing.")
    together = parts[0].casefold() == _TOGETHER and not line.names.known(parts[0])
    who = None if together else line.person(parts[0])
    requests = line.ids(parts[1], Request)
    if not requests:
        raise Unread("The requests, the most wanted first, are missing.")
    if len(requests) != len(_GAPS.findall(parts[1])):
        raise Unread("A forced ranking has each request once.")
    whose = "the ranking together" if who is None else f"{who}'s ranking"
    says = "all together rank" if who is None else f"{who} ranks"
    return Understood(edit=edits.rank(who, requests), label=whose, words=f"{says} {', '.join(requests)}")


def _fist(line: Line, rest: str) -> Understood:
    head, why = separated(rest) or (rest, "")
    match = _FIST.fullmatch(head[:300])
    if not match:
        raise Unread("A fist has an option, a name and 0 to 5 fingers.")
    option, who = line.record(match[1], Option), line.person(match[2])
    fingers = number(match[3])
    if not isinstance(fingers, int):
        raise Unread(f"{match[3]} fingers: whole ones, 0 to 5.")
    of = f"{option.id} {option.name}"
    if _is_open(line.session, option.id):
        words = f"{who} shows {fingers} for {of}" + (f", because {quoted(why)}" if why else "")
    else:
        words = f"{who} shows fingers for {of}, hidden until everybody here has"
    return Understood(
        edit=edits.show_fist(option.id, who, fingers, why),
        label=f"{option.id} fist of {who}",
        words=words,
        about=option.id,
    )


def _is_open(session: Session, option_id: str) -> bool:
    """Tell whether fists on an option are to be seen, so that one more hides nothing."""
    return any(shown.option == option_id and not shown.blind for shown in session.fists)


_DAY_5 = Table("trade-offs")
VOTE_FORMS = (
    _DAY_5.opening(
        "rank",
        _rank,
        "rank Ana: R1 R3 R2",
        "rank all: R1 R3 R2",
        means="a forced ranking, the most wanted first, by one person or by all together",
        what="a ranking",
    ),
    _DAY_5.opening(
        "fist",
        _fist,
        "fist O1 Ana 4",
        "fist O1 Raj 2: partners wait too long",
        means="fist to five, 0 blocks, 5 champions; hidden until everybody here has shown",
        what="a fist to five",
    ),
)
