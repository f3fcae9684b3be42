"""`follow`: the room's view on another screen, which follows the shared terminal."""

import click

from alignment_tui.cli.options import folder_option


@click.command("follow")
@click.argument("session")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str) -> int:
    """Show what the room sees of SESSION, following the terminal that works on it; nothing can be changed here."""
    from alignment_tui.cli.views import follow

    return follow(ctx, session, "follow")
