"""A form that is not filled in yet, kept beside the machine as the half-typed line is: a kill costs no word of it."""

import contextlib
from pathlib import Path
from typing import Any

from msgspec import MsgspecError, Struct, json

from alignment_tui.storage.durable import make_folder, replace
from alignment_tui.storage.live import live_path
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.reading import read_bytes

_LARGEST_BYTES = 10_000_000


class Sheet(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was typed into one form: texts and inner parts by field, where they differ from how it began.

    With another form open inside it, `into` is the field that one is for, `place` the part, or where a new one goes.
    """

    texts: dict[str, str] = {}
    parts: dict[str, list[Any]] = {}
    into: str = ""
    place: int = 0
    new: bool = False


class OpenForm(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The form for what `of` names, and those inside it, outermost first; `given` is what a new record began with."""

    of: str
    sheets: tuple[Sheet, ...]
    given: dict[str, Any] = {}


def open_form(state: Path, session: Path) -> OpenForm | None:
    """Return the form a session was left with, or `None`."""
    try:
        data, _ = read_bytes(_path(state, session), _LARGEST_BYTES)
        return json.decode(data, type=OpenForm)
    except (OSError, Unfit, MsgspecError, RecursionError):
        return None


def keep_form(state: Path, session: Path, form: OpenForm) -> None:
    """Keep a form; a folder that cannot be written is no reason to disturb anybody."""
    with contextlib.suppress(OSError):
        make_folder(state)
        replace(_path(state, session), json.encode(form), durable=False)


def forget_form(state: Path, session: Path) -> None:
    """Forget a form that was saved or left."""
    with contextlib.suppress(OSError):
        _path(state, session).unlink()


def _path(state: Path, session: Path) -> Path:
    return live_path(state, session).with_suffix("").with_suffix(".form.json")
