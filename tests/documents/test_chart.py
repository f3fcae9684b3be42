"""The chart of one metric: its geometry, in cells and as SVG."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import plotext  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.documents.cells import cells
from alignment_tui.documents.chart_field import field, row_of
from alignment_tui.documents.chart_lines import LEAST_ROWS, SMALLEST, chart_body, chart_lines
from alignment_tui.documents.chart_plot import Plot, plot_of
from alignment_tui.documents.chart_svg import chart_svg
from alignment_tui.documents.sparkline import sparkline, tall_bars
from alignment_tui.domain.records import Reading, Review
from alignment_tui.domain.session import Session
from tests.factories import complete, metric, readings, session

TODAY = date(2026, 1, 1)
GOLDEN = (5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200)


def card(*values: float, **fields: Any) -> Session:
    return session(metrics=(metric(**fields),), readings=readings(*values))


def drawn(whole: Session) -> Plot:
    found = plot_of(whole, whole.metrics[0], TODAY)
    assert found
    return found


def test_before_the_first_reading_there_is_no_picture() -> None:
    assert plot_of(card(), metric(), TODAY) is None


def test_every_value_is_where_its_level_would_be() -> None:
    plot = drawn(card(*GOLDEN, target=4135.5))
    heights = {level.words: level.y for level in plot.levels}
    assert set(heights) == {"upper limit 5082.3", "centre 4135.5", "lower limit 3188.7", "target 4135.5"}
    assert heights["target 4135.5"] == heights["centre 4135.5"]
    centre, upper = heights["centre 4135.5"], heights["upper limit 5082.3"]
    for dot in plot.dots:
        assert dot.y == pytest.approx(
            centre + (dot.value - 4135.5) * (upper - centre) / (5082.28267 - 4135.5), abs=1e-6
        )
        assert dot.x == pytest.approx((dot.on - plot.first).days / (plot.last - plot.first).days)


def test_the_last_point_of_a_signal_has_its_words_and_the_others_are_marked() -> None:
    plot = drawn(card(*(10, 13) * 4, *(14, 17) * 4, unit="d"))
    said = [(place, dot.said) for place, dot in enumerate(plot.dots, 1) if dot.said]
    assert said[-1] == (16, "8 in a row above the centre")
    assert [dot.in_signal for dot in plot.dots][8:] == [True] * 8


def test_what_happened_stands_on_its_day() -> None:
    base = complete()
    values = (*readings(118, 117, since=date(2025, 2, 24)), Reading(metric="M1", on=TODAY, value=91, note="gateway 2"))
    events = drawn(replace(base, readings=values, reviews=(Review(on=date(2025, 3, 3)),))).events
    assert [(event.on.isoformat(), event.words) for event in events] == [
        ("2025-02-28", "O1 chosen"),
        ("2025-03-01", "version 1 signed"),
        ("2025-03-03", "review"),
        ("2026-01-01", "gateway 2"),
    ]


def test_the_figures_of_the_scale_are_round() -> None:
    assert [words for _, words in drawn(card(0.1, 0.2, 0.35, target=None)).scale] == ["0.1", "0.2", "0.3"]
    assert [words for _, words in drawn(card(118, 91)).scale] == ["90", "100", "110"]
    assert [words for _, words in drawn(card(5, target=None)).scale] == ["4", "6"]


def test_the_golden_chart_in_cells() -> None:
    lines = chart_lines(drawn(card(*GOLDEN, name="orders", unit="")), 80, 16)
    assert lines[0] == "M1 orders"
    assert lines[1] == "5200, +4233 %, off track; a signal: above the upper limit on 2025-06-16"
    assert lines[-1] == "◆ 2025-06-16  a signal: above the upper limit"
    assert any(line.endswith("centre 4135.5") and "───" in line for line in lines)
    assert max(cells(line) for line in lines) <= 80
    assert sum(line.count("◆") for line in lines[2:-1]) == 1


numbers = st.one_of(st.integers(-1000, 1000), st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3)))


@settings(deadline=None, max_examples=50)
@given(st.lists(numbers, min_size=1, max_size=40), numbers, st.integers(10, 150), st.integers(1, 50))
def test_no_line_is_too_wide_and_nothing_falls_out_of_the_picture(
    values: list[float], target: float, width: int, height: int
) -> None:
    plot = drawn(card(*values, target=target))
    assert all(0 <= share <= 1 for dot in plot.dots for share in (dot.x, dot.y))
    assert all(0 <= level.y <= 1 for level in plot.levels)
    assert 1 <= len(plot.scale) <= 6
    for lines, least in ((chart_lines(plot, width, height), SMALLEST[1]), (chart_body(plot, width, height), 8)):
        assert max(cells(line) for line in lines) <= max(width, SMALLEST[0])
        assert len(lines) <= max(height, least) + 2
    assert all(dot.on.isoformat() in " ".join(lines) for dot in plot.dots[-1:])
    ElementTree.fromstring(chart_svg(plot))  # noqa: S314 # our own


@settings(deadline=None, max_examples=50)
@given(st.lists(numbers, min_size=1, max_size=20), st.integers(LEAST_ROWS, 40))
def test_every_level_and_every_signal_is_on_its_own_row(values: list[float], rows: int) -> None:
    plot = drawn(card(*values))
    lines = field(plot, 60, rows)
    assert [len(line) for line in lines] == [60] * rows
    assert all(lines[row_of(level.y, rows)].strip() for level in plot.levels)
    told = {row_of(dot.y, rows) for dot in plot.dots if dot.said}
    assert told == {number for number, line in enumerate(lines) if "◆" in line}


def test_the_line_goes_through_its_points() -> None:
    flat = field(drawn(card(3, 3, 3, target=None)), 41, 9)
    assert [line.strip() for line in flat if line.strip()] == [f"•{'⠒' * 19}•{'⠒' * 19}•"]


def test_a_picture_is_the_same_every_time_whatever_terminal_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    plot = drawn(card(*GOLDEN))
    first = chart_lines(plot, 100, 30)
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("LINES", "5")
    plotext.plot([1, 2, 3], [9, 9, 9])
    plotext.title("somebody else's")
    assert chart_lines(plot, 100, 30) == first
    assert not any("\x1b" in line for line in first)


def test_two_events_of_one_day_have_two_letters() -> None:
    reviews = (Review(on=date(2025, 3, 3)), Review(on=date(2025, 3, 4)))
    plot = drawn(replace(card(*range(90, 70, -1)), reviews=reviews))
    axis = next(line for line in chart_body(plot, 60, 16) if "└" in line)
    assert axis.strip().startswith("└ab")


def test_ten_years_of_weeks_are_one_picture() -> None:
    many = tuple(
        Reading(metric="M1", on=date(2016, 1, 4) + timedelta(weeks=week), value=100 + week * 7 % 13)
        for week in range(520)
    )
    plot = drawn(session(metrics=(metric(),), readings=many))
    assert len(chart_lines(plot, 80, 24)) <= 25
    assert len(chart_svg(plot)) < 100_000


def test_the_svg_says_in_words_what_it_draws_and_nothing_by_colour() -> None:
    svg = chart_svg(drawn(card(*GOLDEN, name="orders <b>&", unit="")), font_family="Serif")
    root = ElementTree.fromstring(svg)  # noqa: S314 # our own
    assert root.get("aria-label") == (
        "M1 orders <b>&: 5200, +4233 %, off track; a signal: above the upper limit on 2025-06-16"
    )
    texts = [part.text for part in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"centre 4135.5", "upper limit 5082.3", "2025-03-03", "2025-06-16"} <= set(texts)
    assert "◆ 2025-06-16, a signal: above the upper limit" in [text and text.replace("♦", "◆") for text in texts]
    colours = {part.get(name) for part in root.iter() for name in ("fill", "stroke")} - {None}
    assert colours <= {"none", "currentColor"}


def test_a_sparkline_has_the_target_on_the_same_scale() -> None:
    assert sparkline(()) == ""
    assert sparkline((1, 4, 7)) == "▁▄▇"
    assert sparkline((120, 105), 90) == "▇▄╎▁"
    assert sparkline((5, 5)) == "▄▄"


def test_tall_bars_go_over_rows_and_even_the_lowest_is_seen() -> None:
    assert tall_bars((120, 92, 90), 2) == ["█    ", "█ ▂ ▁"]
    assert tall_bars((5, 5), 3) == ["   ", "▄ ▄", "█ █"]
    assert tall_bars((), 3) == ["", "", ""]
