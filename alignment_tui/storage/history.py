"""The history of a session, read from its journal: every entry, the document as it was at one, and what is amiss."""

import zlib
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from alignment_tui.domain.changes import apply
from alignment_tui.domain.document import FORMAT, Document
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.storage import durable
from alignment_tui.storage.history_folder import history_folder, made_history_folder
from alignment_tui.storage.journal import FILE
from alignment_tui.storage.journal_entries import Entry, entry_of, sha256
from alignment_tui.storage.look import LARGEST_BYTES, Unfit
from alignment_tui.storage.reading import Stamp, decoded, encoded
from alignment_tui.storage.refusals import Refusal

SNAPSHOTS = "snapshots"
SNAPSHOT_EVERY = 200
_GZIP = 31


class History:
    """What the journal of the session whose real path is `real` tells; read once, and empty where there is none.

    `lines` are whole lines as they stand; `torn` says that the file ends in the middle of one.
    """

    def __init__(self, real: Path) -> None:
        self.path = history_folder(real) / FILE
        self._real = real
        try:
            data = self.path.read_bytes()
            self.missing = False
        except FileNotFoundError:
            data = b""
            self.missing = True
        whole, end, torn = data.rpartition(b"\n")
        self.torn = bool(torn)
        self.lines: Sequence[bytes] = whole.split(b"\n") if end else ()
        self.entries: Sequence[Entry | None] = [entry_of(line) for line in self.lines]

    @property
    def last(self) -> Entry | None:
        """The newest entry, if it can be read."""
        return self.entries[-1] if self.entries else None

    def at_rev(self, rev: int) -> int:
        """Return the place of the newest entry of a revision; raises `Refusal` where there is none."""
        for place in reversed(range(len(self.entries))):
            entry = self.entries[place]
            if entry is not None and entry.rev == rev:
                return place
        raise Refusal(self.path, f"there is no revision {rev} in it")

    def document(self, place: int) -> Document:
        """Return the document as it was after an entry; raises `Refusal` where it cannot be built any more."""
        start, document = self._nearest(place)
        for later in range(start + 1, place + 1):
            document = self._next(document, later)
        return document

    def _nearest(self, place: int) -> tuple[int, Document]:
        """Return the newest snapshot that is not after `place` and can be read."""
        for start in range(place, -1, -1):
            entry = self.entries[start]
            document = snapshot(self._real, entry) if entry is not None and entry.whole else None
            if document is not None:
                return start, document
        raise Refusal(self.path, f"line {place + 1}: no snapshot before it can be read")

    def _next(self, document: Document, place: int) -> Document:
        entry = self.entries[place]
        changes = entry.changes if entry is not None and entry.format == FORMAT else None
        if entry is None or changes is None:
            raise Refusal(self.path, f"line {place + 1}: cannot be read by this version")
        try:
            session, _ = apply(document.session, changes) if changes else (document.session, ())
        except (AlignmentError, TypeError, ValueError, AttributeError) as broken:
            raise Refusal(self.path, f"line {place + 1}: does not follow from the line before: {broken}") from broken
        last_ids = {**document.last_ids, **entry.last_ids} if entry.last_ids else document.last_ids
        return replace(document, rev=entry.rev, last_ids=last_ids, session=session)


def keep_snapshot(real: Path, number: int, document: Document) -> str:
    """Write a document beside the journal and return the SHA-256 it is known by; raises `OSError`."""
    data = encoded(document)
    place = made_history_folder(real, SNAPSHOTS) / f"{number:06d}.json.gz"
    durable.replace(place, zlib.compress(data, wbits=_GZIP), durable=False)
    return sha256(data)


def snapshot(real: Path, entry: Entry) -> Document | None:
    """Return the document kept with an entry, or `None` where it is missing or is not what it was."""
    place = history_folder(real) / SNAPSHOTS / f"{entry.number:06d}.json.gz"
    try:
        opener = zlib.decompressobj(wbits=_GZIP)
        data = opener.decompress(place.read_bytes(), LARGEST_BYTES + 1)
        if sha256(data) != entry.whole:
            return None
        return decoded(data, Stamp(0, 0, 0)).document
    except (OSError, zlib.error, Unfit):
        return None
