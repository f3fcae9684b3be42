"""A line as its forms see it: the words, and what they may look up while reading them."""

import re
from functools import cached_property
from typing import TypeVar

from alignment_tui.capture.answers import Context, Unread
from alignment_tui.capture.names import Names, is_id, listed, new_name
from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.records import Part, StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.editing.fields import called
from alignment_tui.editing.moment import Moment

P = TypeVar("P", bound=Part)
_SEPARATOR = re.compile(r"\uff1a|:(?=\s|$)")
_WORD = re.compile(r"([^\s:\uff1a]+)(\s*\uff1a\s*|:(?:\s+|$)|\s+|$)")
_MANY_PEOPLE = 200
_GAPS = re.compile(r"[\s,\uff0c]+")


class Line:
    """One line being read, the session it is read for, and the people it names that nobody knew."""

    def __init__(self, text: str, session: Session, stage: StageSlug, moment: Moment, context: Context) -> None:
        self.text = text
        self.session = session
        self.stage = stage
        self.moment = moment
        self.context = context
        self.newcomers: list[str] = []
        self.subject: Part | None = None
        self.subject_id = ""
        self.speakers: tuple[str, ...] = ()

    @cached_property
    def names(self) -> Names:
        """The people of the session."""
        return Names(self.session.stakeholders)

    def person(self, text: str) -> str:
        """Return a person's name: a known one as they are called, or a new one, which is noted."""
        known = self.names.known(text)
        if known:
            return known.name
        name = new_name(text)
        if name not in self.newcomers:
            self.newcomers.append(name)
        return name

    def people(self, text: str) -> tuple[str, ...]:
        """Return the names in a list of people; raises `Unread` when there is none."""
        items = listed(text, self.names)
        if len(items) > _MANY_PEOPLE:
            raise Unread(f"{len(items)} names are too many for one line.")
        found = tuple(dict.fromkeys(self.person(item) for item in items))
        if not found:
            raise Unread("A name is missing.")
        return found

    def record(self, record_id: str, kind: type[P]) -> P:
        """Return the record with this id; raises `Unread` when it is missing or of another kind."""
        try:
            found = self.session.find(record_id)
        except NotFound:
            raise Unread(f"There is no {record_id.upper()} here.") from None
        if not isinstance(found, kind):
            raise Unread(f"{record_id.upper()} is {called(type(found))}, not {called(kind)}.")
        return found

    def ids(self, text: str, kind: type[P]) -> tuple[str, ...]:
        """Return the ids in a list of ids, all of records of this kind."""
        words = dict.fromkeys(word for word in _GAPS.split(text) if word)
        for word in words:
            if not is_id(word):
                raise Unread(f"{word[:40]} is not an id.")
            self.record(word, kind)
        return tuple(dict.fromkeys(word.upper() for word in words))

    def exists(self, record_id: str) -> bool:
        """Tell whether the session has a record or an inner part with this id."""
        try:
            self.session.find(record_id)
        except NotFound:
            return False
        return True


def separated(text: str) -> tuple[str, str] | None:
    """Split at the first colon that has a space after it (or a full-width one); `None` where there is none."""
    match = _SEPARATOR.search(text)
    return (text[: match.start()].strip(), text[match.end() :].strip()) if match else None


def first_word(text: str) -> tuple[str, bool, str]:
    """Return the first word in small letters, whether a separator follows it, and the rest."""
    match = _WORD.match(text)
    if not match:
        word, _, rest = text.partition(" ")
        return word.casefold(), False, rest.strip()
    return match[1].casefold(), ":" in match[2] or "\uff1a" in match[2], text[match.end() :].strip()


def said(text: str, what: str = "what was said") -> str:
    """Return words as they are; raises `Unread` when there are none."""
    if not text:
        raise Unread(f"{what[:1].upper()}{what[1:]} is missing.")
    return text


def quoted(text: str) -> str:
    """Return words between quotes, shortened to fit a preview."""
    return f'"{text}"' if len(text) <= 100 else f'"{text[:99]}…"'
