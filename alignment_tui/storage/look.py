"""A look at a file's bytes for what a decoder lets pass or cannot survive, and no session may be."""

import json
import re
from typing import Any

from alignment_tui.storage.refusals import cut, placed

LARGEST_BYTES = 32 * 1024 * 1024
MOST_VALUES = 1_500_000
DEEPEST = 64
LARGEST_WHOLE = 2**53

_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.S)
_DIGITS = bytes(ord("0") if chr(byte).isdigit() else ord(" ") for byte in range(128)) + b" " * 128


class Unfit(Exception):
    """Why these bytes are no session: one line without the file's name."""


def ours(data: bytes, again: bytes) -> bool:
    """Tell whether `data` is exactly what we write for the document read from it, `again`.

    Such a file has no key twice and nothing else that decoding would hide, so the slow look may be left out; only
    depth and digits are still to be seen, at the speed of memory.
    """
    return data == again and b"\n" + b"  " * (DEEPEST + 1) not in data and b"0" * 16 not in data.translate(_DIGITS)


def too_much(data: bytes) -> str:
    """Return why decoding these bytes would cost too much, or nothing: cheap, and done before anything else."""
    values = data.count(b",") + data.count(b"[") + data.count(b"{")
    return f"holds more than {MOST_VALUES:,} values: this is not a session" if values > MOST_VALUES else ""


def plain(data: bytes) -> dict[str, Any]:
    """Return the one JSON object in `data` as dicts and lists; raises `Unfit` for anything else."""
    text = _text(data)
    _check_depth(data)
    twice: list[tuple[dict[str, Any], str]] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) != len(items):
            seen: set[str] = set()
            twice.append((found, next(key for key, _ in items if key in seen or seen.add(key))))  # type: ignore[func-returns-value]
        return found

    try:
        whole = json.loads(
            text, object_pairs_hook=pairs, parse_int=_whole, parse_float=_finite, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        raise Unfit(_syntax(error, text)) from None
    except RecursionError:  # pragma: no cover - the depth was looked at
        raise Unfit(f"is nested deeper than {DEEPEST} levels: this is not a session") from None
    if not isinstance(whole, dict):
        raise Unfit(f"expected an object, found {_kind(whole)}: this is not a session")
    if twice:
        holder, key = twice[0]
        place = placed(_path_to(whole, holder) or "", whole)
        raise Unfit(
            cut(
                f"{place}: the key {key} is there twice: keep one"
                if place
                else f"the key {key} is there twice: keep one"
            )
        )
    return whole


def _text(data: bytes) -> str:
    if not data.strip():
        raise Unfit("is empty: restore it from a copy, or remove it")
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unfit("is in UTF-16 or UTF-32: save it as UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unfit("begins with a byte order mark: save it as UTF-8 without one")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unfit(f"line {line}: the byte 0x{data[error.start]:02X} is not UTF-8: save it as UTF-8") from None


def _check_depth(data: bytes) -> None:
    depth = 0
    for match in _BRACKETS.finditer(data):
        first = data[match.start()]
        if first in b"[{":
            depth += 1
            if depth > DEEPEST:
                line = data.count(b"\n", 0, match.start()) + 1
                raise Unfit(f"line {line}: is nested deeper than {DEEPEST} levels: this is not a session")
        elif first in b"]}":
            depth -= 1


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) < 20 else LARGEST_WHOLE + 1
    if abs(number) > LARGEST_WHOLE:
        raise Unfit(cut(f"the number {digits[:24]} is larger than 2^53, which no program reads alike"))
    return number


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise Unfit(cut(f"the number {digits[:24]} is larger than a number can be"))
    return number


def _no_constant(word: str) -> Any:
    raise Unfit(f"{word} is no number to count with: leave the field out")


def _syntax(error: json.JSONDecodeError, text: str) -> str:
    place = f"line {error.lineno}, column {error.colno}"
    if "\n<<<<<<<" in text or text.startswith("<<<<<<<"):
        return "holds the marks of an unfinished git merge: settle them first"
    if error.msg == "Extra data":
        return f"{place}: a second document begins here: one file is one session"
    if not text[error.pos :].strip() or error.msg.startswith("Unterminated string"):
        return f"{place}: the file ends in the middle: restore it from a copy"
    return f"{place}: {error.msg[0].lower()}{error.msg[1:]}"


def _kind(value: Any) -> str:
    names = {list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _path_to(root: Any, holder: Any) -> str | None:
    """Return the path of `holder` inside `root`, as msgspec would write it."""
    if root is holder:
        return ""
    children = (
        ((f".{name}", value) for name, value in root.items())
        if isinstance(root, dict)
        else ((f"[{place}]", value) for place, value in enumerate(root))
    )
    for step, value in children:
        if isinstance(value, dict | list):
            below = _path_to(value, holder)
            if below is not None:
                return step + below
    return None
