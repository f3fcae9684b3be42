"""`cue`: the facilitator's own sheet, in a terminal that is not shared."""

import click

from alignment_tui.cli.options import folder_option


@click.command("cue")
@click.argument("session")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str) -> int:
    """Show what to say, who was not heard and what is missing in SESSION, with notes that only you see.

    Run it in a second terminal that is not shared; it follows the first.
    """
    from alignment_tui.cli.views import follow

    return follow(ctx, session, "cue")
