from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from alignment_tui.documents.blocks import Entries, Entry, Fields, Heading, MemoDocument, Paragraph, Quote, line
from alignment_tui.documents.markdown import as_markdown, escaped
from alignment_tui.domain.text import visible

HOSTILE = [
    "[x] done",
    "<script>alert(1)</script>",
    "<b>x</b> <!-- x --> <?x?> <![CDATA[x]]>",
    "&lt; &#35; &amp;",
    "a | b | c",
    "`code` ``more`` ~~~",
    "# heading #",
    "1. one",
    "12) twelve",
    "- item",
    "+ item",
    "* item",
    "> quote",
    "---",
    "===",
    "    indented",
    "http://evil.example/a?b=c",
    "https://evil.example www.evil.example evil.example",
    "evil.example/path and 1.5 e.g. 10:30",
    "me@evil.example mailto:me@evil.example //evil.example/x //localhost",
    "<http://evil.example> [a](http://b.example) ![i](x.png) [a][b] [a]: http://b.example",
    "${x} $a$ {{ x }} {% x %}",
    "[@click=app.quit]x[/]",
    "*bold* **bold** _it_ __it__ ~~gone~~ ^up^ ==mark==",
    "a\\b \\* \\",
    "ends in a backslash\\",
    "| a |",
    ":smile: : a",
]


def _document(words: str) -> MemoDocument:
    entry = Entry(id="R1", head=line(words), figures=line(words), aside=words, notes=(line(words), line(Quote(words))))
    return MemoDocument(
        title=words,
        kind=words,
        day=date(2025, 2, 28),
        front=(Heading(words), Paragraph(line(words)), Fields(((words, line(words)),)), Entries((entry,))),
        annex=(Paragraph(line(words)),),
    )


def _parsed(markdown: str) -> tuple[set[str], list[str]]:
    """Return the kinds of tokens a generous reader finds, and its inline texts."""
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
    kinds, texts = set[str](), []
    for token in parser.parse(markdown):
        kinds.add(token.type)
        if token.children is not None:
            kinds |= {child.type for child in token.children}
            texts.append("".join(child.content for child in token.children))
    return kinds, texts


ALLOWED = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "strong_open", "strong_close"),
}


@pytest.mark.parametrize("words", HOSTILE)
def test_data_is_nothing_but_text(words: str) -> None:
    kinds, texts = _parsed(as_markdown(_document(words)))
    assert kinds <= ALLOWED
    assert sum(words.strip() in text for text in texts) >= 8


@given(st.lists(st.sampled_from([*"[]<>()*_`#-+=|&$~\\!:./@ \"'{}1a", "http://", "www.", "x.com"]), max_size=25))
def test_any_mixture_is_shown_letter_by_letter(pieces: list[str]) -> None:
    words = visible("".join(pieces)).strip()
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
    tokens = parser.parse(f"- {escaped(words)}\n")
    inline = [token for token in tokens if token.type == "inline"]
    shown = "".join(child.content for token in inline for child in token.children or [])
    assert {child.type for token in inline for child in token.children or []} <= {"text"}
    assert shown == words


def test_plain_words_stay_readable() -> None:
    words = "No outage: 120 -> 90 min/week by 2025-06-30, 99.9 % (Ana's), at 10:30"
    assert escaped(words) == words.replace("10:30", "10\\:30")
