"""Read one spoken line: what it would do, or why it cannot be taken. It never raises, whatever is typed."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from alignment_tui.capture.answers import Context, Refused, Understood, Unread
from alignment_tui.capture.completion import completions
from alignment_tui.capture.following import follow
from alignment_tui.capture.form import Form, kind_of
from alignment_tui.capture.forms import bare, openings, person_verbs, verbs
from alignment_tui.capture.names import is_id, listed
from alignment_tui.capture.refusals import refused, refused_by_rule, unrecognised
from alignment_tui.capture.request_heads import by_somebody_known
from alignment_tui.capture.spoken import Line, first_word, separated
from alignment_tui.domain.errors import AlignmentError, NotFound
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import visible
from alignment_tui.editing.moment import Moment

__all__ = ["Context", "Refused", "Understood", "completions", "follow", "read_line"]

_PERSON_VERB = re.compile(
    r"\s(passes|consents?|objects?|withdraws?|signs?|stands?)(?=[\s,\uff0c:\uff1a]|$)", re.IGNORECASE
)
_HEAD = 300


def read_line(
    line: str, session: Session, stage: StageSlug, moment: Moment, context: Context | None = None
) -> Understood | Refused | None:
    """Return what a line would do in this stage, or why it is refused; `None` for a blank line or a comment.

    What is understood was tried on the session, so that its edit is one the records allow.
    """
    text = visible(line).strip()
    if not text or text.startswith("#"):
        return None
    spoken = Line(text, session, stage, moment, context or Context())
    for form, rest in _candidates(spoken):
        try:
            understood = form.read(spoken, rest)
        except Unread as unread:
            return refused(form, unread, spoken)
        except AlignmentError as broken:
            return refused_by_rule(form, str(broken), spoken)
        if understood:
            return _tried(form, understood, spoken)
        spoken.newcomers.clear()
    try:
        understood = by_somebody_known(spoken)
    except Unread as unread:
        return refused(bare("requests")[-1], unread, spoken)
    return _tried(bare("requests")[-1], understood, spoken) if understood else unrecognised(spoken)


def _candidates(line: Line) -> Iterator[tuple[Form, str]]:
    """Yield the forms that may read this line with what they get, in the order of precedence."""
    word, colon, rest = first_word(line.text)
    if not _is_somebody(line):
        for form in openings().get(word, ()):
            if form.fits(colon):
                yield form, rest
    if is_id(word) and not colon:
        yield from _after_id(line, word.upper(), rest)
    yield from _after_people(line)
    for form in bare(line.stage):
        yield form, line.text


def _is_somebody(line: Line) -> bool:
    """Tell whether what stands before the colon is a known name, which a reserved word may begin."""
    parts = separated(line.text[:_HEAD])
    return parts is not None and " " in parts[0] and line.names.known(parts[0]) is not None


def _after_id(line: Line, own: str, rest: str) -> Iterator[tuple[Form, str]]:
    try:
        line.subject = line.session.find(own)
    except NotFound:
        return
    line.subject_id = own
    table = verbs(kind_of(own))
    word, colon, after = first_word(rest)
    for form in table.get(word, ()):
        if form.fits(colon):
            yield form, after
    for form in table.get("", ()):
        yield form, rest


def _after_people(line: Line) -> Iterator[tuple[Form, str]]:
    for match in _PERSON_VERB.finditer(line.text[:_HEAD]):
        names = [line.names.known(item) for item in listed(line.text[: match.start()], line.names)]
        people = tuple(person.name for person in names if person)
        if people and len(people) == len(names):
            line.speakers = people
            for form in person_verbs()[match[1].casefold()]:
                yield form, line.text[match.end() :].strip()
            return


def _tried(form: Form, understood: Understood, line: Line) -> Understood | Refused:
    if understood.edit:
        try:
            understood.edit(line.session, line.moment)
        except AlignmentError as broken:
            return refused_by_rule(form, str(broken), line)
    return replace(understood, new_names=tuple(line.newcomers))
