"""`scorecards`: every signed metric of the library, worst first, and what is overdue."""

import shutil
from collections.abc import Iterator
from datetime import date

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.portfolio import Card, card_of, portfolio
from alignment_tui.storage.folder import Sessions

_WIDEST = 120


@click.command("scorecards")
@json_option
@folder_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Show every signed metric of the library, worst first.

    Above them: reviews that are overdue, readings that are missing, and teams whose capacity is promised in several
    sessions. What was withdrawn or superseded is left out, and so is what nobody signed yet.
    """
    from alignment_tui.documents.portfolio import portfolio_data, portfolio_document

    today, found = moment.today(), library.chosen_folder(ctx)
    say(f"{found.path} ({found.why})")
    seen = portfolio(_cards(Sessions(found.path), today))
    if as_json:
        put_json({"date": today, **portfolio_data(seen)})
        return
    from alignment_tui.documents.text import as_text

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    put(as_text(portfolio_document(seen, today), width).rstrip("\n"))


def _cards(sessions: Sessions, today: date) -> Iterator[Card]:
    """Yield what each signed session brings; one that cannot be opened is told and hides none of the others."""
    for row in sessions.rows():
        if row.head is None:
            say(f"{row.name}: {row.error}")
        elif row.head.signatures:
            try:
                yield card_of(row.slug, sessions.load(row.slug).document.session, today)
            except AlignmentError as refusal:
                say(str(refusal))
