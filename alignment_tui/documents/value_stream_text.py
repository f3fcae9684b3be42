"""The value streams as text, each with its map; a memo has no map in its text, and loads nothing that draws."""

from alignment_tui.documents.blocks import Paragraph, line
from alignment_tui.documents.text import block_lines
from alignment_tui.documents.value_stream import aside_blocks, figure_blocks, stream_entries
from alignment_tui.documents.value_stream_map import map_lines
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream import asked_by
from alignment_tui.domain.value_stream_gains import gain_words


def value_stream_lines(session: Session, width: int) -> list[str]:
    """Return the streams as text of `width` columns, and of a future state what it gains."""
    lines: list[str] = []
    asked = asked_by(session)
    for stream in session.streams:
        now = [one for one in session.streams if one.id == stream.future_of]
        gained = [Paragraph(line(f"Against {one.id}: {gain_words(one, stream)}.")) for one in now]
        for part in (
            block_lines((stream_entries(session, stream),), width),
            map_lines(stream, width, asked),
            block_lines((*figure_blocks(stream), *gained), width),
        ):
            lines += [""] * bool(lines and part) + part
    aside = block_lines(tuple(aside_blocks(session)), width)
    return lines + [""] * bool(lines and aside) + aside
