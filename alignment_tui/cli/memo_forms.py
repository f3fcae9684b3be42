"""The memo in each form it can leave the program in; what a form needs is imported when that form is written."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from alignment_tui.cli import moment
from alignment_tui.cli.exits import MISSING, Refusal
from alignment_tui.cli.streams import say
from alignment_tui.domain.memo_findings import Outside
from alignment_tui.domain.session import Session

if TYPE_CHECKING:
    from alignment_tui.documents.blocks import MemoDocument
    from alignment_tui.documents.pdf import Paper
    from alignment_tui.documents.template_data import Data

WIDTH = 80
PAPERS: "dict[str, Paper]" = {"a4": "a4", "letter": "us-letter"}
Form = Callable[[Session, Outside], bytes]


def text(session: Session, outside: Outside) -> bytes:
    """Return the memo as text of 80 columns."""
    from alignment_tui.documents.text import as_text

    return as_text(_document(session, outside), WIDTH).encode()


def markdown(session: Session, outside: Outside) -> bytes:
    """Return the memo as Markdown."""
    from alignment_tui.documents.markdown import as_markdown

    return as_markdown(_document(session, outside)).encode()


def madr(session: Session, outside: Outside) -> bytes:
    """Return the decision as a Markdown Any Decision Record."""
    from alignment_tui.documents.madr import as_madr

    return as_madr(session, moment.today()).encode()


def html(session: Session, outside: Outside) -> bytes:
    """Return the memo as one HTML page."""
    from alignment_tui.documents.html import as_html, screen_maps
    from alignment_tui.domain.value_stream import asked_by

    return as_html(_document(session, outside), screen_maps(session.streams, asked_by(session))).encode()


def pdf(paper: str) -> Form:
    """Return how to write the memo as a PDF on this paper; what no font can draw and a second page are said."""

    def write(session: Session, outside: Outside) -> bytes:
        from alignment_tui.documents.pdf import as_pdf, paper_maps
        from alignment_tui.domain.value_stream import asked_by

        try:
            made = as_pdf(_document(session, outside), paper_maps(session.streams, asked_by(session)), PAPERS[paper])
        except ImportError:
            raise Refusal("a PDF needs typst, which is not here: pip install 'alignment-tui[pdf]'", MISSING) from None
        if made.missing:
            letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in made.missing)
            say(f"no font here can draw {letters}: a square stands in its place")
        if made.front_pages > 1:
            say(f"what is to be read takes {made.front_pages} pages")
        return made.data

    return write


def for_paper(paper: str) -> Form:
    """Return how to write the memo for a printer: as a PDF where Typst is, else as text."""
    from importlib.util import find_spec

    return pdf(paper) if find_spec("typst") else text


def data(session: Session, outside: Outside) -> "Data":
    """Return the memo as plain data, as templates are given it."""
    from alignment_tui.documents.template_data import template_data

    return template_data(session, _document(session, outside))


def _document(session: Session, outside: Outside) -> "MemoDocument":
    from alignment_tui.documents.traced import traced_memo

    return traced_memo(session, moment.today(), outside=outside)
