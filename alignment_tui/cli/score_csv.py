"""Readings from a table into a session: looked at whole, told by row, and taken as one change or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import DONE, REFUSED
from alignment_tui.cli.streams import put, put_json, say
from alignment_tui.exchange.readings_csv import BLANK, read_readings

if TYPE_CHECKING:
    from alignment_tui.domain.records import Reading
    from alignment_tui.exchange.report import Report, Row

_MOST_TOLD = 40


def take(ctx: click.Context, slug: str, path: Path, dates: str | None, dry_run: bool, as_json: bool) -> int:
    """Take the readings in a file, unless a row is refused or it is only a preview; returns the exit code."""
    session = library.to_read(ctx, slug).document.session
    report = read_readings(path, session, moment.today(), cast('Literal["dmy", "mdy"] | None', dates))
    refused, drafts = report.count("refused"), report.drafts
    keep = bool(drafts) and not refused and not dry_run
    told: tuple[str, ...] = ()
    if keep:
        from alignment_tui.cli import changing
        from alignment_tui.domain.tripwires import reopened_since
        from alignment_tui.editing.readings import read_many

        done = changing.make(ctx, slug, read_many(drafts), f"{len(drafts)} readings from {path.name}")
        told = reopened_since(done.before, done.after)
    if as_json:
        put_json(_data(report, keep))
    else:
        _tell(report, keep)
    for words in (*told, _outcome(report, keep, dry_run)):
        say(words)
    return REFUSED if refused or not report.rows else DONE


def _tell(report: "Report[Reading]", saved: bool) -> None:
    """Tell what stands out row by row, and the rest in one line for each metric."""
    refused = [row for row in report.rows if row.verdict == "refused"]
    for row in refused[:_MOST_TOLD]:
        say(report.place_of(row) + (f" ({row.what})" if row.what else ""))
    if len(refused) > _MOST_TOLD:
        say(f"and {len(refused) - _MOST_TOLD} more rows refused: --json has them all")
    telling = [row for row in report.rows if row.verdict != "refused" and row.why not in ("", BLANK)]
    for row in telling[:_MOST_TOLD]:
        put(f"{row.verdict:<7}  line {row.line:<6}  {row.what}: {row.why}")
    if len(telling) > _MOST_TOLD:
        put(f"and {len(telling) - _MOST_TOLD} more such rows: --json has them all")
    by_metric: dict[str, list[Reading]] = {}
    for draft in report.drafts:
        by_metric.setdefault(draft.metric, []).append(draft)
    for metric, drafts in by_metric.items():
        days = sorted(draft.on for draft in drafts)
        count = "1 reading" if len(days) == 1 else f"{len(days)} readings"
        held = "" if saved else ", not taken yet"
        put(f"{metric:<4}  {count} from {days[0].isoformat()} to {days[-1].isoformat()}{held}")
    for note in {note: None for row in report.rows for note in row.notes}:
        say(f"note: {note}")


def _outcome(report: "Report[Reading]", saved: bool, dry_run: bool) -> str:
    taken, skipped, refused = (report.count(verdict) for verdict in ("taken", "skipped", "refused"))
    blank = sum(row.why == BLANK for row in report.rows)
    beside = f"{skipped} skipped{f' ({blank} blank)' if blank else ''}, {refused} refused"
    if not report.rows:
        return "there is nothing in it"
    if saved:
        return f"{taken} taken, {beside}"
    if dry_run:
        return f"{taken} would be taken, {beside}: nothing is changed"
    return f"nothing was taken: {beside}" + (f"; {taken} would be, once no row is refused" if refused and taken else "")


def _data(report: "Report[Reading]", saved: bool) -> dict[str, Any]:
    counts = {verdict: report.count(verdict) for verdict in ("taken", "skipped", "refused")}
    return {"file": str(report.path), "saved": saved, **counts, "rows": [_row(row) for row in report.rows]}


def _row(row: "Row[Reading]") -> dict[str, Any]:
    draft = row.draft
    reading = {"metric": draft.metric, "date": draft.on, "value": draft.value, "note": draft.note} if draft else None
    return {
        "line": row.line,
        "verdict": row.verdict,
        "what": row.what,
        "why": row.why,
        "key": row.key,
        "reading": reading,
    }
