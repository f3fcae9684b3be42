"""The scorecard as it is seen: its columns and what gives way, its sentences, and the chart where there is room."""

import subprocess
import sys
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Metric, TradeOff, Tripwire
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import Line, plain
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.stages.scorecard_row import layout
from alignment_tui.ui.widgets.record_list import Row
from tests.driver import Facilitator, example
from tests.factories import complete, metric, readings, session
from tests.running import ROOT

VIEW = STAGE_VIEWS["scorecard"]
TODAY = date(2025, 5, 26)
CHECKOUT = example("checkout").session
LONG = "how long partners wait until somebody answers them at all"


def table(whole: Session, width: int) -> list[str]:
    """The lines of the list, as many as it has."""
    shown = (row.note or VIEW.row(whole, row, width, TODAY) for row in VIEW.rows(whole, TODAY))
    return [plain([line]) for line in shown]


def first_of(whole: Session, width: int = 86) -> tuple[Line, ...]:
    """The line of the first metric and what stands under it."""
    rows = VIEW.rows(whole, TODAY)
    end = next((at for at, row in enumerate(rows) if at and row.selectable), len(rows))
    return VIEW.row(whole, rows[0], width, TODAY), *(row.note for row in rows[1:end])


def roles(line: Line) -> dict[str, str]:
    return {text.strip(): role for text, role in line if text.strip()}


def test_the_table_as_it_is_drawn() -> None:
    assert table(CHECKOUT, 88)[:8] == [
        "M1  checkout downtime               120 -> 90 min/week  ▇▇▆▅▄▃▂▁╎▁  91  -24 %  on track",
        "      a signal: below the lower limit on 2025-05-26",
        "M4    time to the deploy behind an alarm                ▇▅▃▂▂▁▁▁╎▁  10  -78 %  on track",
        "      leads M1; a signal: three of four near the lower limit on 2025-05-26",
        "M2  partner setups                  at least 7 a month  ▄▄▇▄▄▁▇▄╎▄   7    0 %  on track",
        "      noise: inside its limits",
        "M3  onboarding time                 14 -> 10 d          ▄▄▅▅▆▆▇▇╎▁  17  +21 %  off track",
        "      accepted: T1, uptime even over branding, borne by Raj; a signal: above the upper limit on 2025-05-26",
    ]
    assert table(CHECKOUT, 168)[0] == (
        "M1  checkout downtime                     outcome    120 -> 90 min/week  by 2025-06-30  ▇▇▆▅▄▃▂▁╎▁  91  -24 %"
        "  on track   Ana"
    )


def test_columns_give_way_one_after_the_other_and_names_come_last() -> None:
    whole = replace(
        CHECKOUT, readings=tuple(one for own in ("M1", "M3") for one in readings(*range(99, 86, -1), of=own))
    )
    steps = list(dict.fromkeys(tuple(layout(whole, width, TODAY)) for width in range(180, 20, -1)))
    lost = [name for before, after in pairwise(steps) for name in before if name not in after]
    order = ("kind", "owner", "by", "aim", "target", "weeks", "fewer weeks", "change")
    assert lost == [name for name in order if name != "target"]  # the target has no room of its own beside these names
    for width in range(58, 180):
        words = "\n".join(table(whole, width))
        assert all(one.name in words for one in whole.metrics), width
    assert "…" in table(whole, 30)[2]


def test_a_very_long_name_goes_on_below_its_line() -> None:
    whole = replace(complete(), metrics=(metric(name=LONG),))
    lines = [plain([one]) for one in first_of(whole)]
    assert lines[0].startswith("M1  how long partners wait until somebody  ")
    assert lines[1] == "      answers them at all"


def test_a_leading_metric_stands_under_the_outcome_it_leads() -> None:
    some = (metric(1, name="aa", kind="leading", leads="M2"), metric(2, name="bb"))
    rows = [row.key for row in VIEW.rows(session(metrics=some), TODAY) if row.collection == "metrics"]
    assert rows == ["M2", "M1"]
    assert any(line.startswith("M1    aa") for line in table(session(metrics=some), 86))


@pytest.mark.parametrize(
    ("value", "word", "role"), [(91, "on track", "good"), (110, "behind", "warn"), (125, "off track", "bad")]
)
def test_a_status_is_a_word_and_a_colour_and_its_rule_is_told(value: float, word: str, role: str) -> None:
    whole = replace(complete(), readings=readings(value, since=TODAY))
    assert roles(first_of(whole)[0])[word] == role
    told = VIEW.detail(whole, VIEW.rows(whole, TODAY)[0], 86, TODAY)
    assert plain([told[1]]).startswith(f"{word}: {value} is ")
    assert "the line from 120 to 90 stands today" in plain(told)
    assert {role for _, role in told[1]} == {role}


def test_a_miss_says_who_had_agreed_to_it_only_where_a_trade_off_says_so() -> None:
    missed = replace(complete(), readings=readings(130, since=TODAY))
    agreed = first_of(missed)[1]
    assert roles(agreed)["accepted: T1, uptime even over branding, borne by Raj;"] == "accent"
    unlinked = replace(missed, trade_offs=(TradeOff(id="T1", gain="a", give="b", bearer="S2"),))
    assert roles(first_of(unlinked)[1])["nobody agreed to this;"] == "bad"
    assert "nobody agreed to this" in plain(VIEW.detail(unlinked, VIEW.rows(unlinked, TODAY)[0], 86, TODAY))
    on_track = replace(missed, readings=readings(91, since=TODAY))
    assert "accepted" not in plain(list(first_of(on_track)))


def test_what_is_not_as_it_was_signed_is_flagged_in_table_and_detail() -> None:
    base = complete()
    moved = replace(base, metrics=(replace(base.metrics[0], target=100), metric(2, name="new")))
    drifted = "not what was signed: M1 target was 90, now 100"
    assert any(line.strip() == drifted for line in table(moved, 86))
    assert any(line.strip() == "not what was signed: M2 was not signed" for line in table(moved, 86))
    assert drifted in plain(VIEW.detail(moved, VIEW.rows(moved, TODAY)[0], 86, TODAY))
    assert "signed" not in "\n".join(table(base, 86))


def detail(height: int, width: int = 76, whole: Session = CHECKOUT) -> str:
    return plain(VIEW.detail_in(whole, Row("metrics", "M1"), width, height, TODAY))


@pytest.mark.parametrize(("width", "height", "seen"), [(76, 7, False), (76, 15, True), (86, 12, True), (168, 18, True)])
def test_the_chart_is_in_the_detail_where_there_is_room(width: int, height: int, seen: bool) -> None:
    told = detail(height, width)
    lines = told.splitlines()
    assert ("upper limit 115.8" in told) == seen
    assert ("F3 chart" in told) != seen
    for words in ("on track: 91 is at or below 98.8", "a signal: below the lower limit", "120 -> 90 min/week by"):
        assert words in told
    if seen:
        shown = "\n".join(lines[:height])
        for words in ("centre 105.5", "lower limit 95.2", "target 90", "2025-04-07", "◆ 2025-05-26  a signal: below"):
            assert words in shown


def test_only_a_chart_loads_what_draws_it() -> None:
    said = (
        "import sys, alignment_tui.ui.work; from tests.ui.test_scorecard_stage import *;"
        "table(CHECKOUT, 86); detail(7); early = 'plotext' in sys.modules;"
        "detail(15); print(early, 'plotext' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_before_a_reading_there_is_no_chart_and_all_that_was_agreed() -> None:
    told = detail(30, whole=session(metrics=(metric(),)))
    assert "no readings: nothing was read yet" in told
    assert "120 -> 90 min/week by 2025-06-30" in told


def test_a_tripwire_says_where_it_stands() -> None:
    wire = Tripwire(id="W1", metric="M1", when="above", value=100, reopens="T1")
    for value, since, stands in ((90, None, "quiet"), (110, None, "fires now"), (110, TODAY, "reopened on 2025-05-26")):
        whole = replace(
            complete(), readings=readings(value, since=TODAY), tripwires=(replace(wire, reopened_on=since),)
        )
        words = "W1    checkout downtime above 100 min/week reopens T1"
        assert any(line.startswith(words) and line.endswith(stands) for line in table(whole, 86))
        assert f"reopens T1: {stands}" in plain(VIEW.detail(whole, Row("metrics", "M1"), 86, TODAY))


def test_beside_the_question_stand_the_week_and_the_next_review() -> None:
    assert VIEW.aside(CHECKOUT, TODAY) == "week 13, next review 2025-06-02"
    assert VIEW.aside(CHECKOUT, date(2025, 6, 3)) == "week 14, review of 2025-06-02 is overdue"
    assert VIEW.aside(session(), TODAY) == ""


async def test_an_empty_line_offers_the_two_rounds_of_the_week(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(80, 24)) as room:
        await room.stage("scorecard").to_line()
        await room.sees("such as M1 91; ctrl+g this week's readings; ctrl+l write this week's")


async def test_f3_gives_the_chart_the_whole_desk_at_80_columns(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(80, 24), clock=lambda: _at(TODAY)) as room:
        await room.stage("scorecard").does_not_see("upper limit").press("f3").sees("upper limit 115.8", "target 90")
        await room.press("f3").sees("F3 chart").does_not_see("upper limit")
        await room.resize(200, 50).sees("upper limit 115.8", "outcome", "by 2025-06-30", "on track   Ana")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_the_checkout_example_ends_as_its_case_tells(size: tuple[int, int], tmp_path: Path) -> None:
    """Downtime down 24 %, flexibility held steady, onboarding behind, which was the accepted trade-off."""
    async with Facilitator.opens(tmp_path, CHECKOUT, size=size, clock=lambda: _at(TODAY)) as room:
        await room.stage("scorecard")
        rows = {line.split()[0]: line for line in _lines(room) if line[:1] == "M"}
        assert "-24 %  on track" in rows["M1"]
        assert "0 %  on track" in rows["M2"]
        assert "+21 %  off track" in rows["M3"]
        await room.press("down", "down", "down").until(lambda: room.selected == "M3", "M3")
        assert "accepted: T1, uptime even over branding, borne by Raj" in room.words_in("#list")
        assert "off track: 17 is above 11.2" in room.words_in("#detail")


def _lines(room: Facilitator) -> list[str]:
    """The list's lines from the first sign on; at the left of them stands the rail."""
    region = room.work.records.region
    shown = room.screen_text().splitlines()[region.y : region.bottom]
    return [line[region.x + 2 :] for line in shown]


def _at(day: date) -> Any:
    return datetime.combine(day, time(14, 2), UTC)


def test_every_metric_has_a_row_whatever_it_lacks() -> None:
    bare = session(metrics=(Metric(id="M1", name="x"),))
    assert [line.strip() for line in table(bare, 86)] == [
        "M1  x  outcome  no target  -  no readings",
        "no readings yet",
    ]
