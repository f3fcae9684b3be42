"""docs/keys.md, written from the table of actions and the bindings of line and list, so that it cannot drift."""

from collections.abc import Iterable, Iterator, Mapping

from textual.binding import Binding, BindingType
from textual.widgets import Input

from alignment_tui.ui.actions import ACTIONS, STAGE_KEYS, Action, actions_in, key_name
from alignment_tui.ui.widgets.capture_line import CaptureLine
from alignment_tui.ui.widgets.record_list import RecordList

_HEAD = """# Keys

A word beside the line says what letters are now.

**TYPING**: the cursor is in the line, and letters are text. A session opens like this, so that people can talk and the
facilitator can type. **Esc** leaves the line, and what is half typed stays.

**KEYS**: letters are keys, and the arrows move in the list. **a** or **i** goes back to the line. No single letter
changes the session: a sentence typed in KEYS by mistake does no harm.

Every action is also in the palette (**ctrl+p**), found by its name, so that nothing depends on a key that a terminal
or a multiplexer takes for itself. The keys that matter now stand at the foot of the screen, and a dialog shows its
own at its foot. The mouse works as well: click a stage to go there, a record to stand on it, twice to open it.

This page is made by `make docs` from the tables the program reads."""

_AT_WORK = actions_in("work")
_LIBRARY = """The cursor is in the line that finds a session and names a new one; the arrows move in the list. **Enter**
opens what the cursor is on. **Esc** empties the line, and with it whatever narrows the list: it stands there in words,
and can be typed as well (`stage:metrics`, `is:overdue`, `is:stale`, `is:mine`, `sort:title`)."""

# What the line and the list answer by themselves, said in our words; a test holds that none is missing.
LINE_WORDS = {
    "complete": "complete a name or an id; again for the next one",
    "recall": "on an empty line, the record last taken, to change its wording; in a round, the line before",
    "leave_down": "stays in the line",
    "screen.page_detail(1)": "read on in what is told below",
    "screen.page_detail(-1)": "read back in it",
}
LIST_WORDS = {
    "cursor(-1)": "one record up",
    "cursor(1)": "one record down",
    "first": "to the first",
    "last": "to the last",
    "page(-1)": "a screenful up",
    "page(1)": "a screenful down",
}
_EDITING_WORDS = {
    "home": "to the beginning of the line",
    "end": "to its end",
    "cursor_left_word": "a word to the left",
    "cursor_right_word": "a word to the right",
    "delete_left_word": "delete the word before",
    "delete_left_all": "delete all before",
    "delete_right_all": "delete all after",
}
_NAMES = {
    "tab": "Tab",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def keys_page() -> str:
    """Return the page: every key by where it works."""
    first, last = STAGE_KEYS[0], STAGE_KEYS[-1]
    return (
        "\n\n".join(
            [
                _HEAD,
                "## In TYPING and in KEYS",
                _table((_keys(entry.keys), entry) for entry in _AT_WORK if entry.keys and entry.id != "take"),
                "## In KEYS only",
                _table((_keys(entry.letters), entry) for entry in _AT_WORK if entry.letters)
                + f"\n| `{first}` to `{last}` | To a stage | Requests, Value stream, ... Scorecard, in their order |",
                "In the list:",
                _bindings(RecordList.BINDINGS, LIST_WORDS),
                "## In the line",
                f"| key | does |\n|---|---|\n| `Enter` | {_take().help} |\n" + _rows(CaptureLine.BINDINGS, LINE_WORDS),
                "To edit what is typed, as in any line:",
                _bindings(Input.BINDINGS, _EDITING_WORDS),
                "## In the palette only",
                _table(("`ctrl+p`", entry) for entry in _AT_WORK if not (entry.keys or entry.letters)),
                "## In the library",
                _LIBRARY,
                _table((_keys(entry.keys or ("ctrl+p",)), entry) for entry in ACTIONS if entry.where == "library"),
            ]
        )
        + "\n"
    )


def own_bindings(bindings: Iterable[BindingType]) -> Iterator[Binding]:
    """Yield bindings as textual reads them."""
    for entry in bindings:
        yield entry if isinstance(entry, Binding) else Binding(*entry)


def _table(rows: Iterable[tuple[str, Action]]) -> str:
    lines = [f"| {keys} | {entry.label} | {entry.help} |" for keys, entry in rows]
    return "\n".join(["| key | action | does |", "|---|---|---|", *lines])


def _bindings(bindings: Iterable[BindingType], words: Mapping[str, str]) -> str:
    return f"| key | does |\n|---|---|\n{_rows(bindings, words)}"


def _rows(bindings: Iterable[BindingType], words: Mapping[str, str]) -> str:
    return "\n".join(
        f"| {_keys(binding.key.split(','))} | {words[binding.action]} |"
        for binding in own_bindings(bindings)
        if binding.action in words
    )


def _keys(keys: Iterable[str]) -> str:
    return ", ".join(f"`{_NAMES.get(key) or key_name(key)}`" for key in keys)


def _take() -> Action:
    return next(entry for entry in _AT_WORK if entry.id == "take")
