"""What storage refuses, each in one line: which file, where inside it, what is wrong, what to do."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.text import visible

if TYPE_CHECKING:
    from alignment_tui.domain.changes import Conflict
    from alignment_tui.domain.document import Document
    from alignment_tui.storage.reading import Loaded

_LONGEST = 160


class Refusal(AlignmentError):
    """A file that is not opened, or a name that is not taken; nothing on disk was touched.

    `offer` says what there is instead.
    """

    def __init__(self, path: Path, trouble: str, offer: str = "") -> None:
        super().__init__("; ".join(filter(None, (f"{shown(path)}: {trouble}", offer))))
        self.path = path
        self.trouble = trouble


class NameTaken(Refusal):
    """A name that another session has."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there is a session of this name already: give another")


class NameRefused(AlignmentError):
    """A title that cannot name a session."""


class NotSaved(AlignmentError):
    """A save that did not happen, with the system's own reason; what is on disk is as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{shown(path)}: not saved: {reason}")
        self.path = path
        self.reason = reason

    @classmethod
    def because(cls, path: Path, error: OSError) -> "NotSaved":
        """Tell a system error in the system's words."""
        return cls(path, words_of(error))


class SaveConflict(AlignmentError):
    """The same field was changed here and on disk: `theirs` is the file as it is, `merged` all that did agree.

    To settle it, save the document that people want with `theirs` as what was last seen.
    """

    def __init__(self, path: Path, conflicts: "tuple[Conflict, ...]", theirs: "Loaded", merged: "Document") -> None:
        count = "a field was" if len(conflicts) == 1 else f"{len(conflicts)} fields were"
        super().__init__(f"{shown(path)}: not saved: {count} changed by somebody else too")
        self.path = path
        self.conflicts = conflicts
        self.theirs = theirs
        self.merged = merged


def shown(path: Path) -> str:
    """Return a path as it may be printed: no control character, no byte that is not text."""
    return visible(str(path))


def words_of(error: OSError) -> str:
    """Return the system's words for an error, such as ``No space left on device``."""
    return error.strerror or (os.strerror(error.errno) if error.errno else str(error))


def told(message: str, plain: Any) -> str:
    """Turn what msgspec says of a document into a place people can find, and plain words.

    `plain` is the same document as plain lists and dicts, where ids are looked up: ``$.session.constraints[0].kind``
    becomes ``constraints[0] (C1) kind``.
    """
    words, path = parted(message)
    place = placed(path, plain)
    for pattern, better in _BETTER:
        words = re.sub(pattern, better, words)
    if place == "session" and not words.startswith("expected"):
        place = ""
    return cut(f"{place}: {words}" if place else words)


def parted(message: str) -> tuple[str, str]:
    """Return the words of a validation error and the path at their end, without its ``$``."""
    words, mark, path = message.rpartition(" - at `$")
    return (words, path.rstrip("`")) if mark else (message, "")


def cut(text: str) -> str:
    """Return `text` printable and short enough for one line."""
    text = visible(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def placed(path: str, plain: Any) -> str:
    """Return a path such as ``.session.requests[0].words`` in words, with the id of each record on the way."""
    words: list[str] = []
    here = plain
    for name, index in re.findall(_STEP, path):
        here = _down(here, name, index)
        if index:
            record_id = here.get("id") if isinstance(here, dict) else None
            named = f" ({cut(record_id)})" if isinstance(record_id, str) else ""
            words[-1:] = [f"{words[-1] if words else ''}[{index}]{named}"]
        else:
            words.append(name)
    if words[:1] == ["session"] and len(words) > 1:
        del words[0]
    return " ".join(words)


def follow(path: str, plain: Any) -> Any:
    """Return what stands at a path, or None."""
    for name, index in re.findall(_STEP, path):
        plain = _down(plain, name, index)
    return plain


_STEP = r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]"


def _down(here: Any, name: str, index: str) -> Any:
    if name:
        return here.get(name) if isinstance(here, dict) else None
    return here[int(index)] if index != "..." and isinstance(here, list) and int(index) < len(here) else None


_KINDS = {
    "`str`": "text", "`int`": "a whole number", "`float`": "a number", "`bool`": "true or false", "`null`": "null",
    "`array`": "a list", "`object`": "an object",
}  # fmt: skip


def _expected(match: re.Match[str]) -> str:
    def told(kinds: str) -> str:
        return " or ".join(_KINDS.get(f"`{kind.strip('` ')}`", kind) for kind in kinds.split("|"))

    return f"expected {told(match[1])}, found {told(match[2])}"


# Compiled when a file is refused, which few are: each of these takes longer to make than the look at a small one.
_BETTER: tuple[tuple[str, Any], ...] = (
    (r"^Expected (`[^`]+`), got (`[^`]+`)$", _expected),
    (r"^Expected `str` matching regex '\^?(.*?)\$?'$", r"is not an id of the form \1"),
    (r"(?s)^Object missing required field `(.*)`$", r"\1 is missing"),
    (r"(?s)^Object contains unknown field `(.*)`$", r"there is no field \1 in this format"),
    (r"(?s)^Invalid value '(.*)'$", r"\1 is none of the words allowed here"),
    (r"(?s)^Invalid enum value '(.*)'$", r"\1 is none of the words allowed here"),
    (r"^Invalid RFC3339 encoded datetime$", "is not a time such as 2026-03-05T14:02:00Z"),
    (r"^Invalid RFC3339 encoded date$", "is not a date such as 2026-03-05"),
    (r"^(Integer value|Number) out of range$", "the number is too large"),
)
