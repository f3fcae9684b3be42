"""A way out that loses nothing: by a key, because the system asks for it, or back to the library."""

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from alignment_tui.colours import Colours
from alignment_tui.ui.themed_app import ThemedApp

if TYPE_CHECKING:
    from alignment_tui.ui.desk import Desk

CLOSING_SECONDS = 5.0
KEYS_SECONDS = 1.0


class LeavingApp(ThemedApp):
    """An app with a desk, which is left when all on it is on the disk, or in a copy that is told."""

    def __init__(self, state_folder: Path, config_folder: Path | None = None, colours: Colours = "16 million") -> None:
        super().__init__(config_folder, colours)
        self.state_folder = state_folder
        self.desk: Desk | None = None
        self._leaving = False

    async def action_leave(self) -> None:
        """Leave when all is on the disk; otherwise only when asked twice, with a copy elsewhere."""
        if not self._leaving and await self.everything_saved():
            self.exit(0)
            return
        from alignment_tui.storage.refusals import shown
        from alignment_tui.ui.rescuing import copy_aside

        if self.desk is None or not self.desk.dirty:
            self._leaving = False
            await self.action_leave()
            return
        where = copy_aside(self.desk, self.state_folder)
        if self._leaving:
            from rich.text import Text

            words = f"alignment-tui: {shown(self.desk.path)} was left unsaved; {where}"
            self.exit(1, message=Text(words, no_wrap=True, overflow="ignore"))
            return
        self._leaving = True
        words = f"Not everything is on the disk; {where}. {self.keymap.way('quit')} again leaves all the same."
        self.notify(words, severity="error", markup=False, timeout=20)

    def called_away(self, exit_code: int) -> None:
        """Leave because the system asks for it."""
        self.run_worker(self._leave_now(exit_code), exclusive=True, group="leaving")

    async def _leave_now(self, exit_code: int) -> None:
        """Leave without asking, with everything on the disk, or in a copy where it could not be saved."""
        if not await self.everything_saved() and self.desk is not None:
            from alignment_tui.ui.rescuing import copy_aside

            copy_aside(self.desk, self.state_folder)
        self.exit(exit_code)

    def action_help_quit(self) -> None:
        """Answer ctrl+c, which elsewhere ends a program: say how to leave this one."""
        self.notify(f"{self.keymap.way('quit')} leaves, with everything saved", markup=False)

    async def action_quit(self) -> None:
        await self._let_keys_arrive()
        await self.action_leave()

    async def _let_keys_arrive(self) -> None:
        """Let what was typed before be taken first: the key to leave by overtakes letters on their way to the line."""
        arrived = asyncio.Event()
        if self.focused is not None and self.focused.call_later(arrived.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), KEYS_SECONDS)

    async def everything_saved(self) -> bool:
        """Wait a moment for the disk, with the screen alive, and tell whether all is there.

        Asked twice in a hurry, the other may leave the session first, once all of it is there.
        """
        desk = self.desk
        if desk is None:
            return True
        from alignment_tui.ui.work import WorkScreen

        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen) and screen.desk is desk:
                screen.remember_now()
        for _ in range(int(CLOSING_SECONDS / 0.02)):
            if not desk.dirty:
                return True
            await asyncio.sleep(0.02)
        return False
