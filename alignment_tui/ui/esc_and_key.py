"""Esc and the next key, pressed so soon after it that they come as one: a terminal writes alt and a key the same way.

Textual types the key and forgets the Esc, or types what an option key would, such as ™ for Esc 2. tmux by its own
defaults joins what comes within half a second.
"""

from collections.abc import Iterable

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key

_ALT = "alt+"
# What begins like longer sequences of a terminal may be the rest of one.
_BEGIN_SEQUENCES = frozenset("[O")


class EscParser(XTermParser):
    """Reads keys as textual does, but says alt of every key that an Esc stands before."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        if len(sequence) == 2 and isinstance(ANSI_SEQUENCES_KEYS.get(sequence), str):
            return ()
        events = super()._sequence_to_key_events(sequence, alt)
        return (_with_alt(event) for event in events) if alt and sequence not in _BEGIN_SEQUENCES else events


def stands_for_two(event: Key) -> bool:
    """Tell whether a key may be two: alt and an arrow is one."""
    return event.key.startswith(_ALT) and bool(event.character)


def apart(event: Key) -> tuple[Key, Key]:
    """Return the two keys that one with alt stands for."""
    char = event.character or ""
    return Key("escape", "\x1b"), Key(char if char.isalnum() else event.key.removeprefix(_ALT), char)


def _with_alt(event: Key) -> Key:
    return event if event.key.startswith(_ALT) else Key(f"{_ALT}{event.key}", event.character)
