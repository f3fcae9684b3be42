"""Other views of the session that lead back to a record: findings, search, what to test first, the memo.

A dialog is imported when it is first opened: together they would take a tenth of the start.
"""

from typing import TYPE_CHECKING

from alignment_tui.domain.findings import Finding
from alignment_tui.ui.editing_screen import EditingScreen
from alignment_tui.ui.stages.memo import memo_lines, memo_opening

if TYPE_CHECKING:
    from alignment_tui.ui.dialogs.chooser import Chooser
    from alignment_tui.ui.dialogs.search import Found
    from alignment_tui.ui.dialogs.versions import Pair


class ViewingScreen(EditingScreen):
    """A stage from which the rest of the session can be looked at. Dialogs are imported when first opened."""

    def action_findings(self) -> None:
        if self.presenting:
            self.say(f"findings are not for the room: {self.keymap.way('present')} first", "warn")
            return
        from alignment_tui.ui.dialogs.findings import findings_chooser, place_of

        def go_there(finding: Finding | None) -> None:
            if finding is not None:
                self._show_record(place_of(finding))
                self.say(finding.mend)

        chooser = findings_chooser(self.findings)
        self.app.push_screen(chooser, go_there)
        self.run_worker(lambda: self._look_outside(chooser), thread=True, exclusive=True, group="outside")

    def _look_outside(self, chooser: "Chooser[Finding]") -> None:
        """Add, from a thread of its own, what takes longer to find: the pages on paper, and what other sessions say."""
        from alignment_tui.domain.flow import findings
        from alignment_tui.ui.dialogs.chooser import Chooser
        from alignment_tui.ui.dialogs.findings import finding_choices

        found = findings(self.desk.shown, self.desk.today, outside=self.desk.outside())
        if len(found) != len(self.findings):
            chooser.post_message(Chooser.Renewed(finding_choices(found)))

    def action_search(self) -> None:
        from alignment_tui.ui.dialogs.search import search_chooser

        def go_there(found: "Found | None") -> None:
            if found is not None:
                self._show_record(found)

        self.app.push_screen(search_chooser(self.desk.shown), go_there)

    def action_test_first(self) -> None:
        from alignment_tui.ui.dialogs.test_first import test_first_chooser

        def go_there(found: "Found | None") -> None:
            if found is not None:
                self._show_record(found)

        if not self.is_off("test-first"):
            self.app.push_screen(test_first_chooser(self.desk.shown), go_there)

    def action_trail(self) -> None:
        from alignment_tui.ui.dialogs.trail import trail_chooser

        def go_there(found: "Found | None") -> None:
            if found is not None:
                self._show_record(found)

        row = self.records.selected
        chooser = trail_chooser(self.desk.shown, row.key, self.desk.today, self.desk.stage) if row else None
        if chooser is None:
            self.say("no trail leads from here to anybody's words" if row else "nothing is under the cursor to follow")
        else:
            self.app.push_screen(chooser, go_there)

    def action_versions(self) -> None:
        from alignment_tui.ui.dialogs.reader import Reader
        from alignment_tui.ui.dialogs.versions import difference_lines, versions_chooser

        def compare(pair: "Pair | None") -> None:
            if pair is not None:
                before, after = pair
                title = f"What differs between {before.name} and {after.name}"
                self.app.push_screen(Reader(title, lambda width: difference_lines(before, after, width)))

        if not self.is_off("versions"):
            self.app.push_screen(versions_chooser(self.desk.shown), compare)

    def action_memo_preview(self) -> None:
        from alignment_tui.ui.dialogs.reader import Reader

        session, today = self.desk.shown, self.desk.today
        keys = self.keymap.action("memo").keys
        self.app.push_screen(
            Reader(
                "The memo as it would be printed now",
                lambda width: memo_lines(session, width, today),
                opening=memo_opening(self.records.selected),
                closing_keys=keys,
            )
        )

    def _show_record(self, found: "Found") -> None:
        """Go to a record's row, or where it has none to that of the record that holds it."""
        self.stand_on(found)
        if found.stage == self.desk.stage:
            self.show_session()
        else:
            self.go(found.stage)
        self.records.focus()
