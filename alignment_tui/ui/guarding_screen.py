"""The guard on moving on: it tells, once, what looks wrong in the stage that is left; never on the way back."""

from typing import TYPE_CHECKING

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.readiness import keeping_open
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.stages import STAGES
from alignment_tui.ui.copying_screen import CopyingScreen

if TYPE_CHECKING:
    from alignment_tui.ui.dialogs.guard import GoOn, Guard


class GuardingScreen(CopyingScreen):
    """A stage from which one goes on knowingly; going back, or to a stage by its number or its name, asks nothing."""

    _let_pass: frozenset[tuple[StageSlug, Finding]] = frozenset()
    _guard: "Guard | None" = None

    def action_next_stage(self) -> None:
        if self._guard is not None:  # pressed twice so fast that the second one came here too
            self._guard.call_later(self._guard.action_go_on)
            return
        wrong = self._in_the_way()
        if not wrong:
            super().action_next_stage()
            return
        from alignment_tui.ui.dialogs.findings import place_of
        from alignment_tui.ui.dialogs.guard import Guard

        leaving = self.desk.stage

        def answered(finding: "Finding | GoOn | None") -> None:
            self._guard = None
            if finding == "go on":
                self._let_pass |= {(leaving, one) for one in wrong}
                super(GuardingScreen, self).action_next_stage()
            elif finding is not None:
                self._show_record(place_of(finding))
                self.say(finding.mend)

        self._guard = Guard(self.stage.title, wrong, self.keymap)
        self.app.push_screen(self._guard, answered)

    def _in_the_way(self) -> tuple[Finding, ...]:
        """Return what keeps this stage open and was not let pass before; nothing while the room looks on."""
        stage = self.desk.stage
        if self.presenting or stage == STAGES[-1].slug:
            return ()
        wrong = keeping_open(self.desk.shown, stage, self.findings)
        return wrong if any((stage, finding) not in self._let_pass for finding in wrong) else ()
