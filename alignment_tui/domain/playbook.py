"""How a group walks the stages: which on which day, with which question, for how long, and what to say."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from alignment_tui.domain.records import StageSlug, Thresholds
from alignment_tui.domain.stages import STAGES, Stage


class Playbook(Struct, frozen=True, kw_only=True):
    """One way through the eight stages. Their order is that of the flow; what a playbook does not plan is still there.

    `thresholds` are those that a new session begins with.
    """

    slug: str
    name: str
    about: str = ""
    stages: tuple[Stage, ...] = STAGES
    thresholds: Thresholds = Thresholds()

    def stage(self, slug: StageSlug) -> Stage:
        """Return a stage as this playbook has it."""
        return next(stage for stage in self.stages if stage.slug == slug)

    def days(self) -> Iterator[tuple[str, tuple[Stage, ...]]]:
        """Yield each day with its stages, in the order of the flow."""
        for day, stages in groupby(self.stages, key=lambda stage: stage.day):
            yield day, tuple(stages)


SIX_DAYS = Playbook(slug="six-day", name="Six days")
"""What holds where no playbook was chosen, or the one that was cannot be read here."""
