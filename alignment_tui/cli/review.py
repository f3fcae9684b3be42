"""`review`: the page of the week, in any form."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import MISSING, Refusal
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say

if TYPE_CHECKING:
    from alignment_tui.documents.blocks import MemoDocument
    from alignment_tui.domain.session import Session

_WIDTH = 80
_FORMS = (".md", ".txt", ".html", ".htm", ".pdf")


@click.command("review")
@click.argument("session")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to FILE, .md, .txt, .html or .pdf.",
)
@json_option
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, output: Path | None, as_json: bool) -> None:
    """Write this week's page of SESSION: text to a terminal, Markdown to a pipe.

    It has what changed, how, why and what we do now; each metric with what its numbers say and who had agreed to a
    miss; tripwires, objections, what was parked and learnt; and when the next review is. The accounts themselves are
    lines: `capture SESSION scorecard 'review changed: ...'`. A PDF needs the optional part [pdf].
    """
    ending = output.suffix.lower() if output else ".txt" if sys.stdout.isatty() else ".md"
    if ending not in _FORMS:
        raise click.BadParameter("the ending says what to write: .md, .txt, .html or .pdf", param_hint="-o")
    if as_json and output:
        raise click.UsageError("--json goes to standard output, without -o", ctx)
    reviewed = library.to_read(ctx, session).document.session
    if as_json:
        from alignment_tui.documents.review_data import review_data

        put_json({"slug": session, **review_data(reviewed, moment.today())})
    elif output is None:
        put(_written(reviewed, ending).decode().rstrip("\n"))
    else:
        from alignment_tui.storage.durable import replace

        replace(output.resolve(), _written(reviewed, ending), durable=False)
        say(f"written to {output}")


def _written(session: "Session", ending: str) -> bytes:
    from alignment_tui.documents.review import review_document

    today = moment.today()
    document = review_document(session, today, charts=ending not in (".txt", ".md"))
    if ending == ".txt":
        from alignment_tui.documents.text import as_text

        return as_text(document, _WIDTH).encode()
    if ending == ".md":
        from alignment_tui.documents.markdown import as_markdown

        return as_markdown(document).encode()
    if ending == ".pdf":
        return _pdf(session, document)
    from alignment_tui.documents.html import as_html
    from alignment_tui.documents.review_numbers import review_charts

    return as_html(document, review_charts(session, today)).encode()


def _pdf(session: "Session", document: "MemoDocument") -> bytes:
    from alignment_tui.documents.pdf import PAGE_FONT, as_pdf
    from alignment_tui.documents.review_numbers import review_charts

    try:
        made = as_pdf(document, review_charts(session, moment.today(), font_family=PAGE_FONT))
    except ImportError:
        raise Refusal("a PDF needs typst, which is not here: pip install 'alignment-tui[pdf]'", MISSING) from None
    if made.missing:
        say(f"no font here can draw {', '.join(made.missing)}: a square stands in its place")
    return made.data
