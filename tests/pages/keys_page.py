"""docs/keys.md, written from the table of actions and the bindings of line and list, so that it cannot drift."""

from collections.abc import Iterable, Iterator, Mapping

from textual.binding import Binding, BindingType
from textual.widgets import Input

from alignment_tui.ui.actions import ACTIONS, TO_STAGES, Action, actions_in
from alignment_tui.ui.key_names import key_name
from alignment_tui.ui.widgets.capture_line import CaptureLine
from alignment_tui.ui.widgets.record_list import RecordList
from tests.pages.taken_keys import TAKERS

_HEAD = """# Keys

A word beside the line says what letters are now.

**TYPING**: the cursor is in the line, and letters are text. A session opens like this, so that people can talk and the
facilitator can type. **Esc** leaves the line, and what is half typed stays.

**KEYS**: letters are keys, and the arrows move in the list. **a** or **i** goes back to the line. No single letter
changes the session: a sentence typed in KEYS by mistake does no harm. So the letters that lead to where single keys or
Enter change it wait half a second, in which no other key may follow: {alone}.

Every action is also in the palette, found by its name: **ctrl+p**, or **:** in KEYS and on the empty line of the
library. So nothing depends on a key that something else takes for itself. The keys that matter now stand at the foot
of the screen, **F1** tells what can be done here and now, and a dialog shows its own keys at its foot. The mouse
works as well: click a stage to go there, a record to stand on it, twice to open it.

This page is made by `make docs` from the tables the program reads."""

_AT_WORK = [entry for entry in actions_in("work") if entry not in TO_STAGES]
_LIBRARY = """The cursor is in the line that finds a session and names a new one; the arrows move in the list. **Enter**
opens what the cursor is on. **Esc** empties the line, and with it whatever narrows the list: it stands there in words,
and can be typed as well (`stage:metrics`, `is:overdue`, `is:stale`, `is:mine`, `sort:title`)."""
_OTHER_KEYS = """## Other keys

`keys.yaml` in the folder of your settings (`~/.config/alignment-tui/` on Linux; `alignment-tui doctor` says where)
gives actions other keys, by their id:

```yaml
memo: f11                     # one key
findings: [f9, h]             # or several
blind: []                     # or none: it is in the palette still
next-stage: [alt+n, "]"]      # a sign stands in quotes
```

Keys are written as this page has them, in any case: `F5`, `ctrl+p`, `alt+up`, `PgUp`, `a`, `"?"`. A letter or sign
works in KEYS, and a key that types nothing in TYPING as well, unless the line has it for editing. In the library all
letters are text, so that its actions have only such keys. The foot of the screen, the palette, the help and the hints
then say your keys; this page has those it comes with.

A line that cannot be is told at the start and by `alignment-tui doctor`, with the place, and left out; the rest
holds. So it is with two actions on one key of one screen (in the library a key may mean another thing), an action or
a key that there is not, a letter for what changes the session (a sentence typed in KEYS must do no harm), a key that
a terminal cannot tell from another (`ctrl+i` is Tab), and a palette without a key that types nothing. `take` is
Enter, and the keys of dialogs, list and line stay.
"""

_TAKEN = """## Keys that something else may take

By their own defaults, these take the keys beside them, and the program never sees them. No action has only such keys:
Esc and then : opens the palette everywhere, and a test holds it."""

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


def keys_page() -> str:
    """Return the page: every key by where it works."""
    first, last = TO_STAGES[0].letters[0], TO_STAGES[-1].letters[0]
    return (
        "\n\n".join(
            [
                _HEAD.replace("{alone}", _alone()),
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
                _OTHER_KEYS + _ids(),
                _TAKEN,
                _takers(),
            ]
        )
        + "\n"
    )


def _alone() -> str:
    return _keys(key for entry in _AT_WORK if entry.alone for key in entry.letters)


def _ids() -> str:
    ids = ", ".join(f"`{entry.id}`" for entry in ACTIONS if entry.id != "take")
    return f"\nThe ids: {ids}."


def _takers() -> str:
    rows = [f"| {taker.who} | {_keys(taker.keys)} | {taker.source} |" for taker in TAKERS]
    return "\n".join(["| who | keys | where it is written |", "|---|---|---|", *rows])


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
    return ", ".join(f"`{key_name(key)}`" for key in keys)


def _take() -> Action:
    return next(entry for entry in _AT_WORK if entry.id == "take")
