"""What every program of ours on a screen has: its colours, the cleaning of what comes in and what goes out."""

import os
from collections.abc import Sequence
from pathlib import Path

from textual.app import App
from textual.events import Event, Paste
from textual.filter import LineFilter

from alignment_tui import paths
from alignment_tui.config import ConfigRefused, read_settings
from alignment_tui.domain.text import visible
from alignment_tui.storage.yaml_cache import YamlCache
from alignment_tui.ui.last_look import LastLook
from alignment_tui.ui.roles import DEFAULT_VARIABLES
from alignment_tui.ui.themes import DEFAULT_THEME, load_theme, theme_folders

STYLES = Path(__file__).parent / "styles"


class ThemedApp(App[int]):
    """An app in the theme that was chosen for this machine; a theme that cannot be used is told."""

    CSS_PATH = STYLES / "shell.tcss"

    def __init__(self, config_folder: Path | None = None) -> None:
        super().__init__()
        self.animation_level = "none"  # what glides is a blur in a video call
        self.config_folder = config_folder or paths.config_folder(os.environ)
        self._last_look = LastLook()
        self._trouble = ""
        self._set_theme()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULT_VARIABLES

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._last_look]

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Paste) and not event.is_forwarded:
            event.text = visible(event.text)
        await super().on_event(event)

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

    def _set_theme(self) -> None:
        read = YamlCache(paths.cache_folder(os.environ))
        try:
            name = read_settings(self.config_folder, read).theme
            theme = load_theme(name, theme_folders(self.config_folder), read)
        except ConfigRefused as problem:
            self._trouble = str(problem)
            theme = load_theme(DEFAULT_THEME, theme_folders(self.config_folder)[1:])
        self.register_theme(theme)
        if theme.ansi:
            self.theme = theme.name
            return
        # Only the colours differ from the theme that textual begins with: told now, each style is read once, not twice.
        self.set_reactive(App.theme, theme.name)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())
