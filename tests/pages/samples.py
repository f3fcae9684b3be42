"""The memo of every example in every form, as somebody would have printed it on the last day of the story."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from alignment_tui.documents.html import as_html, screen_maps
from alignment_tui.documents.madr import as_madr
from alignment_tui.documents.markdown import as_markdown
from alignment_tui.documents.pdf import as_pdf, paper_maps
from alignment_tui.documents.text import as_text
from alignment_tui.documents.traced import traced_memo
from alignment_tui.domain.value_stream import asked_by
from tests.pages.examples import CASES, ROOT, example

FOLDER = ROOT / "docs" / "samples"
FORMS = ("txt", "md", "html", "pdf", "madr.md")


def samples() -> dict[Path, Callable[[], bytes]]:
    """Return every sample and how it is written."""
    return {FOLDER / f"{case.stem}.{form}": partial(sample, case, form) for case in CASES for form in FORMS}


def sample(case: Path, form: str) -> bytes:
    """Return the memo of an example in one form, as of the last day on which something was said."""
    session = example(case).session
    today = _last_day(case)
    document = traced_memo(session, today)
    if form == "pdf":
        return as_pdf(document, paper_maps(session.streams, asked_by(session))).data
    if form == "html":
        return as_html(document, screen_maps(session.streams, asked_by(session))).encode()
    if form == "madr.md":
        return as_madr(session, today).encode()
    return (as_markdown(document) if form == "md" else as_text(document)).encode()


def _last_day(case: Path) -> date:
    lines = case.read_text(encoding="utf-8").splitlines()
    return max(date.fromisoformat(line.removeprefix("# on: ")) for line in lines if line.startswith("# on: "))
