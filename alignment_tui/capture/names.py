"""Names in a line: known ones, longest first and in any case, and what may become a new one."""

import re
from collections.abc import Iterable

from alignment_tui.capture.answers import Unread
from alignment_tui.domain.records import Stakeholder
from alignment_tui.domain.text import folded

RESERVED = frozenset(
    {
        "all",
        "away",
        "capacity",
        "changed",
        "choose",
        "consent",
        "consents",
        "context",
        "decider",
        "deciders",
        "decision",
        "drop",
        "facing",
        "fist",
        "future",
        "go",
        "here",
        "how",
        "lesson",
        "memo",
        "metric",
        "none",
        "now",
        "numbers",
        "objects",
        "option",
        "park",
        "passes",
        "person",
        "platform",
        "posture",
        "rank",
        "request",
        "review",
        "risk",
        "rule",
        "signers",
        "slo",
        "status",
        "stream",
        "superseded",
        "supersedes",
        "trade-off",
        "tripwire",
        "why",
        "withdraws",
    }
)
ID = re.compile(r"[SRVMCOTGLPW][1-9][0-9]{0,8}(?:\.[ADK]?[1-9][0-9]{0,8})?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[,:@#"\uff0c\uff1a\u3001]')
_LIST = re.compile(r"[,\uff0c\u3001]")
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_MANY_WORDS = 4
_LONG = 60


def is_id(text: str) -> bool:
    """Tell whether `text` is shaped like an id of this session: ``R1``, ``r1.a2``, ``V1.2``."""
    return bool(ID.fullmatch(text))


class Names:
    """The people of a session as a line may name them."""

    def __init__(self, people: Iterable[Stakeholder]) -> None:
        self._people = {folded(person.name): person for person in people}
        self._by_id = {person.id: person for person in self._people.values()}

    def known(self, text: str) -> Stakeholder | None:
        """Return the person who is called so, in any case, quoted or not, or has this id."""
        plain = unquoted(text)
        return self._people.get(folded(plain)) or self._by_id.get(plain.upper())

    def ending(self, text: str) -> tuple[str, Stakeholder] | None:
        """Return what stands before ``@NAME`` at the end of `text`, and the known person, longest name first."""
        for words in range(min(8, text.count(" ") + 1), 0, -1):
            start = _last_words(text, words)
            if text[start : start + 1] == "@" and (person := self.known(text[start + 1 :])):
                return text[:start].rstrip(), person
        return None


def new_name(text: str) -> str:
    """Return `text` as the name of somebody new; raises `Unread` for what cannot be one."""
    name = " ".join(unquoted(text).split())
    words = name.split()
    shown = f'"{name[:40]}"'
    if not name:
        raise Unread("A name is missing.")
    if _FORBIDDEN.search(name):
        raise Unread(f'{shown} cannot be a name: a name has no comma, colon, @, # or ".')
    if ";" in name:
        raise Unread("Names are separated by commas.")
    if is_id(words[0]):
        raise Unread(f"{words[0].upper()} is shaped like an id, so it does not begin a name.")
    if folded(name) in RESERVED or words[-1].casefold() in ("passes", "consents", "consent", "objects", "withdraws"):
        raise Unread(f"{shown} ends in a reserved word, and nobody of that name is known.")
    if not any(char.isalpha() for char in name):
        raise Unread(f"{shown} has no letter, so it is no name.")
    if len(name) > _LONG or (len(words) > _MANY_WORDS and not text.strip().startswith('"')):
        raise Unread(f"{shown} is long for a name: put it in quotes if it is one.")
    return name


def unquoted(text: str) -> str:
    """Return `text` without the straight quotes around it."""
    said = text.strip()
    return said[1:-1].strip() if len(said) > 2 and said[0] == said[-1] == '"' else said


def listed(text: str, names: Names) -> list[str]:
    """Split "Ana, Raj and Li" at its commas, and at "and" where the whole is nobody's name."""
    parts: list[str] = []
    for item in _LIST.split(text):
        parts.extend([item] if names.known(item) else _AND.split(item))
    return [part.strip() for part in parts if part.strip()]


def _last_words(text: str, count: int) -> int:
    """Return where the last `count` words of `text` begin."""
    place = len(text)
    for _ in range(count):
        place = text.rfind(" ", 0, place)
        if place < 0:
            return 0
    return place + 1
