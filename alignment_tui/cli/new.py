"""`new`: begin a session."""

from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.commands import RESERVED
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say

if TYPE_CHECKING:
    from alignment_tui.domain.session import Session


@click.command("new")
@click.argument("title", nargs=-1, required=True)
@click.option("--note", default="", metavar="TEXT", help="A word on what this session is.")
@click.option("--playbook", default="", metavar="NAME", help="How to walk the stages: six-day, half-day, or your own.")
@folder_option
@click.pass_context
def command(ctx: click.Context, title: tuple[str, ...], note: str, playbook: str) -> None:
    """Begin a session called TITLE, and print the name to use for it."""
    from alignment_tui.domain.document import Document
    from alignment_tui.domain.session import Session
    from alignment_tui.storage.slugs import slug_for

    words = " ".join(title)
    slug = slug_for(words, RESERVED)
    folder = library.sessions(ctx)
    session = Session(title=words, note=note, created=moment.now())
    if playbook:
        session = _walked(session, playbook)
    folder.create(slug, Document(session=session))
    put(slug)
    say(f"begun in {folder.folder}; open it with: alignment-tui {slug}")


def _walked(session: "Session", name: str) -> "Session":
    """Return the session with a playbook and its thresholds; an unknown one is refused before anything is made."""
    import os

    from msgspec.structs import replace

    from alignment_tui import paths
    from alignment_tui.playbook_files import load_playbook, playbook_folders

    playbook = load_playbook(name, playbook_folders(paths.config_folder(os.environ)))
    return replace(session, playbook=playbook.slug, thresholds=playbook.thresholds)
