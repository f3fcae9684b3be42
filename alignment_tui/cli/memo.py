"""`memo`: the decision memo, as text for people and Markdown for pipes, as a file in any form, or on the printer."""

import sys
from pathlib import Path

import click

from alignment_tui.cli import library, memo_forms
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json, say
from alignment_tui.domain.session import Session


@click.command("memo")
@click.argument("session", required=False)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to FILE, .md, .txt, .html or .pdf.",
)
@click.option("--madr", is_flag=True, help="As a Markdown Any Decision Record (MADR 4), for a repository.")
@click.option(
    "--paper",
    metavar="SIZE",
    type=click.Choice([*memo_forms.PAPERS]),
    default="a4",
    help="Lay a PDF out for a4, which is usual, or letter.",
)
@click.option("--template", metavar="NAME", help="Through a template of your own; --templates lists them.")
@click.option("--templates", "list_templates", is_flag=True, help="List the templates there are, and where.")
@click.option("--print", "to_printer", is_flag=True, help="Send it to the printer.")
@click.option("--printer", metavar="NAME", default="", help="Send it to the printer of this name.")
@click.option(
    "--print-option",
    "print_options",
    metavar="KEY=VALUE",
    multiple=True,
    help="For lp, such as sides=two-sided-long-edge.",
)
@click.option("--versions", is_flag=True, help="List the texts that were signed.")
@click.option("--compare", nargs=2, metavar="A B", help="Say what differs between two versions; `now` is one.")
@json_option
@folder_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str | None,
    output: Path | None,
    madr: bool,
    paper: str,
    template: str | None,
    list_templates: bool,
    to_printer: bool,
    printer: str,
    print_options: tuple[str, ...],
    versions: bool,
    compare: tuple[str, str] | None,
    as_json: bool,
) -> None:
    """Write the decision memo of SESSION: text to a terminal, Markdown to a pipe, data with --json.

    A draft is written too, and says that it is one. A PDF needs the optional part [pdf], a template [templates];
    docs/templates.md tells how one is written.
    """
    if list_templates:
        from alignment_tui.cli import memo_templates

        memo_templates.list_templates(as_json=as_json)
        return
    if session is None:
        raise click.UsageError("which SESSION?", ctx)
    printing = to_printer or bool(printer or print_options)
    write = _form(output, madr, paper, template, printing)
    decided = library.to_read(ctx, session).document.session
    if versions or compare:
        from alignment_tui.cli import memo_versions

        if compare:
            memo_versions.compare(decided, *compare, as_json=as_json)
        else:
            memo_versions.list_versions(decided, as_json=as_json)
        return
    outside = library.outside(ctx, session, decided)
    if as_json:
        put_json(memo_forms.data(decided, outside))
        return
    made = write(decided, outside)
    if output is not None:
        _write(output, made)
    if printing:
        from alignment_tui.cli.printing import send

        send(made, f"memo {session}", printer, print_options)
    if output is None and not printing:
        put(made.decode().rstrip("\n"))
        return
    _say_what_blocks(decided)


def _form(output: Path | None, madr: bool, paper: str, template: str | None, printing: bool) -> memo_forms.Form:
    """Return how to write what was asked for: a template or the file's ending says it, or where it goes to."""
    markdown = memo_forms.madr if madr else memo_forms.markdown
    if template is not None:
        from alignment_tui.cli import memo_templates

        if madr:
            raise click.BadParameter("a template says itself what it writes", param_hint="--madr")
        return memo_templates.form(template, printing=printing)
    if output is None:
        if madr:
            return memo_forms.madr
        if printing:
            return memo_forms.for_paper(paper)
        return memo_forms.text if sys.stdout.isatty() else markdown
    forms: dict[str, memo_forms.Form] = {
        ".md": markdown,
        ".txt": memo_forms.text,
        ".html": memo_forms.html,
        ".htm": memo_forms.html,
        ".pdf": memo_forms.pdf(paper),
    }
    ending = output.suffix.lower()
    if madr and ending != ".md":
        raise click.BadParameter("a decision record is Markdown: FILE.md", param_hint="--madr")
    if ending not in forms:
        raise click.BadParameter("the ending says what to write: .md, .txt, .html or .pdf", param_hint="-o")
    if printing and ending in (".html", ".htm"):
        raise click.BadParameter("a printer takes no HTML: write it, and print it from a browser", param_hint="--print")
    return forms[ending]


def _write(path: Path, data: bytes) -> None:
    from alignment_tui.storage.durable import replace

    replace(path.resolve(), data, durable=False)
    say(f"written to {path}")


def _say_what_blocks(session: Session) -> None:
    # The memo says so itself, but here nobody has seen it yet.
    from alignment_tui.domain.blocking import blocking

    if count := len(blocking(session)):
        things = "one finding blocks it" if count == 1 else f"{count} findings block it"
        say(f"this is a draft: {things}; see alignment-tui check")
