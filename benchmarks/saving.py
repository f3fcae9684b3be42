"""A durable save against the same bytes written by hand with the same care."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from msgspec.structs import replace

from alignment_tui.domain.changes import diff
from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Parked
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history_recent import Past
from alignment_tui.storage.reading import Loaded, encoded
from benchmarks.measuring import Row, timed

_SIZES = (("30 KB", 30_000, 1.3), ("1 MB", 1_000_000, 2.6))
_NEIGHBOURS = 10_000
_AT = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)


def rows(folder: Path) -> Iterator[Row]:
    """Yield a row for a small and a large session, and one for a full folder."""
    for name, size, at_most in _SIZES:
        document = _of(size)
        ours, theirs = folder / f"ours-{size}", folder / f"theirs-{size}"
        theirs.mkdir()
        act = _saved(Sessions(ours, folder / "cache"), document)
        yield Row(
            f"durable save, {name}",
            "the same bytes and fsyncs by hand",
            at_most,
            timed(act),
            timed(_by_hand(theirs, document)),
        )
    document = _of(_SIZES[0][1])
    full = Sessions(folder / "full", folder / "cache")
    alone = _saved(Sessions(folder / "alone", folder / "cache"), document)
    act = _saved(full, document)
    for number in range(_NEIGHBOURS):
        (full.folder / f"session-{number}.json").write_bytes(b"{}")
    yield Row(f"durable save beside {_NEIGHBOURS} sessions", "alone in its folder", 1.1, timed(act), timed(alone), 31)


def _of(size: int) -> Document:
    parked = Parked(id="P1", text="what the merger does to the roadmap, and when we will know it")
    number = max(size // (len(encoded(Document(session=Session(title="x", parked=(parked,))))) - 120), 1)
    return Document(
        session=Session(title="A session", parked=tuple(replace(parked, id=f"P{at}") for at in range(1, number)))
    )


def _saved(folder: Sessions, document: Document) -> "Save":
    return Save(folder, folder.create("session", document))


class Save:
    """Saves a session again and again, each time with a change that the workspace made beforehand."""

    def __init__(self, folder: Sessions, loaded: Loaded) -> None:
        self._folder = folder
        self._seen = loaded
        first = replace(loaded.document.session, note="one thing")
        second = replace(first, note="another")
        self._steps = cycle([(first, diff(second, first)), (second, diff(first, second))])

    def __call__(self) -> None:
        """Save it once more."""
        session, difference = next(self._steps)
        rev = self._seen.document.rev + 1
        document = replace(self._seen.document, rev=rev, session=session)
        step = Past(rev, _AT, "Kim", "set the note", difference)
        self._seen = self._folder.save("session", document, self._seen, [step]).seen


def _by_hand(folder: Path, document: Document) -> "ByHand":
    return ByHand(folder / "session.json", encoded(document))


class ByHand:
    """Writes bytes beside a file, makes them safe, and puts them in its place."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        self._data = data

    def __call__(self) -> None:
        """Write them once more."""
        beside = self._path.with_suffix(".new")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(handle, self._data)
        os.fsync(handle)
        os.close(handle)
        beside.replace(self._path)
        handle = os.open(self._path.parent, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
