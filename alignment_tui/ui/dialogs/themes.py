"""Choosing a theme: the screen behind shows each as the cursor passes over it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.app import App

from alignment_tui.config import ConfigRefused
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.lines import Line, line
from alignment_tui.ui.themes import load_theme, theme_names


def themes_chooser(app: App[Any], folders: Sequence[Path]) -> Chooser[str]:
    """Return the dialog over all themes; one that cannot be used says why when the cursor is on it."""

    def seen(name: str) -> None:
        try:
            app.register_theme(load_theme(name, folders))
        except ConfigRefused as problem:
            app.notify(str(problem), severity="warning", markup=False)
        else:
            app.theme = name

    names = theme_names(folders)
    return Chooser(
        "Choose a theme",
        [Choice(_shown(name), name, name) for name in names],
        foot="keeps it",
        seen=seen,
        begin=names.index(app.theme) if app.theme in names else 0,
    )


def _shown(name: str) -> Callable[[int], Line]:
    def shown(width: int) -> Line:
        return line(name)

    return shown
