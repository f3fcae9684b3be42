"""The head of a session: the little that a list shows, read without building the session."""

from datetime import date

from msgspec import Struct, field, json

from alignment_tui.domain.text import visible


class Head(Struct, array_like=True, gc=False, frozen=True):
    """What the library shows, searches and sorts by; `reached` is the last stage that was passed, or empty."""

    title: str
    rev: int
    format: int
    people: tuple[str, ...]
    decision: str
    reached: str
    status: str
    requests: int
    streams: int
    metrics: int
    constraints: int
    options: int
    trade_offs: int
    signatures: int
    readings: int
    reviewed: str


class _Any(Struct, gc=False):
    """An entry that is only counted."""


class _Person(Struct, gc=False):
    name: str


class _Memo(Struct, gc=False):
    decision: str = ""
    status: str = "draft"


class _Passed(Struct, gc=False):
    stage: str


class _Review(Struct, gc=False):
    on: date


class _Session(Struct, gc=False):
    title: str
    stakeholders: list[_Person] = field(default_factory=list)
    requests: list[_Any] = field(default_factory=list)
    streams: list[_Any] = field(default_factory=list)
    metrics: list[_Any] = field(default_factory=list)
    constraints: list[_Any] = field(default_factory=list)
    options: list[_Any] = field(default_factory=list)
    trade_offs: list[_Any] = field(default_factory=list)
    signatures: list[_Any] = field(default_factory=list)
    readings: list[_Any] = field(default_factory=list)
    reviews: list[_Review] = field(default_factory=list)
    passed: list[_Passed] = field(default_factory=list)
    memo: _Memo = field(default_factory=_Memo)


class _Document(Struct, gc=False):
    format: int
    session: _Session
    rev: int = 0


_DECODER = json.Decoder(_Document)


def head_of(data: bytes) -> Head:
    """Return the head of the session in `data`; raises `ValueError` or `RecursionError` for what is not one."""
    document = _DECODER.decode(data)
    session = document.session
    return Head(
        visible(session.title),
        document.rev,
        document.format,
        tuple([visible(person.name) for person in session.stakeholders]),
        visible(session.memo.decision),
        visible(session.passed[-1].stage) if session.passed else "",
        visible(session.memo.status),
        len(session.requests),
        len(session.streams),
        len(session.metrics),
        len(session.constraints),
        len(session.options),
        len(session.trade_offs),
        len(session.signatures),
        len(session.readings),
        max(str(review.on) for review in session.reviews) if session.reviews else "",
    )
