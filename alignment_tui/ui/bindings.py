"""Bindings from the keymap: a screen is given the keys of its actions when it is made."""

from collections.abc import Iterable

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from alignment_tui.ui.actions import Action

Bound = Iterable[tuple[Action, tuple[str, ...]]]


def bind(node: DOMNode, bound: Bound, *, priority: Iterable[str] = ()) -> None:
    """Bind actions to keys on `node`, before what it has by its class; those in `priority` before any widget's."""
    own = [
        Binding(",".join(keys), entry.method, entry.label, id=entry.id, show=False, priority=entry.id in priority)
        for entry, keys in bound
        if keys
    ]
    node._bindings = BindingsMap.merge([BindingsMap(own), node._bindings])


def keys_and_letters(entries: Iterable[Action]) -> Bound:
    """Yield each action with its keys and letters; apart, where its letters have to stand alone."""
    for entry in entries:
        if entry.alone:
            yield entry, entry.keys
            yield entry._replace(method=f"by_letter('{entry.id}')"), entry.letters
        else:
            yield entry, (*entry.keys, *entry.letters)
