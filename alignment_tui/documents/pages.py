"""How many pages the page to read takes on paper: asked for where it may take the time, never at a key."""

from datetime import date

from alignment_tui.documents.memo import memo_document
from alignment_tui.domain.session import Session


def pages_to_read(session: Session, today: date) -> int | None:
    """Return how many pages Typst lays the page to read out on, at 10 pt on A4; nothing where Typst cannot be had."""
    try:
        import typst
    except ImportError:
        return None
    from alignment_tui.documents.pdf import front_pages

    try:
        return front_pages(memo_document(session, today))
    except typst.TypstError:  # whoever asks for the PDF is told why
        return None
