"""`list`: the sessions of a folder, from its index, without opening one that has not changed."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import repeat
from typing import Any

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import USAGE, Refusal
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say
from alignment_tui.documents.cells import cells, padded, shortened
from alignment_tui.domain.attention import Attention
from alignment_tui.storage.index import Row
from alignment_tui.storage.library import Library
from alignment_tui.storage.library_finding import Finding
from alignment_tui.storage.library_query import query, stage_at
from alignment_tui.storage.marks import marks, status_of

_WIDEST_TITLE = 40
_BAD = "cannot be opened"
_MANY_NEW = 200
_BESIDE = ("names", "hands", "to_attend", "continued")


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@json_option
@folder_option
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], as_json: bool) -> None:
    """List the sessions: the stage they are at, the memo's status, when they changed, and what wants a look.

    WORDs narrow it as in the library: words of titles, people and decisions, and `stage:metrics`, `is:overdue`,
    `is:stale`, `is:mine`, `sort:title`, `sort:stage`, `sort:review`.

    Says on standard error which folder it is and which rule chose it. A file that is no session is listed with what
    is wrong with it, and hides none of the others.
    """
    wanted = query(" ".join(words))
    if wanted.trouble:
        raise Refusal(wanted.trouble, USAGE)
    found = library.chosen_folder(ctx)
    today = moment.today().isoformat()
    every = _looked_over(Library(found.path))
    rows = Finding(every, today, moment.who()).found(wanted)
    say(f"{found.path} ({found.why})")
    if as_json:
        put_json([_data(row, today) for row in rows])
        return
    if not rows:
        say("no session is like that" if every else f"no sessions yet{_offer()}")
        return
    names = _column([row.name for row in rows])
    titles = _column([row.head.title if row.head else _BAD for row in rows], _WIDEST_TITLE)
    put("\n".join(map(_line, names, titles, rows, repeat(today))))
    for row in rows:
        if row.error:
            say(f"{row.name}: {row.error}")


def _looked_over(sessions: Library) -> list[Row]:
    """Return every row with what wants attention in it; that takes a while where many sessions are new."""
    rows = list(sessions.rows())
    new = sum(row.pending for row in rows)
    if new >= _MANY_NEW:
        say(f"looking through {new} sessions that are new or changed; this is remembered")
    return sessions.attended(rows) if new else rows


def _column(texts: Sequence[str], most: int | None = None) -> list[str]:
    """Return texts of one width: that of the widest, or the `most` there may be."""
    width = max(map(cells, texts))
    if most is not None and width > most:
        width, texts = most, [shortened(text, most) for text in texts]
    return [padded(text, width) for text in texts]


def _line(name: str, title: str, row: Row, today: str) -> str:
    wanting = marks(row, today)
    line = f"{name}  {title}  {stage_at(row) or '':<12}  {status_of(row):<10}  {_changed(row)}"
    return f"{line}  {', '.join([mark.words for mark in wanting])}" if wanting else line


def _changed(row: Row) -> str:
    # Twice as quick as a datetime, ten thousand times.
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(row.mtime_ns // 1_000_000_000))


def _data(row: Row, today: str) -> dict[str, Any]:
    changed = datetime.fromtimestamp(row.mtime_ns / 1e9, UTC).isoformat(timespec="seconds")
    data: dict[str, Any] = {"slug": row.slug, "changed": changed}
    head = row.head
    if head is None:
        return {**data, "error": row.error}
    data |= {name: getattr(head, name) for name in head.__struct_fields__ if name not in _BESIDE}
    due = {"review_overdue": head.review_overdue(today), "readings_due": head.readings_due(today)}
    seen = row.attention or Attention(head.status)
    wants = {name: getattr(seen, name) for name in ("objections", "fired", "unsigned", "stale")}
    words = {"people": head.people, "continued_in": head.continued_in, "at": stage_at(row), "status": seen.status}
    return {**data, **words, **due, **wants}


def _offer() -> str:
    from alignment_tui import paths

    folder = paths.examples_folder()
    names = ", ".join(Library(folder).slugs()) if folder else ""
    return f"; examples: {names}" if names else ""
