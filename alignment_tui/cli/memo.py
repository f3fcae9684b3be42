"""`memo`: the decision memo, as text for people and Markdown for pipes, files and the printer."""

import sys
from pathlib import Path

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import MISSING, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say
from alignment_tui.domain.session import Session

_WIDTH = 80
_LATER = {".html", ".htm", ".pdf"}


@click.command("memo")
@click.argument("session")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to FILE, .md or .txt.",
)
@click.option("--print", "to_printer", is_flag=True, help="Send it to the printer.")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, output: Path | None, to_printer: bool) -> None:
    """Write the decision memo of SESSION: text to a terminal, Markdown to a pipe.

    A draft is written too, and says that it is one.
    """
    decided = library.to_read(ctx, session).document.session
    if output is None and not to_printer:
        put((_text(decided) if sys.stdout.isatty() else _markdown(decided)).rstrip("\n"))
        return
    if output is not None:
        _write(output, decided)
    if to_printer:
        _print(_text(decided), session)
    _say_what_blocks(decided)


def _text(session: Session) -> str:
    from alignment_tui.documents.memo import memo_document
    from alignment_tui.documents.text import as_text

    return as_text(memo_document(session, moment.today()), _WIDTH)


def _markdown(session: Session) -> str:
    from alignment_tui.documents.markdown import as_markdown
    from alignment_tui.documents.memo import memo_document

    return as_markdown(memo_document(session, moment.today()))


def _write(path: Path, session: Session) -> None:
    from alignment_tui.storage.durable import replace

    ending = path.suffix.lower()
    if ending in _LATER:
        raise Refusal(f"a memo as {ending} is not part of this version; .md and .txt are", MISSING)
    if ending not in {".md", ".txt"}:
        raise click.BadParameter("the file's ending says what to write: .md or .txt", param_hint="-o")
    words = _text(session) if ending == ".txt" else _markdown(session)
    replace(path.resolve(), words.encode(), durable=False)
    say(f"written to {path}")


def _print(words: str, name: str) -> None:
    import shutil
    import subprocess

    printer = shutil.which("lp")
    if printer is None:
        raise Refusal("there is no lp here to print with; write a file with -o memo.txt", MISSING)
    done = subprocess.run(  # noqa: S603 # an argument list, and the memo goes in as input
        [printer, "-t", f"memo {name}"], input=words.encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise Refusal(f"the printer refused: {done.stderr.decode(errors='replace').strip()}")
    say(done.stdout.decode(errors="replace").strip())


def _say_what_blocks(session: Session) -> None:
    # The memo says so itself, but here nobody has seen it yet.
    from alignment_tui.domain.flow import findings

    blocking = sum(finding.level == "block" for finding in findings(session, moment.today()))
    if blocking:
        things = "one finding blocks it" if blocking == 1 else f"{blocking} findings block it"
        say(f"this is a draft: {things}; see alignment-tui check")
