"""`check`: list what is left hanging."""

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import DONE, REFUSED
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say


@click.command("check")
@click.argument("session")
@json_option
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, as_json: bool) -> int:
    """List what is left hanging in SESSION, each with what mends it.

    Where the optional part [pdf] is installed, the pages of the memo are counted too. Exits 1 when something blocks the
    memo, 0 otherwise.
    """
    from alignment_tui.documents.pages import pages_to_read
    from alignment_tui.domain import flow

    checked, today = library.to_read(ctx, session).document.session, moment.today()
    outside = library.outside(ctx, session, checked, pages_to_read(checked, today))
    found = flow.findings(checked, today, outside=outside)
    blocking = sum(finding.level == "block" for finding in found)
    if as_json:
        put_json(found)
    for finding in () if as_json else found:
        put(f"{finding.level:<5}  {finding.stage:<12}  {finding.message}\n       {'':<12}  {finding.mend}")
    if not found:
        say("nothing is left hanging")
    else:
        say(f"{blocking} blocking, {len(found) - blocking} to look at")
    return REFUSED if blocking else DONE
