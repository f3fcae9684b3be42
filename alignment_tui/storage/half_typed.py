"""Words half typed in a dialog that is no form, kept beside the machine as the half-typed line is."""

from pathlib import Path

from msgspec import Struct

from alignment_tui.domain.text import visible
from alignment_tui.storage.live import live_path
from alignment_tui.storage.machine_state import forget_state, keep_state, state_in

_LARGEST_BYTES = 10_000_000


class _HalfTyped(Struct, frozen=True):
    words: dict[str, str] = {}


def half_typed(state: Path, session: Path) -> dict[str, str]:
    """Return the words a session was left with, by what they are for, the last ones last."""
    kept = state_in(_path(state, session), _HalfTyped, _LARGEST_BYTES) or _HalfTyped()
    return {about: visible(words) for about, words in kept.words.items()}


def keep_half_typed(state: Path, session: Path, words: dict[str, str]) -> None:
    """Keep such words; with none, forget those before. What is typed blind does not belong in here."""
    if words:
        keep_state(_path(state, session), _HalfTyped(words))
    else:
        forget_half_typed(state, session)


def forget_half_typed(state: Path, session: Path) -> None:
    """Forget the words of a session."""
    forget_state(_path(state, session))


def _path(state: Path, session: Path) -> Path:
    return live_path(state, session).with_suffix("").with_suffix(".words.json")
