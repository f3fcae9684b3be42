"""The hash of what is being saved: the same by a thread, without one, and where none can be had."""

import hashlib

import pytest

from alignment_tui.storage import hashing
from alignment_tui.storage.hashing import Hashing

SMALL, LARGE = (b"x" * 1_000, b"\n"), (b"x" * 1_000_000, b"\n")


@pytest.mark.parametrize("data", [SMALL, LARGE, (b"",)], ids=["small", "large", "nothing"])
def test_the_hash_is_that_of_all_pieces(data: tuple[bytes, ...]) -> None:
    found = Hashing(data)
    assert found.digest == found.digest == hashlib.sha256(b"".join(data)).hexdigest()


def test_a_large_file_is_hashed_where_no_thread_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(hashing, "start_new_thread", refuse)
    assert Hashing(LARGE).digest == hashlib.sha256(b"".join(LARGE)).hexdigest()


def test_nobody_waits_for_the_thread_before_the_hash_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(hashing, "start_new_thread", lambda act, _: begun.append(act))
    Hashing(LARGE)
    Hashing(SMALL)
    assert len(begun) == 1
