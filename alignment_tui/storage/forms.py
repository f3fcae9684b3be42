"""A form that is not filled in yet, kept beside the machine as the half-typed line is: a kill costs no word of it."""

from pathlib import Path
from typing import Any

from msgspec import Struct

from alignment_tui.storage.live import live_path
from alignment_tui.storage.machine_state import forget_state, keep_state, state_in

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
    return state_in(_path(state, session), OpenForm, _LARGEST_BYTES)


def keep_form(state: Path, session: Path, form: OpenForm) -> None:
    """Keep a form."""
    keep_state(_path(state, session), form)


def forget_form(state: Path, session: Path) -> None:
    """Forget a form that was saved or left."""
    forget_state(_path(state, session))


def _path(state: Path, session: Path) -> Path:
    return live_path(state, session).with_suffix("").with_suffix(".form.json")
