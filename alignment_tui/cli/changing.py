"""One change to one session from the command line: made, saved, and only then answered."""

import click
from msgspec import Struct

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import Refusal
from alignment_tui.cli.streams import say
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Edit
from alignment_tui.editing.workspace import Change, Workspace


class Done(Struct, frozen=True, kw_only=True):
    """The session before and as it is on the disk now; no `change` where nothing was to be changed.

    `renames` has the ids of ours that another writer had taken meanwhile, with what they are called now.
    """

    before: Session
    after: Session
    change: Change | None
    renames: dict[str, str]


def make(ctx: click.Context, slug: str, edit: Edit, label: str) -> Done:
    """Make an edit and save it; raises what the edit raises, `Refusal`, `SaveConflict` or `NotSaved`."""
    folder, loaded = library.to_change(ctx, slug)
    if loaded.read_only:
        raise Refusal(f"{slug}: {loaded.read_only}")
    workspace = Workspace(loaded.document, who=moment.who())
    change = workspace.apply(edit, label, now=moment.now(), today=moment.today())
    saved = folder.save(slug, workspace.document, loaded, [change] if change else [])
    if saved.trouble:
        say(saved.trouble)
    return Done(before=loaded.document.session, after=saved.document.session, change=change, renames=saved.renames)
