"""The program behind `follow` and `cue`: one screen, which is left by the key to quit and by a request to end."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

from rich.text import Text
from textual.screen import Screen

from alignment_tui import paths
from alignment_tui.colours import Colours, colours_of
from alignment_tui.playbook_files import Playbooks, playbook_folders
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui.called_away import on_request_to_end
from alignment_tui.ui.following.followed import Followed
from alignment_tui.ui.key_names import key_name
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.themed_app import ThemedApp

View = Literal["follow", "cue"]


class FollowingApp(ThemedApp):
    """Shows a session that another terminal works on."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "alignment-tui"

    def __init__(
        self,
        folder: Path,
        slug: str,
        view: View,
        clock: Callable[[], datetime],
        *,
        state_folder: Path | None = None,
        config_folder: Path | None = None,
        colours: Colours = "16 million",
    ) -> None:
        super().__init__(config_folder, colours)
        leave = self.keymap.action("quit")
        self._leaving_keys = leave.keys or Keymap().action("quit").keys  # there is no palette here to leave by
        self.bind_everywhere([(leave._replace(method="leave"), self._leaving_keys)])
        playbooks = Playbooks(
            playbook_folders(self.config_folder),
            tell=lambda words: self.notify(words, severity="warning", markup=False, timeout=10),
        )
        self._state_folder = state_folder or paths.state_folder(os.environ)
        self.followed = Followed(Sessions(folder), slug, self._state_folder, playbooks, clock)
        self._leaving = False
        self._view = view

    def get_default_screen(self) -> Screen[object]:
        if self._view == "cue":
            from alignment_tui.ui.following.cue_screen import CueScreen

            return CueScreen(self.followed, key_name(self._leaving_keys[0]))  # type: ignore[return-value]
        from alignment_tui.ui.following.follow_screen import FollowScreen

        return FollowScreen(self.followed)  # type: ignore[return-value]

    def on_load(self) -> None:
        if not self.is_headless:
            on_request_to_end(self.called_away)

    def action_leave(self) -> None:
        """Leave with what was noted on the disk; otherwise only when asked twice, with a copy elsewhere."""
        if self._keep_notes():
            self.exit(0)
            return
        where = self._notes_aside()
        if self._leaving:
            self.exit(
                1, message=Text(f"alignment-tui: notes were left unsaved; {where}", no_wrap=True, overflow="ignore")
            )
            return
        self._leaving = True
        words = f"Your notes are not on the disk; {where}. {key_name(self._leaving_keys[0])} again leaves all the same."
        self.notify(words, severity="error", markup=False, timeout=20)

    def called_away(self, exit_code: int) -> None:
        """Leave at once, with what was noted on the disk, or in a copy where it could not be."""
        if not self._keep_notes():
            self._notes_aside()
        self.exit(exit_code)

    async def everything_saved(self) -> bool:
        return self._keep_notes()

    def _keep_notes(self) -> bool:
        from alignment_tui.ui.following.cue_screen import CueScreen

        return self.screen.keep() if isinstance(self.screen, CueScreen) else True

    def _notes_aside(self) -> str:
        from alignment_tui.ui.following.cue_screen import CueScreen

        return self.screen.keep_aside(self._state_folder) if isinstance(self.screen, CueScreen) else ""


def run_view(folder: Path, slug: str, view: View) -> int:
    """Run one of the two views and return its exit code."""
    from alignment_tui.ui.app import here_and_now

    app = FollowingApp(folder, slug, view, here_and_now, colours=colours_of(os.environ))
    result = app.run()
    return result if result is not None else app.return_code or 0
