"""Esc and a key in quick succession, which reach the program as one: it is Esc, and then the key."""

from pathlib import Path

import pytest
from textual.events import Key

from alignment_tui.ui.esc_and_key import EscParser
from tests.driver import Facilitator, example

SESSION = example("checkout").session


def keys_of(text: str) -> list[Key]:
    """Return the keys a terminal's characters are read as, when nothing more comes."""
    parser = EscParser()
    return [token for part in (text, "") for token in parser.feed(part) if isinstance(token, Key)]


async def come(room: Facilitator, text: str) -> None:
    for key in keys_of(text):
        room.app.post_message(key)
    await room._settle()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b3", "If this worked, what would move"),
        ("\x1b:", "What do you want to do?"),
        ("\x1bt", "the clock runs"),
        ("\x1b\r", "In their own words"),
    ],
)
async def test_the_line_is_left_and_the_key_does_what_it_is_for(text: str, seen: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("park: half a tho")
        await come(room, text)
        await room.sees(seen)
        assert room.session == SESSION
        assert room.line == "park: half a tho"


async def test_keys_that_come_before_the_line_is_left_are_keys(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.hurry("escape", "3").sees("If this worked, what would move")
        assert room.line == ""


async def test_alt_and_a_key_is_one_key_where_an_action_has_it(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "keys.yaml").write_text("next-stage: alt+n\n")
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("half")
        await come(room, "\x1bn")
        await room.sees("Who benefits, how, and when?", "TYPING", "half")


def test_what_begins_like_a_terminals_own_words_is_left_as_it_is() -> None:
    assert [key.key for key in keys_of("\x1b[A")] == ["up"]
    assert [key.key for key in keys_of("\x1b[1;3A")] == ["alt+up"]
    assert "escape" not in {key.key for key in keys_of("\x1b[99x")}
    assert [key.key for key in keys_of("\x1b")] == ["escape"]
