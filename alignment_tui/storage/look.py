"""A look at a file's bytes for what a decoder lets pass or cannot survive, and no session may be."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from math import isfinite
from typing import Any

from alignment_tui.storage.refusals import cut, placed

LARGEST_BYTES = 16 * 1024 * 1024
SMALL_BYTES = 1_500_000
MOST_VALUES = 450_000
DEEPEST = 64
LARGEST_WHOLE = 2**53

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.S)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_DIGITS = bytes(ord("0") if chr(byte).isdigit() else ord(" ") for byte in range(128)) + b" " * 128


class Unfit(Exception):
    """Why these bytes are no session: one line without the file's name."""


def sound(data: bytes, compact: bytes) -> bool:
    """Tell, at the speed of memory, whether a file that we wrote is surely not too deep and has no huge number.

    `compact` is the same without its indentation: a third less to look at for numbers.
    """
    return b"\n" + b"  " * (DEEPEST + 1) not in data and not _sixteen_digits(compact)


def too_much(data: bytes) -> str:
    """Return why decoding these bytes would cost too much, or nothing: cheap, and done before anything else."""
    if len(data) > LARGEST_BYTES:
        return f"is {len(data) / 2**20:.0f} MB: a session has at most {LARGEST_BYTES // 2**20} MB"
    if len(data) < SMALL_BYTES:
        return ""
    values = max(data.count(b",") + data.count(b"[") + data.count(b"{"), data.count(b'"') // 4)
    return f"holds more than {MOST_VALUES:,} values: this is not a session" if values > MOST_VALUES else ""


def plain(data: bytes) -> dict[str, Any]:
    """Return the one JSON object in `data` as dicts and lists; raises `Unfit` for anything else."""
    text = _text(data)
    _check_depth(data)
    troubles: list[tuple[Any, str]] = []

    def trouble(found: Any, words: str) -> Any:
        troubles.append((found, words))
        return found

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) != len(items):
            key, _times = Counter(key for key, _ in items).most_common(1)[0]
            trouble(found, f"the key {key} is there twice: keep one")
        return found

    def whole_number(digits: str) -> Any:
        number = int(digits) if len(digits) < 20 else 10 * LARGEST_WHOLE
        if abs(number) > LARGEST_WHOLE:
            return trouble(_Wrong(), f"the number {digits[:24]} is larger than 2^53, which no program reads alike")
        return number

    def number(digits: str) -> Any:
        value = float(digits)
        return value if isfinite(value) else trouble(_Wrong(), f"{digits[:24]} is larger than a number can be")

    def constant(word: str) -> Any:
        return trouble(_Wrong(), f"{word} is no number to count with: leave the field out")

    try:
        document = json.loads(
            text, object_pairs_hook=pairs, parse_int=whole_number, parse_float=number, parse_constant=constant
        )
    except json.JSONDecodeError as error:
        raise Unfit(_syntax(error, text)) from None
    for culprit, words in troubles:
        place = placed(_path_to(document, culprit) or "", document)
        raise Unfit(cut(f"{place}: {words}" if place else words))
    if not isinstance(document, dict):
        raise Unfit(f"expected an object, found {_kind(document)}: this is not a session")
    if _HALF.search(data) and not _is_text(document):
        raise Unfit("holds half of a character (a lone \\uD800 to \\uDFFF): write it whole")
    return document


class _Wrong:
    """Stands where a number was that is none, so that its place can be found."""


def _sixteen_digits(data: bytes) -> bool:
    """Tell whether sixteen digits stand in a row: then every fourth byte is one four times, and few files have that."""
    return b"0" * 4 in data[::4].translate(_DIGITS) and b"0" * 16 in data.translate(_DIGITS)


def _text(data: bytes) -> str:
    if not data.strip():
        raise Unfit("is empty: restore it from a copy, or remove it")
    if (
        data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
        or data[:2] in (b"\xff\xfe", b"\xfe\xff")
        or 0 in data[:4]
    ):
        raise Unfit("is in UTF-16 or UTF-32: save it as UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unfit("begins with a byte order mark: save it as UTF-8 without one")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unfit(f"line {line}: the byte 0x{data[error.start]:02X} is not UTF-8: save it as UTF-8") from None


def _is_text(document: dict[str, Any]) -> bool:
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_depth(data: bytes) -> None:
    brackets = _STRING.sub(b"", data).translate(None, _NOT_BRACKETS)
    if max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > DEEPEST:
        raise Unfit(f"is nested deeper than {DEEPEST} levels: this is not a session")


def _syntax(error: json.JSONDecodeError, text: str) -> str:
    place = f"line {error.lineno}, column {error.colno}"
    if "\n<<<<<<<" in text or text.startswith("<<<<<<<"):
        return "holds the marks of an unfinished git merge: settle them first"
    if error.msg == "Extra data":
        return f"{place}: a second document begins here: one file is one session"
    if error.msg.startswith("Invalid control character"):
        return f"{place}: a control character: write it as \\u00XX or leave it out"
    if not text[error.pos :].strip() or error.msg.startswith("Unterminated string"):
        return f"{place}: the file ends in the middle: restore it from a copy"
    return f"{place}: {error.msg[0].lower()}{error.msg[1:]}"


def _kind(value: Any) -> str:
    names = {list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _path_to(root: Any, wanted: Any) -> str | None:
    """Return the path of `wanted` inside `root`, as msgspec would write it."""
    if root is wanted:
        return ""
    children: Iterable[tuple[str, Any]] = ()
    if isinstance(root, dict):
        children = ((f".{name}", value) for name, value in root.items())
    elif isinstance(root, list):
        children = ((f"[{place}]", value) for place, value in enumerate(root))
    for step, value in children:
        below = _path_to(value, wanted)
        if below is not None:
            return step + below
    return None
