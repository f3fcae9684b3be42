"""Taking a change back where something was signed: what is signed is never deleted, it is answered by another word."""

from alignment_tui.domain.changes.difference import Delta, Difference, invert
from alignment_tui.domain.records import Signature

_SIGNED = ("signatures", "versions")


def taking_back(difference: Difference) -> tuple[Difference, tuple[Signature, ...]]:
    """Return what takes a difference back, and the words in it, which stay and are to be answered instead.

    The texts they were given on stay with them.
    """
    backwards = invert(difference)
    words = tuple(delta.before for delta in backwards if _deletes(delta) and isinstance(delta.before, Signature))
    return (tuple(delta for delta in backwards if not _deletes(delta)), words) if words else (backwards, ())


def takes_back(difference: Difference, other: Difference) -> bool:
    """Return whether a difference is what taking `other` back has made."""
    backwards, words = taking_back(other)
    answers = [delta for delta in difference if delta.collection == "signatures"] if words else []
    rest = tuple(delta for delta in difference if delta not in answers)
    return rest == backwards and bool(answers) == bool(words) and all(delta.before is None for delta in answers)


def _deletes(delta: Delta) -> bool:
    return delta.collection in _SIGNED and delta.after is None
