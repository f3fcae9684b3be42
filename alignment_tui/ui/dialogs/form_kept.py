"""What is typed in a form, taken off to be kept, and put back when that form is opened again."""

import contextlib
from typing import Any

from msgspec import MsgspecError, convert, to_builtins

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Part
from alignment_tui.domain.text import visible
from alignment_tui.storage.forms import Sheet
from alignment_tui.ui.dialogs.form_draft import Draft
from alignment_tui.ui.dialogs.form_fields import Path


def key_of(path: Path) -> str:
    """Return the name under which a field is kept."""
    return ".".join(path)


def sheet_of(draft: Draft, into: Path) -> Sheet:
    """Return what differs in a form from how it began; `into` is the field whose parts are open over it."""
    texts, parts = draft.typed
    return Sheet(
        texts={key_of(path): text for path, text in texts.items()},
        parts={key_of(path): plain(some) for path, some in parts.items()},
        into=key_of(into),
    )


def plain(parts: tuple[Part, ...]) -> list[Any]:
    """Return parts as they are kept."""
    return [to_builtins(part) for part in parts]


def put_back(draft: Draft, sheet: Sheet) -> None:
    """Put into a form what was typed in it; what another version kept and this one does not know stays out."""
    for field in draft.fields:
        name = key_of(field.path)
        if field.part is None:
            draft.texts[field.path] = visible(sheet.texts.get(name, draft.texts[field.path]))
        elif name in sheet.parts:
            with contextlib.suppress(MsgspecError, RuleBroken):
                parts: tuple[Part, ...] = convert(sheet.parts[name], tuple[field.part, ...])  # type: ignore[name-defined]
                draft.parts[field.path] = parts
