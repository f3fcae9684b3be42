"""A document as one HTML file that needs nothing else: no script, no font, no picture from anywhere.

Its content policy allows the one style sheet it carries, by hash, and forbids everything besides.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path

from alignment_tui.documents.blocks import MemoDocument
from alignment_tui.documents.html_blocks import BlockWriter, Section
from alignment_tui.documents.svg_map import svg_map
from alignment_tui.documents.tags import Markup, markup, tag
from alignment_tui.documents.trails import Trails
from alignment_tui.domain.records import Stream

_STYLE = Path(__file__).with_name("templates") / "memo.css"
_QUIET = {"referrer": "no-referrer", "robots": "noindex", "format-detection": "telephone=no, date=no, address=no"}


def as_html(document: MemoDocument, maps: Mapping[str, Markup] | None = None) -> str:
    """Return the memo as an HTML page; `maps` are the pictures of its value streams by id."""
    style = _STYLE.read_text(encoding="utf-8")
    writer = BlockWriter(Trails(document), maps or {})
    front, annex = writer.sections(document.front), writer.sections(document.annex)
    page = tag("html", _head(document, style), _body(document, front, annex), lang="en")
    return f"<!doctype html>\n{page}\n"


def screen_maps(streams: Iterable[Stream], asked: Mapping[str, str] | None = None) -> dict[str, Markup]:
    """Return the map of every stream twice, for a screen and for a phone; the style sheet shows the one that fits.

    `asked` says by step what asks for it.
    """
    widths = {"wide": 92, "narrow": 45}
    return {
        stream.id: markup(svg_map(stream, width, asked, class_=name) for name, width in widths.items())
        for stream in streams
        if stream.steps
    }


def _head(document: MemoDocument, style: str) -> Markup:
    allowed = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        *(tag("meta", name=name, content=content) for name, content in _QUIET.items()),
        tag("title", f"{document.title}: {document.kind}"),
        tag("style", Markup(style)),
    )


def _body(document: MemoDocument, front: list[Section], annex: list[Section]) -> Markup:
    behind = [section for section in annex if section[1]]
    return tag(
        "body",
        tag("a", "To the memo", class_="skip", href="#memo"),
        _masthead(document),
        _contents(front, behind),
        tag(
            "main",
            tag("div", *_sections(front, "h2", "p"), class_="page"),
            _annex(behind) if behind else "",
            id="memo",
        ),
        tag("footer", tag("p", f"{document.title}. {document.kind}, {document.day.isoformat()}, {document.edition}.")),
    )


def _masthead(document: MemoDocument) -> Markup:
    known = [document.day.isoformat(), *([document.edition] if document.edition else [])]
    return tag(
        "header",
        tag("p", document.kind, class_="kind"),
        tag("h1", document.title, dir="auto"),
        tag("p", ", ".join(known), class_="edition"),
    )


def _contents(front: list[Section], annex: list[Section]) -> Markup:
    behind = tag("li", tag("a", "Annex", href="#annex"), tag("ol", *_rows(annex, "a"))) if annex else ""
    return tag("nav", tag("ol", *_rows(front, "p"), behind), aria_label="Contents")


def _rows(sections: list[Section], prefix: str) -> list[Markup]:
    named = enumerate(heading for heading, _ in sections)
    return [tag("li", tag("a", heading, href=f"#{prefix}{place}")) for place, heading in named if heading]


def _annex(sections: list[Section]) -> Markup:
    title = tag("h2", "Annex", id="annex-title")
    return tag("section", title, *_sections(sections, "h3", "a"), id="annex", aria_labelledby="annex-title")


def _sections(sections: list[Section], level: str, prefix: str) -> list[Markup]:
    made = []
    for place, (heading, parts) in enumerate(sections):
        if heading:
            name = f"{prefix}{place}"
            title = tag(level, heading, id=name)
            made.append(tag("section", title, *parts))
        elif parts:
            made.append(tag("section", *parts, class_="decision", aria_label="The decision"))
    return made
