"""`restore`: an earlier revision or a backup becomes the session again, as one more change."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import DONE, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say

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
@click.option("--list", "listing", is_flag=True, help="List the backups.")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, rev: int | None, backup: str | None, listing: bool) -> int:
    """Make SESSION what it was, or list what it could be made.

    Nothing is lost by it: it is one more change, which undo takes back, and the file as it was is a backup. A file that
    cannot be opened is moved aside, and where to is said.
    """
    real = library.own_file(ctx, session)
    if (rev is not None) + (backup is not None) + listing != 1:
        raise click.UsageError("say one of --rev, --backup and --list", ctx)
    if listing:
        _list(real, session)
        return DONE
    if rev is not None:
        document, label = _revision(real, rev), f"restored revision {rev}"
    else:
        document, label = _from_backup(real, backup or _NEWEST)
    _put(ctx, session, document, label)
    return DONE


def _list(real: Path, session: str) -> None:
    from alignment_tui.storage.backups import backups

    found = backups(real)
    for number, backup in enumerate(found, 1):
        put(f"{number}  saved {backup.saved.astimezone():%Y-%m-%d %H:%M:%S}  {_content(backup)}")
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
