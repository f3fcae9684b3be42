"""Keys by name: what people write, what keyboards print and what textual calls them are the same keys."""

import re

import pytest
from textual.keys import Keys, _character_to_key

from alignment_tui.ui.key_names import NoKey, key_name, read_key, types_text

# Mice, and what the terminal sends for another key.
NO_KEYS = {"<any>", "<scroll-up>", "<scroll-down>", "<ignore>", "ctrl-at", "return"}
THE_SAME = {"ctrl+i", "ctrl+m", "ctrl+h"}
SIGNS = [chr(code) for code in range(0x20, 0x7F)]


@pytest.mark.parametrize("key", sorted({key.value for key in Keys} - NO_KEYS - THE_SAME))
def test_every_key_of_textual_is_known_and_printed_as_it_is_read(key: str) -> None:
    assert read_key(key) == key
    assert read_key(key_name(key)) == key


@pytest.mark.parametrize("char", SIGNS[1:])
def test_every_sign_is_called_as_textual_calls_it(char: str) -> None:
    assert read_key(char) == _character_to_key(char)
    assert key_name(read_key(char)) == char
    assert types_text(read_key(char))


def test_what_types_something_is_told_from_what_does_not() -> None:
    typing = {key.value for key in Keys if types_text(key.value)} - NO_KEYS
    assert typing == {"space"}
    assert not [key for key in ("home", "f35", "alt+a", "ctrl+plus", "insert", "tab") if types_text(key)]
    assert [key for key in ("a", "Z", "7", "é", "plus", "section_sign") if not types_text(key)] == []


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("F5", "f5"),
        ("Ctrl+P", "ctrl+p"),
        (" Esc ", "escape"),
        ("PgUp", "pageup"),
        ("DEL", "delete"),
        ("Return", "enter"),
        ("A", "A"),
        ("é", "é"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("shift+ctrl+Left", "ctrl+shift+left"),
        ("Question_Mark", "question_mark"),
        ("ctrl+space", "ctrl+@"),
        ("alt+X", "alt+x"),
        ("§", "section_sign"),
    ],
)
def test_a_key_is_read_as_people_write_it(written: str, key: str) -> None:
    assert read_key(written) == key


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("F36", "no key is called F36"),
        ("ctl+p", "no key is called ctl+p"),
        ("", "no key is called"),
        ("ctrl+", "no key is called ctrl+"),
        ("ctrl+ctrl+p", "no key is called"),
        ("f5 f6", "no key is called"),
        ("\x1b", "no key is called"),
        ("ctrl+i", "a terminal cannot tell ctrl+i from Tab"),
        ("ctrl+[", "a terminal cannot tell ctrl+[ from Esc"),
        ("ctrl+M", "a terminal cannot tell ctrl+M from Enter"),
        ("shift+a", "say what shift+a types instead"),
    ],
)
def test_what_is_no_key_says_why(written: str, why: str) -> None:
    with pytest.raises(NoKey, match=f"^{re.escape(why)}"):
        read_key(written)


def test_a_key_is_printed_as_on_keyboards() -> None:
    keys = ("f10", "ctrl+p", "right_square_bracket", "colon", "pagedown", "alt+up", "a", "A", "space", "section_sign")
    assert [key_name(key) for key in keys] == ["F10", "ctrl+p", "]", ":", "PgDn", "alt+Up", "a", "A", "Space", "§"]
