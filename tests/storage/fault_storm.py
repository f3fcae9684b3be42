"""A program that lets each call of a save to the system fail in each way, in a process of its own, and looks after it.

Run with the faults wanted (``some`` or ``all``) and how many requests the session has; prints what was tried, or fails.
"""

import errno
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Request, Stakeholder
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import History
from alignment_tui.storage.history_check import troubles
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import NotSaved
from tests.factories import signature, signed

SLUG = "checkout"
CALLS = (
    "open",
    "write",
    "fsync",
    "replace",
    "rename",
    "link",
    "unlink",
    "mkdir",
    "ftruncate",
    "fchmod",
    "utime",
    "close",
)
FAULTS = ("killed before", "killed after", "torn", "short", "disk full", "disk broken")
_ERRORS = {"disk full": errno.ENOSPC, "disk broken": errno.EIO}
_REAL = {name: getattr(os, name) for name in CALLS}

Change = Callable[[Loaded], tuple[Document, Loaded]]


def edit(seen: Loaded) -> tuple[Document, Loaded]:
    """Change a sentence."""
    return _with(seen, replace(seen.document.session, note="another note"))


def shrink(seen: Loaded) -> tuple[Document, Loaded]:
    """Take nearly everything away, so that the new bytes are far fewer than the old."""
    return _with(seen, replace(seen.document.session, requests=seen.document.session.requests[:1]))


def sign(seen: Loaded) -> tuple[Document, Loaded]:
    """Sign, for which there is a backup first."""
    return _with(seen, signed(replace(seen.document.session, signers=("S1",)), signature(1, "S1")))


def upgrade(seen: Loaded) -> tuple[Document, Loaded]:
    """Save what was read from an older format, for which there is a backup too."""
    document, _ = edit(seen)
    return document, replace(seen, upgraded_from=1)


CHANGES: tuple[Change, ...] = (edit, shrink, sign, upgrade)


def _with(seen: Loaded, session: Session) -> tuple[Document, Loaded]:
    return replace(seen.document, rev=seen.document.rev + 1, session=session, last_ids=grown({}, session)), seen


class Saboteur:
    """Counts calls to the system, and lets one of them go wrong."""

    def __init__(self, at: int = -1, fault: str = "") -> None:
        self.calls: list[str] = []
        self._at, self._fault = at, fault

    def __enter__(self) -> "Saboteur":
        for name in CALLS:
            setattr(os, name, self._call(name))
        return self

    def __exit__(self, *_: object) -> None:
        for name, real in _REAL.items():
            setattr(os, name, real)

    def _call(self, name: str) -> Callable[..., Any]:
        def called(*arguments: Any, **more: Any) -> Any:
            now = len(self.calls) == self._at
            self.calls.append(name)
            return self._wrong(name, arguments, more) if now else _REAL[name](*arguments, **more)

        return called

    def _wrong(self, name: str, arguments: tuple[Any, ...], more: dict[str, Any]) -> Any:
        if name == "close" and self._fault in _ERRORS:
            _REAL["close"](*arguments)
        if self._fault in _ERRORS:
            raise OSError(_ERRORS[self._fault], os.strerror(_ERRORS[self._fault]))
        if self._fault in ("torn", "short") and name == "write":
            handle, data = arguments
            written = _REAL["write"](handle, bytes(data)[: max(len(data) // 2, 1)])
            return _kill() if self._fault == "torn" else written
        if self._fault in ("killed before", "torn"):
            _kill()
        done = _REAL[name](*arguments, **more)
        return _kill() if self._fault == "killed after" else done


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def document(requests: int) -> Document:
    """A session with so many requests."""
    asked = tuple(
        Request(id=f"R{number}", asker="S1", words=f"request {number} 漢字 {'x' * 200}")
        for number in range(1, requests + 1)
    )
    session = Session(title="Checkout", stakeholders=(Stakeholder(id="S1", name="Ana"),), requests=asked)
    return Document(session=session, last_ids=grown({}, session))


def tried(prepared: Path, place: Path, change: Change, at: int, fault: str) -> str:
    """Let one call go wrong in a process of its own; say what came of it. Raises `AssertionError` where it is wrong."""
    shutil.copytree(prepared, place)
    sessions = Sessions(place / "sessions", place / "cache")
    before = sessions.load(SLUG)
    wanted, seen = change(before)
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        told = b"refused "
        with Saboteur(at, fault):
            try:
                sessions.save(SLUG, wanted, seen)
                told = b"saved "
            except NotSaved:
                pass
        os.write(tells, told)
        if told == b"refused ":
            sessions.save(SLUG, wanted, sessions.load(SLUG))
            os.write(tells, b"then saved ")
        os._exit(0)
    os.close(tells)
    with os.fdopen(hears, "rb") as pipe:
        told_words = pipe.read().decode().strip()
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    assert killed or os.WEXITSTATUS(status) == 0, "the program itself failed"
    again = Sessions(place / "sessions", place / "cache")
    kept = again.load(SLUG)
    assert kept.document.session in (before.document.session, wanted.session), "neither the old session nor the new"
    if "saved" in told_words:
        assert kept.document.session == wanted.session, "acknowledged, and not there"
    assert kept.document.rev >= before.document.rev
    last = replace(kept.document, session=replace(kept.document.session, title="Afterwards"))
    again.save(SLUG, last, kept)
    assert again.load(SLUG).document.session.title == "Afterwards"
    assert sorted(path.name for path in (place / "sessions").iterdir()) == [".local", f"{SLUG}.json"]
    real = again.real(SLUG)
    assert list(troubles(History(real), real)) == [], "the history is broken"
    shutil.rmtree(place)
    return told_words or "killed"


def storm(wanted: str, requests: int) -> Iterator[str]:
    """Try each call of each change with each fault; of ``some``, with one of them, by turns."""
    with TemporaryDirectory() as name:
        prepared = Path(name) / "prepared"
        Sessions(prepared / "sessions", prepared / "cache").create(SLUG, document(requests))
        for turn, change in enumerate(CHANGES):
            for at in range(_calls(prepared, Path(name) / "counted", change)):
                faults = FAULTS if wanted == "all" else (FAULTS[(at + turn) % len(FAULTS)],)
                for fault in faults:
                    try:
                        yield f"{fault}: {tried(prepared, Path(name) / 'tried', change, at, fault)}"
                    except BaseException as error:
                        raise AssertionError(f"{change.__name__}, call {at}, {fault}") from error


def _calls(prepared: Path, place: Path, change: Change) -> int:
    shutil.copytree(prepared, place)
    sessions = Sessions(place / "sessions", place / "cache")
    wanted, seen = change(sessions.load(SLUG))
    with Saboteur() as counting:
        sessions.save(SLUG, wanted, seen)
    shutil.rmtree(place)
    return len(counting.calls)


if __name__ == "__main__":
    for outcome, times in sorted(Counter(storm(sys.argv[1], int(sys.argv[2]))).items()):
        sys.stdout.write(f"{times:5} {outcome}\n")
