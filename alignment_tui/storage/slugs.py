"""A safe file name from any title: readable in any script, inside the folder on any system."""

import unicodedata
from collections.abc import Collection

from alignment_tui.domain.text import visible
from alignment_tui.storage.refusals import NameRefused, cut

SUFFIX = ".json"
"""What the name of a session's file has behind its slug."""
LOCAL = ".local"
"""The folder beside the sessions for what is of this machine alone."""
_LONGEST_BYTES = 80
_SPELT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d",
    "ð": "d", "þ": "th", "'": "", "\N{RIGHT SINGLE QUOTATION MARK}": "",
})  # fmt: skip
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
_OURS = {"trash"}


def slug_for(title: str, reserved: Collection[str] = ()) -> str:
    """Return the slug of a title: lower-case words with hyphens, at most 80 bytes.

    Latin letters lose their accents, other scripts stay as they are. Raises `NameRefused` for a title with nothing to
    name by, and for one in `reserved`: the commands of this program.
    """
    composed = unicodedata.normalize("NFKC", visible(title)).casefold().translate(_SPELT)
    words = "".join(_bare(char) if unicodedata.category(char)[0] in "LMN" else " " for char in composed).split()
    slug = _short(unicodedata.normalize("NFC", "-".join(words)))
    if not slug:
        raise NameRefused(f"{cut(title) or 'an empty title'}: no letter or digit to name a session by")
    if slug in reserved:
        raise NameRefused(f"{slug}: a session cannot be named like a command; add a word")
    return f"{slug}-session" if slug in _DEVICES or slug in _OURS else slug


def free_slug(slug: str, taken: Collection[str]) -> str:
    """Return the slug, or where it is taken the next like it that is not: ``checkout-2``."""
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _bare(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return parts[0] if parts[0].isascii() else char


def _short(slug: str) -> str:
    """Cut at a hyphen where there is one, never inside a character."""
    if len(slug.encode()) <= _LONGEST_BYTES:
        return slug
    short = slug.encode()[:_LONGEST_BYTES].decode(errors="ignore")
    whole, hyphen, _ = short.rpartition("-")
    return whole if hyphen and len(whole) > len(short) // 2 else short.rstrip("-")
