"""What can be done here and now, as topics: the lines of this stage first, then every action and why one is off."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len

from alignment_tui.capture.forms import FORMS
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import Stage
from alignment_tui.domain.text import folded
from alignment_tui.ui.actions import TO_STAGES, Action
from alignment_tui.ui.bars import stage_keys
from alignment_tui.ui.key_names import key_name
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.lines import BLANK, Line, fit, line, paragraph, wrap

_KEYS, _LABEL, _MEANS = 14, 27, 38
_TABLE_FROM = 64
_EDITING = (
    ("Tab", "complete a name or an id; again for the next one"),
    ("Up", "on an empty line: the record last taken, to change its wording"),
    ("ctrl+left, right", "a word to the left, to the right"),
    ("ctrl+w, u, k", "remove the word before, all before, all after"),
)
_MOVING = (
    ("Up, Down, j, k", "one record up, down"),
    ("Home, End, PgUp, PgDn", "to the first, the last, by screenfuls"),
)
_LIBRARY = (
    ("Enter", "open the session under the cursor, an example as a copy, or a new one with the title that is typed"),
    ("Up, Down", "move; PgUp and PgDn by screenfuls"),
    ("any letters", "narrow the list, and name a new session"),
    ("Esc", "all of them again"),
)
_LIBRARY_WORDS = (
    ("spring sale", "sessions whose title, people, decision or row has these words; below, where they are said inside"),
    ("stage:metrics", "sessions at a stage; the beginning of its name is enough"),
    ("is:overdue", "a review is overdue or a reading is missing"),
    ("is:stale", "a stage or a signature stands on something that has changed since"),
    ("is:mine", "you are in it, or wrote in it"),
    ("sort:title", "another order; so do sort:stage, sort:review and sort:used, the last used first"),
)


class Topic(NamedTuple):
    """One thing to know: the words by which it is found, and its lines in a width."""

    words: str
    lines: Callable[[int], list[Line]]


class Group(NamedTuple):
    """Topics under a heading."""

    heading: str
    topics: tuple[Topic, ...]


def stage_help(keymap: Keymap, session: Session, stage: Stage) -> list[Group]:
    """Return the help of a stage, what matters here and now first."""
    actions = [entry for entry in keymap.actions_in("work") if entry not in _to_stages(keymap)]
    reasons = {entry.id: entry.off(session) for entry in actions}
    can = [_action(keymap, entry) for entry in actions if not reasons[entry.id]]
    cannot = [_action(keymap, entry, reasons[entry.id]) for entry in actions if reasons[entry.id]]
    to_stages = stage_keys(keymap) or keymap.way("palette")
    modes = (
        f"TYPING: letters are text, and Enter takes the line. {keymap.way('keys')} leaves it, and nothing is lost.",
        f"KEYS: letters are keys, and none of them changes the session. {keymap.way('typing')} goes back to the line.",
        f"small, at the top: under 80x24 parts are left out; {keymap.way('wider-detail')} brings the detail.",
    )
    return [
        Group(f"{stage.title}: what can be typed", _forms(stage.slug)),
        Group("What can be done", (*can, _told(to_stages, "to a stage, in KEYS"))),
        Group("Not now", tuple(cannot)),
        Group("What can be typed in every stage", _forms("any")),
        Group("TYPING and KEYS", tuple(Topic(words, _paragraph(words)) for words in modes)),
        Group("In the line", tuple(_told(*pair) for pair in _EDITING)),
        Group("In the list", tuple(_told(*pair) for pair in _MOVING)),
    ]


def library_help(keymap: Keymap) -> list[Group]:
    """Return the help of the library."""
    actions = tuple(_action(keymap, entry) for entry in keymap.actions_in("library"))
    words = tuple(Topic(folded(f"{example} {means}"), _form((example,), means)) for example, means in _LIBRARY_WORDS)
    return [
        Group("The library: what can be typed", (*words, *(_told(*pair) for pair in _LIBRARY))),
        Group("What can be done", actions),
    ]


def help_lines(groups: Iterable[Group], wanted: str, width: int) -> list[Line]:
    """Return the help in a width; of `wanted` words only the topics that have all of them."""
    words = folded(wanted).split()
    lines: list[Line] = []
    for group in groups:
        found = [topic for topic in group.topics if all(word in topic.words for word in words)]
        if found:
            lines.extend([BLANK] if lines else [])
            lines.extend([*paragraph(group.heading, width, "strong"), *([BLANK] if width >= _TABLE_FROM else [])])
            lines.extend(one for topic in found for one in topic.lines(width))
    return lines or paragraph("nothing here has these words", width, "dim")


def _to_stages(keymap: Keymap) -> list[Action]:
    return [keymap.action(entry.id) for entry in TO_STAGES]


def _forms(stage: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(folded(f"{' '.join(form.examples)} {form.means}"), _form(form.examples, form.means.replace("`", "")))
        for form in FORMS
        if form.stage == stage
    )


def _form(examples: tuple[str, ...], means: str) -> Callable[[int], list[Line]]:
    """Lay out what is typed and what it means, side by side where there is room; a long line has one to itself."""

    def lines(width: int) -> list[Line]:
        if width < _TABLE_FROM:
            said = [line(("  ", "text"), (part, "accent")) for one in examples for part in wrap(one, width - 2)]
            return [*said, *paragraph(means, width, "dim", indent=6)]
        left = [part for one in examples for part in wrap(one, width - 4)]
        right = wrap(means, width - _MEANS)
        side_by_side = cell_len(left[-1]) <= _MEANS - 4
        above, beside = (left[:-1], left[-1]) if side_by_side else (left, "")
        told = [line(("  ", "text"), (fit(beside, _MEANS - 2), "accent"), (right[0], "dim"))]
        told += [line((" " * _MEANS, "text"), (part, "dim")) for part in right[1:]]
        return [*(line(("  ", "text"), (one, "accent")) for one in above), *told]

    return lines


def _action(keymap: Keymap, entry: Action, reason: str = "") -> Topic:
    keys = ", ".join(key_name(key) for key in (*entry.keys, *entry.letters)) or f"in {keymap.key('palette')}"
    does = f"not now: {reason}" if reason else entry.help
    return Topic(folded(f"{keys} {entry.label} {entry.help} {reason}"), _row(keys, entry.label, does))


def _told(keys: str, does: str) -> Topic:
    return Topic(folded(f"{keys} {does}"), _row(keys, "", does))


def _row(keys: str, label: str, does: str) -> Callable[[int], list[Line]]:
    """Lay out a key, what it is called and what it does, side by side where there is room."""

    def lines(width: int) -> list[Line]:
        if width >= _TABLE_FROM:
            return list(_table(keys, label, does, width))
        if cell_len(f"{keys}{label}") + 4 <= width:
            return [line(("  ", "text"), (keys, "key"), ("  ", "text"), label), *paragraph(does, width, "dim", 6)]
        named = paragraph(label, width, indent=4) if label else []
        return [*paragraph(keys, width, "key", 2), *named, *paragraph(does, width, "dim", 6)]

    return lines


def _table(keys: str, label: str, does: str, width: int) -> Iterator[Line]:
    left = wrap(keys, _KEYS) if keys else []
    beside = _KEYS + 2 + (_LABEL if label else 0)
    right = wrap(does, width - beside - 2)
    for place in range(max(len(left), len(right))):
        key = left[place] if place < len(left) else ""
        said = right[place] if place < len(right) else ""
        name = fit("" if place else label, _LABEL if label else 0)
        yield line(("  ", "text"), (fit(key, _KEYS + 2), "key"), (name, "text"), (said, "dim" if label else "text"))


def _paragraph(words: str) -> Callable[[int], list[Line]]:
    return lambda width: paragraph(words, width, indent=2)
