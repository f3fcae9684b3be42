"""Keys by name: as people write them, as keyboards print them, as textual calls them. Loads nothing of textual."""

import unicodedata

_PRINTED = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Delete",
    "insert": "Insert",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    **{f"f{number}": f"F{number}" for number in range(1, 36)},
}
_WRITTEN = {
    **{shown.lower(): key for key, shown in _PRINTED.items()},
    **{key: key for key in _PRINTED},
    "return": "enter",
    "del": "delete",
    "ins": "insert",
}
_MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}
# As textual calls them; told here because to ask Unicode takes memory that most never need.
_SIGNS = {
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "asterisk": "*",
    "plus": "+",
    "comma": ",",
    "minus": "-",
    "full_stop": ".",
    "slash": "/",
    "colon": ":",
    "semicolon": ";",
    "less_than_sign": "<",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "question_mark": "?",
    "at": "@",
    "left_square_bracket": "[",
    "backslash": "\\",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
    "underscore": "_",
    "grave_accent": "`",
    "left_curly_bracket": "{",
    "vertical_line": "|",
    "right_curly_bracket": "}",
    "tilde": "~",
}
_NAMES_OF_SIGNS = {sign: name for name, sign in _SIGNS.items()}
_ARRIVES_AS = {"ctrl+space": "ctrl+@", "ctrl+at": "ctrl+@"}
# What a terminal sends for these it also sends for another key.
_THE_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}


class NoKey(ValueError):
    """What was written names no key; the text says why."""


def read_key(written: str) -> str:
    """Return textual's name for a key as a person writes it: ``F5``, ``ctrl+p``, ``[``, ``PgUp``. Raises `NoKey`."""
    *modifiers, base = _parts(written.strip())
    key = _key_of_sign(base) if len(base) == 1 else _WRITTEN.get(base.lower()) or _sign_called(base.lower())
    modifiers = sorted(one.lower() for one in modifiers)
    if not key or not _MODIFIERS.issuperset(modifiers) or len(set(modifiers)) < len(modifiers):
        raise NoKey(f"no key is called {written}")
    if modifiers == ["shift"] and types_text(key):
        raise NoKey(f"say what {written} types instead, such as A or ?")
    whole = "+".join([*modifiers, key.lower() if modifiers else key])
    if whole in _THE_SAME:
        raise NoKey(f"a terminal cannot tell {written} from {key_name(_THE_SAME[whole])}")
    return _ARRIVES_AS.get(whole, whole)


def key_name(key: str) -> str:
    """Say a key as it is printed on keyboards: ``F2``, ``ctrl+p``, ``[``."""
    *modifiers, base = key.split("+")
    return "+".join([*modifiers, _PRINTED.get(base) or _SIGNS.get(base) or _by_unicode_name(base)])


def types_text(key: str) -> bool:
    """Tell whether a key types something: a letter, a digit, a sign or a space."""
    return key == "space" or ("+" not in key and key not in _PRINTED)


def _parts(written: str) -> list[str]:
    """Part ``ctrl+p`` and ``ctrl++`` alike."""
    return (
        [*written[:-2].split("+"), "+"] if written.endswith("++") else written.split("+") if written != "+" else ["+"]
    )


def _key_of_sign(char: str) -> str:
    if char.isalnum():
        return char
    return _NAMES_OF_SIGNS.get(char) or unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_")


def _sign_called(name: str) -> str:
    return name if name in _SIGNS else ""


def _by_unicode_name(base: str) -> str:
    try:
        return base if len(base) == 1 else unicodedata.lookup(base.replace("_", " "))
    except KeyError:
        return base
