"""Tickets of a tracker read as requests: the title in its own words, asked for by whoever reported it.

Made for what Jira and GitHub export. A description is no request: it stays in the tracker, where the ticket's key
finds it, and so a room reads what somebody asked for in one line.
"""

import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Request
from alignment_tui.domain.session import Session
from alignment_tui.domain.short_names import refuse_long
from alignment_tui.domain.text import folded, visible
from alignment_tui.exchange.csv_table import TableRow, read_table
from alignment_tui.exchange.report import Report, Row
from alignment_tui.exchange.ticket_columns import ASKER, KEY, STATUS, WORDS, Columns, known_names

EXTRA = "ticket"
CLOSED = {
    *("done", "closed", "resolved", "cancelled", "canceled", "declined", "rejected", "merged", "duplicate"),
    *("completed", "won't do", "won't fix", "wontfix", "not planned"),
}
_FORMULA = re.compile(r"=\s*[\w(+\-@\"'{$#]")
_BREAK = re.compile(r"\s*[\r\n]+\s*")
_OWN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-[0-9]+|https?://\S+")


class RequestDraft(Struct, frozen=True, kw_only=True):
    """A request to take in: whose, in which words, and the ticket it came from."""

    asker: str
    words: str
    ticket: str = ""

    @property
    def extra(self) -> dict[str, Any]:
        """What the request keeps beside it, so that the same ticket is known again."""
        return {EXTRA: self.ticket} if self.ticket else {}


def read_requests(path: Path, session: Session, *, asker: str = "", closed: bool = False) -> Report[RequestDraft]:
    """Return what a table of tickets would bring into the session.

    `asker` is who asked where the table does not say; with `closed` tickets that are done count too. Raises
    `ConfigRefused` for a file that is no such table.
    """
    table = read_table(path, known_names)
    columns = Columns(path, table)
    known = _Known(session)
    return Report(path=path, rows=tuple(_row(columns, row, known, asker, closed) for row in table.rows))


def _row(columns: Columns, row: TableRow, known: "_Known", asker: str, closed: bool) -> Row[RequestDraft]:
    _, words = columns.first(row, WORDS)
    column, who = columns.first(row, ASKER)
    ticket, status = columns.first(row, KEY)[1], columns.first(row, STATUS)[1]
    words, who = _one_line(words), _one_line(who or asker)
    what = visible(f"{who or '?'}: {words or '?'}")

    def left(verdict: Any, why: str, key: str = "", own: str = "") -> Row[RequestDraft]:
        return Row(line=row.line, what=what, verdict=verdict, why=why, key=visible(key), id=own)

    if row.is_blank:
        return Row(line=row.line, what="", verdict="skipped", why="blank")
    beyond = [cell for cell in row.cells[len(columns.names) :] if cell.strip()]
    if beyond:
        return left("refused", f"{len(row.cells)} cells, where the first line names {len(columns.names)} columns")
    if folded(status) in CLOSED and not closed:
        return left("skipped", f"it is {visible(status)[:40]}")
    for key, text in ((columns.words, words), (column, who)):
        if _FORMULA.match(text):
            return left("refused", "begins with =, as a formula does: write what it says", key)
    if not who:
        return left("refused", "nobody is named who asks for it", columns.asker)
    draft = RequestDraft(asker=visible(who), words=visible(words), ticket=visible(ticket))
    key = columns.words
    try:
        Request(id="R1", asker="S1", words=draft.words)
        key = column
        refuse_long(draft.asker, "the name")
    except RuleBroken as broken:
        return left("refused", str(broken), key)
    why, own = known.already(draft, row.line)
    if why:
        return left("skipped", why, own=own)
    return Row(line=row.line, what=what, verdict="taken", draft=draft)


class _Known:
    """What is asked for already, in the session or further up in the table."""

    def __init__(self, session: Session) -> None:
        self.said: dict[tuple[str, str], str] = {}
        self.tickets: dict[str, str] = {}
        for request in session.requests:
            ticket = request.extra.get(EXTRA)
            if isinstance(ticket, str):
                self.tickets.setdefault(ticket, request.id)
            self.said.setdefault((folded(session.name_of(request.asker)), folded(request.words)), request.id)

    def already(self, draft: RequestDraft, line: int) -> tuple[str, str]:
        """Return why a request is not taken again, and the record that stands for it; from now on it is known."""
        said = folded(draft.asker), folded(draft.words)
        ticket = draft.ticket if _OWN_KEY.fullmatch(draft.ticket) else ""
        standing = self.tickets.get(ticket, "") or self.said.get(said, "")
        if not standing:
            self.said[said] = here = f"line {line}"
            if ticket:
                self.tickets[ticket] = here
            return "", ""
        same = ticket if ticket in self.tickets else f"what {draft.asker} says"
        in_session = standing.startswith("R")
        return f"{same} {'is' if in_session else 'stands on'} {standing} already", standing if in_session else ""


def _one_line(text: str) -> str:
    return _BREAK.sub(" ", text.strip())
