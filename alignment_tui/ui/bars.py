"""The fixed lines around a stage: header, question, rail, the strip that stands for it, and the footer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from alignment_tui.domain.constraints import capacity_and_posture
from alignment_tui.domain.memo_status import reopened
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.room import room
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, Stage
from alignment_tui.ui.actions import TO_STAGES
from alignment_tui.ui.key_names import key_name
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.lines import BLANK, Line, Role, Span, between, cut, cut_line, fit, line, width_of

if TYPE_CHECKING:
    from alignment_tui.domain.flow import StageState

RAIL_WIDTH = 27
_STATE_ROLES: dict[str, Role] = {"ready": "good", "stale": "warn", "partial": "text", "empty": "dim"}
_SHORT_STATES = {"empty": "-", "partial": "part"}
_SHORT_NAMES = {"sign-off": "sign", "scorecard": "score"}
_NUMBERED = 6
_GAP = 2
_LEAST_TITLE = 8


class Disk(Struct, frozen=True):
    """What the header says of the session on the disk."""

    words: str = ""
    trouble: bool = False


def header_lines(
    session: Session, stage: Stage, time: Line, disk: Disk, width: int, *, small: bool = False
) -> list[Line]:
    """Return the one line at the top: which session, where in the days, the time, and that it is saved.

    Where parts of the screen are left out it says `small`; the stage's title is what stays longest.
    """
    left_out: Span = ("small  " if small else "", "warn")
    saved = line((disk.words, "bad" if disk.trouble else "dim"), "  ")
    end = line(left_out, *time, "   " if time else "", *saved)
    again = ", ".join(reopened(session))
    title = line((stage.title, "accent"))
    known = line(*title, (f"   {again} reopened" if again else "", "warn"))
    for middle in (line((stage.day, "dim"), "  ", *known), known, title):
        room_left = width - width_of(end) - width_of(middle) - 6
        if room_left >= _LEAST_TITLE:
            return [between(line(" ", (cut(session.title, room_left), "strong"), "   ", *middle), end, width)]
    if time and width_of(title) + width_of(end) + 2 > width:
        end = line(left_out, *saved)
    return [between(line(" ", *title), end, width)]


def question_lines(session: Session, stage: Stage, aside: str, width: int) -> list[Line]:
    """Return the question with a word beside it, and under it capacity and posture once they are known."""
    inner = width - 2
    known = capacity_and_posture(session)
    below = line("   ", (known, "dim")) if known else BLANK
    if aside and len(stage.question) + len(aside) + 6 > inner:
        return [line("   ", (stage.question, "accent")), between(below, line((aside, "text")), inner)]
    return [between(line("   ", (stage.question, "accent")), line((aside, "text")), inner), cut_line(below, inner)]


def strip_lines(states: Mapping[StageSlug, "StageState"], here: StageSlug, width: int) -> list[Line]:
    """Return the eight stages in one line, for terminals with no room for the rail."""
    return [tuple(span for spans in strip_cells(states, here, width) for span in spans)]


def strip_cells(states: Mapping[StageSlug, "StageState"], here: StageSlug, width: int) -> list[Line]:
    """Return the cells of the strip, one a stage, so that a click can be told.

    Where not all states have room, the one of the stage that is shown is told, and no colour tells another.
    """
    cells = _cells(states, here, short=False)
    return cells if sum(map(width_of, cells)) <= width else _cells(states, here, short=True)


def _cells(states: Mapping[StageSlug, "StageState"], here: StageSlug, *, short: bool) -> list[Line]:
    cells: list[Line] = []
    for number, stage in enumerate(STAGES, start=1):
        state = states[stage.slug].state if stage.slug in states else "empty"
        name = str(number) if number <= _NUMBERED else _SHORT_NAMES[stage.slug]
        role: Role = "strong" if stage.slug == here else "dim"
        mark = "▸" if stage.slug == here else " "
        told = line((f"{mark}{name} ", role), (_SHORT_STATES.get(state, state), _STATE_ROLES[state]), " ")
        cells.append(told if stage.slug == here or not short else line((f"{mark}{name} ", role)))
    return cells


def rail_lines(
    session: Session, states: Mapping[StageSlug, "StageState"], here: StageSlug, findings: int, width: int
) -> list[Line]:
    """Return the rail: every stage with its state in a word, who is in the room, what is parked and missing."""
    lines: list[Line] = []
    for number, stage in enumerate(STAGES, start=1):
        state = states[stage.slug].state if stage.slug in states else "empty"
        digit = str(number) if number <= _NUMBERED else " "
        current = stage.slug == here
        mark: Span = ("▌", "accent") if current else (" ", "text")
        name: Span = (fit(f" {digit} {stage.title}", width - 11), "strong" if current else "text")
        lines.append(line(" ", mark, name, (fit(state, 8), _STATE_ROLES[state])))
    lines.extend([BLANK, *_people(session, width, states_said=here == "requests")])
    counts = [f"{len(session.parked)} parked"] if session.parked else []
    begun = any(one.state != "empty" for one in states.values())  # before that everything is missing, which is no news
    counts += [f"{findings} finding{'s' if findings != 1 else ''}"] if findings and begun else []
    if counts:
        lines.extend([BLANK, line(("   " + "   ".join(counts), "dim"))])
    return lines


def footer_lines(keymap: Keymap, typing: bool, width: int) -> list[Line]:
    """Return the keys that matter in this mode, as many as there is room for."""
    spans: list[Span] = [(" ", "text")]
    keys = footer_keys(keymap, typing)
    if not typing and (to_stages := stage_keys(keymap)):
        keys.insert(1, (to_stages, "stages"))
    for key, word in keys:
        cell: list[Span] = [(f"{key} ", "key"), (f"{word}  ", "dim")]
        if width_of((*spans, *cell)) - _GAP > width:
            break
        spans.extend(cell)
    last, role = spans[-1]
    return [(*spans[:-1], (last.rstrip(), role))]


def footer_keys(keymap: Keymap, typing: bool) -> list[tuple[str, str]]:
    """Return the keys of the footer, each with its word; an action without a key that works now has no place."""
    shown: list[tuple[str, str]] = []
    for entry in keymap.actions_in("work"):
        keys = entry.keys if typing else entry.letters or entry.keys
        if entry.footer and keys and (typing or entry.id not in ("take", "keys")):
            shown.append((key_name(keys[0]), entry.footer))
    return shown


def stage_keys(keymap: Keymap) -> str:
    """Say the keys to the stages: ``1 to 8`` where they are as they come, otherwise one by one."""
    keys = [keymap.key(entry.id) for entry in TO_STAGES]
    if keys == [str(place) for place in range(1, len(keys) + 1)]:
        return f"{keys[0]} to {keys[-1]}"
    return " ".join(key for key in keys if key)


def _people(session: Session, width: int, *, states_said: bool) -> list[Line]:
    seats = room(session).people
    lines: list[Line] = []
    for title, away in (("Here", False), ("Away", True)):
        group = [seat for seat in seats if (seat.state == "away") == away]
        if not group:
            continue
        lines.append(line((f"   {title}", "dim")))
        for seat in group:
            said = seat.state if states_said and seat.state in ("heard", "next", "passed") else ""
            role: Role = "accent" if said == "next" else "dim"
            lines.append(line("     ", (fit(seat.name, width - 14), "text"), (f" {said}", role)))
    return lines
