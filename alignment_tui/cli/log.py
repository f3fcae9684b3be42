"""`log`: what changed in a session, in words, the newest first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from alignment_tui.cli import library
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say

if TYPE_CHECKING:
    from alignment_tui.domain.changes import Difference
    from alignment_tui.storage.journal_entries import Entry

_USUAL = 20


@click.command("log")
@click.argument("session")
@click.option("-n", "most", type=click.IntRange(min=1), default=_USUAL, show_default=True, help="So many changes.")
@json_option
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, most: int, as_json: bool) -> None:
    """Tell what changed in SESSION, when and by whom, the newest first.

    The history is of this machine: what was saved elsewhere comes in as one change "changed outside". A revision in it
    can be had back with `restore`.
    """
    from alignment_tui.storage.history_recent import recent
    from alignment_tui.storage.journal_entries import file_sha256

    real = library.own_file(ctx, session)
    entries = recent(real, most)
    told = [(entry, _words(entry.changes)) for entry in entries if entry is not None]
    if as_json:
        put_json([_data(entry, words) for entry, words in told])
    for entry, words in () if as_json else told:
        put("\n".join([_head(entry), *(f"    {line}" for line in words)]))
    unread = sum(entry is None for entry in entries)
    if unread:
        say(f"{unread} of the last {len(entries)} entries cannot be read; see alignment-tui verify {session}")
    if not entries:
        say(f"there is no history of {session} on this machine yet")
    elif entries[0] is not None and file_sha256(real) not in ("", entries[0].sha256):
        say(f"the file was changed outside since revision {entries[0].rev}: the next save tells what")


def _head(entry: "Entry") -> str:
    who = f"  {entry.who}" if entry.who else ""
    return f"rev {entry.rev}  {entry.at.astimezone():%Y-%m-%d %H:%M}{who}  {entry.label or 'saved'}"


def _words(changes: "Difference | None") -> Sequence[str]:
    from alignment_tui.domain.changes import words

    if changes is None:
        return ("(written by another version: what changed cannot be told)",)
    return [line for delta in changes for line in words(delta)]


def _data(entry: "Entry", words: Sequence[str]) -> dict[str, Any]:
    return {
        "rev": entry.rev,
        "at": entry.at,
        "who": entry.who,
        "label": entry.label,
        "outside": entry.outside,
        "sha256": entry.sha256,
        "changes": words,
    }
