"""Every stage, at every size, on a full, a sparse and an empty session: what must be in sight is in sight."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import json
from rich.cells import cell_len

from alignment_tui.domain import flow
from alignment_tui.domain.capacity import Balance
from alignment_tui.domain.document import Document
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, stage_of
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.live import Live, remember
from alignment_tui.storage.reading import encoded
from alignment_tui.ui.lines import plain, width_of
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.stages.constraints import balance_lines
from alignment_tui.ui.widgets.record_list import Row
from tests import factories
from tests.driver import NOW, SIZES, SLUG, Facilitator, example
from tests.portion import paired, some
from tests.ui.form_samples import full_session

TODAY = NOW.date()
NARROW = 100
SESSIONS = {
    "checkout": example("checkout").session,
    "free-threaded-python": example("free-threaded-python").session,
    "empty": Session(title="Nothing said yet"),
}
EVERYTHING = SESSIONS | {"every field": full_session()}


@pytest.mark.parametrize(("slug", "name"), paired(list(STAGE_VIEWS), list(SESSIONS)))
async def test_question_state_records_and_detail_are_in_sight(slug: StageSlug, name: str, tmp_path: Path) -> None:
    session, view = SESSIONS[name], STAGE_VIEWS[slug]
    async with Facilitator.opens(tmp_path, session, size=SIZES[0]) as room:
        await room.stage(slug).press("a")
        for columns, lines in SIZES:
            await room.resize(columns, lines).sees(stage_of(slug).question, session.title[:24], "TYPING")
            shown = room.screen_text().splitlines()
            assert len(shown) == lines
            assert [text for text in shown if cell_len(text) > columns] == []
            _states_are_told(shown, session, slug, columns)
            row = room.work.records.selected
            if row is None:
                assert all(" ".join(told.split()) in room.words_in("#detail") for told in view.begin)
                continue
            width = room.work.records.scrollable_content_region.width - 2
            assert f"▌ {plain([view.row(session, row, width, TODAY)]).rstrip()}" in room.screen_text()
            width = room.work.query_one("#detail").scrollable_content_region.width
            first = next(text for text in plain(view.detail(session, row, width, TODAY)).splitlines() if text.strip())
            assert " ".join(first.split()) in room.words_in("#detail")


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_has_all_its_keys_in_both_modes(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"], size=size) as room:
        await room.sees("Enter take", "Esc keys", "F2 open", "F5 present", "F9 findings", "ctrl+p actions", "F1 help")
        await room.press("escape").sees(
            "KEYS", "a type", "1 to 8 stages", "Enter open", "p present", "f findings", ": actions", "? help"
        )


@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_on_every_stage_the_cursor_reaches_every_record_and_tells_it(
    size: tuple[int, int], tmp_path: Path
) -> None:
    session = EVERYTHING["every field"]
    async with Facilitator.opens(tmp_path, session, size=size) as room:
        for slug, view in STAGE_VIEWS.items():
            await room.stage(slug).press("home")
            keys = [(row.collection, row.key) for row in view.rows(session, TODAY) if row.selectable]
            reached = []
            for _ in keys:
                row = room.work.records.selected
                assert row
                reached.append((row.collection, row.key))
                assert "▌" in room.words_in("#list")
                assert room.words_in("#detail")
                await room.press("down")
            assert reached == keys
            await room.press("home", "end")
            assert room.selected == keys[-1][1]


@pytest.mark.parametrize("name", EVERYTHING)
@pytest.mark.parametrize("slug", STAGE_VIEWS)
def test_no_line_of_a_stage_is_cut_by_the_width_it_was_given(slug: StageSlug, name: str) -> None:
    session, view = EVERYTHING[name], STAGE_VIEWS[slug]
    for row in (None, *view.rows(session, TODAY)):
        for width in (74, 85, 120, 170):
            wide = [line for line in view.detail(session, row, width, TODAY) if width_of(line) > width]
            assert not wide, (row, width, plain(wide))


@pytest.mark.parametrize(
    ("slug", "key", "told"),
    [
        ("requests", "R2", "Raj  Partners can brand onboarding themselv"),
        ("metrics", "M6", "lead time of a change "),
        ("constraints", "C2", "onboarding pages cannot be themed while shop and"),
        ("constraints", "postures", "protect above 0 %"),
    ],
)
def test_words_have_the_room_that_nothing_else_takes(slug: StageSlug, key: str, told: str) -> None:
    view, session = STAGE_VIEWS[slug], SESSIONS["checkout"]
    row = next(row for row in view.rows(session, TODAY) if row.key == key)
    assert told in plain([view.row(session, row, 76, TODAY)])


async def test_the_rail_and_the_strip_take_the_mouse(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"], size=(120, 36)) as room:
        await room.click("#rail", (5, 3)).sees(stage_of("constraints").question)
        await room.click("#list", (10, 3)).click("#list", (10, 3), times=2).sees("F2")
        await room.press("escape").resize(80, 24).click("#strip", (2, 0)).sees(stage_of("requests").question)


async def test_an_empty_line_says_what_can_be_done_with_it(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"]) as room:
        for view in STAGE_VIEWS.values():
            told = view.such_as(room.session, room.work.records.selected)
            assert room.words_in("#preview").startswith(f"such as {told}")
            await room.press("f8")
        await room.press("escape").sees("letters are keys now; a to type")


async def test_the_line_asks_for_what_a_request_still_wants(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["empty"]) as room:
        await room.sees("such as here: Ana, Raj").says("Ana: No outage").enter().type("x").press("backspace")
        await room.sees("such as R1 because: why it is needed").says("R1 because: it costs", "R1 none: assume")
        await room.type("x").press("backspace").sees("such as R1 needs: what has to be there first")


async def test_a_stage_shows_its_first_record_first_and_then_where_one_was(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"]) as room:
        await room.press("escape", "down", "down")
        assert room.selected == "R3"
        for slug, first in (("value-stream", "V1"), ("metrics", "M1"), ("memo", "context"), ("scorecard", "M1")):
            await room.stage(slug)  # type: ignore[arg-type]
            assert room.selected == first
        await room.stage("requests")
        assert room.selected == "R3"


async def test_the_first_picture_of_a_tall_screen_has_air_between_its_groups(tmp_path: Path) -> None:
    path = Sessions(tmp_path / "sessions", tmp_path / "cache").path(SLUG)
    remember(tmp_path / "state", path, Live(stage="constraints", record="constraints:C5"))
    async with Facilitator.opens(tmp_path, example("checkout").session, size=(200, 50)) as room:
        drawn = [one[28:110].split("│")[0].strip() for one in room.screen_text().splitlines()]
        place = drawn.index("Error budget")
        assert (drawn[place - 1], drawn[place + 1][:6]) == ("", "▌ C5  ")


async def test_resizing_to_almost_nothing_and_back_loses_nothing(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"]) as room:
        await room.type("park: half a tho")
        for slug in STAGE_VIEWS:
            for columns, lines in ((40, 12), (20, 5), (1, 1), (120, 36)):
                await room.resize(columns, lines)
            await room.stage(slug).sees(stage_of(slug).question)
        await room.press("a").sees("park: half a tho")


def _states_are_told(shown: list[str], session: Session, here: StageSlug, columns: int) -> None:
    """Every stage is told with its state in a word, and the one that is open is marked."""
    for number, (stage, found) in enumerate(zip(STAGES, flow.states(session, TODAY), strict=True), start=1):
        if columns < NARROW:
            short = {"sign-off": "sign", "scorecard": "score"}.get(stage.slug, str(number))
            state = {"empty": "-", "partial": "part"}.get(found.state, found.state)
            mark = "▸" if stage.slug == here else " "
            assert any(f"{mark}{short} {state}" in text for text in shown), stage.slug
        else:
            mark = "▌" if stage.slug == here else " "
            line = re.compile(rf"^ {mark} [\d ] {stage.title} +{found.state}\b")
            assert any(line.match(text) for text in shown), stage.slug


async def test_a_metric_says_how_far_its_target_reaches(tmp_path: Path) -> None:
    summer = datetime(2025, 7, 1, 10, tzinfo=UTC)
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"], clock=lambda: summer) as room:
        await room.stage("metrics").press("home")
        assert "Realistic 90 is below the lower limit 95: the system has to change" in room.words_in("#detail")


async def test_where_each_posture_begins_is_shown_and_set_by_line_and_form(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["checkout"], size=(120, 36)) as room:
        await room.stage("constraints").press("end")
        assert "push above 50 % left at pace 1 or less" in room.words_in("#detail")
        assert "C5 checkout, 98.5 % over 30 d careful" in room.words_in("#list")
        await room.press("a").type("posture careful above 45%").press("enter").sees("taken: posture careful")
        assert "C5 checkout, 98.5 % over 30 d protect" in room.words_in("#list")
        await room.press("escape", "end", "f2").sees("Careful above", "45%").press("escape")
        await room.press("ctrl+z").sees("Undone: posture careful")
        assert "C5 checkout, 98.5 % over 30 d careful" in room.words_in("#list")


async def test_what_is_missing_is_counted_once_something_was_said(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, Session(title="New")) as room:
        assert "finding" not in room.words_in("#rail")
        await room.type("Ana: A calm sale").enter().enter()
        await room.until(lambda: " findings" in room.words_in("#rail"), "the findings counted")


def test_ids_of_four_digits_are_shown_whole_and_one_below_the_other() -> None:
    few = SESSIONS["checkout"]
    text = encoded(example("checkout")).decode()
    session = json.decode(re.sub(r"\b([A-Z])([0-9])\b", r"\g<1>100\2", text), type=Document).session
    for view in STAGE_VIEWS.values():
        for short, long in zip(view.rows(few, TODAY), view.rows(session, TODAY), strict=True):
            if short.selectable and short.key in plain([view.row(few, short, 120, TODAY)]):
                assert long.key in plain([view.row(session, long, 120, TODAY)])
    mixed = factories.session(requests=(factories.request(7), factories.request(1002)))
    first, second = (
        plain([STAGE_VIEWS["requests"].row(mixed, Row("requests", own), 120, TODAY)]) for own in ("R7", "R1002")
    )
    assert (first[:7], second[:7]) == ("R7     ", "R1002  ")


@pytest.mark.parametrize("available", [5e-324, 1e-300, 0.1, 1e300])
@pytest.mark.parametrize("typical", [0.0, 5e-324, 1.0, 1e300])
def test_capacity_is_drawn_for_any_number(available: float, typical: float) -> None:
    balance = Balance(team="", available=available, until=None, low=typical, typical=typical, high=typical, over_by=0)
    (drawn, *_) = balance_lines(balance, 80)
    assert sum(len(text) for text, _ in drawn[1:4]) == 24
