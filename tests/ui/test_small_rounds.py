"""The rounds of day 5 and of the launch in a small terminal: who is asked, what they say, and the way back."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.ui.dialogs.fist import FistScreen
from alignment_tui.ui.dialogs.ranking import RankingScreen
from alignment_tui.ui.dialogs.sign_round import SignRound
from alignment_tui.ui.work import WorkScreen
from tests.driver import Facilitator, example
from tests.ui.test_sign_round import BASE
from tests.ui.test_small import nothing_is_cut_off

CHECKOUT = replace(example("checkout").session, fists=(), rankings=())
SMALLEST = ((40, 12), (20, 6))


@pytest.mark.parametrize("size", SMALLEST)
async def test_a_fist_is_shown_by_everybody_and_seen(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=size) as room:
        await room.stage("trade-offs").palette("Fist to five")
        await room.until(lambda: isinstance(room.app.screen, FistScreen), "the round").sees("▌ Ana", "0 to 5?")
        nothing_is_cut_off(room, size)
        await room.sees("Esc back").press("4").sees("▌ Raj").press("3").sees("▌ Li").press("2", "escape")
        await room.sees("▌ Li", "●●○○○").press("home").sees("▌ Ana", "●●●●○")
        nothing_is_cut_off(room, size)
        await room.press("escape").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert [one.fingers for one in room.session.fists] == [4, 3, 2]


async def test_all_who_show_are_in_sight_at_40x12(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(40, 12)) as room:
        await room.stage("trade-offs").palette("Fist to five").sees("▌ Ana").press("4", "2", "3")
        await room.sees("●●●●○  4 supports it", "▌ Raj", "●●○○○  2 ", "●●●○○  3 can live", "Raj, what would have to")


@pytest.mark.parametrize("size", SMALLEST)
async def test_an_order_is_put_right_and_kept(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=size) as room:
        await room.stage("trade-offs").palette("Forced ranking")
        await room.until(lambda: isinstance(room.app.screen, RankingScreen), "the round").sees("▌  1  ", "Esc back")
        await room.press("2").sees("▌  2  ").enter().sees("Raj")
        nothing_is_cut_off(room, size)
        assert room.session.rankings[0].order[:2] == ("R2", "R1")
        await room.press("escape").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")


@pytest.mark.parametrize("size", SMALLEST)
async def test_a_signer_is_read_to_and_their_word_is_taken(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE, size=size) as room:
        await room.stage("sign-off").palette("Ask for signatures")
        await room.until(lambda: isinstance(room.app.screen, SignRound), "the round").sees("Ana")
        assert room.app.screen.query_one("#round-page").size.height >= 3
        nothing_is_cut_off(room, size)
        await room.press("o").type("two contracts").sees("acts").enter().enter().sees("Raj")
        assert [(one.person, one.text) for one in room.session.signatures] == [("S1", "two contracts")]
        nothing_is_cut_off(room, size)
