"""Lines of day 6: the sentences a person writes, the cadence, the status."""

import re
from typing import Literal

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.dates import day
from alignment_tui.capture.form import Reader, Table
from alignment_tui.capture.spoken import Line, quoted, said
from alignment_tui.capture.times_of_day import time_of_day
from alignment_tui.domain.records import TimeOfDay
from alignment_tui.domain.reviews import time_words
from alignment_tui.editing import memo as edits
from alignment_tui.editing.fields import together
from alignment_tui.editing.memo import Sentence

_CADENCE = re.compile(
    r"(?:(weekly)|(monthly)|every\s+([0-9]{1,3})\s+(week|month)s?)(?:\s+from\s+(.+?))?(?:\s+at\s+(.+))?", re.IGNORECASE
)
_AT = re.compile(r"at(?:\s+(.*))?", re.IGNORECASE)
_DECLARED: dict[str, Literal["draft", "proposed", "withdrawn"]] = {
    "draft": "draft",
    "proposed": "proposed",
    "withdrawn": "withdrawn",
}
_COMPUTED = ("accepted", "reopened")


def writes(sentence: Sentence) -> Reader:
    """Return the reader of one of the memo's sentences."""

    def read(line: Line, rest: str) -> Understood:
        text = said(rest)
        old = getattr(line.session.memo, sentence)
        instead = f", instead of {quoted(old)}" if old and old != text else ""
        return Understood(
            edit=edits.write(sentence, text),
            label=f"memo {sentence}",
            words=f"the memo's {sentence}: {quoted(text)}{instead}",
        )

    return read


def _memo_why(line: Line, rest: str) -> Understood | None:
    match = re.match(r"(context|facing|why|decision)\s*[:\uff1a]\s*", rest, re.IGNORECASE)
    if not match:
        return None
    sentences: dict[str, Sentence] = {"context": "context", "facing": "facing", "why": "why", "decision": "decision"}
    return writes(sentences[match[1].casefold()])(line, rest[match.end() :])


def _why(line: Line, rest: str) -> Understood | None:
    """In the scorecard a bare "why:" belongs to today's review."""
    return None if line.stage == "scorecard" else writes("why")(line, rest)


def _cadence(line: Line, rest: str) -> Understood | None:
    if not re.match(r"(weekly|monthly|every)(\s|$)", rest, re.IGNORECASE):
        return None
    match = _CADENCE.fullmatch(rest)
    if not match:
        raise Unread("A review is weekly, monthly, or every 2 weeks, from a day on.")
    every = int(match[3]) if match[3] else 1
    monthly = bool(match[2]) or (match[4] or "").casefold() == "month"
    first = day(match[5], line.moment.today) if match[5] else None
    edit = edits.review_every(every, "month" if monthly else "week", first)
    at = ""
    if match[6]:
        when, zone = time_of_day(match[6])
        edit, at = together(edit, edits.review_at(when, zone)), f", {time_words(TimeOfDay(at=when, zone=zone))}"
    period = ("month" if monthly else "week") if every == 1 else f"{every} {'months' if monthly else 'weeks'}"
    start = f", first on {first.isoformat()}" if first else ""
    return Understood(
        edit=edit,
        label="review cadence",
        words=f"a review every {period}{start}{at}",
    )


def _review_at(line: Line, rest: str) -> Understood | None:
    match = _AT.fullmatch(rest)
    if not match:
        return None
    at, zone = time_of_day(match[1] or "")
    words = f"the reviews begin {time_words(TimeOfDay(at=at, zone=zone))}"
    return Understood(edit=edits.review_at(at, zone), label="time of the reviews", words=words)


def _status(line: Line, rest: str) -> Understood:
    status = rest.casefold()
    if declared := _DECLARED.get(status):
        return Understood(edit=edits.declare(declared), label=f"status {status}", words=f"the memo is {status}")
    if status == "superseded":
        raise Unread("A memo is superseded by another session's: superseded by SESSION.")
    if status in _COMPUTED:
        raise Unread(f"{status} follows from the signatures; draft, proposed and withdrawn are said.")
    raise Unread("A memo is draft, proposed or withdrawn.")


def _supersedes(line: Line, rest: str) -> Understood:
    slug = _slug(said(rest, "the name of the earlier session"))
    return Understood(edit=edits.supersede(slug), label=f"supersedes {slug}", words=f"this memo supersedes {slug}")


def _superseded(line: Line, rest: str) -> Understood | None:
    match = re.match(r"by(?:\s+|$)", rest, re.IGNORECASE)
    if not match:
        return None
    slug = _slug(said(rest[match.end() :], "the name of the later session"))
    words = f"this memo is superseded by {slug}"
    return Understood(edit=edits.superseded_by(slug), label=f"superseded by {slug}", words=words)


def _slug(name: str) -> str:
    if len(name.split()) > 1:
        raise Unread("The name of a session has no spaces.")
    return name


_DAY_6 = Table("memo")
FORMS = (
    _DAY_6.opening(
        "context",
        writes("context"),
        "context: the spring sale starts on 2025-04-14",
        means="what it is about",
        what="the memo's context",
        colon=True,
    ),
    _DAY_6.opening(
        "facing",
        writes("facing"),
        "facing: 12 person-weeks, and a platform without theming",
        means="what stands against it",
        what="what the memo faces",
        colon=True,
    ),
    _DAY_6.opening(
        "why",
        _why,
        "why: the sale pays for the rest of the year",
        means="why we decided so (in the scorecard it is the why of today's review)",
        what="the memo's why",
        colon=True,
    ),
    _DAY_6.opening(
        "decision",
        writes("decision"),
        "decision: a calm launch, and branding in summer",
        means="overrides the composed one",
        what="the decision in a person's words",
        colon=True,
    ),
    _DAY_6.opening(
        "memo",
        _memo_why,
        "memo why: the sale pays for the rest of the year",
        means="the same four, sure in every stage",
        what="a sentence of the memo",
    ),
    _DAY_6.opening(
        "review",
        _cadence,
        "review weekly from 2025-05-05",
        "review monthly from 2025-05-05",
        "review every 2 weeks from 2025-05-05",
        "review weekly from 2025-05-05 at 10:00 Europe/Berlin",
        means="when the reviews are",
        what="a review cadence",
    ),
    _DAY_6.opening(
        "review",
        _review_at,
        "review at 10:00",
        "review at 10:00 Europe/Berlin",
        means="at what time of day; not part of what is signed",
        what="the time of the reviews",
    ),
    _DAY_6.opening(
        "status",
        _status,
        "status proposed",
        means="draft, proposed, withdrawn; the others follow from signatures",
        what="the memo's status",
    ),
    _DAY_6.opening(
        "supersedes",
        _supersedes,
        "supersedes winter-launch",
        means="the earlier session this replaces",
        what="what this memo supersedes",
    ),
    _DAY_6.opening(
        "superseded",
        _superseded,
        "superseded by summer-launch",
        means="the later session that replaces this; that one says: supersedes winter-launch",
        what="what supersedes this memo",
    ),
)
