"""The sessions a command works on; examples are read where they are, and changed as copies."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignment_tui import paths
from alignment_tui.cli.commands import COMMANDS
from alignment_tui.cli.exits import Refusal
from alignment_tui.cli.options import folder_given
from alignment_tui.cli.streams import say
from alignment_tui.domain.memo_findings import Outside, linked
from alignment_tui.domain.session import Session
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.slugs import SUFFIX
from alignment_tui.storage.to_read import SessionsToRead

if TYPE_CHECKING:
    from alignment_tui.storage.folder import Sessions


def chosen_folder(ctx: click.Context) -> paths.Found:
    """Return the sessions folder and the rule that chose it."""
    given = folder_given(ctx)
    return paths.sessions_folder(None if given is None else Path(given), os.environ, Path.cwd())


def sessions(ctx: click.Context) -> "Sessions":
    """Return the sessions that this run of the program works on, to list and to change them."""
    from alignment_tui.storage.folder import Sessions

    return Sessions(chosen_folder(ctx).path)


def to_read(ctx: click.Context, slug: str) -> Loaded:
    """Load a session; an example that was never opened is read where it is.

    Raises `Refusal` when there is none of that name, or its file is not a session.
    """
    own = _sessions_to_read(ctx)
    if _there(own, slug):
        return own.load(slug)
    examples = _examples_with(slug)
    if examples:
        return examples.load(slug)
    raise _unknown(ctx, own, slug)


def to_change(ctx: click.Context, slug: str) -> "tuple[Sessions, Loaded]":
    """Load a session in order to change it; an example is first copied into the sessions folder, and that is said."""
    own = sessions(ctx)
    if not _there(own, slug):
        examples = _examples_with(slug)
        if not examples:
            raise _unknown(ctx, own, slug)
        copy = own.create(slug, examples.load(slug).document)
        say(f"copied the example {slug} to {own.folder}")
        return own, copy
    return own, own.load(slug)


def own_file(ctx: click.Context, slug: str) -> Path:
    """Return the file of a session in the folder, whether or not it can be opened.

    Raises `Refusal` where there is neither the file nor anything that is kept beside it.
    """
    from alignment_tui.storage.history_folder import history_folder

    own = _sessions_to_read(ctx)
    real = own.real(slug)
    if not (os.path.lexists(own.path(slug)) or history_folder(real).is_dir() or _examples_with(slug)):
        raise _unknown(ctx, own, slug)
    return real


def outside(ctx: click.Context, slug: str, session: Session, pages: int | None = None) -> Outside:
    """Return what there is to know of a memo outside its session: what those it names say of it."""
    from alignment_tui.storage.linked_memos import linked_memos

    return Outside(pages=pages, slug=slug, memos=linked_memos(_sessions_to_read(ctx), linked(session)))


def _sessions_to_read(ctx: click.Context) -> SessionsToRead:
    return SessionsToRead(chosen_folder(ctx).path)


def _there(own: SessionsToRead, slug: str) -> bool:
    """Tell whether the folder has a session. One that was here a moment ago may be in git's hands: it is waited for."""
    if own.path(slug).exists():
        return True
    from alignment_tui.storage.history_folder import history_folder
    from alignment_tui.storage.unseen import standing

    looked_for = history_folder(own.real(slug)).is_dir() or not _examples_with(slug)
    return looked_for and standing(own.path(slug)) is not None


def _examples_with(slug: str) -> SessionsToRead | None:
    folder = paths.examples_folder()
    found = folder and any(path.name == f"{slug}{SUFFIX}" for path in folder.iterdir())
    return SessionsToRead(folder) if folder and found else None


def _unknown(ctx: click.Context, own: SessionsToRead, slug: str) -> Refusal:
    import difflib

    # A word alone on the line may have been meant for a command.
    commands = () if ctx.info_name in COMMANDS else tuple(COMMANDS)
    near = difflib.get_close_matches(slug, [*own.slugs(), *commands], n=1)
    hint = f": {near[0]}?" if near else ""
    return Refusal(f"there is no session {slug} in {own.folder}{hint}")
