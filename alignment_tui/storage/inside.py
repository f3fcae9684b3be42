"""Words looked for inside sessions: first in the bytes of the files, and only where they are there in the records."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec import json

from alignment_tui.domain.said import Found, said
from alignment_tui.domain.text import cased
from alignment_tui.storage.look import LARGEST_BYTES, Unfit
from alignment_tui.storage.reading import read_bytes
from alignment_tui.storage.refusals import Refusal
from alignment_tui.storage.to_read import SessionsToRead

MOST_OF_ONE = 3
MOST = 200
_ESCAPED = b"\\u"


class Match(NamedTuple):
    """Something said in a session that has the words: in which, where in it, and the text itself."""

    slug: str
    where: Found
    text: str


def said_in(
    sessions: SessionsToRead, slugs: Iterable[str], words: Sequence[str], going_on: Callable[[int], bool]
) -> Iterator[Match]:
    """Yield where folded `words` are said, session by session: `MOST_OF_ONE` of each, and no session after `MOST`.

    Before each session `going_on` is told how many were looked through, and answers whether to go on. A file that
    cannot be read is passed over.
    """
    needles = [_as_written(word) for word in words]
    found = 0
    for place, slug in enumerate(slugs):
        if found >= MOST or not going_on(place):
            return
        try:
            if _may_have(read_bytes(sessions.path(slug), LARGEST_BYTES)[0], needles):
                session = sessions.load(slug).document.session
                for one in islice(said(session, words), MOST_OF_ONE):
                    found += 1
                    yield Match(slug, one.where, one.text)
        except (Refusal, Unfit, OSError):
            continue


def _may_have(data: bytes, needles: list[str]) -> bool:
    """Tell whether all words stand somewhere in a file, whatever it says with them."""
    if _ESCAPED in data:
        return True  # a hand may have written any letter as an escape
    text = cased(data.decode(errors="replace"))
    return all(needle in text for needle in needles)


def _as_written(word: str) -> str:
    """Return a word as it stands between the quotation marks of a file."""
    return json.encode(word).decode()[1:-1]
