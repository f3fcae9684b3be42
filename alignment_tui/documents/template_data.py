"""The memo as plain data, for a template of one's own and for other programs: texts, numbers, lists and mappings alone.

docs/templates.md says what is in it. Nothing here has a method worth calling, and nothing leads back to the session.
"""

from typing import Any

from msgspec import to_builtins

from alignment_tui.documents.blocks import Block, Entries, Entry, Fields, Heading, MemoDocument, plain
from alignment_tui.domain.blind import masked
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import text_now
from alignment_tui.domain.text import visible

Data = dict[str, Any]


def template_data(session: Session, document: MemoDocument) -> Data:
    """Return the memo of a session: its head, the decision, the page to read, the annex, and the signed text."""
    state, signed = status(session), text_now(session)
    shown = text_now(masked(session))
    opening = next((place for place, block in enumerate(document.front) if isinstance(block, Heading)), None)
    return {
        "title": visible(document.title),
        "status": state.word,
        "status_words": state.words,
        "day": document.day.isoformat(),
        "version": signed.version,
        "text": signed.short,
        "decision": [_block(block) for block in document.front[:opening]],
        "front": _sections(document.front[opening:] if opening is not None else ()),
        "annex": _sections(document.annex),
        "signed": to_builtins(shown.sections),
    }


def _sections(blocks: tuple[Block, ...]) -> list[Data]:
    made: list[Data] = []
    for block in blocks:
        if isinstance(block, Heading):
            made.append({"heading": visible(block.text), "blocks": []})
        else:
            made = made or [{"heading": "", "blocks": []}]
            made[-1]["blocks"].append(_block(block))
    return made


def _block(block: Block) -> Data:
    if isinstance(block, Fields):
        rows = [{"label": visible(label), "text": plain(words)} for label, words in block.rows]
        return {"kind": "fields", "rows": rows}
    if isinstance(block, Entries):
        return {"kind": "entries", "entries": [_entry(entry) for entry in block.entries]}
    return {"kind": "paragraph", "text": visible(block.text) if isinstance(block, Heading) else plain(block.line)}


def _entry(entry: Entry) -> Data:
    return {
        "id": visible(entry.id),
        "text": plain(entry.head),
        "figures": plain(entry.figures),
        "aside": visible(entry.aside),
        "notes": [plain(note) for note in entry.notes if note],
        "entries": [_entry(child) for child in entry.children],
    }
