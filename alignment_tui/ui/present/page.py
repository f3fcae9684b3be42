"""How a page for the room is laid out: wide margins, short lines, air where there is room, figures three rows high."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.renderables.digits import Digits

from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, Role, fit, line, paragraph, wrap
from alignment_tui.ui.widgets.record_list import Row

WIDEST = 96
AIR: Line = (("", "dim"),)
"""A blank line between things, which gives way where the page is too small for all of its air."""
_ROOMY = 100
LABEL = 18


class Page(NamedTuple):
    """What is shown and how much room there is for it."""

    session: Session
    record: Any
    width: int
    height: int
    today: date
    part: str = ""
    """The part of the stage that is shown, where it is none of its records."""

    @property
    def margin(self) -> int:
        """The cells left free on either side."""
        return margin_of(self.width)

    @property
    def inner(self) -> int:
        """The cells of a line of words: long lines are lost on a call."""
        return max(20, min(WIDEST, self.width - 2 * self.margin))


def margin_of(width: int) -> int:
    """Return the cells that a page of this width leaves free on either side."""
    return 8 if width >= _ROOMY else 3


class Presenter(NamedTuple):
    """One stage for the room: what is shown one at a time, and how a page of it is made.

    That is the records of some collections, or the parts of the one thing there is.
    """

    collections: tuple[str, ...]
    lines: Callable[[Page], Iterable[Line]]
    parts: Callable[[Session], Iterable[str]] = lambda session: ()
    part_of: Callable[[Session, Row], str] = lambda session, row: ""
    """The part that a record is shown in, so that what was just taken comes into view; empty where none is its own."""


def large(page: Page, text: str, role: Role = "strong") -> list[Line]:
    """Return words that matter most, with air under them."""
    return [*(line((part, role)) for part in wrap(text, page.inner)), BLANK]


def told(page: Page, label: str, text: str, role: Role = "text") -> list[Line]:
    """Return a paragraph beside its label, which begins something new; nothing where there are no words."""
    return beside(label, paragraph(text, page.inner - LABEL, role) if text else [])


def beside(label: str, lines: Iterable[Line]) -> list[Line]:
    """Return lines beside a label, with air over them where there is one."""
    told = [line((fit(label if not number else "", LABEL - 1) + " ", "dim"), *one) for number, one in enumerate(lines)]
    return [AIR, *told] if label and told else told


def figure(*numbers: str, role: Role = "strong") -> list[Line]:
    """Return numbers three rows high, one leading to the next; the words that say the same stand on the page too."""
    drawn = [_drawn(number) for number in numbers]
    joints = ("       ", "  ──▸  ", "       ")
    return [
        line((joint.join(number[row] for number in drawn).rstrip(), role)) for row, joint in enumerate(joints) if drawn
    ]


def _drawn(number: str) -> list[str]:
    segments = (segment for segment in Digits(number).render(Style(bold=True)) if isinstance(segment, Segment))
    return "".join(segment.text for segment in segments).splitlines()[:3]


def laid_out(page: Page, lines: Iterable[Line]) -> list[Line]:
    """Return the lines at the page's margin, with air where there is room for all of it, and never two blanks."""
    given = list(lines)
    airy = [one for place, one in enumerate(given) if one != AIR or (place and given[place - 1] not in (AIR, BLANK))]
    kept = airy if len(airy) <= page.height else [one for one in given if one != AIR]
    gap = " " * page.margin
    return [((gap, "text"), *one) if one not in (AIR, BLANK) else BLANK for one in kept]
