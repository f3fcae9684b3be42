"""Words as they may be kept and shown: one line, and nothing that a terminal would obey."""

import unicodedata

_VANISHING = {"\ufeff"}
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """Return `text` with every unprintable character made harmless.

    White space of any kind becomes one plain space, control characters their visible picture (``␛``), and other
    format characters (direction overrides, zero-width and tag characters, lone surrogates) the replacement mark.
    Printable text is returned unchanged, which is the fast and usual case.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _mark(char) for char in text)


def folded(text: str) -> str:
    """Return the form under which two spellings of a name are the same: NFC, any case, single spaces."""
    return " ".join(cased(text).split())


def cased(text: str) -> str:
    """Return the same without a look at the spaces, for long texts in which folded words are looked for."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def _mark(char: str) -> str:
    if char in _VANISHING:
        return ""
    if char.isspace():
        return " "
    if ord(char) < 0x20:
        return chr(0x2400 + ord(char))
    if ord(char) == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return _REPLACEMENT
