"""`new`: begin a session."""

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.commands import RESERVED
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say


@click.command("new")
@click.argument("title", nargs=-1, required=True)
@click.option("--note", default="", metavar="TEXT", help="A word on what this session is.")
@folder_option
@click.pass_context
def command(ctx: click.Context, title: tuple[str, ...], note: str) -> None:
    """Begin a session called TITLE, and print the name to use for it."""
    from alignment_tui.domain.document import Document
    from alignment_tui.domain.session import Session
    from alignment_tui.storage.slugs import slug_for

    words = " ".join(title)
    slug = slug_for(words, RESERVED)
    folder = library.sessions(ctx)
    folder.create(slug, Document(session=Session(title=words, note=note, created=moment.now())))
    put(slug)
    say(f"begun in {folder.folder}; open it with: alignment-tui {slug}")
