"""Real processes: several writers on one session, and a writer that is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Sessions

# `make soak` kills 200 times, at 60 KB and at 2 MB.
KILLS = int(os.environ.get("ALIGNMENT_KILLS", "20"))
WRITER = Path(__file__).with_name("writer.py")
Make = Callable[..., Document]


def started(sessions: Sessions, *words: str) -> subprocess.Popen[str]:
    program, *rest = words
    cache = str(sessions.folder.parent / "cache")
    command = [sys.executable, str(WRITER), program, str(sessions.folder), cache, *rest]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_writers_at_once_lose_nothing(sessions: Sessions, make: Make) -> None:
    sessions.create("shared", make())
    writers = [started(sessions, "park", name, "15") for name in ("ann", "bo", "cy")]
    answers = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0], answers
    acknowledged = sorted(text for out, _ in answers for text in out.splitlines())
    assert len(acknowledged) == 45
    kept = sessions.load("shared").document.session.parked
    assert sorted(entry.text for entry in kept) == acknowledged
    assert len({entry.id for entry in kept}) == 45


@pytest.mark.parametrize("requests", [100] if KILLS == 20 else [550, 18_000], ids=str)
def test_a_killed_writer_loses_nothing_it_acknowledged(requests: int, sessions: Sessions, make: Make) -> None:
    sessions.create("shared", make(requests=requests))
    chance = random.Random(7)  # noqa: S311 - when to kill, not a secret
    for _ in range(KILLS):
        with started(sessions, "count") as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            writer.send_signal(signal.SIGKILL)
            told = [line for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        kept = int(sessions.load("shared").document.session.note)
        assert kept >= (int(told[-1]) if told else 1)
    assert len(sessions.load("shared").document.session.requests) == requests
    assert sessions.save("shared", make(), sessions.load("shared")).document.session.note == ""
    assert sorted(path.name for path in sessions.folder.iterdir()) == [".local", "shared.json"]


def test_a_lock_that_is_held_too_long_is_told(sessions: Sessions, make: Make) -> None:
    from alignment_tui.storage import lock
    from alignment_tui.storage.refusals import NotSaved

    seen = sessions.create("shared", make())
    with pytest.MonkeyPatch.context() as patch, lock.locked(sessions.path("shared")):
        patch.setattr(lock, "PATIENCE_SECONDS", 0.05)
        with pytest.raises(NotSaved, match="another program"):
            sessions.save("shared", make("Other"), seen)
