"""The trail on the screen: from the record under the cursor in any stage, walked with the arrows, and gone along."""

from pathlib import Path

import pytest

from alignment_tui.domain.stages import stage_of
from alignment_tui.domain.trail import trail
from alignment_tui.ui.dialogs.chooser import Chooser
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.work import WorkScreen
from tests.driver import NOW, SIZES, Facilitator, example
from tests.portion import some
from tests.ui.form_samples import full_session
from tests.ui.hostile import assert_harmless, hostile_session

TODAY = NOW.date()
CHECKOUT = example("checkout").session


async def test_from_somebodys_words_to_the_reading_and_back_along_the_trail(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(120, 36)) as room:
        await (
            room.to_keys()
            .press("down", "w")
            .sees('Raj: "Partners can brand', "onboarding time 14 -> 10 d")
            .type("reading m3")
            .press("enter")
            .sees(stage_of("scorecard").question)
        )
        assert room.selected == "M3"
        await room.press("w").sees("The trail").press("home").type("brand onboarding").enter()
        await room.sees(stage_of("requests").question)
        assert room.selected == "R2"


def _ends(shown: dict[tuple[str, str], int], kind: str) -> set[int]:
    places = [place for (collection, _), place in shown.items() if collection == kind]
    return {min(places), max(places)}


_SHOWN = list(zip(["every field", "checkout", "hostile"], SIZES, strict=True))


@pytest.mark.parametrize(("which", "size"), some(_SHOWN, 1))
async def test_every_kind_of_record_has_a_trail_or_says_that_it_has_none(
    which: str, size: tuple[int, int], tmp_path: Path
) -> None:
    session = {"checkout": CHECKOUT, "every field": full_session(), "hostile": hostile_session()}[which]
    async with Facilitator.opens(tmp_path, session, size=size) as room:
        for slug, view in STAGE_VIEWS.items():
            await room.stage(slug)
            rows = [row for row in view.rows(room.desk.shown, TODAY) if row.selectable]
            shown = {(row.collection, row.key): place for place, row in enumerate(rows)}
            # The trail of every record is held without a screen; here, the first and the last of each kind.
            ends = {place for kind in {row.collection for row in rows} for place in _ends(shown, kind)}
            for place in some(sorted(ends), 3):
                row = rows[place]
                await room.press("home").hurry(*["down"] * place).press("w")
                stops = trail(room.desk.shown, row.key, TODAY, slug).stops
                if not stops:
                    assert isinstance(room.app.screen, WorkScreen)
                    assert room.words_in("#preview").startswith("no trail leads from here")
                    continue
                assert isinstance(room.app.screen, Chooser), row
                assert_harmless(room)
                await room.press("escape")


async def test_every_stop_of_a_trail_is_gone_to(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        stops = trail(CHECKOUT, "R2", TODAY, "requests").stops
        for place, stop in enumerate(stops):
            await room.stage("requests").press("home", "down")
            assert room.selected == "R2"
            await room.press("w", *["pageup"] * 3, *["down"] * place, "enter").sees(stage_of(stop.stage).question)
            keys = [row.key for row in STAGE_VIEWS[stop.stage].rows(CHECKOUT, TODAY) if row.selectable]
            wanted = next(key for key in (stop.id, stop.id.partition(".")[0]) if key in keys)
            assert room.selected == wanted, stop


async def test_where_nothing_is_there_is_nothing_to_follow(tmp_path: Path) -> None:
    from alignment_tui.domain.session import Session

    async with Facilitator.opens(tmp_path, Session(title="New")) as room:
        await room.press("ctrl+t").sees("nothing is under the cursor to follow")
