"""The map on the screen: at every size the step under the cursor stands out, and what it costs is in sight."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from alignment_tui.documents.value_stream_map import Band, map_bands
from alignment_tui.domain.records import Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream import figures
from alignment_tui.ui.lines import Line, plain
from alignment_tui.ui.stages import STAGE_VIEWS, stream_map
from alignment_tui.ui.widgets.record_list import Row
from tests.driver import NOW, SIZES, Facilitator
from tests.pages.examples import STREAMS, example
from tests.portion import some

VIEW = STAGE_VIEWS["value-stream"]
SESSIONS = {case.stem: example(case).session for case in STREAMS}
GAPS = example(STREAMS[0].with_name("gaps.txt")).session
WIDTHS = (76, 85, 104)


def detail(session: Session, key: str, width: int) -> list[Line]:
    return VIEW.detail(session, Row("streams", key), width, NOW.date())


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_the_cursor_moves_through_the_steps_and_the_map_follows(
    size: tuple[int, int], name: str, tmp_path: Path
) -> None:
    (stream,) = SESSIONS[name].streams
    async with Facilitator.opens(tmp_path, SESSIONS[name], size=size) as room:
        await room.stage("value-stream").press("home").sees("Worst: work waits")
        for number, step in enumerate(stream.steps, start=1):
            await room.press("down")
            assert room.selected == step.id
            shown = room.words_in("#detail")
            assert f"{step.id} {step.name} {step.lane}, step {number} of {len(stream.steps)}" in shown
            assert step.name[:14] in shown.partition("step ")[2]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SESSIONS)
def test_only_the_selected_step_stands_out_on_the_map(name: str, width: int) -> None:
    (stream,) = SESSIONS[name].streams
    for step in stream.steps:
        lines = detail(SESSIONS[name], step.id, width)
        bold = [text.strip() for line in lines for text, role in line if role == "strong"]
        chosen = " ".join(text for line in lines for text, role in line if role == "accent")
        others = [one.name[:14] for one in stream.steps if one is not step]
        assert step.name[:14] in chosen
        assert step.name in bold
        assert not any(f"[{one}" in chosen or f"│{one}" in chosen for one in others)


@pytest.mark.parametrize("name", SESSIONS)
def test_under_the_map_stand_the_totals_and_what_going_back_costs(name: str) -> None:
    (stream,) = SESSIONS[name].streams
    told = [" ".join(plain([line]).split()) for line in detail(SESSIONS[name], stream.id, 104)]
    last_rung = max(number for number, words in enumerate(told) if words.startswith("%C/A"))
    assert next(number for number, words in enumerate(told) if words.startswith("Total lead time")) > last_rung
    assert next(number for number, words in enumerate(told) if words.startswith("Rework adds")) > last_rung


def test_a_map_of_several_parts_has_the_whole_way_over_it_and_begins_where_the_cursor_is() -> None:
    session = SESSIONS["twenty-five-steps"]
    whole, part = (plain(detail(session, key, 76)) for key in ("V1", "V1.25"))
    assert "all 31.8 w" in whole
    assert "all 31.8 w" in part
    assert "[Collect ideas]" in whole
    assert "[Collect ideas]" not in part
    alone = plain(detail(SESSIONS["three-steps"], "V1", 76))
    assert "all " not in {line[:4] for line in alone.splitlines()}


async def test_a_cursor_that_passes_over_the_steps_draws_the_map_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def counted(stream: Stream, width: int, touched: Mapping[str, str]) -> tuple[Band, ...]:
        drawn.append(width)
        return map_bands(stream, width, touched)

    monkeypatch.setattr(stream_map, "map_bands", counted)
    async with Facilitator.opens(tmp_path, SESSIONS["twenty-five-steps"], size=(80, 24)) as room:
        await room.stage("value-stream").press("home", *["down"] * 25, "home", "end")
        assert room.selected == "V1.25"
        assert len(drawn) == 1
        await room.press("a").says("Hand over 3h/3d 95%").press("escape", "up")
        assert len(drawn) == 2


async def test_the_row_of_a_stream_has_its_totals_over_those_of_its_steps(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["eight-steps"], size=(80, 24)) as room:
        await room.stage("value-stream").sees("PT 7.8 h  LT 14.3 d  46.2 %", "PT 15 m   LT 2 h       90 %")


def test_the_figures_of_all_streams_stand_in_the_same_columns() -> None:
    for width in (74, 86):
        rows = [plain([VIEW.row(GAPS, row, width, NOW.date())]) for row in VIEW.rows(GAPS, NOW.date())]
        places = {cell_len(row[: row.index("PT ")]) for row in rows}
        assert len(places) == 1
        assert {cell_len(row) for row in rows} == {width}


async def test_what_a_future_state_gains_is_all_in_sight_in_a_small_terminal(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSIONS["eight-steps"], size=(80, 24)) as room:
        await room.stage("value-stream").press("a").says("future V1", "V2 Visit the damage 3h/2d 90%")
        await room.says("V2 Price the repair -> Visit the damage 4%")
        await room.sees(
            "Lead time, LT    14.3 d            10.3 d            4 d less",
            "Work, PT         7.8 h             7.8 h             as now",
            "Activity ratio   6.9 %             9.6 %             2.7 points more",
            "Rolled %C/A      46.2 %            52 %              5.8 points more",
            "Expected rework  1.8 d             6.4 h             7.7 h less",
            "now V1 ",
            "then V2 ",
        )
        await room.to_keys().palette("Keep this future state").until(lambda: room.selected == "V1", "V1")
        assert [stream.id for stream in room.session.streams] == ["V1"]
        assert figures(room.session.streams[0]).total_lead_time_minutes == 10.25 * 480
        await room.press("ctrl+z").does_not_see("LT 10.3 d")
        await room.press("end", "delete").sees("removed V2.8")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_missing_is_said_in_a_line_or_two_and_marked_on_the_map(width: int) -> None:
    told = plain(detail(GAPS, "V1", width))
    assert "incomplete: Nothing known has no process time, Nothing known has no lead time" in " ".join(told.split())
    assert "and 3 more" in " ".join(told.split())
    assert "Worst" not in told
    assert "?" in told
    assert "all " not in {line[:4] for line in told.splitlines()}
    assert "? of work in ?; ? % can be used as it is" in plain(detail(GAPS, "V1.3", width))
    assert "30 m of work in 30 m, no waiting" in plain(detail(GAPS, "V1.1", width))


@pytest.mark.parametrize("width", WIDTHS)
def test_where_nothing_takes_time_nothing_is_worst(width: int) -> None:
    told = " ".join(plain(detail(GAPS, "V2", width)).split())
    assert "the total lead time is 0, so there is no activity ratio" in told
    assert "Worst" not in told


def test_a_request_that_touches_a_step_stands_under_it() -> None:
    for line in detail(GAPS, "V1", 104):
        if line and line[0][0].startswith("asked by"):
            assert {role for text, role in line if text.strip() in ("R1", "R2")} == {"quote"}
            break
    else:
        pytest.fail("no rung says what is asked")
