"""Lines about what is signed, for the stage and for the round: what is read back, what changed, what became of it."""

from collections.abc import Iterable

from rich.cells import cell_len

from alignment_tui.domain.objections import Trail, trail_words
from alignment_tui.domain.read_back import ReadLine, read_back
from alignment_tui.domain.records import Signature
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import StaleSection, Standing
from alignment_tui.domain.signed_differences import change_sides, title_of
from alignment_tui.domain.signing import recorded, said, text_of
from alignment_tui.ui.lines import BLANK, Line, Role, between, fit, labelled, line, paragraph, wrap

VERDICT_ROLES: dict[str, Role] = {
    "consent": "good",
    "reservation": "good",
    "objection": "bad",
    "undecided": "warn",
    "withdrawal": "dim",
}
_INDENT, _SIDE_WIDTH = 7, 5
_WIDEST_FIELD = 24


def read_back_lines(session: Session, width: int, person: str = "", *, airy: bool = False) -> list[Line]:
    """Return the three things to read out; what is somebody's own to bear or to own stands out for them.

    What more there is to a line stands at its right end, where that has room for all of a part, else below.
    """
    lines: list[Line] = []
    for part in read_back(session):
        if airy and lines:
            lines.append(BLANK)
        lines.append(line((part.title, "strong")))
        beside = all(_INDENT + cell_len(read.words) + 2 + cell_len(read.more) <= width for read in part.lines)
        for read in part.lines:
            lines.extend(_read_line(read, width, own=bool(person) and read.person == person, beside=beside))
    return lines


def word_lines(standing: Standing, entry: Signature | None, width: int) -> list[Line]:
    """Return what somebody has said: the verdict, the words, on which text, and how it came in."""
    lines: list[Line] = []
    if standing.text:
        lines.extend(paragraph(f'"{standing.text}"', width, "quote"))
    if entry:
        on = f"{entry.at.date().isoformat()}, version {entry.version}, text {text_of(entry)}"
        lines.extend(paragraph(f"{on}; {recorded(entry)}", width, "dim"))
    elif standing.withdrawn:
        lines.extend(paragraph(f"took back {', '.join(standing.withdrawn)}", width, "dim"))
    return lines


def stale_lines(stale: Iterable[StaleSection], width: int) -> list[Line]:
    """Return what is no longer as it was signed, the old text over the new, section by section."""
    lines: list[Line] = []
    for section in stale:
        lines.append(line((title_of(section.section), "warn")))
        if not section.changes:
            lines.extend(paragraph(section.reason, width, indent=2))
        for change in section.changes:
            where, before, after = change_sides(change)
            lines.extend(_sides(where, before or "not said", after or "not said", width))
    return lines


def trail_lines(trail: Trail, width: int) -> list[Line]:
    """Return one objection from its first word to its end: who, when, on which text, and what changed between.

    Of one that has just been raised there is nothing to tell beside the word itself, which stands above.
    """
    role: Role = "bad" if trail.state == "open" else "good"
    lines = labelled("Objection", trail_words(trail), width, role)
    if trail.state == "open" and len(trail.steps) == 1:
        return lines
    for step in trail.steps:
        lines.extend(_amended(step.changed, width))
        words = f': "{step.entry.text}"' if step.entry.text else ""
        told = f"{trail.name} {said(step.entry.verdict)}, version {step.entry.version}{words}"
        lines.extend(labelled(step.entry.at.date().isoformat(), told, width, "text", 12))
    return lines


def _amended(changes: Iterable[str], width: int) -> list[Line]:
    return [found for change in changes for found in labelled("  amended", change, width, "warn", 12)]


def _read_line(read: ReadLine, width: int, *, own: bool, beside: bool) -> list[Line]:
    role: Role = "accent" if own else "dim"
    indent = _INDENT if read.id else 2
    lines = labelled(f"  {read.id}", read.words, width, "text", indent)
    if beside and read.more:
        lines[-1] = between(lines[-1], line((read.more, role)), width)
    elif read.more:
        lines.extend(line((" " * indent + part, role)) for part in wrap(read.more, width - indent))
    return lines


def _sides(where: str, before: str, after: str, width: int) -> list[Line]:
    field = min(_WIDEST_FIELD, max(8, len(where))) + 2 if where else 2
    lines: list[Line] = []
    for place, (side, text, role) in enumerate((("was", before, "dim"), ("now", after, "text"))):
        label = f"  {fit(where if not place else '', field)}{side}"
        shown: Role = "dim" if role == "dim" else "text"
        lines.extend(labelled(label, text, width, shown, field + 2 + _SIDE_WIDTH))
    return lines
