"""Digests: a signature is bound to the text as data, so that no rendering and no template can change what it covers.

SHA-256 over RFC 8785 canonical JSON, after NFC, so that spelling the same letter in two ways is the same text.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

import rfc8785

_EXACT_INTEGERS = 2**53


def canonical(value: Any) -> bytes:
    """Return the one spelling of anything that JSON can hold: RFC 8785, with all text in NFC."""
    return rfc8785.dumps(_spelled(value))


def digest(value: Any) -> str:
    """Return the digest of anything that JSON can hold, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def digests(sections: Mapping[str, Any]) -> dict[str, str]:
    """Return the digest of every section by its name."""
    return {name: digest(section) for name, section in sections.items()}


def whole(section_digests: Mapping[str, str]) -> str:
    """Return the one digest of all sections together, whatever order they are named in."""
    return digest(dict(section_digests))


def short(full: str) -> str:
    """Return the form of a digest that is read aloud: ``7f3a 91c2``."""
    return f"{full[:4]} {full[4:8]}"


def _spelled(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", str(name)): _spelled(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _EXACT_INTEGERS:
        return str(value)
    return value
