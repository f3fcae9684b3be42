"""The program on the screen: the library, one session at a time on the desk, and the theme.

Each of the two screens is imported when it is first shown: who resumes a session need not wait for the library.
"""

import gc
import os
from collections.abc import Collection
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from alignment_tui import paths
from alignment_tui.colours import Colours, colours_of
from alignment_tui.config import ConfigRefused, keep_theme
from alignment_tui.domain.document import Document
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.said import Found
from alignment_tui.domain.session import Session
from alignment_tui.domain.short_names import refuse_long
from alignment_tui.domain.stages import stage_of
from alignment_tui.domain.text import visible
from alignment_tui.playbook_files import Playbooks, playbook_folders
from alignment_tui.storage.last import opened
from alignment_tui.storage.library import Library
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import Refusal
from alignment_tui.storage.slugs import free_slug, slug_for
from alignment_tui.storage.yaml_cache import YamlCache
from alignment_tui.ui.called_away import on_request_to_end
from alignment_tui.ui.leaving import LeavingApp
from alignment_tui.ui.palette import ActionProvider
from alignment_tui.ui.themes import load_theme, theme_folders

if TYPE_CHECKING:
    from alignment_tui.storage.folder import Sessions
    from alignment_tui.ui.desk import Clock
    from alignment_tui.ui.library import LibraryScreen
    from alignment_tui.ui.scorecards import ScorecardsScreen
    from alignment_tui.ui.work import WorkScreen


def here_and_now() -> datetime:
    """Return the time in the room, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


class AlignmentApp(LeavingApp):
    """Holds what outlives a screen: the folder, the clock, who is here, and the theme."""

    COMMANDS = {ActionProvider}
    ENABLE_COMMAND_PALETTE = True
    TITLE = "alignment-tui"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-last"), (3, "-least"), (6, "-tiny"), (10, "-low"), (16, "-short"), (24, "-tall")]

    def __init__(
        self,
        folder: Path,
        slug: str | None = None,
        *,
        loaded: Loaded | None = None,
        examples: Path | None = None,
        who: str = "",
        reserved: Collection[str] = (),
        clock: "Clock" = here_and_now,
        state_folder: Path | None = None,
        config_folder: Path | None = None,
        present: bool = False,
        colours: Colours = "16 million",
    ) -> None:
        super().__init__(state_folder or paths.state_folder(os.environ), config_folder, colours)
        self._folder = folder
        self.examples = Library(examples) if examples else None
        self.who = who
        self.reserved = reserved
        self.clock = clock
        self._slug = slug
        self._loaded = loaded
        self._present = present
        own = (("quit", "quit"), ("palette", "command_palette"))
        entries = [self.keymap.action(one)._replace(method=method) for one, method in own]
        self.bind_everywhere((entry, entry.keys) for entry in entries)
        self.playbooks = Playbooks(
            playbook_folders(self.config_folder),
            YamlCache(paths.cache_folder(os.environ)),
            lambda words: self.notify(words, severity="warning", markup=False, timeout=10),
        )

    @cached_property
    def sessions(self) -> "Sessions":
        """The sessions to be changed; saving comes with them, for which the library's first look need not wait."""
        from alignment_tui.storage.folder import Sessions

        return Sessions(self._folder)

    def get_default_screen(self) -> Screen[object]:
        if self._slug is not None:
            return self._work_screen(self._slug, self._loaded or self.sessions.load(self._slug))  # type: ignore[return-value]
        return self._library()  # type: ignore[return-value]

    def on_load(self) -> None:
        if not self.is_headless:
            on_request_to_end(self.called_away)

    def on_ready(self) -> None:
        """Look for garbage only from now on; what the start brought in stays for good."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    # Opening

    def on_library_screen_resume(self, message: "LibraryScreen.Resume") -> None:
        if self.desk is None and not message.library.holds(message):
            self._open(message.slug, where=message.where)

    def on_library_screen_start(self, message: "LibraryScreen.Start") -> None:
        if self.desk is not None:
            return  # Enter was pressed twice in a hurry
        try:
            refuse_long(message.title, "the title")
            slug = free_slug(slug_for(message.title, self.reserved), self.sessions.slugs())
            self._open(slug, self.sessions.create(slug, self._new_document(message.title)))
        except AlignmentError as problem:
            self._tell(_briefly(problem))

    def on_library_screen_open_example(self, message: "LibraryScreen.OpenExample") -> None:
        if self.examples is None or self.desk is not None:
            return
        try:
            copied = self.examples.load(message.slug).document
            slug = free_slug(message.slug, self.sessions.slugs())
            self._open(slug, self.sessions.create(slug, copied))
        except AlignmentError as problem:
            self._tell(_briefly(problem))

    def on_library_screen_show_scorecards(self, message: "LibraryScreen.ShowScorecards") -> None:
        from alignment_tui.ui.scorecards import ScorecardsScreen

        if self.desk is None and not isinstance(self.screen, ScorecardsScreen):
            self.push_screen(ScorecardsScreen(self.sessions, lambda: self.clock().date(), self.keymap))

    def on_scorecards_screen_open(self, message: "ScorecardsScreen.Open") -> None:
        if self.desk is None:
            self._open(message.slug, where=message.where)

    def _open(self, slug: str, loaded: Loaded | None = None, where: Found | None = None) -> None:
        try:
            screen = self._work_screen(slug, loaded or self.sessions.load(slug), where)
        except AlignmentError as problem:
            self._tell(_briefly(problem))
            return
        self.push_screen(screen)

    def _work_screen(self, slug: str, loaded: Loaded, where: Found | None = None) -> "WorkScreen":
        from alignment_tui.ui.desk import Desk
        from alignment_tui.ui.keeping import Telling
        from alignment_tui.ui.presenting_screen import PRESENTING
        from alignment_tui.ui.work import WorkScreen

        telling = Telling(self)
        self.desk = Desk(self.sessions, slug, loaded, telling, self.clock, self.who, self.playbooks)
        opened(self.state_folder, self.sessions.path(slug))
        screen = WorkScreen(self.desk, self.state_folder, self.keymap, where)
        screen.set_class(self._present, PRESENTING)
        telling.to(screen)
        return screen

    def _library(self) -> "LibraryScreen":
        from alignment_tui.ui.library import LibraryScreen

        return LibraryScreen(
            Library(self._folder),
            self.examples,
            self.state_folder,
            self.clock,
            self.keymap,
            to_change=lambda: self.sessions,
            who=self.who,
            reserved=self.reserved,
        )

    def _new_document(self, title: str) -> Document:
        return Document(session=Session(title=title, created=self.clock().astimezone(UTC)))

    def _tell(self, words: str) -> None:
        from alignment_tui.ui.library import LibraryScreen

        if isinstance(self.screen, LibraryScreen):
            self.screen.say(words)
        else:
            self.notify(words, severity="warning", markup=False)

    # Everywhere

    def action_command_palette(self) -> None:
        from alignment_tui.ui.palette_screen import Palette

        # Textual's own has an id, which one that is just being left still bears.
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder="What do you want to do?"))

    def action_help(self) -> None:
        from alignment_tui.ui.dialogs.help import library_help, stage_help
        from alignment_tui.ui.dialogs.help_screen import HelpScreen

        desk, keymap = self.desk, self.keymap
        groups = stage_help(keymap, desk.session, stage_of(desk.stage)) if desk else library_help(keymap)
        self.push_screen(HelpScreen(groups, closing_keys=keymap.action("help").keys))

    def action_picture(self) -> None:
        """Take a picture once what asked for it is gone from the screen."""
        self.call_after_refresh(self._take_picture)

    def _take_picture(self) -> None:
        from alignment_tui.storage.refusals import shown
        from alignment_tui.ui.taking_picture import take_picture

        name = self.desk.slug if self.desk else "library"
        try:
            path = take_picture(self, name, self.clock(), here := Path.cwd(), self.state_folder)
        except OSError as problem:
            self._tell(f"no picture: {problem.strerror}")
        else:
            where = f"this folder:\n{path.name}" if path.parent == here else shown(path)
            self.notify(f"a picture is in {where}", markup=False)

    def action_choose_theme(self) -> None:
        from alignment_tui.ui.dialogs.themes import themes_chooser

        before = self.theme
        folders = theme_folders(self.config_folder)

        def chosen(name: str | None) -> None:
            self.theme = before
            if name is None:
                return
            try:
                self.register_theme(load_theme(name, folders))
                self.theme = name
                keep_theme(self.config_folder, name)
            except (ConfigRefused, OSError) as problem:
                self._tell(f"the theme is not kept for next time: {problem}")

        self.push_screen(themes_chooser(self, folders), chosen)

    async def action_library(self) -> None:
        """Close the session and show the library; asked twice in a hurry, it is shown already."""
        from alignment_tui.ui.work import WorkScreen

        await self._let_keys_arrive()
        desk = self.desk
        if not await self.everything_saved() or self.desk is not desk:
            return
        while not isinstance(self.screen, WorkScreen) and self.desk is not None and len(self.screen_stack) > 1:
            if not self.screen.is_mounted:
                self.call_later(self.action_library)  # a dialog that is not all there yet cannot be taken away
                return
            self.pop_screen()
        if self.desk is None or not isinstance(self.screen, WorkScreen):
            return
        self.desk.close()
        self.desk = None
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.push_screen(self._library())


def _briefly(problem: AlignmentError) -> str:
    """Say what is wrong with a session by its file's name alone: the folder is said above."""
    return f"{visible(problem.path.name)}: {problem.trouble}" if isinstance(problem, Refusal) else str(problem)


def run(
    folder: Path,
    slug: str | None = None,
    *,
    loaded: Loaded | None = None,
    examples: Path | None = None,
    who: str = "",
    reserved: Collection[str] = (),
    present: bool = False,
) -> int:
    """Run the program and return its exit code: 0, or what a crash leaves.

    `loaded` is the session of that slug, where it was read already; `reserved` are names no session can have.
    """
    app = AlignmentApp(
        folder,
        slug,
        loaded=loaded,
        examples=examples,
        who=who,
        reserved=reserved,
        present=present,
        colours=colours_of(os.environ),
    )
    result = app.run()
    return result if result is not None else app.return_code or 0
