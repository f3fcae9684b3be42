"""A monkey at the keys: whatever is pressed, the program stays alive, the file opens, and undo then redo is no change.

The suite lets it press 5 000 keys and lines three times; ``make soak`` 100 000 twice, and looks at the memory.
"""

import gc
import os
import random
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignment_tui.storage.folder import Sessions
from alignment_tui.ui.actions import actions_in
from alignment_tui.ui.app import AlignmentApp
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import EXAMPLES, SLUG, Facilitator, example

SHORT = 5_000
PRESSES = int(os.environ.get("ALIGNMENT_PRESSES", SHORT))
SEEDS = {1: (80, 24), 2: (40, 12), 3: (120, 36)} if PRESSES <= SHORT else {4: (120, 36), 5: (80, 24)}
GROWN_BYTES = 60_000_000
LINES = (
    "Ana: No outage [/]",
    "R1 because: \u202eit must",
    "V1 Deploy 1h/2d",
    "downtime 3 -> 2 h",
    "option Calm: R1",
    "choose O1",
    "R1 will: x",
    "M1 91",
    "uptime even over speed @Ana",
    "park: [@click=app.quit]x",
    "Ana consents",
    "go memo",
    "fist O1 Ana 2: why",
    "rule everyone",
    "signers: Ana, Raj",
)


@pytest.fixture(autouse=True)
def _garbage_as_in_the_program() -> Iterator[None]:
    """Look for garbage as often as the program does; the suite hardly ever looks among the old."""
    rarely = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*rarely)


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_is_pressed_nothing_breaks(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr(AlignmentApp, "action_leave", _stay)
    chance = random.Random(seed)  # noqa: S311 - which key, not a secret
    bound = [key for entry in actions_in("work") for key in entry.keys if entry.id != "quit"]
    moving = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "enter", "escape", "backspace"]
    begun = 0
    async with Facilitator.opens(tmp_path, example("checkout"), examples=EXAMPLES, size=SEEDS[seed]) as room:
        rev = 0
        for press in range(PRESSES // 20):
            batch: list[str] = []
            while len(batch) < 20:
                match chance.random():
                    case rare if rare < 0.05:
                        batch += [*chance.choice(LINES), "enter", "enter"]
                    case often if often < 0.35:
                        batch.append(chance.choice(moving))
                    case bold if bold < 0.55:
                        batch.append(chance.choice(bound))
                    case _:
                        batch.append(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789 :#@[]?/+-.,"))
            await room.hurry(*batch)
            assert room.app.is_running, batch
            if press % 20 == 0:
                await _back_to_work(room)
                rev = _checked(room, rev)
            if press == PRESSES // 100:
                begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        await _back_to_work(room)
        _checked(room, rev)
    if PRESSES > SHORT:
        assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun) * 1024 < GROWN_BYTES
    for slug in (sessions := Sessions(tmp_path / "sessions", tmp_path / "cache")).slugs():
        sessions.load(slug)


async def _stay(app: AlignmentApp) -> None:
    """The way out is held elsewhere, and would be the monkey's end."""


async def _back_to_work(room: Facilitator) -> None:
    """Leave whatever is open, and open the session again where the monkey went to the library, until all is saved."""
    for _ in range(30):
        if isinstance(room.app.screen, WorkScreen):
            await room.until(lambda: room.app.desk is None or not room.desk.dirty, "the save")
            if isinstance(room.app.screen, WorkScreen) and room.app.desk is not None:
                return
        elif isinstance(room.app.screen, LibraryScreen):
            await room.press("escape", *"checkout rel").enter()
            await room.until(lambda: not isinstance(room.app.screen, LibraryScreen), "the session")
        else:
            await room.press("escape")
    raise AssertionError(f"no way back from {room.app.screen_stack}")


def _checked(room: Facilitator, rev: int) -> int:
    """Hold what has to hold between two keys; returns the revision."""
    desk = room.work.desk
    session = desk.session
    assert not desk.dirty
    kept = desk.sessions.load(desk.slug).document
    if desk.slug == SLUG:
        assert kept.rev >= rev
    undone = desk.undo()
    if undone and not undone.kept and not undone.words:
        assert desk.redo() is not None
        assert desk.session == session
    return kept.rev if desk.slug == SLUG else rev
