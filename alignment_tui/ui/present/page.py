"""How a page for the room is laid out: wide margins, short lines, air where there is room, figures three rows high."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.renderables.digits import Digits

from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, Role, line, paragraph, wrap

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

    @property
    def margin(self) -> int:
        """The cells left free on the left."""
        return 8 if self.width >= _ROOMY else 3

    @property
    def inner(self) -> int:
        """The cells of a line of words: long lines are lost on a call."""
        return max(20, min(WIDEST, self.width - 2 * self.margin))


class Presenter(NamedTuple):
    """One stage for the room: which records are shown one at a time, and how a page is made."""

    collections: tuple[str, ...]
    lines: Callable[[Page], Iterable[Line]]


def large(page: Page, text: str, role: Role = "strong") -> list[Line]:
    """Return words that matter most, with air under them."""
    return [*(line((part, role)) for part in wrap(text, page.inner)), BLANK]


def told(page: Page, label: str, text: str, role: Role = "text") -> list[Line]:
    """Return a paragraph beside its label, which begins something new; nothing where there are no words."""
    return beside(label, paragraph(text, page.inner - LABEL, role) if text else [])


def beside(label: str, lines: Iterable[Line]) -> list[Line]:
    """Return lines beside a label, with air over them where there is one."""
    told = [line((f"{label if not number else '':<{LABEL}}", "dim"), *one) for number, one in enumerate(lines)]
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
