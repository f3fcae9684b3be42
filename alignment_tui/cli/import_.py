"""`import`: error budgets from OpenSLO, requests from a tracker's CSV, readings from a table, with a report by row."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import DONE, REFUSED
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say

if TYPE_CHECKING:
    from alignment_tui.domain.session import Session
    from alignment_tui.editing.moment import Edit
    from alignment_tui.exchange.report import Report

_BY_ENDING = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".yaml": "openslo", ".yml": "openslo", ".json": "openslo"}


@click.command("import")
@click.argument("session")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--openslo", "form", flag_value="openslo", help="FILE is OpenSLO v1: take its error budgets.")
@click.option("--csv", "form", flag_value="csv", help="FILE is a table of tickets: take them as requests.")
@click.option("--readings", "form", flag_value="readings", help="FILE is a table of readings: take all or none.")
@click.option("--dates", metavar="ORDER", type=click.Choice(["dmy", "mdy"]), help="Their 06/07/2025 is dmy or mdy.")
@click.option("--asker", default="", metavar="NAME", help="Who asks, where the table does not say.")
@click.option("--closed", is_flag=True, help="Take tickets that are done or closed too.")
@click.option("--dry-run", is_flag=True, help="Tell what would be taken, and take nothing.")
@click.option("--all-or-nothing", is_flag=True, help="Take nothing when a row is refused.")
@json_option
@folder_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    file: Path,
    form: str | None,
    dates: str | None,
    asker: str,
    closed: bool,
    dry_run: bool,
    all_or_nothing: bool,
    as_json: bool,
) -> int:
    """Take what FILE holds into SESSION, as one change.

    The ending of FILE says what it is where no option does: .csv or .tsv is what Jira or GitHub exports, .yaml is
    OpenSLO. Each row is told with what became of it: taken, skipped, or refused, and why. The others stay when one is
    refused, and the exit code is 1. What is in the session already is not taken twice. docs/exchange.md has the rest.
    """
    form = form or _BY_ENDING.get(file.suffix.lower())
    if form is None:
        raise click.UsageError("say what FILE is: --csv or --openslo", ctx)
    if form != "csv" and (asker or closed):
        raise click.UsageError("--asker and --closed go with --csv", ctx)
    if form != "readings" and dates:
        raise click.UsageError("--dates goes with --readings", ctx)
    if form == "readings":
        from alignment_tui.cli.score_csv import take

        return take(ctx, session, file, dates, dry_run, as_json)
    standing = library.to_read(ctx, session).document.session
    report, edit = _requests(file, standing, asker.strip(), closed) if form == "csv" else _budgets(file, standing)
    refused, taken = report.count("refused"), report.count("taken")
    keep = bool(taken) and not dry_run and not (refused and all_or_nothing)
    ids = _save(ctx, session, edit, f"import of {file.name}") if keep else []
    if as_json:
        put_json(_data(report, form, keep, ids))
    else:
        _tell(report, ids)
    say(_outcome(report, keep, dry_run))
    nothing = not any(row.verdict == "taken" or row.id for row in report.rows)
    return REFUSED if refused or nothing else DONE


def _requests(file: Path, session: "Session", asker: str, closed: bool) -> tuple["Report[Any]", "Edit"]:
    from alignment_tui.cli.import_edits import take_requests
    from alignment_tui.exchange.requests_csv import read_requests

    report = read_requests(file, session, asker=asker, closed=closed)
    return report, take_requests(report.drafts)


def _budgets(file: Path, session: "Session") -> tuple["Report[Any]", "Edit"]:
    from alignment_tui.cli.import_edits import take_budgets
    from alignment_tui.exchange.openslo_import import read_budgets

    report = read_budgets(file, session, moment.today())
    return report, take_budgets(report.drafts)


def _save(ctx: click.Context, slug: str, edit: "Edit", label: str) -> list[str]:
    """Make the edit, save it, and return the ids of the records it added, as they are called now."""
    from alignment_tui.cli import changing

    done = changing.make(ctx, slug, edit, label)
    added = done.change.new_ids if done.change else ()
    return [done.renames.get(own, own) for own in added if own[0] in "RC"]


def _with_ids(report: "Report[Any]", new_ids: list[str]) -> list[tuple[Any, str]]:
    """Return each row with the record that stands for it now, if there is one."""
    fresh = iter(new_ids)
    return [(row, row.id or (next(fresh, "") if row.draft else "")) for row in report.rows]


def _tell(report: "Report[Any]", new_ids: list[str]) -> None:
    notes: dict[str, None] = {}
    for row, own in _with_ids(report, new_ids):
        if row.verdict == "refused":
            say(report.place_of(row))
            continue
        notes |= dict.fromkeys(row.notes)
        why = ": ".join(filter(None, (row.what, row.why)))
        put(f"{row.verdict:<7}  {f'line {row.line}':<9}  {own if row.verdict == 'taken' else '':<4}  {why}")
    for note in notes:
        say(f"note: {note}")


def _data(report: "Report[Any]", form: str, saved: bool, new_ids: list[str]) -> dict[str, Any]:
    return {
        "file": str(report.path),
        "form": form,
        "saved": saved,
        **{verdict: report.count(verdict) for verdict in ("taken", "skipped", "refused")},
        "rows": [
            {
                "line": row.line,
                "verdict": row.verdict,
                "what": row.what,
                "why": row.why,
                "key": row.key,
                "id": own,
                "notes": row.notes,
            }
            for row, own in _with_ids(report, new_ids)
        ],
    }


def _outcome(report: "Report[Any]", saved: bool, dry_run: bool) -> str:
    taken, skipped, refused = (report.count(verdict) for verdict in ("taken", "skipped", "refused"))
    beside = f"{skipped} skipped, {refused} refused"
    if not report.rows:
        return "there is nothing in it"
    if saved:
        return f"{taken} taken, {beside}"
    if dry_run:
        return f"{taken} would be taken, {beside}: nothing is changed"
    return f"nothing was taken: {beside}"
