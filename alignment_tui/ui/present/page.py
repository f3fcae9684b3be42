"""How a page for the room is laid out: wide margins, short lines, air between things, figures three rows high."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.renderables.digits import Digits

from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, Role, line, wrap

WIDEST = 96
_ROOMY = 100
_LABEL = 18


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
    """Return a labelled paragraph and air under it; nothing where there are no words."""
    if not text:
        return []
    parts = wrap(text, page.inner - _LABEL)
    return [
        line((f"{label if not number else '':<{_LABEL}}", "dim"), (part, role)) for number, part in enumerate(parts)
    ]


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


def indented(page: Page, lines: Iterable[Line]) -> list[Line]:
    """Return the lines at the page's margin."""
    gap = " " * page.margin
    return [((gap, "text"), *one) if one else BLANK for one in lines]
