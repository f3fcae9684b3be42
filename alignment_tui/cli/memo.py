"""`memo`: the decision memo, as text for people and Markdown for pipes, as a file in any form, or on the printer."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import MISSING, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say
from alignment_tui.domain.session import Session

if TYPE_CHECKING:
    from alignment_tui.documents.blocks import MemoDocument
    from alignment_tui.documents.pdf import Paper

_WIDTH = 80
_PAPERS: "dict[str, Paper]" = {"a4": "a4", "letter": "us-letter"}


@click.command("memo")
@click.argument("session")
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
    type=click.Choice([*_PAPERS]),
    default="a4",
    help="Lay a PDF out for a4, which is usual, or letter.",
)
@click.option("--print", "to_printer", is_flag=True, help="Send it to the printer.")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, output: Path | None, madr: bool, paper: str, to_printer: bool) -> None:
    """Write the decision memo of SESSION: text to a terminal, Markdown to a pipe.

    A draft is written too, and says that it is one. A PDF needs the optional part [pdf].
    """
    write = _form(output, madr, paper)
    decided = library.to_read(ctx, session).document.session
    if output is not None:
        _write(output, write(decided))
    elif not to_printer:
        put(write(decided).decode().rstrip("\n"))
        return
    if to_printer:
        _print(_text(decided), session)
    _say_what_blocks(decided)


def _form(output: Path | None, madr: bool, paper: str) -> Callable[[Session], bytes]:
    """Return how to write what was asked for: the file's ending says it, or where standard output leads."""
    if output is None:
        return _madr if madr else _text if sys.stdout.isatty() else _markdown
    forms: dict[str, Callable[[Session], bytes]] = {
        ".md": _madr if madr else _markdown,
        ".txt": _text,
        ".html": _html,
        ".htm": _html,
        ".pdf": lambda session: _pdf(session, paper),
    }
    ending = output.suffix.lower()
    if madr and ending != ".md":
        raise click.BadParameter("a decision record is Markdown: FILE.md", param_hint="--madr")
    if ending not in forms:
        raise click.BadParameter("the ending says what to write: .md, .txt, .html or .pdf", param_hint="-o")
    return forms[ending]


def _document(session: Session) -> "MemoDocument":
    from alignment_tui.documents.traced import traced_memo

    return traced_memo(session, moment.today())


def _text(session: Session) -> bytes:
    from alignment_tui.documents.text import as_text

    return as_text(_document(session), _WIDTH).encode()


def _markdown(session: Session) -> bytes:
    from alignment_tui.documents.markdown import as_markdown

    return as_markdown(_document(session)).encode()


def _madr(session: Session) -> bytes:
    from alignment_tui.documents.madr import as_madr

    return as_madr(session, moment.today()).encode()


def _html(session: Session) -> bytes:
    from alignment_tui.documents.html import as_html, screen_maps
    from alignment_tui.domain.value_stream import asked_by

    return as_html(_document(session), screen_maps(session.streams, asked_by(session))).encode()


def _pdf(session: Session, paper: str) -> bytes:
    from alignment_tui.documents.pdf import as_pdf, paper_maps
    from alignment_tui.domain.value_stream import asked_by

    try:
        made = as_pdf(_document(session), paper_maps(session.streams, asked_by(session)), _PAPERS[paper])
    except ImportError:
        raise Refusal("a PDF needs typst, which is not here: pip install 'alignment-tui[pdf]'", MISSING) from None
    if made.missing:
        letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in made.missing)
        say(f"no font here can draw {letters}: a square stands in its place")
    if made.front_pages > 1:
        say(f"what is to be read takes {made.front_pages} pages")
    return made.data


def _write(path: Path, data: bytes) -> None:
    from alignment_tui.storage.durable import replace

    replace(path.resolve(), data, durable=False)
    say(f"written to {path}")


def _print(words: bytes, name: str) -> None:
    import shutil
    import subprocess

    printer = shutil.which("lp")
    if printer is None:
        raise Refusal("there is no lp here to print with; write a file with -o memo.txt", MISSING)
    done = subprocess.run(  # noqa: S603 # an argument list, and the memo goes in as input
        [printer, "-t", f"memo {name}"], input=words, capture_output=True, check=False
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
