import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from msgspec import to_builtins
from msgspec.structs import replace

from alignment_tui.documents.blocks import Block, Entries, Entry, Fields, Heading, MemoDocument, plain
from alignment_tui.documents.cells import cells
from alignment_tui.documents.markdown import as_markdown
from alignment_tui.documents.memo import memo_document
from alignment_tui.documents.text import as_text
from alignment_tui.domain import records as r
from alignment_tui.domain.references import names
from alignment_tui.domain.session import Session

TODAY = date(2025, 2, 28)
GOLDEN = Path(__file__).parent.parent / "golden"


def _matches(name: str, text: str) -> bool:
    """Compare with a golden file; UPDATE_GOLDEN=1 writes it anew, to be looked at before it is committed."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8") == text


def _said(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Fields):
            for label, words in block.rows:
                yield f"{label} {plain(words)}"
        elif isinstance(block, Entries):
            for entry in block.entries:
                yield from _entry(entry)
        else:
            yield plain(block.line)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"{entry.id} {plain(entry.head)} {plain(entry.figures)} {entry.aside}"
    for note in entry.notes:
        yield plain(note)
    for child in entry.children:
        yield from _entry(child)


def _all(document: MemoDocument) -> str:
    return "\n".join([document.title, document.kind, *_said(document.front), *_said(document.annex)])


def _words(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _words(entry, f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _words(entry, path)
    elif isinstance(value, str):
        yield path, value


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_memo_as_text(checkout: Session, width: int) -> None:
    assert _matches(f"memo-{width}.txt", as_text(memo_document(checkout, TODAY), width))


def test_the_memo_as_markdown(checkout: Session) -> None:
    assert _matches("memo.md", as_markdown(memo_document(checkout, TODAY)))


def test_a_memo_of_hostile_words(hostile: Session) -> None:
    document = memo_document(hostile, TODAY)
    assert _matches("memo-hostile.txt", as_text(document))
    assert _matches("memo-hostile.md", as_markdown(document))


def test_an_empty_session_gives_a_draft_and_no_heading_over_nothing() -> None:
    document = memo_document(Session(title="New"), TODAY)
    assert _matches("memo-empty.txt", as_text(document))
    blocks = (*document.front, *document.annex)
    assert not any(isinstance(a, Heading) and isinstance(b, Heading) for a, b in pairwise(blocks))


def test_every_record_is_on_the_memo_by_its_id(checkout: Session) -> None:
    memo = _all(memo_document(checkout, TODAY))
    touched = {step for request in checkout.requests for step in request.touches}
    for _, entry in checkout.entries():
        for own, part in names(entry):
            assert own in memo or (isinstance(part, r.Step) and own not in touched)


def test_nothing_that_was_said_is_dropped(checkout: Session) -> None:
    memo = _all(memo_document(checkout, TODAY))
    apart = ("versions", "digests", "kind", "lane", "figures", "status", "evidence", "verdict", "at", "id", "answer")
    raw = {name: value for name, value in to_builtins(checkout).items() if name != "versions"}
    for path, words in _words(raw):
        if path.rpartition(".")[2] not in apart and not path.startswith(
            (".streams.steps", ".requests.none", ".signatures.digests")
        ):
            assert words in memo or path == ".rule.kind", path


def test_the_words_of_everybody_whose_wish_was_merged_stand_in_full(checkout: Session) -> None:
    text = as_text(memo_document(checkout, TODAY))
    assert '"Not one failed payment while the campaign runs, please"' in text
    assert "relayed by Li" in text


def test_a_changed_target_shows_what_was_signed_and_what_is_there_now(checkout: Session) -> None:
    metrics = tuple(replace(one, target=80) if one.id == "M1" else one for one in checkout.metrics)
    memo = _all(memo_document(replace(checkout, metrics=metrics), TODAY))
    assert "stale: How we will know: M1 target was 90, now 80" in memo


def test_fingers_are_not_shown_while_they_are_hidden(checkout: Session) -> None:
    early = replace(checkout, fists=tuple(replace(one, blind=True) for one in checkout.fists[:2]))
    memo = _all(memo_document(early, TODAY))
    assert "2 of 3 in, waiting for" in memo
    assert "Ana 5" not in memo


def test_hostile_words_are_nothing_but_text(hostile: Session) -> None:
    markdown = as_markdown(memo_document(hostile, TODAY))
    parser = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
    tokens = parser.parse(markdown)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or []}
    assert kinds <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "strong_open", "strong_close"),
    }
    shown = ["".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"]
    assert sum(" ".join(text.split()).count("[@click=app.quit]x[/] ${x}") for text in shown) > 60
    headings = sum(token.type == "heading_open" for token in tokens)
    assert headings == sum(text.startswith("#") for text in markdown.splitlines())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_hostile_words_keep_to_the_width(hostile: Session, width: int) -> None:
    text = as_text(memo_document(hostile, TODAY), width)
    assert max(map(cells, text.splitlines())) <= width
    assert all(line.isprintable() for line in text.splitlines())


def test_a_memo_needs_no_interface() -> None:
    code = (
        "import sys, alignment_tui.documents.memo, alignment_tui.documents.stage, alignment_tui.documents.stage_data;"
        "import alignment_tui.documents.markdown, alignment_tui.documents.text;"
        "print([name for name in ('textual', 'rich', 'jinja2', 'markdown_it', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
