"""`score`: this week's number, the table of them all, the chart of one, or a whole file of readings."""

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import DONE, Refusal
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say

if TYPE_CHECKING:
    from alignment_tui.domain.records import Metric
    from alignment_tui.domain.session import Session

_WIDEST, _HEIGHT = 120, 22


@click.command("score", context_settings={"ignore_unknown_options": True})
@click.argument("session")
@click.argument("metric", required=False)
@click.argument("value", required=False)
@click.option("--on", metavar="DATE", help="The day it was read; today if none is given.")
@click.option("--note", default="", metavar="TEXT", help="A word on this reading, such as a release.")
@click.option("--csv", "table", metavar="FILE", type=click.Path(path_type=Path), help="Take the readings in FILE.")
@click.option("--dates", metavar="ORDER", type=click.Choice(["dmy", "mdy"]), help="How to read 06/07/2025: dmy or mdy.")
@click.option("--dry-run", is_flag=True, help="Tell what of FILE would be taken, and take nothing.")
@json_option
@folder_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    metric: str | None,
    value: str | None,
    on: str | None,
    note: str,
    table: Path | None,
    dates: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Record VALUE for METRIC (its id or name) in SESSION, or show what the numbers say.

    Without VALUE it shows the chart of METRIC, without METRIC the table of all. A second value for a day corrects the
    first, which is kept beside it. With --csv, FILE has a column for the day and one for each metric, or the columns
    date, metric and value; nothing of it is taken while one row is refused, and all of it is one change.
    docs/readings.md tells what it may look like.
    """
    if (value is None and (on or note)) or (metric and table):
        raise click.UsageError("a reading is METRIC VALUE [--on DATE]; a file of them is --csv FILE alone", ctx)
    if (dates or dry_run) and table is None:
        raise click.UsageError("--dates and --dry-run go with --csv", ctx)
    if table is not None:
        from alignment_tui.cli.score_csv import take

        return take(ctx, session, table, dates, dry_run, as_json)
    if metric is not None and value is not None:
        _record(ctx, session, metric, value, on, note, as_json)
    else:
        _show(session, library.to_read(ctx, session).document.session, metric, as_json)
    return DONE


def _record(ctx: click.Context, slug: str, name: str, value: str, on: str | None, note: str, as_json: bool) -> None:
    from alignment_tui.capture.answers import Unread
    from alignment_tui.capture.dates import day
    from alignment_tui.capture.quantities import number
    from alignment_tui.cli import changing
    from alignment_tui.documents.scorecard_table import reading_words
    from alignment_tui.domain.quantities import plain
    from alignment_tui.domain.scorecard import row
    from alignment_tui.domain.tripwires import reopened_since
    from alignment_tui.editing.scorecard import read, reading_on

    today = moment.today()
    metric = _metric(library.to_read(ctx, slug).document.session, name)
    try:
        read_on, read_value = day(on, today) if on else today, number(value)
    except Unread as unread:
        raise Refusal(unread.problem) from None
    done = changing.make(ctx, slug, read(metric.id, read_value, read_on, note), f"{metric.id} reading {value}")
    before = reading_on(done.before, metric.id, read_on)
    if before and before.value != read_value:
        say(f"instead of {plain(before.value)} on {read_on.isoformat()}, which is kept beside it")
    for words in reopened_since(done.before, done.after):
        say(words)
    if as_json:
        _put_data(slug, done.after, today, metric.id)
        return
    for line in reading_words(done.after, metric, row(done.after, metric, max(today, read_on))):
        put(line)


def _show(slug: str, session: "Session", name: str | None, as_json: bool) -> None:
    today = moment.today()
    metric = _metric(session, name) if name else None
    if as_json:
        _put_data(slug, session, today, metric.id if metric else "")
        return
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    if metric is None:
        from alignment_tui.documents.scorecard_table import scorecard_table

        put("\n".join(scorecard_table(session, today, width)))
        return
    from alignment_tui.documents.chart_lines import chart_lines
    from alignment_tui.documents.chart_plot import plot_of

    plot = plot_of(session, metric, today)
    put("\n".join(chart_lines(plot, width, _HEIGHT)) if plot else f"{metric.id} {metric.name}: no readings yet")


def _put_data(slug: str, session: "Session", today: date, only: str) -> None:
    from alignment_tui.documents.scorecard_data import scorecard_data

    put_json({"slug": slug, "date": today, "metrics": scorecard_data(session, today, only)})


def _metric(session: "Session", name: str) -> "Metric":
    """Return a metric by id or name in any case; raises `NotFound` with those there are."""
    from alignment_tui.domain.errors import NotFound
    from alignment_tui.domain.text import folded

    wanted = folded(name)
    found = [one for one in session.metrics if wanted in (folded(one.id), folded(one.name))]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"{' and '.join(one.id for one in found)} are both called {name}: say the id")
    there = ", ".join(f"{one.id} {one.name}" for one in session.metrics[:8]) or "none yet"
    raise NotFound(f"there is no metric {name} here; there are: {there}")
