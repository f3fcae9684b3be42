"""The head of a session: the little that a list shows, read without building the session."""

from datetime import date
from functools import cache
from typing import Literal

from msgspec import Raw, Struct, field, json

from alignment_tui.domain.due import days_due, signed_metrics
from alignment_tui.domain.records import Cadence, StageSlug
from alignment_tui.domain.reviews import next_review_day
from alignment_tui.domain.text import cased, fit_to_show, folded, visible

_BETWEEN = "\n"


class Head(Struct, array_like=True, gc=False, frozen=True):
    """What the library shows, searches and sorts by; `reached` is the last stage that was passed, or empty.

    `next_review` is a day, or empty where nobody follows the numbers; `reading_days` are the days on which readings of
    the signed metrics fall due, so that what is overdue can be told on any day without opening the session. `status`
    is what a person says of the memo. `names` and `hands` are those of the people in it and of who wrote it down, one
    a line: ten thousand sessions would otherwise have a hundred thousand strings. `to_attend` tells whether there is
    anything of which attention could be wanted. `continued` has the names of the sessions that go on from it.
    """

    title: str
    rev: int
    format: int
    names: str
    decision: str
    reached: StageSlug | Literal[""]
    status: Literal["draft", "proposed", "withdrawn", "superseded"]
    requests: int
    streams: int
    metrics: int
    constraints: int
    options: int
    trade_offs: int
    signatures: int
    readings: int
    reviewed: str
    next_review: str
    reading_days: tuple[str, ...]
    hands: str
    to_attend: bool
    continues: str = ""
    continued: str = ""

    @property
    def people(self) -> tuple[str, ...]:
        """The names of the people in it."""
        return tuple(self.names.split(_BETWEEN)) if self.names else ()

    @property
    def continued_in(self) -> tuple[str, ...]:
        """The names of the sessions that go on from it."""
        return tuple(self.continued.split(_BETWEEN)) if self.continued else ()

    def review_overdue(self, today: str) -> bool:
        """Tell whether the next review should have been written before `today`, an ISO date."""
        return "" < self.next_review < today

    def readings_due(self, today: str) -> int:
        """Return how many signed metrics want a reading by `today`, an ISO date."""
        return sum(day <= today for day in self.reading_days)

    def is_of(self, who: str) -> bool:
        """Tell whether somebody is in it or wrote in it: by a full name, a part of it, or a login such as ana.lind."""
        wanted = _words_of(who)
        everybody = f"{self.names}{_BETWEEN}{self.hands}"
        spelt = cased(everybody)
        if not wanted or not all(word in spelt for word in wanted):
            return False
        return any(wanted <= set(folded(name).split()) for name in everybody.split(_BETWEEN))


class _Any(Struct, gc=False):
    """An entry that is only counted."""


class _Made(Struct, gc=False):
    creator: str = ""


class _Person(Struct, gc=False):
    name: str
    creator: str = ""


class _Memo(Struct, gc=False):
    decision: str = ""
    status: Literal["draft", "proposed", "withdrawn"] = "draft"
    cadence: Cadence | None = None
    superseded_by: str = ""


class _Passed(Struct, gc=False):
    stage: StageSlug


class _Review(Struct, gc=False):
    on: date


class _Reading(Struct, gc=False):
    metric: str
    on: str


class _Sections(Struct, gc=False):
    metrics: Raw = field(default_factory=lambda: Raw(b"[]"))


class _Version(Struct, gc=False):
    number: int
    sections: _Sections


class _Session(Struct, gc=False):
    title: str
    continues: str = ""
    continued_in: list[str] = field(default_factory=list)
    stakeholders: list[_Person] = field(default_factory=list)
    requests: list[_Made] = field(default_factory=list)
    streams: list[_Any] = field(default_factory=list)
    metrics: list[_Any] = field(default_factory=list)
    constraints: list[_Any] = field(default_factory=list)
    options: list[_Any] = field(default_factory=list)
    trade_offs: list[_Any] = field(default_factory=list)
    signatures: list[_Any] = field(default_factory=list)
    versions: list[_Version] = field(default_factory=list)
    readings: list[_Reading] = field(default_factory=list)
    tripwires: list[_Any] = field(default_factory=list)
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
    followed = _followed(session)
    reviewed = max([review.on for review in session.reviews], default=None)
    due = next_review_day(session.memo.cadence, reviewed) if followed else None
    title, decision, continues = _shown([session.title, session.memo.decision, session.continues])
    return Head(
        title,
        document.rev,
        document.format,
        _BETWEEN.join(_shown([person.name for person in session.stakeholders])),
        decision,
        session.passed[-1].stage if session.passed else "",
        "superseded" if session.memo.superseded_by else session.memo.status,
        len(session.requests),
        len(session.streams),
        len(session.metrics),
        len(session.constraints),
        len(session.options),
        len(session.trade_offs),
        len(session.signatures),
        len(session.readings),
        str(reviewed or ""),
        str(due or ""),
        _reading_days(session) if followed else (),
        _BETWEEN.join(dict.fromkeys(_shown(_hands(session)))),
        bool(session.passed or session.versions or session.signatures or session.tripwires),
        continues,
        _BETWEEN.join(_shown(session.continued_in)),
    )


@cache
def _words_of(who: str) -> frozenset[str]:
    return frozenset(folded(who.replace(".", " ").replace("_", " ")).split())


def _shown(texts: list[str]) -> list[str]:
    """Return each text as it may be shown. One look at all of them is enough where all are fit, as nearly always."""
    return texts if fit_to_show("".join(texts)) else [visible(text) for text in texts]


def _hands(session: _Session) -> list[str]:
    """Return everybody who wrote something down, once: few people write very much."""
    names = dict.fromkeys([one.creator for one in session.stakeholders])
    names.update(dict.fromkeys([one.creator for one in session.requests]))
    names.pop("", None)
    return list(names)


def _followed(session: _Session) -> bool:
    """Tell what `domain.due.is_followed` tells of the session itself."""
    ended = session.memo.status == "withdrawn" or bool(session.memo.superseded_by)
    return bool(session.versions or session.readings) and not ended


def _reading_days(session: _Session) -> tuple[str, ...]:
    version = max(session.versions, key=lambda version: version.number, default=None)
    if version is None:
        return ()
    latest: dict[str, str] = {}
    for one in session.readings:
        if one.on > latest.get(one.metric, ""):
            latest[one.metric] = one.on
    days = {metric: date.fromisoformat(on) for metric, on in latest.items()}
    found = days_due(session.memo.cadence, signed_metrics({"metrics": json.decode(version.sections.metrics)}), days)
    return tuple(sorted([str(one.due) for one in found]))
