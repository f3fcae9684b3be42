"""A document as PDF by Typst: tagged for readers that speak it (PDF/UA-1), its fonts inside, nothing fetched.

What people said goes in as data and is never part of the source. Typst is an optional part, imported when used.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from alignment_tui.documents.blocks import MemoDocument
from alignment_tui.documents.pdf_data import letters_in, pdf_data
from alignment_tui.documents.svg_map import svg_map
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.records import Stream

if TYPE_CHECKING:
    import typst

Paper = Literal["a4", "us-letter"]
PAGE_FONT = "Libertinus Serif"
_TEMPLATE = Path(__file__).with_name("templates") / "memo.typ"
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_STAND_IN = "\N{WHITE SQUARE}"
_FORGETS_AFTER = 11
_FRONT = ("title", "decision", "front")
# In letters: a memo that is laid out to count its pages, a page to read that surely takes several, and one page.
_MOST_LAID_OUT, _LONG_FRONT, _ON_A_PAGE = 40_000, 12_000, 5_600


class Pdf(Struct, frozen=True, kw_only=True):
    """A memo on paper: how many pages the one to read takes, and the letters that no font here can draw."""

    data: bytes
    front_pages: int
    missing: tuple[str, ...]


def as_pdf(document: MemoDocument, maps: Mapping[str, str] | None = None, paper: Paper = "a4") -> Pdf:
    """Return the memo as a PDF; `maps` are the pictures of its value streams, as SVG by id.

    Fonts that come with Typst are tried first, so that pages break alike everywhere; where they lack a letter the
    fonts of this machine help out, and what none has is drawn as a square and named. Raises `ImportError` without
    Typst.
    """
    import typst

    words = json.dumps(pdf_data(document, maps or {}, paper))
    missing: set[str] = set()
    for system in (False, True):
        fonts = typst.Fonts(include_system_fonts=system)
        found = _undrawn(_Press(words, fonts), document)
        if not isinstance(found, set):
            return _finished(found, missing)
    while isinstance(found, set):
        if not found - missing:
            raise AlignmentError("the PDF could not be made: Typst cannot draw it, and does not say which letters")
        missing |= found
        found = _undrawn(_Press(_without(words, missing), fonts), document)
    return _finished(found, missing)


def front_pages(document: MemoDocument, paper: Paper = "a4") -> int:
    """Return how many pages the page to read takes at 10 pt. Raises `ImportError` without Typst.

    Of far more than anybody would read it is reckoned, since laying that out takes Typst a gigabyte and long seconds.
    """
    import typst

    data = pdf_data(document, {}, paper)
    if letters_in(data) > _MOST_LAID_OUT and (letters := letters_in([data[name] for name in _FRONT])) > _LONG_FRONT:
        return letters // _ON_A_PAGE + 1
    fonts = typst.Fonts(include_system_fonts=False)
    try:
        return _Press(json.dumps(data), fonts).front_pages()
    finally:
        # Typst keeps all it ever laid out, 7 MB a memo, until it has compiled ten other things.
        for _ in range(_FORGETS_AFTER):
            typst.compile(b"", format="svg", font_paths=fonts)


def paper_maps(streams: Iterable[Stream], asked: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the map of every stream, drawn with the font of the page; `asked` says by step what asks for it."""
    return {stream.id: svg_map(stream, touched=asked, font_family=PAGE_FONT) for stream in streams if stream.steps}


class _Press:
    """Typst with one memo laid in."""

    def __init__(self, words: str, fonts: "typst.Fonts") -> None:
        import typst

        self._compiler = typst.Compiler(_TEMPLATE, font_paths=fonts, sys_inputs={"memo": words})

    def front_pages(self) -> int:
        return int(self._compiler.query("<front-pages>", field="value", one=True))

    def printed(self, day: datetime) -> bytes:
        made = self._compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=day)
        return made if isinstance(made, bytes) else b"".join(made or ())


def _undrawn(press: _Press, document: MemoDocument) -> set[str] | tuple[_Press, bytes]:
    """Return the memo in print, or the letters that stand in the way."""
    import typst

    try:
        return press, press.printed(datetime.combine(document.day, time(), UTC))
    except typst.TypstError as failed:
        letters = {letter for found in _UNDRAWN.findall(failed.diagnostic) for letter in _plain(found)}
        if not letters:
            raise AlignmentError(f"the PDF could not be made: {failed.message}") from failed
        return letters


def _finished(printed: tuple[_Press, bytes], missing: Iterable[str]) -> Pdf:
    press, data = printed
    return Pdf(data=data, front_pages=press.front_pages(), missing=tuple(sorted(missing)))


def _plain(told: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), told)


def _without(words: str, letters: set[str]) -> str:
    """Return the data with a square for each letter, wherever it stands in a text."""
    stand_in = str.maketrans(dict.fromkeys(letters, _STAND_IN))

    def walk(value: object) -> object:
        if isinstance(value, str):
            return value.translate(stand_in)
        if isinstance(value, list):
            return [walk(entry) for entry in value]
        return {key: walk(entry) for key, entry in value.items()} if isinstance(value, dict) else value

    return json.dumps(walk(json.loads(words)))
