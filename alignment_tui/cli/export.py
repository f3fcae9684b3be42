"""`export`: a session's value streams for Mermaid, its error budgets for OpenSLO, or its reviews for a calendar."""

from collections.abc import Callable
from pathlib import Path

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import DONE, MISSING, REFUSED, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say
from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session

_BY_ENDING = {".mmd": "mermaid", ".mermaid": "mermaid", ".yaml": "openslo", ".yml": "openslo", ".ics": "ical"}

Made = tuple[str, tuple[str, ...]]
"""What is written, and what could not be, each with the reason."""


@click.command("export")
@click.argument("session")
@click.option("--mermaid", "form", flag_value="mermaid", help="Value streams as a Mermaid flowchart.")
@click.option("--openslo", "form", flag_value="openslo", help="Error budgets as OpenSLO v1 YAML.")
@click.option("--ical", "form", flag_value="ical", help="The review series as an iCalendar file, RFC 5545.")
@click.option("--stream", metavar="ID", help="Only this value stream, such as V1.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE instead."
)
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, form: str | None, stream: str | None, output: Path | None) -> int:
    """Write a part of SESSION as data for another program, to standard output or FILE.

    The ending of FILE says what to write where no option does: .mmd, .yaml or .ics. Exits 1 when something had to be
    left out, and says what. A calendar needs the optional part [ical]. docs/exchange.md tells what each form holds.
    """
    form = form or _BY_ENDING.get(output.suffix.lower() if output else "")
    if form is None:
        raise click.UsageError("say what to write: --mermaid, --openslo or --ical", ctx)
    if stream and form != "mermaid":
        raise click.UsageError("--stream goes with --mermaid", ctx)
    document = library.to_read(ctx, session).document
    makes: dict[str, Callable[[], Made]] = {
        "ical": lambda: _ical(document, session),
        "mermaid": lambda: _mermaid(document.session, stream),
        "openslo": lambda: _openslo(document.session),
    }
    text, left_out = makes[form]()
    if text and output is None:
        ending = "\r\n" if form == "ical" else "\n"
        put(text.rstrip("\r\n"), ending)
    elif text and output:
        from alignment_tui.storage.durable import replace

        replace(output.resolve(), text.encode(), durable=False)
        say(f"written to {output}")
    for reason in left_out:
        say(f"left out: {reason}")
    return REFUSED if left_out else DONE


def _mermaid(session: Session, stream_id: str | None) -> Made:
    from alignment_tui.domain.records import Stream
    from alignment_tui.exchange.mermaid import as_mermaid

    streams = session.streams
    if stream_id:
        found = session.find(stream_id)
        if not isinstance(found, Stream):
            raise Refusal(f"{stream_id.upper()} is no value stream")
        streams = (found,)
    if not streams:
        raise Refusal("there is no value stream in it yet")
    return as_mermaid(streams), ()


def _ical(document: Document, slug: str) -> Made:
    from alignment_tui.exchange.review_series import as_ical

    try:
        return as_ical(document, slug, moment.now()).decode(), ()
    except ImportError:
        words = "a calendar needs icalendar, which is not here: pip install 'alignment-tui[ical]'"
        raise Refusal(words, MISSING) from None


def _openslo(session: Session) -> Made:
    from alignment_tui.domain.records import ErrorBudget
    from alignment_tui.exchange.openslo_export import as_openslo

    budgets = [other for other in session.constraints if isinstance(other, ErrorBudget)]
    if not budgets:
        raise Refusal("there is no error budget in it yet")
    written = as_openslo(budgets)
    return written.text, written.left_out
