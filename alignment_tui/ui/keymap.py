"""The keys of this machine: what every action comes with, as ``keys.yaml`` has it; what cannot be is told by line.

Read before there is a screen, so that bindings, footer, palette, help and hints all have the same keys. Nothing of
textual is loaded: `doctor` reads it too. Textual's own keymap cannot take a key away, settles two actions on one key
by forgetting one of them, and does not find an action whose only key is a letter while letters are text.
"""

import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from alignment_tui.config import ConfigRefused, Reader, YamlFile, read_yaml
from alignment_tui.ui.actions import ACTIONS, Action, Where
from alignment_tui.ui.key_names import NoKey, key_name, read_key, types_text

KEYS_FILE = "keys.yaml"
# What the line has for editing, and the list for moving; held by tests against what they answer.
LINE_KEYS = frozenset(
    {
        "left",
        "right",
        "home",
        "end",
        "up",
        "down",
        "pageup",
        "pagedown",
        "tab",
        "enter",
        "backspace",
        "delete",
        "super+c",
        "super+backspace",
    }
    | {f"ctrl+{key}" for key in ("left", "right", "backspace", *"acdekuvwx")}
    | {f"shift+{key}" for key in ("left", "right", "home", "end")}
    | {"ctrl+shift+left", "ctrl+shift+right", "ctrl+shift+a", "alt+backspace"}
)
LIBRARY_KEYS = frozenset({"escape"})
SCREENS: tuple[Where, ...] = ("work", "library")
LIST_KEYS = frozenset({"up", "k", "down", "j", "home", "end", "pageup", "pagedown"})

Wanted = dict[str, list[tuple[str, str]]]
"""The keys asked for by action, each with where it stands in the file."""


class Keymap(NamedTuple):
    """Every action with its keys here, and what in the file could not be."""

    actions: tuple[Action, ...] = ACTIONS
    refusals: tuple[ConfigRefused, ...] = ()

    def action(self, action_id: str) -> Action:
        """Return the action with this id, with the keys it has here."""
        return next(entry for entry in self.actions if entry.id == action_id)

    def actions_in(self, where: Where) -> tuple[Action, ...]:
        """Return the actions of a screen, with those that are on any."""
        return tuple(entry for entry in self.actions if entry.where in (where, "any"))

    def key(self, action_id: str, *, letter: bool = False, typing: bool = False) -> str:
        """Say the first key of an action as keyboards print it, or its letter first; empty where it has neither.

        While `typing` a letter is no key.
        """
        entry = self.action(action_id)
        letters = () if typing else entry.letters
        keys = (*letters, *entry.keys) if letter else (*entry.keys, *letters)
        return key_name(keys[0]) if keys else ""

    def way(self, action_id: str) -> str:
        """Say how to get at an action: by its key, or by its name in the palette."""
        return self.key(action_id) or f"{self.action(action_id).label} in {self.key('palette')}"


def read_keymap(config_folder: Path, read: Reader = read_yaml) -> Keymap:
    """Return the keys as ``keys.yaml`` has them; a line that cannot be is left out and told in `refusals`."""
    path = config_folder / KEYS_FILE
    if not os.path.lexists(path):
        return Keymap()
    try:
        file = read(path, dict[str, object])
    except ConfigRefused as refused:
        return Keymap(refusals=(refused,))
    return _Remapping(file).keymap()


def works_while_typing(key: str) -> bool:
    """Tell whether a key is one where letters are text: it types nothing, and the line does not need it."""
    return not types_text(key) and key not in LINE_KEYS


class _Remapping:
    """Gives out the keys: first to whoever is not in the file, then line by line. A key has one owner on a screen."""

    def __init__(self, file: YamlFile[dict[str, object]]) -> None:
        self._file = file
        self._refusals: list[ConfigRefused] = []
        self._owners: dict[tuple[Where, str], Action | str] = {
            **{(screen, key): "moves in the list" for screen in SCREENS for key in LIST_KEYS},
            **{("library", key): "empties the line of the library" for key in LIBRARY_KEYS},
        }

    def keymap(self) -> Keymap:
        wanted = self._wanted()
        given = {entry.id: (*entry.keys, *entry.letters) for entry in ACTIONS if entry.id not in wanted}
        for entry in ACTIONS:
            if entry.id != "take":  # Enter is the line's, and in KEYS somebody else's
                self._give(entry, given.get(entry.id, ()))
        for entry in self._in_order_of(wanted):
            given[entry.id] = tuple(self._granted(entry, wanted[entry.id]))
        for entry in self._in_order_of(wanted):
            if wanted[entry.id] and not given[entry.id]:
                free = tuple(key for key in (*entry.keys, *entry.letters) if not self._taken(entry, key))
                self._give(entry, free)
                given[entry.id] = free
        refusals = sorted(self._refusals, key=lambda refused: refused.line)
        return Keymap(tuple(_with_keys(entry, given[entry.id]) for entry in ACTIONS), tuple(refusals))

    def _wanted(self) -> Wanted:
        """Return what may be given out. An action of which no key can be read keeps those it comes with."""
        known = {entry.id: entry for entry in ACTIONS}
        wanted: Wanted = {}
        for action_id, written in self._file.value.items():
            if action_id not in known:
                near = get_close_matches(action_id, known, n=1, cutoff=0.7)
                self._refuse(action_id, "there is no such action" + (f": {near[0]}?" if near else ""))
            elif action_id == "take":
                self._refuse(action_id, "Enter takes the line, and no other key")
            elif not isinstance(written, str | list):
                self._refuse(action_id, "say a key in quotes, or several in brackets; [] is none")
            else:
                places = _places(action_id, written) if isinstance(written, list) else [(action_id, written)]
                keys = list(self._read(places, known[action_id]))
                if action_id == "palette" and not any(works_while_typing(key) for _, key in keys):
                    self._refuse(action_id, "it needs a key that types nothing: it is the way to what has no key")
                elif keys or not places:
                    wanted[action_id] = keys
        return wanted

    def _read(self, places: Iterable[tuple[str, object]], entry: Action) -> Iterator[tuple[str, str]]:
        for place, written in places:
            try:
                key = read_key(written if isinstance(written, str) else "")
            except NoKey as no_key:
                self._refuse(place, str(no_key) if isinstance(written, str) else "say the key in quotes")
                continue
            if reason := _cannot_have(entry, key):
                self._refuse(place, reason)
            else:
                yield place, key

    def _granted(self, entry: Action, wanted: list[tuple[str, str]]) -> Iterator[str]:
        for place, key in wanted:
            owners = self._taken(entry, key)
            if not owners:
                self._give(entry, (key,))
                yield key
            elif owners[0] is not entry:
                owner = owners[0]
                whose = (
                    owner if isinstance(owner, str) else f"is {owner.label} ({owner.id}) already: give that another key"
                )
                self._refuse(place, f"{key_name(key)} {whose}")

    def _give(self, entry: Action, keys: Iterable[str]) -> None:
        self._owners.update({(screen, key): entry for screen in _screens(entry) for key in keys})

    def _taken(self, entry: Action, key: str) -> list[Action | str]:
        """Return who has a key on the screens of an action: an action, or what the screen itself does with it."""
        return [self._owners[screen, key] for screen in _screens(entry) if (screen, key) in self._owners]

    def _in_order_of(self, wanted: Wanted) -> list[Action]:
        return [entry for action_id in wanted for entry in ACTIONS if entry.id == action_id]

    def _refuse(self, key: str, reason: str) -> None:
        self._refusals.append(self._file.refused(key, reason))


def _screens(entry: Action) -> tuple[Where, ...]:
    return SCREENS if entry.where == "any" else (entry.where,)


def _places(action_id: str, written: list[object]) -> list[tuple[str, object]]:
    return [(f"{action_id}[{at}]", one) for at, one in enumerate(written)]


def _cannot_have(entry: Action, key: str) -> str:
    """Say why an action may not have a key, whoever else has it; empty where it may."""
    if entry.id == "keys" and not works_while_typing(key):
        return f"{key_name(key)} would be taken from the line while TYPING"
    if entry.where == "library" and not works_while_typing(key):
        return f"{key_name(key)} would be taken from the line of the library"
    if entry.changes and types_text(key):
        return f"{key_name(key)} is a letter in a sentence, and {entry.id} changes the session"
    return ""


def _with_keys(entry: Action, keys: tuple[str, ...]) -> Action:
    if entry.id == "take":
        return entry
    always = tuple(key for key in keys if works_while_typing(key))
    return entry._replace(keys=always, letters=tuple(key for key in keys if key not in always))
