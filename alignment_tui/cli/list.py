"""`list`: the sessions of a folder, from its index, without opening one that has not changed."""

import time
from datetime import UTC, datetime
from typing import Any

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say
from alignment_tui.documents.cells import cells, padded, shortened
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.index import Row

_WIDEST_TITLE = 40
_BAD = "cannot be opened"


@click.command("list")
@json_option
@folder_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the sessions with the last stage passed, the memo's status, when they changed, and what is overdue.

    Says on standard error which folder it is and which rule chose it. A file that is no session is listed with what
    is wrong with it, and hides none of the others.
    """
    found = library.chosen_folder(ctx)
    rows = sorted(Sessions(found.path).rows(), key=lambda row: row.mtime_ns, reverse=True)
    say(f"{found.path} ({found.why})")
    today = moment.today().isoformat()
    if as_json:
        put_json([_data(row, today) for row in rows])
        return
    if not rows:
        say(f"no sessions yet{_offer()}")
        return
    wide = max(cells(row.name) for row in rows)
    title = min(max(cells(row.head.title if row.head else _BAD) for row in rows), _WIDEST_TITLE)
    put("\n".join(_line(row, wide, title, today) for row in rows))
    for row in rows:
        if row.error:
            say(f"{row.name}: {row.error}")


def _line(row: Row, wide: int, title: int, today: str) -> str:
    head = row.head
    words, reached, status = (head.title, head.reached or "-", head.status) if head else (_BAD, "", "")
    shown = padded(shortened(words, title), title)
    return f"{padded(row.name, wide)}  {shown}  {reached:<12}  {status:<9}  {_changed(row)}{_due(row, today)}"


def _due(row: Row, today: str) -> str:
    head = row.head
    if head is None or not (head.next_review or head.reading_days):
        return ""
    late = f"review of {head.next_review} overdue" if head.review_overdue(today) else ""
    count = head.readings_due(today)
    missing = f"{count} {'reading' if count == 1 else 'readings'} missing" if count else ""
    told = ", ".join(words for words in (late, missing) if words)
    return f"  {told}" if told else ""


def _changed(row: Row) -> str:
    # Twice as quick as a datetime, ten thousand times.
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(row.mtime_ns // 1_000_000_000))


def _data(row: Row, today: str) -> dict[str, Any]:
    changed = datetime.fromtimestamp(row.mtime_ns / 1e9, UTC).isoformat(timespec="seconds")
    data: dict[str, Any] = {"slug": row.slug, "changed": changed}
    head = row.head
    if head is None:
        return {**data, "error": row.error}
    due = {"review_overdue": head.review_overdue(today), "readings_due": head.readings_due(today)}
    return {**data, **{name: getattr(head, name) for name in head.__struct_fields__}, **due}


def _offer() -> str:
    from alignment_tui import paths

    folder = paths.examples_folder()
    names = ", ".join(Sessions(folder).slugs()) if folder else ""
    return f"; examples: {names}" if names else ""
