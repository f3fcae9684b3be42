"""Walks on the work screen: the week's readings and the week's review, line after line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alignment_tui.capture.answers import Refused, Understood
from alignment_tui.domain.records import StageSlug
from alignment_tui.ui.lines import Role
from alignment_tui.ui.signing_screen import SigningScreen
from alignment_tui.ui.stages.base import rows_now
from alignment_tui.ui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from alignment_tui.ui.walk import Walk


class WalkingScreen(SigningScreen):
    """A stage whose line may lead through several; what it holds is read and taken as any other line."""

    walk: "Walk | None" = None
    _made_room = False
    _half_typed: Mapping[str, str] = {}

    async def action_go_through(self) -> None:
        """Go through what this stage asks for, one after the other."""
        await self.run_action(self.keymap.action(self.view.asks).method)

    def action_readings(self) -> None:
        """Go through all metrics whose reading is wanted this week; again to stop."""
        from alignment_tui.ui.reading_walk import all_in, reading_walk

        if self.walk and self.walk.name == "readings":
            self.end_walk()
            return
        if self.is_off("readings"):
            return
        walk = reading_walk(self.desk.session, self.desk.today)
        if walk is None:
            self.say(all_in(self.desk.session, self.desk.today))
        else:
            self._begin(walk)

    def action_review(self) -> None:
        """Write this week's review, with what there is to look at above each question; again to stop."""
        from alignment_tui.ui.review_walk import review_walk

        if self.walk and self.walk.name == "review":
            self.end_walk()
        elif not self.is_off("review"):
            self._begin(review_walk(self.desk.session, self.desk.today))

    def _begin(self, walk: "Walk") -> None:
        if self.walk:
            self.end_walk()
        if self.desk.stage != walk.stage:
            self.go(walk.stage)
        self.walk = walk
        walk.put_back(self._half_typed)
        self._made_room = any(step.facts for step in walk.steps) and not self.has_class("-zoomed")
        if self._made_room:
            self.add_class("-zoomed")
        self.set_focus(self.capture.line)
        self.capture.line.back = self._step_back
        self._ask_next()

    def end_walk(self, said: str = "", role: Role = "good") -> None:
        """Leave the walk; a line that is half typed stays, and those of other steps are there again the next time."""
        walk, text = self.walk, self.capture.text
        if walk is None:
            return
        self.walk = None
        self._half_typed = walk.half_typed
        self.capture.line.back = None
        if walk.step is None or walk.is_empty(text) or walk.is_as_it_was(text):
            self.capture.put("")
        if self._made_room:
            self.remove_class("-zoomed")
        self.show_detail()
        done = walk.ended(self.desk.session, self.desk.today)
        self.say(f"{said}. {done}" if said else done, role)

    def walk_on(self, text: str, said: str, role: Role = "accent") -> None:
        """Go on after a line was taken, with a word on it before what is asked next."""
        if self.walk:
            self.walk.took(text)
            self._ask_next(said, role)

    def passes(self, understood: Understood) -> bool:
        """Go on where a line says only that; tells whether it does."""
        if self.walk is None or not self.walk.is_empty(self.capture.text):
            return False
        self.walk.skip()
        self._ask_next()
        return True

    def _step_back(self) -> None:
        if self.walk:
            self.walk.back(self.capture.text)
            self._ask_next()

    def _ask_next(self, said: str = "", role: Role = "accent") -> None:
        walk = self.walk
        if walk is None or walk.step is None:
            self.end_walk(said, role if said else "good")
            return
        self.show_record(walk.step.about)
        self.show_session()
        self.capture.put(walk.line)
        self.say(f"{said}. {self._asking(keys=False)}" if said else self._asking(), role)

    def _asking(self, *, keys: bool = True) -> str:
        return self.walk.asking(self.desk.session, self.desk.today, keys=keys) if self.walk else ""

    def show_record(self, record_id: str) -> None:
        """Put the cursor on a record where this stage shows it, otherwise leave it where it is."""
        if not record_id:
            return
        rows = rows_now(self.desk.shown, self.view, self.desk.today)
        here = next(((row.collection, row.key) for row in rows if row.key == record_id), None)
        if here:
            self.places[self.desk.stage] = here

    # What a walk changes of the stage

    def read(self, text: str) -> Understood | Refused | None:
        if self.walk is None:
            return super().read(text)
        if self.walk.is_empty(text):
            return Understood(edit=None, label="", words=self._asking())
        outcome = super().read(text)
        if isinstance(outcome, Understood):
            beside = self.walk.beside(self.desk.session, self.desk.today)
            return replace(outcome, words=f"{self.walk.progress}: {outcome.words}{f'; {beside}' if beside else ''}")
        return outcome

    def hint(self, typing: bool) -> str:
        return self._asking() if self.walk and typing else super().hint(typing)

    def show_detail(self) -> None:
        step = self.walk.step if self.walk else None
        if step is None or step.facts is None:
            super().show_detail()
            return
        facts, session, today = step.facts, self.desk.shown, self.desk.today
        self.query_one("#detail", LinesView).show(lambda width: facts(session, width, today))

    def go(self, slug: StageSlug, *, by_line: bool = False) -> None:
        if self.walk and slug != self.walk.stage:
            self.end_walk()
        super().go(slug, by_line=by_line)

    def follow(self, renames: dict[str, str]) -> None:
        """Leave a walk whose metrics are called something else now: its next line would be somebody else's."""
        super().follow(renames)
        if self.walk and any(step.about in renames for step in self.walk.steps):
            self.end_walk()

    def action_keys(self) -> None:
        self.end_walk()
        super().action_keys()
