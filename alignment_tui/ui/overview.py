"""What is left hanging in a session and how far each stage is, worked out once for each session and day."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session

if TYPE_CHECKING:
    from alignment_tui.domain.flow import StageState


class Overview:
    """The findings and states of the session last looked at; the rules are imported with the first look."""

    def __init__(self) -> None:
        self.findings: tuple[Finding, ...] = ()
        self.states: Mapping[StageSlug, StageState] = {}
        self._of: tuple[Session, date] | None = None

    def is_of(self, session: Session, today: date) -> bool:
        """Tell whether this is what stands in the session as it is now."""
        return self._of is not None and self._of[0] is session and self._of[1] == today

    def look(self, session: Session, today: date) -> None:
        """Work it out, unless it is known."""
        if self.is_of(session, today):
            return
        from alignment_tui.domain import flow

        self.findings = flow.findings(session, today)
        self.states = {state.slug: state for state in flow.states(session, today, found=self.findings)}
        self._of = session, today
