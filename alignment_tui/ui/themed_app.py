"""What every program of ours on a screen has: its keys and colours, the cleaning of what comes in and what goes out."""

import asyncio
import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from textual import on
from textual.app import App, ScreenStackError
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, Key, Paste, Resize
from textual.filter import LineFilter, Monochrome, NoColor
from textual.message import Message

from alignment_tui import paths
from alignment_tui.colours import Colours, too_few
from alignment_tui.config import ConfigRefused, read_settings
from alignment_tui.domain.text import visible
from alignment_tui.storage.yaml_cache import YamlCache
from alignment_tui.ui.bindings import Bound, bind
from alignment_tui.ui.esc_and_key import apart, stands_for_two
from alignment_tui.ui.keymap import read_keymap
from alignment_tui.ui.last_look import LastLook
from alignment_tui.ui.roles import DEFAULT_VARIABLES
from alignment_tui.ui.sized import SLIM
from alignment_tui.ui.themes import DEFAULT_THEME, TERMINAL_THEME, load_theme, theme_folders
from alignment_tui.ui.unasked import Unread

OPENING_SECONDS = 1.0
STYLES = Path(__file__).parent / "styles"
SMALL = STYLES / "small.tcss"
SMALL_UNDER = (SLIM, 24)


class ThemedApp(App[int]):
    """An app with the keys and the theme that were chosen for this machine; what cannot be used of them is told."""

    CSS_PATH = STYLES / "shell.tcss"

    def __init__(self, config_folder: Path | None = None, colours: Colours = "16 million") -> None:
        super().__init__()
        self.animation_level = "none"  # what glides is a blur in a video call
        self.config_folder = config_folder or paths.config_folder(os.environ)
        self._last_look = LastLook()
        self.keys_pressed = 0
        self.unread: Unread | None = None
        read = YamlCache(paths.cache_folder(os.environ))
        self.keymap = read_keymap(self.config_folder, read)
        self._trouble = _first_of(self.keymap.refusals)
        self._set_theme(read, colours)

    def get_driver_class(self) -> type[Driver]:
        if os.name == "nt":
            return super().get_driver_class()
        from alignment_tui.ui.terminal_driver import TerminalDriver

        return TerminalDriver

    @on(Driver.SignalResume)
    def paint_anew(self) -> None:
        """Paint all of the screen: what stood there before the program was stopped is gone."""
        self.refresh(layout=True)

    def on_resize(self, event: Resize) -> None:
        """Read how a small terminal is styled once it is small: most never are, and what is read costs each styling."""
        small = event.size.width < SMALL_UNDER[0] or event.size.height < SMALL_UNDER[1]
        if small and not self.stylesheet.has_source(str(SMALL)):
            self.stylesheet.read(SMALL)
            self.stylesheet.parse()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULT_VARIABLES

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Style a node anew; one that is not there yet is styled when it comes, however often it changes before."""
        if node.is_attached:
            super().update_styles(node, animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Write no colour at all where none is wanted: textual's greys are colours too."""
        filters = [NoColor() if isinstance(one, Monochrome) else one for one in super().get_line_filters()]
        return [*filters, self._last_look]

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except ScreenStackError:
            if self.screen_stack:
                raise  # without screens the program is ending, and nobody is there whom anything could be for

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._opened()
            if self._comes_too_early(event):
                return
        if isinstance(event, Paste) and not event.is_forwarded:
            event.text = visible(event.text)
        elif isinstance(event, Key) and not event.is_forwarded:
            self.keys_pressed += 1
            if stands_for_two(event) and event.key not in self.screen.active_bindings:
                for key in apart(event):
                    await super().on_event(key)
                return
        await super().on_event(event)

    async def _opened(self) -> None:
        """Let a screen be all there first: a key after the one that opens it is for that screen."""
        if not self.screen.is_mounted:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.screen._mounted_event.wait(), OPENING_SECONDS)

    def _comes_too_early(self, event: Key | Paste) -> bool:
        """Put off what was typed before the question on the screen could be read; tells whether it was."""
        if self.unread is None or self.screen is not self.unread.question:
            return False
        self.unread.early.append(event)
        return True

    def _fatal_error(self) -> None:
        """End with one line and a report: textual's own would print lines of source, and what each variable holds."""
        if self._exception is None or self._exit_renderables:
            self._close_messages_no_wait()
            return
        from rich.text import Text

        from alignment_tui.storage.crash_report import keep_crash

        crash = keep_crash(paths.state_folder(os.environ), self._exception)
        self.panic(Text(f"alignment-tui: {crash.words}", no_wrap=True, overflow="ignore"))

    def on_mount(self) -> None:
        if self._trouble:
            self.notify(self._trouble, severity="warning", markup=False, timeout=10)

    async def everything_saved(self) -> bool:
        """Tell whether all is on the disk, once it has had a moment to be."""
        return True

    def called_away(self, exit_code: int) -> None:
        """Leave because the system asks for it."""
        self.exit(exit_code)

    def bind_everywhere(self, bound: Bound) -> None:
        """Give the app, and so every dialog, keys that type nothing; they come before any widget's."""
        entries = [(entry, keys) for entry, keys in bound]
        self._bindings = BindingsMap([Binding("ctrl+c", "help_quit", show=False, system=True)])
        bind(self, entries, priority=[entry.id for entry, _ in entries])

    def _set_theme(self, read: YamlCache, colours: Colours) -> None:
        folders = theme_folders(self.config_folder)
        try:
            theme = load_theme(read_settings(self.config_folder, read).theme, folders, read)
        except ConfigRefused as problem:
            self._trouble = self._trouble or str(problem)
            theme = load_theme(DEFAULT_THEME, folders[1:])
        if too_few(colours) and not theme.ansi:
            theme = load_theme(TERMINAL_THEME, folders[1:], read)
        self.register_theme(theme)
        if theme.ansi:
            self.theme = theme.name
            return
        # Only the colours differ from the theme that textual begins with: told now, each style is read once, not twice.
        self.set_reactive(App.theme, theme.name)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())


def _first_of(refusals: Sequence[ConfigRefused]) -> str:
    """Say the first of several refusals, and how to see the others."""
    if not refusals:
        return ""
    more = f" ({len(refusals) - 1} more: alignment-tui doctor)" if len(refusals) > 1 else ""
    return f"{refusals[0]}{more}"
