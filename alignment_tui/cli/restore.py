"""`restore`: an earlier revision or a backup becomes the session again, as one more change."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignment_tui import paths
from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import CONFLICT, DONE, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say
from alignment_tui.storage.emergency import forget_rescued, rescued

if TYPE_CHECKING:
    from alignment_tui.domain.document import Document
    from alignment_tui.storage.backups import Backup

_NEWEST = "newest"


@click.command("restore")
@click.argument("session")
@click.option("--rev", type=click.IntRange(min=0), help="Make it as it was at this revision; `log` has them.")
@click.option(
    "--backup", is_flag=False, flag_value=_NEWEST, metavar="[NUMBER]", help="Take the newest backup, or this one."
)
@click.option("--unsaved", is_flag=True, help="Take in what could not be saved when the program was left.")
@click.option("--list", "listing", is_flag=True, help="List the backups, and what could not be saved.")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, rev: int | None, backup: str | None, unsaved: bool, listing: bool) -> int:
    """Make SESSION what it was, or list what it could be made.

    Nothing is lost by it: it is one more change, which undo takes back, and the file as it was is a backup. A file that
    cannot be opened is moved aside, and where to is said.
    """
    real = library.own_file(ctx, session)
    if (rev is not None) + (backup is not None) + unsaved + listing != 1:
        raise click.UsageError("say one of --rev, --backup, --unsaved and --list", ctx)
    if listing:
        _list(real, session)
        return DONE
    if unsaved:
        document, label = _unsaved(ctx, session)
    elif rev is not None:
        document, label = _revision(real, rev), f"restored revision {rev}"
    else:
        document, label = _from_backup(real, backup or _NEWEST)
    _put(ctx, session, document, label)
    if unsaved:
        forget_rescued(paths.state_folder(os.environ), real)
    return DONE


def _list(real: Path, session: str) -> None:
    from alignment_tui.storage.backups import backups

    found = backups(real)
    for number, backup in enumerate(found, 1):
        put(f"{number}  saved {backup.saved.astimezone():%Y-%m-%d %H:%M:%S}  {_content(backup)}")
    copy = rescued(paths.state_folder(os.environ), real)
    if copy:
        put(f"-  unsaved work of {copy.at.astimezone():%Y-%m-%d %H:%M:%S}, in {copy.path}")
        say(f"alignment-tui restore {session} --unsaved takes it in")
    if found:
        say(f"alignment-tui restore {session} --backup NUMBER takes one of them")
    else:
        say(f"there is no backup of {session} on this machine")


def _content(backup: "Backup") -> str:
    from alignment_tui.storage.reading import read
    from alignment_tui.storage.refusals import Refusal as Unreadable

    try:
        document = read(backup.path).document
    except Unreadable as refusal:
        return f"cannot be opened: {refusal.trouble}"
    except OSError:
        return "is gone"
    count = len(document.session.requests)
    return f"rev {document.rev}, {count} request{'' if count == 1 else 's'}, {document.session.title}"


def _revision(real: Path, rev: int) -> "Document":
    from alignment_tui.storage.history import History

    history = History(real)
    return history.document(history.at_rev(rev))


def _from_backup(real: Path, which: str) -> tuple["Document", str]:
    from alignment_tui.storage.backups import backups
    from alignment_tui.storage.reading import read

    found = backups(real)
    if not found:
        raise Refusal(f"{real.name}: there is no backup of it on this machine")
    place = 1 if which == _NEWEST else int(which) if which.isascii() and which.isdigit() else 0
    if not 1 <= place <= len(found):
        raise Refusal(f"there is no backup {which}: they are 1 (the newest) to {len(found)}")
    backup = found[place - 1]
    return read(backup.path).document, f"restored the backup of {backup.saved.astimezone():%Y-%m-%d %H:%M:%S}"


def _unsaved(ctx: click.Context, slug: str) -> tuple["Document", str]:
    """Return the session as it is together with what was not saved; two changes of one field are for the screen."""
    own = library.sessions(ctx)
    found = rescued(paths.state_folder(os.environ), own.path(slug))
    if found is None:
        raise Refusal(f"{slug}: nothing of it was left unsaved")
    merged = found.merged(own.load(slug).document)
    if merged.conflicts:
        sentences = "; ".join(conflict.sentence for conflict in merged.conflicts)
        raise Refusal(f"{sentences}: open {slug} to say which holds", CONFLICT)
    return merged.document, f"took in the unsaved work of {found.at.astimezone():%Y-%m-%d %H:%M:%S}"


def _put(ctx: click.Context, slug: str, document: "Document", label: str) -> None:
    from alignment_tui.storage.refusals import Refusal as Unreadable

    own = library.sessions(ctx)
    try:
        loaded = own.load(slug)
    except Unreadable as refusal:
        from alignment_tui.storage.history_restoring import created_again

        aside = created_again(own, slug, document, label)
        if aside:
            say(f"{refusal.trouble}: moved to {aside}")
        say(label)
        return
    from alignment_tui.storage.history_restoring import restored

    saved = restored(own, slug, loaded, document, label, moment.now(), moment.who())
    say(label if saved.document.rev != loaded.document.rev else f"{label}: that is how it is already")
    if saved.trouble:
        say(saved.trouble)
