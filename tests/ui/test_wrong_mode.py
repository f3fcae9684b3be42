"""Sentences typed where letters are keys, and pastes of many lines: nothing of it changes the session.

In the suite each stage is typed every fourth sentence of two hundred, and four stages all of them; ``make soak`` types
all on each.
"""

from pathlib import Path

import pytest

from alignment_tui.domain.stages import STAGES
from alignment_tui.ui.work import WorkScreen
from tests.driver import Facilitator, example
from tests.portion import dealt
from tests.running import ROOT

SENTENCES = (ROOT / "tests" / "data" / "sentences.txt").read_text(encoding="utf-8").split("\n")[:-1]
SESSION = example("checkout").session
SLUGS: list[str] = [stage.slug for stage in STAGES]


@pytest.fixture(autouse=True)
def nobody_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a slow machine be no pause in the typing."""
    monkeypatch.setattr("alignment_tui.ui.lettered_screen.ALONE_SECONDS", 60.0)


async def in_keys(room: Facilitator, place: int) -> None:
    """Stand in KEYS at a stage with nothing half typed, whatever a sentence has opened."""
    await room.hurry("escape", "escape", "escape")
    if not isinstance(room.app.screen, WorkScreen):
        await room.press("escape").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
    room.work.capture.put("")
    await room.press(str(place))


def test_there_are_two_hundred_of_all_kinds() -> None:
    text = "\n".join(SENTENCES)
    assert len(SENTENCES) >= 200
    assert len(set(SENTENCES)) == len(SENTENCES)
    assert set("12345678[]/:?.,;!'\"-+*=%&()<>@#{}\\") <= set(text)
    assert any(not char.isascii() for char in text)


@pytest.mark.parametrize("slug", SLUGS)
async def test_a_sentence_typed_in_keys_changes_nothing(slug: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(80, 24)) as room:
        await room.saved()
        before, document = room.desk.path.read_bytes(), room.desk.document
        for sentence in dealt(SENTENCES, SLUGS.index(slug), 16):
            await in_keys(room, SLUGS.index(slug) + 1)
            await room.type(sentence)
            assert room.desk.document is document, sentence
            shown = "".join(char for char in sentence if char.isprintable())
            assert shown.endswith(room.line), sentence
        await room.saved()
        assert room.desk.path.read_bytes() == before


async def test_with_enter_after_it_nothing_changes_but_what_the_line_took(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(80, 24)) as room:
        for sentence in [one for one in SENTENCES if ":" in one and not one.startswith(":")]:
            await in_keys(room, 3)
            document = room.desk.document
            await room.type(sentence).until(lambda: all(one.is_finished for one in room.app.workers), "the palette")
            await room.enter()
            if room.desk.document is not document:
                assert room.words_in("#preview").startswith("taken: "), sentence
                await room.press("ctrl+z")


@pytest.mark.parametrize("slug", SLUGS)
async def test_a_paste_of_many_lines_in_keys_changes_nothing_and_says_where_it_went(slug: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(80, 24)) as room:
        await in_keys(room, SLUGS.index(slug) + 1)
        document = room.desk.document
        await room.paste("\n".join(SENTENCES)).sees("pasted in KEYS, nothing is taken; a to type, then paste again")
        await room.sees("KEYS", STAGES[SLUGS.index(slug)].question)
        assert room.line == ""
        assert room.desk.document is document


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n\n"])
async def test_a_paste_of_many_lines_in_typing_is_text_and_waits_for_enter(end: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        document = room.desk.document
        await room.paste(f"park: one{end}R2 must{end}drop C2: no{end}").sees("TYPING")
        assert room.line == "park: one R2 must drop C2: no"
        assert room.desk.document is document
        await room.enter().sees("taken: ")
        assert room.session.parked[-1].text == "one R2 must drop C2: no"
