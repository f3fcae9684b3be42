"""`scorecards`: every signed metric of the library, worst first, and what is overdue."""

import shutil

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say
from alignment_tui.domain.portfolio import portfolio
from alignment_tui.storage.cards import Cards
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
    cards = Cards(Sessions(found.path))
    seen = portfolio(cards.read(today))
    for one in cards.unread:
        say(one.words)
    if as_json:
        put_json({"date": today, **portfolio_data(seen)})
        return
    from alignment_tui.documents.text import as_text

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    put(as_text(portfolio_document(seen, today), width).rstrip("\n"))
