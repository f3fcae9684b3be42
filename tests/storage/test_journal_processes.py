"""Real processes: several writers keep one history, and one that is killed leaves a history that goes on."""

import random
import signal
import time
from collections.abc import Callable

from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import History
from alignment_tui.storage.history_check import strayed, troubles
from tests.storage.test_processes import started

Make = Callable[..., Document]


def whole(sessions: Sessions) -> History:
    """Hold that the history is whole and leads to the file, and return it."""
    real = sessions.real("shared")
    history = History(real)
    assert [*troubles(history, real)] == []
    assert strayed(history, real) == ""
    assert history.document(len(history.entries) - 1) == sessions.load("shared").document
    return history


def test_writers_at_once_keep_one_history(sessions: Sessions, make: Make) -> None:
    sessions.create("shared", make())
    writers = [started(sessions, "park", name, "10") for name in ("ann", "bo", "cy")]
    for writer in writers:
        out, err = writer.communicate(timeout=60)
        assert out.count("\n") == 10, err
    history = whole(sessions)
    assert [entry.outside for entry in history.entries if entry] == [False] * 31


def test_a_history_goes_on_after_kills(sessions: Sessions, make: Make) -> None:
    sessions.create("shared", make(requests=50))
    chance = random.Random(11)  # noqa: S311 - when to kill, not a secret
    for _ in range(15):
        with started(sessions, "count") as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            writer.send_signal(signal.SIGKILL)
            writer.stdout.read()
    seen = sessions.load("shared")
    sessions.save("shared", make(note="the end"), seen)
    history = whole(sessions)
    notes = [history.document(place).session.note for place in range(0, len(history.entries), 7)]
    assert notes == sorted(notes, key=lambda note: int(note or 0) if note != "the end" else 10**9)
