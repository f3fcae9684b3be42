"""`show`: a session at a glance, or one stage of it in full."""

import shutil

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.options import StageName, folder_option, json_option
from alignment_tui.cli.streams import put, put_json
from alignment_tui.domain.records import StageSlug

_WIDEST = 120


@click.command("show")
@click.argument("session")
@click.argument("stage", required=False, type=StageName())
@json_option
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, stage: StageSlug | None, as_json: bool) -> None:
    """Show SESSION at a glance, or one STAGE of it in full.

    With --json: the records as they are stored, the state of each stage, and the findings.
    """
    from alignment_tui.documents.stage import show_text, stage_text
    from alignment_tui.documents.stage_data import session_data, stage_data

    document, today = library.to_read(ctx, session).document, moment.today()
    if as_json:
        shown = stage_data(document.session, stage, today) if stage else session_data(document.session, today)
        put_json({"slug": session, "rev": document.rev, **shown})
        return
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    text = stage_text(document.session, stage, today, width) if stage else show_text(document.session, today, width)
    put(text.rstrip("\n"))
