"""Words that are half typed in a dialog over a stage: kept while they are typed, and there again after a kill."""

import re
from pathlib import Path

from alignment_tui.domain.said import Found
from alignment_tui.storage.half_typed import half_typed, keep_half_typed
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.filling_screen import FillingScreen
from alignment_tui.ui.keymap import Keymap

_ID = re.compile(r"\b[A-Z][0-9]+\b")


class DraftingScreen(FillingScreen):
    """A stage that keeps words that are not recorded yet; a dialog finds its own in `drafts`, by what they are for.

    What they are for names records by their ids: ``objection S2``, ``fist O1/S2``.
    """

    def __init__(self, desk: Desk, state_folder: Path, keymap: Keymap, where: Found | None = None) -> None:
        super().__init__(desk, state_folder, keymap, where)
        self.drafts = half_typed(state_folder, desk.path)
        self._kept_drafts = dict(self.drafts)

    def remember_now(self) -> None:
        super().remember_now()
        if self.drafts != self._kept_drafts:
            self._kept_drafts = dict(self.drafts)
            keep_half_typed(self._state_folder, self.desk.path, self._kept_drafts)

    def follow(self, renames: dict[str, str]) -> None:
        """Let words stay with the record they are for when a merge gave that another id."""
        super().follow(renames)
        moved = {_ID.sub(lambda own: renames.get(own[0], own[0]), about): text for about, text in self.drafts.items()}
        self.drafts.clear()  # a dialog that is open has the same ones in its hands
        self.drafts.update(moved)
