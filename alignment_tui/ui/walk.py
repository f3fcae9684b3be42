"""A walk: lines that are asked for one after the other, each beginning with what is always the same of it.

The line itself does the work: a walk only says what it begins with, and what an empty one means.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import Line

_SKIP = "skip"
_KEYS = "(Enter skips, Up back, Esc ends)"


Asked = Callable[[Session, date], str]


class Step(NamedTuple):
    """One line to type. `begins` stands in it already, with what was said before in `given`.

    `asks` says what it is about, `beside` what is worth knowing while it is typed, `facts` what there is to look at.
    A step that `stays` is for as many lines as there are; an empty one goes on. `about` is the record the cursor
    stands on.
    """

    begins: str
    asks: Asked
    beside: Asked | None = None
    given: str = ""
    about: str = ""
    facts: Callable[[Session, int, date], list[Line]] | None = None
    stays: bool = False


class Walk:
    """Where a walk stands. What is half typed at a step is still there when one comes back to it."""

    def __init__(self, name: str, done: str, stage: StageSlug, steps: Sequence[Step], ends: Asked) -> None:
        self.name = name
        self.done = done
        self.stage = stage
        self.steps = steps
        self.ends = ends
        self.at = 0
        self.taken: set[int] = set()
        self._lines: dict[int, str] = {}

    @property
    def step(self) -> Step | None:
        """The step that is asked for, or none after the last."""
        return self.steps[self.at] if self.at < len(self.steps) else None

    @property
    def line(self) -> str:
        """What the line holds when the step is come to."""
        step = self.step
        return self._lines.get(self.at, f"{step.begins}{step.given}") if step else ""

    def is_as_it_was(self, text: str) -> bool:
        """Tell whether nothing was typed at this step since one came to it."""
        return text == self.line

    def is_empty(self, text: str) -> bool:
        """Tell whether a line only says to go on: nothing beyond its beginning, or ``skip``."""
        begins = self.step.begins.strip() if self.step else ""
        return text.strip().removeprefix(begins).strip().casefold() in ("", _SKIP)

    @property
    def progress(self) -> str:
        """How far the walk is: ``3 of 8``."""
        return f"{self.at + 1} of {len(self.steps)}"

    def asking(self, session: Session, today: date, *, keys: bool = True) -> str:
        """Say how far the walk is, what is asked, and the `keys`: ``3 of 8: partner setups, last 7 a month ...``."""
        asked = f"{self.progress}: {self.step.asks(session, today)}" if self.step else ""
        return f"{asked} {_KEYS}" if keys else asked

    def beside(self, session: Session, today: date) -> str:
        """Say what is worth knowing while the line of this step is typed."""
        return self.step.beside(session, today) if self.step and self.step.beside else ""

    def ended(self, session: Session, today: date) -> str:
        """Say how far it came: ``3 of 8 read; 5 still to read this week``."""
        return f"{len(self.taken)} of {len(self.steps)} {self.done}; {self.ends(session, today)}"

    @property
    def half_typed(self) -> dict[str, str]:
        """What was typed at steps that were left without Enter, by what their line begins with."""
        begun = {step: self._lines[at] for at, step in enumerate(self.steps) if at in self._lines.keys() - self.taken}
        return {step.begins: text for step, text in begun.items() if text != f"{step.begins}{step.given}"}

    def put_back(self, half_typed: Mapping[str, str]) -> None:
        """Begin with what was half typed the last time."""
        self._lines = {at: half_typed[step.begins] for at, step in enumerate(self.steps) if step.begins in half_typed}

    def took(self, text: str) -> None:
        """Go on after a line that was taken."""
        self.taken.add(self.at)
        if self.step and not self.step.stays:
            self._lines[self.at] = text
            self.at += 1

    def skip(self) -> None:
        """Go on without a line."""
        self._lines.pop(self.at, None)
        self.at += 1

    def back(self, text: str) -> None:
        """Go back to the step before, with the line as it was left; what is half typed is kept."""
        self._lines[self.at] = text
        self.at = max(0, self.at - 1)
