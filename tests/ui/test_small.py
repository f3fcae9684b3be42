"""Small terminals: parts are left out in order and it is said; one can still capture, and nothing is lost."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.command import CommandPalette

from alignment_tui.domain.changes import Conflict
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.stages import STAGES
from alignment_tui.ui.dialogs.chooser import Chooser
from alignment_tui.ui.dialogs.conflict import ConflictScreen
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.help_screen import HelpScreen
from alignment_tui.ui.dialogs.parts import PartsScreen
from alignment_tui.ui.dialogs.reader import Reader
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.lines import columns, plain
from alignment_tui.ui.stages import STAGE_VIEWS
from tests.driver import EXAMPLES, NOW, Facilitator, example
from tests.portion import paired, some

SESSION = example("checkout").session
SMALL = ((60, 20), (40, 12), (20, 6))
TINY = (*SMALL, (20, 3), (1, 1), (200, 1), (1, 50), (20, 6), (40, 12), (60, 20))


def nothing_is_cut_off(room: Facilitator, size: tuple[int, int]) -> None:
    shown = room.screen_text().split("\n")
    assert len(shown) == size[1]
    assert not [text for text in shown if cell_len(text) > size[0]]


@pytest.mark.parametrize(("slug", "size"), paired([stage.slug for stage in STAGES], SMALL))
async def test_on_every_stage_the_line_its_preview_and_the_record_are_in_sight(
    slug: StageSlug, size: tuple[int, int], tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.stage(slug).sees("KEYS", "small").press("end")
        nothing_is_cut_off(room, size)
        row = room.work.records.selected
        assert row
        assert "▌" in room.words_in("#list")
        width = room.work.records.scrollable_content_region.width - 2
        shown = plain([STAGE_VIEWS[slug].row(SESSION, row, width, NOW.date())])
        assert shown.split()[0] in room.words_in("#list").partition("▌")[2]
        await room.press("a").type("park: a new thought")
        assert room.words_in("#line").endswith("ought")
        assert room.words_in("#preview").startswith("park")
        await room.enter().until(lambda: room.words_in("#preview").startswith("taken"), "the answer")
        assert room.session.parked[-1].text == "a new thought"
        nothing_is_cut_off(room, size)


@pytest.mark.parametrize("size", SMALL)
async def test_what_was_taken_last_is_seen(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.says("Ana: The till hums softly").until(lambda: "R7" in room.words_in("#list"), "the request")
        assert room.selected == "R7"


async def test_parts_are_left_out_in_order_and_come_back(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(80, 24)) as room:
        parts = ("header", "question", "strip", "list", "detail", "line", "preview", "footer")
        kept: list[list[str]] = []
        for lines in (24, 20, 12, 8, 5, 3, 1):
            await room.resize(80, lines)
            screen = room.app.screen
            kept.append(
                [part for part in parts if screen.query_one(f"#{part}").region.intersection(screen.region).area]
            )
        assert kept == [
            list(parts),
            list(parts),
            ["header", "question", "list", "line", "preview", "footer"],
            ["header", "list", "line", "preview"],
            ["list", "line", "preview"],
            ["list", "line", "preview"],
            ["line"],
        ]
        await room.resize(80, 24).sees("12 person-weeks, 19 asked for", "In short").does_not_see("small")


@pytest.mark.parametrize("size", [(79, 24), (80, 23)])
async def test_it_is_said_that_something_is_left_out(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.sees("small").resize(80, 24).does_not_see("small").press("f1").type("small").sees("under 80x24")


async def test_the_detail_is_one_key_away(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(40, 12)) as room:
        await room.does_not_see("In short").press("f3").sees("R1  Ana, SRE lead").press("f3").sees("▌ R1")


async def test_the_room_still_sees_what_is_shown_to_it(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(60, 14)) as room:
        await room.stage("metrics").press("f5").sees("checkout downtime", "120").press("f5").sees("▌")


async def test_what_a_form_covers_fits_the_room_when_it_is_left(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(80, 24)) as room:
        before = room.screen_text()
        await room.resize(120, 36).until(lambda: room.screen_text() != before, "more room")
        await room.press("f2").sees("R1  Request").resize(80, 24).press("escape").sees("What does success mean")
        await room.until(lambda: room.screen_text() == before, "the stage as it was at this size")


async def test_resizing_back_and_forth_loses_neither_line_nor_place(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(120, 36)) as room:
        await room.to_keys().press("down", "down").to_line().type("park: half a tho")
        for size in (*TINY, *reversed(TINY)):
            await room.resize(*size)
        await room.resize(120, 36).sees("park: half a tho", "▌ R3", "TYPING")
        assert room.session == SESSION
        assert room.selected == "R3"


@pytest.mark.parametrize("size", some(SMALL, 1))
async def test_dialogs_still_work(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.press("f9").until(lambda: isinstance(room.app.screen, Chooser), "the findings")
        assert "look at" in room.words_in("#choices")
        await room.press("down").enter().sees("KEYS").press("ctrl+f").type("sandbox").sees("R4").press("escape")
        await room.press("f1").until(lambda: isinstance(room.app.screen, HelpScreen), "the help").type("undo")
        await room.until(lambda: "ctrl+z" in room.words_in("#page"), "undo").press("escape")
        await room.press("f4").until(lambda: isinstance(room.app.screen, Reader), "the memo")
        await room.press("home").sees("CHECKOUT" if size[0] >= 40 else "make the terminal").press("down", "escape")
        await room.press("ctrl+p").until(lambda: isinstance(room.app.screen, CommandPalette), "the palette")
        await room.type("more room").sees("More room below").press("escape").sees("KEYS")
        nothing_is_cut_off(room, size)


@pytest.mark.parametrize("size", some(SMALL, 1))
async def test_a_form_is_filled_in_and_saved(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.press("f2").until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        await room.type(" now").resize(120, 36).resize(1, 1).resize(*size)
        await room.until(lambda: "Enter next" in room.screen_text(), "the keys").press("f2").sees("changed R1")
        assert room.session.requests[0].words.endswith(" now")


async def test_a_list_of_parts_is_seen_at_40_columns(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(40, 12)) as room:
        await room.press("f2").until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        await room.press(*["tab"] * 9).enter().until(lambda: isinstance(room.app.screen, PartsScreen), "the parts")
        await room.sees("most of the outages").resize(20, 6).resize(1, 1).resize(40, 12).sees("most of the outages")
        await room.press("escape", "escape").sees("▌ R1")


@pytest.mark.parametrize("size", SMALL)
async def test_the_library_opens_a_session(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, size=size, examples=EXAMPLES) as room:
        await room.sees("▌ Checkout").resize(1, 1).resize(*size).sees("▌ Checkout")
        nothing_is_cut_off(room, size)
        assert isinstance(room.app.screen, LibraryScreen)
        await room.enter().sees("TYPING", "▌ R1")


@pytest.mark.parametrize("key", some(["f1", "f2", "f4", "f9", "ctrl+p", "ctrl+f"], 3))
async def test_no_dialog_minds_any_size(key: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(120, 36)) as room:
        await room.press(key)
        for size in (*some(TINY, 3), (120, 36)):
            await room.resize(*size).press("down", "up")
        await room.press("escape").sees("TYPING")
        assert room.session == SESSION


def test_columns_give_way_from_the_right_until_words_have_room() -> None:
    cells = (
        ("R1", 4, "dim"),
        ("Ana", 8, "text"),
        ("no outage at all", 0, "text"),
        ("must", 5, "text"),
        ("6 pw", -8, "dim"),
    )
    assert plain([columns(60, *cells)]) == "R1    Ana       no outage at all             must       6 pw"  # type: ignore[arg-type]
    assert plain([columns(40, *cells)]) == "R1    Ana       no outage at all   must"  # type: ignore[arg-type]
    assert plain([columns(30, *cells)]) == "R1    Ana       no outage at…"  # type: ignore[arg-type]
    assert plain([columns(20, *cells)]) == "R1    no outage at…"  # type: ignore[arg-type]
    assert plain([columns(8, *cells)]) == "R1    no ou…"  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SMALL)
async def test_a_conflict_can_be_settled(size: tuple[int, int], tmp_path: Path) -> None:
    answers: list[tuple[bool, ...] | None] = []
    conflict = Conflict(collection="requests", key="R1", field="because", base="", ours="mine it is", theirs="theirs")
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        room.app.push_screen(ConflictScreen([conflict]), answers.append)
        await room.sees("R1 because").resize(1, 1).resize(*size).press("space").sees("   thei").press("f2")
        await room.until(lambda: answers == [(True,)], "the answer")
