"""Sessions that something happened to, on the real interface: walked through and looked into, and nothing breaks.

The suite opens one mutant that can be opened; ``make soak`` 1 000 (docs/soak.md).
"""

import os
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from alignment_tui.domain.session import Session
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.reading import Stamp, decoded
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.work import WorkScreen
from tests.driver import SIZES, SLUG, Facilitator
from tests.hostile.document_mutants import Mutant, mutants
from tests.hostile.words import WORDS
from tests.ui.hostile import assert_harmless

# Number of mutants, and, to look at one alone, which is the first.
MUTANTS = int(os.environ.get("ALIGNMENT_SCREEN_MUTANTS", "1"))
FIRST = int(os.environ.get("ALIGNMENT_FIRST_MUTANT", "0"))


def mutants_that_open() -> Iterator[Mutant]:
    """Yield mutants without end, those that the program lets in."""
    for number in count(FIRST):
        (mutant,) = mutants(number, 1)
        try:
            decoded(mutant.data, Stamp(0, 0, 0))
        except Unfit:
            continue
        yield mutant


async def test_whatever_opens_can_be_walked_through(tmp_path: Path) -> None:
    for mutant in islice(mutants_that_open(), MUTANTS):
        home = tmp_path / str(mutant.number)
        (home / "sessions").mkdir(parents=True)
        file = home / "sessions" / f"{SLUG}.json"
        file.write_bytes(mutant.data)
        try:
            async with Facilitator.opens(home, Session(title="is there"), size=SIZES[mutant.number % 3]) as room:
                await _walk(room)
        except Exception as broken:
            raise AssertionError(f"mutant {mutant.number} ({mutant.how!a:.200})") from broken
        assert file.read_bytes() == mutant.data


async def _walk(room: Facilitator) -> None:
    """Go through all stages and the room's view of each, and look into every page that can be opened over them."""
    await room.to_keys()
    for place in range(1, len(STAGE_VIEWS) + 1):
        for keys in ((str(place), "home", "down"), ("end", "f5")):
            await room.hurry(*keys)
            assert_harmless(room)
        await room.hurry("f5")
    for opened in ("f4", "f9", "f1", "ctrl+f", "ctrl+t", "f2"):
        await room.hurry(opened, *(["o"] if opened == "ctrl+f" else ["pagedown", "down"]))
        assert_harmless(room)
        for _ in range(3):
            if not isinstance(room.app.screen, WorkScreen):
                await room.press("escape")
    await room.press("ctrl+o")
    assert_harmless(room)


async def test_every_hostile_word_can_be_pasted_where_one_types_and_where_one_searches(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, Session(title="Checkout"), size=(200, 50)) as room:
        for words in WORDS.values():
            await room.paste(f"park: {words}").enter()
            assert_harmless(room)
        await room.press("ctrl+f").paste(" ".join(WORDS.values()))
        assert_harmless(room)
        await room.press("escape")
        assert len(room.session.parked) == len(WORDS)
        await room.saved()
        assert room.on_disk == room.session
