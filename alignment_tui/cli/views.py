"""Starting a view that follows a session; like the interface it needs a terminal."""

from typing import Literal

import click

from alignment_tui.cli import library
from alignment_tui.cli.exits import USAGE, Refusal
from alignment_tui.cli.streams import at_a_terminal


def follow(ctx: click.Context, slug: str, view: Literal["follow", "cue"]) -> int:
    """Open a view on a session and return its exit code. Raises `Refusal` without a terminal or a session."""
    if not at_a_terminal():
        raise Refusal(f"{view} needs a terminal", USAGE)
    sessions, _ = library.to_change(ctx, slug)
    from alignment_tui.ui.following.app import run_view

    return run_view(sessions.folder, slug, view)
