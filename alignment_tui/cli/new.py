"""`new`: begin a session, or one that goes on from another."""

from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.commands import RESERVED
from alignment_tui.cli.exits import Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say

if TYPE_CHECKING:
    from alignment_tui.domain.session import Session


@click.command("new")
@click.argument("title", nargs=-1, required=True)
@click.option("--note", default="", metavar="TEXT", help="A word on what this session is.")
@click.option("--playbook", default="", metavar="NAME", help="How to walk the stages: six-day, half-day, or your own.")
@click.option(
    "--continue", "before", metavar="SESSION", help="Go on from SESSION: its people, what was parked, its lessons."
)
@folder_option
@click.pass_context
def command(ctx: click.Context, title: tuple[str, ...], note: str, playbook: str, before: str | None) -> None:
    """Begin a session called TITLE, and print the name to use for it.

    With --continue the two are linked both ways. What was signed in SESSION stays in force until a memo supersedes it.
    """
    from alignment_tui.domain.document import Document, grown
    from alignment_tui.domain.session import Session
    from alignment_tui.domain.short_names import refuse_long
    from alignment_tui.storage.refusals import NameTaken
    from alignment_tui.storage.slugs import slug_for

    words = " ".join(title)
    refuse_long(words, "the title")
    slug = slug_for(words, RESERVED)
    if before is None:
        folder, label = library.sessions(ctx), "begun"
        session = Session(title=words, note=note, created=moment.now())
    else:
        from msgspec.structs import replace

        from alignment_tui.domain.continuing import continued

        folder, loaded = library.to_change(ctx, before)
        if loaded.read_only:
            raise Refusal(f"{before}: {loaded.read_only}")
        label = f"goes on from {before}"
        session = replace(continued(loaded.document.session, before, words, moment.now()), note=note)
    if playbook:
        session = _walked(session, playbook)
    try:
        folder.create(slug, Document(session=session, last_ids=grown({}, session)), label)
    except NameTaken as taken:
        raise Refusal(f"there is a session called {slug} already: give another title") from taken
    if before is not None:
        from alignment_tui.cli.changing import make
        from alignment_tui.editing.continuing import goes_on_in

        make(ctx, before, goes_on_in(slug), f"goes on in {slug}")
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
