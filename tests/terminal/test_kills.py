"""The program is killed while somebody types: what its screen had acknowledged is there, and so is the half-typed line.

The suite kills twice; ``make soak`` as often as `ALIGNMENT_SCREEN_KILLS` says, at 60 KB and at 2 MB.
"""

import os
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import History
from alignment_tui.storage.history_check import troubles
from alignment_tui.storage.live import remembered
from tests.running import alignment
from tests.storage.fault_storm import document
from tests.terminal.test_flow import in_line
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.tmux

KILLS = int(os.environ.get("ALIGNMENT_SCREEN_KILLS", "0"))
SIZES = (200, 6_600) if KILLS else (3,)
PROMISED_SECONDS = 0.3 if KILLS else 0.5
"""How long a line may be on its way to the disk; more where other tests run beside this one."""
HALF = "Ana: half of a sen"


@pytest.mark.parametrize("requests", SIZES)
def test_a_killed_screen_loses_nothing_it_acknowledged(requests: int, tmp_path: Path) -> None:
    """Every other kill comes as the first line is listed; the others a while later, with a line half typed."""
    sessions, state = Sessions(tmp_path / "sessions", tmp_path / "cache"), tmp_path / "state" / "alignment-tui"
    sessions.create("case", document(requests))
    real = sessions.real("case")
    chance = random.Random(requests)  # noqa: S311 - when to kill, not a secret
    safe: set[str] = set()
    left = ""
    with Terminal(tmp_path) as window:
        for number in range(KILLS or 2):
            window.start("case", "--dir", sessions.folder)
            window.until(lambda left=left: in_line(window) == left, f"{left!r} in the line again")  # type: ignore[misc]
            window.press("C-u")
            watch = Watch(window, [f"said {number}-{place}" for place in range(chance.randint(1, 6))])
            window.burst(f"Ana: {words}" for words in watch.said)
            if number % 2:
                window.type(HALF)
                watch.until_listed(chance.uniform(PROMISED_SECONDS, 1.2))
                window.until(lambda: remembered(state, real).line == HALF, "the half-typed line kept")
            else:
                watch.until_listed(chance.uniform(0, 0.05))
            safe |= watch.kill()
            kept = [request.words for request in sessions.load("case").document.session.requests]
            assert len(kept) == len(set(kept)) >= requests
            assert safe <= set(kept), f"kill {number}: acknowledged, and not there"
            assert [*troubles(History(real), real)] == []
            left = HALF if number % 2 else remembered(state, real).line.strip()  # a pane shows no blank at its end
    alignment("capture", "case", "park: afterwards", "--dir", sessions.folder, home=tmp_path)
    assert "whole; the file is as" in alignment("verify", "case", "--dir", sessions.folder, home=tmp_path).stdout


class Watch:
    """What the screen shows of the lines that were said, and since when."""

    def __init__(self, window: Terminal, said: Sequence[str]) -> None:
        self.said = said
        self._window = window
        self._since: dict[str, float] = {}
        self._saved: set[str] = set()

    def until_listed(self, seconds: float) -> None:
        """Look until the first line is in the list, and so long after that."""
        self._window.until(self._look, "the first line listed")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._look()

    def kill(self) -> set[str]:
        """Kill the program, and return the lines that had to be on the disk by then.

        These are the ones that were in the list while the header said "Saved", and those that were there long enough.
        """
        killed = time.monotonic()
        self._window.kill()
        return self._saved | {words for words, since in self._since.items() if killed - since > PROMISED_SECONDS}

    def _look(self) -> bool:
        header, _, below = self._window.text().partition("\n")
        seen = time.monotonic()
        listed = {words for words in self.said if re.search(rf"R\d+…? +Ana +{words} ", below)}
        self._since = dict.fromkeys(listed, seen) | self._since
        if "Saved" in header:
            self._saved |= listed
        return bool(listed)
