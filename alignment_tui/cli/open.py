"""Opening the interface, on the library or on one session. The only command that loads it."""

import click

from alignment_tui import paths
from alignment_tui.cli import library, moment
from alignment_tui.cli.commands import RESERVED
from alignment_tui.cli.exits import USAGE, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import at_a_terminal


@click.command("open", hidden=True)
@click.argument("session")
@click.option("--present", is_flag=True, help="Begin with what the room sees (F5).")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, present: bool) -> int:
    """Open SESSION at the place where it was left."""
    return open_program(ctx, session, present=present)


def open_program(ctx: click.Context, slug: str | None, *, present: bool = False) -> int:
    """Open the interface and return its exit code; without a terminal there is nothing to open it in."""
    if not at_a_terminal():
        raise Refusal("the interface needs a terminal; see alignment-tui -h for what works without one", USAGE)
    loaded = library.to_change(ctx, slug)[1] if slug is not None else None
    from alignment_tui.ui.app import run

    return run(
        folder=library.chosen_folder(ctx).path,
        slug=slug,
        loaded=loaded,
        examples=paths.examples_folder(),
        who=moment.who(),
        reserved=RESERVED,
        present=present,
    )
