"""Words as they may be kept and shown: one line, and nothing that a terminal would obey."""

import re
import unicodedata
from collections.abc import Callable

# Printable to Python, and yet there is nothing to see: letters that fill, and a selector upon a selector.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]"
    "|(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_VANISHING = {"\ufeff"}
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """Return `text` with every unprintable character made harmless.

    White space of any kind becomes one plain space, control characters their visible picture (``␛``), and other
    format characters (direction overrides, zero-width and tag characters, lone surrogates) the replacement mark.
    So are letters that nobody sees and selectors heaped upon one another, in which messages are hidden. Text that is
    fit to be shown is returned unchanged, which is the fast and usual case.
    """
    return marked(text, _mark)


def marked(text: str, mark: Callable[[str], str]) -> str:
    """Return `text` with what `mark` makes of each character that is not fit to be shown."""
    if fit_to_show(text):
        return text
    printable = "".join(char if char.isprintable() else mark(char) for char in text)
    return _UNSEEN.sub(lambda found: mark(found[0]), printable)


def fit_to_show(text: str) -> bool:
    """Tell whether `visible` would leave `text` as it is."""
    return text.isprintable() and (text.isascii() or not _UNSEEN.search(text))


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
