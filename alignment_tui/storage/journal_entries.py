"""A line of the journal: one change as data, what the file was after it, and which line it follows."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol, get_args, get_type_hints

from msgspec import MsgspecError, Raw, Struct, convert, field, json

from alignment_tui.domain.changes import Delta, Difference
from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.storage.look import LARGEST_BYTES, Unfit
from alignment_tui.storage.reading import read_bytes


class Step(Protocol):
    """A change as the workspace tells it, of which the journal makes an entry."""

    @property
    def rev(self) -> int:
        """The count of changes with this one."""

    @property
    def at(self) -> datetime:
        """When it was made."""

    @property
    def who(self) -> str:
        """By whom."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def difference(self) -> Difference:
        """What changed."""


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change. Several that were saved at once bear the `sha256` of the one file they became.

    `outside` is what was changed by another program, found by the next save. `last_ids` has those numbers that grew.
    `whole` is the SHA-256 of the snapshot beside the journal, where the document as it was then is kept. `previous` is
    that of the line before, so that no line can be altered or left out unnoticed.
    """

    number: int = 0
    rev: int
    at: datetime
    who: str = ""
    label: str = ""
    outside: bool = False
    whole: str = ""
    format: int = 1
    last_ids: dict[str, int] = field(default_factory=dict)
    sha256: str
    previous: str = ""
    difference: Raw = Raw(b"[]")

    @property
    def changes(self) -> Difference | None:
        """What changed, or `None` where this version cannot read it: a snapshot after it has the document."""
        return _read(bytes(self.difference))


class _Kept(Struct, omit_defaults=True):
    collection: str
    key: str = ""
    before: Any = None
    after: Any = None
    stood_after: str = ""
    stands_after: str = ""
    moved: bool = False


_ENCODER = json.Encoder(order="deterministic")
_LINE = json.Decoder(Entry)
_DIFFERENCE = json.Decoder(list[_Kept])


def line_of(entry: Entry) -> bytes:
    """Return the entry as a line, without its end."""
    return _ENCODER.encode(entry)


def entry_of(line: bytes) -> Entry | None:
    """Return the entry in a line, or `None` for one that cannot be read."""
    try:
        return _LINE.decode(line)
    except (MsgspecError, ValueError, RecursionError):
        return None


def raw(difference: Difference) -> Raw:
    """Return a difference as it stands in a line."""
    kept = [
        _Kept(
            delta.collection, delta.key, delta.before, delta.after, delta.stood_after, delta.stands_after, delta.moved
        )
        for delta in difference
    ]
    return Raw(_ENCODER.encode(kept))


def sha256(*pieces: bytes) -> str:
    """Return the SHA-256 of a file or of a line, as 64 hexadecimal digits."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def file_sha256(real: Path) -> str:
    """Return the SHA-256 of the file as it is now, or nothing where it cannot be read."""
    try:
        return sha256(read_bytes(real, LARGEST_BYTES)[0])
    except (OSError, Unfit):
        return ""


def grown_ids(before: Document | None, after: Document) -> dict[str, int]:
    """Return the numbers in `last_ids` that are not what they were."""
    known: Mapping[str, int] = before.last_ids if before else {}
    if after.last_ids == known:
        return {}
    return {kind: number for kind, number in after.last_ids.items() if known.get(kind) != number}


def _read(data: bytes) -> Difference | None:
    try:
        return tuple(
            Delta(
                collection=kept.collection,
                key=kept.key,
                before=_value(kept, kept.before),
                after=_value(kept, kept.after),
                stood_after=kept.stood_after,
                stands_after=kept.stands_after,
                moved=kept.moved,
            )
            for kept in _DIFFERENCE.decode(data)
        )
    except (MsgspecError, ValueError, KeyError, RecursionError):
        return None


def _value(kept: _Kept, value: Any) -> Any:
    if value is None:
        return None
    return convert(value, _types()[kept.collection][0 if kept.key else 1])


@cache
def _types() -> dict[str, tuple[Any, Any]]:
    """For each field of a session: the type of its entries, and its own."""
    found = {}
    for name, kind in get_type_hints(Session, include_extras=True).items():
        if name != "COLLECTIONS":
            found[name] = (get_args(kind)[0] if name in Session.COLLECTIONS else kind, kind)
    return found
