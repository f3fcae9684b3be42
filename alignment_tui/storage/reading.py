"""Bytes to document and back: what a session file looks like, and what is let in. Reading writes nothing."""

import os
import stat
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, ValidationError, convert, json

from alignment_tui.domain.document import FORMAT, Document
from alignment_tui.storage.look import LARGEST_BYTES, Unfit, plain, sound, too_much
from alignment_tui.storage.refusals import Refusal, cut, follow, parted, placed, told, words_of
from alignment_tui.storage.upgrades import upgraded

_ENCODER = json.Encoder(order="deterministic")
_END = b"\n"
_MOST_LEFT_OUT = 50
READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Stamp(Struct, frozen=True, gc=False):
    """What a file was when it was last seen; any save of ours and any checkout changes it."""

    mtime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """Take what the system says of a file."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


Pieces = tuple[bytes, ...]
"""The bytes of a file, one piece after the other: to put a line's end behind a megabyte would cost another megabyte."""


class Loaded(Struct, frozen=True):
    """A session as it was read, and what is needed to save it without overwriting anything unseen.

    `read_only` says in words why it cannot be saved, `left_out` which fields of a newer format were not understood,
    `upgraded_from` the older format it was read from (0: none).
    """

    document: Document
    stamp: Stamp
    read_only: str = ""
    left_out: tuple[str, ...] = ()
    upgraded_from: int = 0


def encoded(document: Document) -> bytes:
    """Return the bytes of a session file: readable, the same for the same document, and good in git."""
    return _indented(_ENCODER.encode(document)) + _END


def fit(document: Document) -> Pieces:
    """Return the bytes of a session file that can surely be opened again; raises `Unfit` where there are none."""
    try:
        compact = _ENCODER.encode(document)
        data = _indented(compact)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Unfit(cut(f"it holds what no file can: {error}")) from None
    if trouble := too_much(data):
        raise Unfit(trouble)
    if not sound(data, compact):
        plain(data)
    return data, _END


def read(path: Path) -> Loaded:
    """Read a session file; raises `Refusal` for one that cannot be opened, `FileNotFoundError` for none."""
    try:
        data, stamp = read_bytes(path, LARGEST_BYTES)
        return decoded(data, stamp)
    except Unfit as trouble:
        raise Refusal(path, str(trouble)) from None
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Refusal(path, words_of(error)) from None


def read_bytes(path: Path | str, largest: int) -> tuple[bytes, Stamp]:
    """Return a whole file and its stamp, never half of one that is being written in place.

    Of a file that never stands still it is the stamp from before it was read: so it is known to have changed since.
    """
    for _ in range(3):
        handle = os.open(path, READ)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise Unfit("is not a file that can be read as a session")
            size, before = status.st_size, Stamp.of(status)
            if size > largest:
                raise Unfit(f"is {size / 2**20:.0f} MB: a session has at most {largest // 2**20} MB")
            data = os.read(handle, size + 1)
            while len(data) < size and (more := os.read(handle, size + 1 - len(data))):
                data += more
            after = Stamp.of(os.fstat(handle))
        finally:
            os.close(handle)
        if len(data) == size and after == before:
            break
    return data, before


def decoded(data: bytes, stamp: Stamp) -> Loaded:
    """Return the session in `data`; raises `Unfit` with the place and the trouble."""
    if trouble := too_much(data):
        raise Unfit(trouble)
    document: Document | None = None
    failure: Exception | None = None
    try:
        document = _decoder().decode(data)
        if document.format == FORMAT and _ours(data, document):
            return Loaded(document, stamp)
    except (ValueError, RecursionError) as error:  # malformed, not a session, or of another format: the look tells
        failure = error
    whole = plain(data)
    number = _format(whole)
    if number > FORMAT:
        return _newer(whole, number, stamp)
    try:
        if number < FORMAT:
            return Loaded(convert(upgraded(whole), Document), stamp, upgraded_from=number)
        if document is None:
            raise failure or Unfit("cannot be read")
        return Loaded(document, stamp)
    except ValidationError as error:
        raise Unfit(told(str(error), whole)) from None
    except ValueError as error:
        raise Unfit(cut(str(error))) from None


def _ours(data: bytes, document: Document) -> bool:
    """Tell whether `data` is exactly what we write for the document read from it.

    Such a file has no key twice and nothing else that decoding would hide, so the slow look may be left out.
    """
    compact = _ENCODER.encode(document)
    return data == _indented(compact) + _END and sound(data, compact)


@cache
def _decoder() -> json.Decoder[Document]:
    """Return what reads a session: it takes a millisecond to make, which a list that reads none need not wait for."""
    return json.Decoder(Document)


def _indented(compact: bytes) -> bytes:
    return json.format(compact, indent=2)


def _format(whole: dict[str, Any]) -> int:
    number = whole.get("format")
    if number is None:
        raise Unfit("format is missing: this is not a session")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise Unfit("format: expected a whole number from 1")
    return number


def _newer(whole: dict[str, Any], number: int, stamp: Stamp) -> Loaded:
    """Open a newer format as far as this version understands it, for reading only."""
    hint = f"is in format {number}, this version knows {FORMAT}"
    left_out: list[str] = []
    while len(left_out) < _MOST_LEFT_OUT:
        try:
            document = convert(whole, Document)
        except ValidationError as error:
            field = _drop_unknown(str(error), whole)
            if not field:
                break
            left_out.append(field)
        else:
            return Loaded(document, stamp, f"{hint}: read only", tuple(left_out))
    raise Unfit(f"{hint}: update alignment-tui to open it")


def _drop_unknown(message: str, whole: dict[str, Any]) -> str:
    """Remove the field that `message` calls unknown from `whole`; return its place, or nothing for other trouble."""
    words, path = parted(message)
    start, end = "Object contains unknown field `", "`"
    if not words.startswith(start):
        return ""
    name = words.removeprefix(start).removesuffix(end)
    holder = follow(path, whole)
    if not isinstance(holder, dict) or name not in holder:
        return ""
    place = placed(f"{path}.{name}", whole)
    del holder[name]
    return place
