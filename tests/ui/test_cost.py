"""What a key may not cost, held without a clock: no layout, no widget, no look at what is not shown."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from alignment_tui.capture import reading
from alignment_tui.domain import flow, request_findings
from alignment_tui.domain.session import Session
from alignment_tui.storage.live import Live, remember
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.stages import STAGE_VIEWS, scorecard_detail
from alignment_tui.ui.stages.base import StageView
from alignment_tui.ui.themes import DEFAULT_THEME
from alignment_tui.ui.widgets.painting import painted_line
from alignment_tui.ui.work import WorkScreen
from tests.driver import SIZES, SLUG, Facilitator, example
from tests.portion import some
from tests.running import ROOT, environment

SESSION = example("checkout").session
LINE = "R4 because: partners test on data that the last partner left behind, and R2 shows it"
_COUNTED = (
    (Screen, "_compositor_refresh"),
    (Screen, "_refresh_layout"),
    (App, "_register"),
    (App, "_unregister"),
    (Widget, "remove"),
)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count frames, layout passes, and widgets that come and go."""
    counts: Counter[str] = Counter()
    with monkeypatch.context() as patch:
        for owner, name in _COUNTED:
            real = getattr(owner, name)

            def call(*args: Any, real: Any = real, name: str = name, **more: Any) -> Any:
                counts[name] += 1
                return real(*args, **more)

            patch.setattr(owner, name, call)
        yield counts


@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_a_key_in_the_line_lays_nothing_out_and_mounts_nothing(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.type("x").press("backspace")
        with counted(monkeypatch) as counts:
            for char in LINE:
                await room.type(char)
            await room.press(*["backspace"] * 5, "left", "home", "end", "tab", "tab")
            assert set(counts) == {"_compositor_refresh"}
            await room.press("f2").until(lambda: not isinstance(room.app.screen, WorkScreen), "the form")
            assert counts["_refresh_layout"]
            assert counts["_register"]


async def test_the_first_picture_of_every_screen_is_laid_out_for_the_room_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: dict[str, set[str]] = {}
    sizes: Counter[str] = Counter()
    lay_out = Screen._refresh_layout

    def laid_out(screen: Screen[Any], size: Size | None = None, **more: Any) -> None:
        first.setdefault(type(screen).__name__, set(screen.classes))
        sizes[type(screen).__name__] += size is not None
        lay_out(screen, size, **more)

    monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
    async with Facilitator.opens(tmp_path, SESSION, size=(120, 16)) as room:
        await room.press("f2").press("escape", "f4").press("escape", "ctrl+o").sees("Continue")
    assert set(first) == {"WorkScreen", "FormScreen", "Reader", "LibraryScreen"}
    assert {"-normal", "-short"} <= set.intersection(*first.values())
    assert set(sizes.values()) == {1}, sizes


async def test_a_form_is_styled_once_and_nothing_below_it_is_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        styled: Counter[DOMNode] = Counter()
        apply, below = Stylesheet.apply, room.work
        painted: list[Widget] = []
        paint = Widget.render_lines

        def applied(sheet: Stylesheet, node: Any, *how: Any, **more: Any) -> None:
            styled[node] += 1
            apply(sheet, node, *how, **more)

        def render_lines(widget: Widget, crop: Region) -> list[Strip]:
            painted.append(widget)
            return paint(widget, crop)

        await room.to_keys()
        with monkeypatch.context() as patch:
            patch.setattr(Stylesheet, "apply", applied)
            await room.press("f2").until(lambda: not isinstance(room.app.screen, WorkScreen), "the form")
            patch.setattr(Widget, "render_lines", render_lines)
            await room.type("more").press("tab")
        form = room.app.screen
        again = [widget for widget in form.walk_children() if styled[widget] > 1]
        assert len(again) < 12, again  # the field that is begun in, and what marks it
        assert painted and not [widget for widget in painted if widget.screen is below]


async def test_a_form_has_an_editor_where_one_is_and_paints_every_other_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.to_keys()
        with counted(monkeypatch) as counts:
            await room.press("f2").until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        form = room.app.screen
        assert isinstance(form, FormScreen)
        assert len(list(form.walk_children())) <= len(form.draft.fields) + 12
        assert counts["_refresh_layout"] <= 3
        assert counts["_compositor_refresh"] <= 5
        for key, editors in (("tab", 2), ("shift+tab", 2), ("down", 2), ("down", 3)):
            await room.press(key)
            assert len(form.query(".form-editor")) == editors, key


async def test_enter_takes_what_the_preview_has_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        lines: list[str] = []
        real = reading.read_line

        def read_line(line: str, *arguments: Any) -> Any:
            lines.append(line)
            return real(line, *arguments)

        monkeypatch.setattr(reading, "read_line", read_line)
        await room.type(LINE).enter().sees("taken")
        assert lines == [LINE[: end + 1] for end in range(len(LINE))]
        await room.type(LINE).enter().sees("that is how it is already")
        assert len(lines) == 2 * len(LINE)


async def test_the_cursor_in_the_list_lays_nothing_out_and_mounts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.to_keys()
        with counted(monkeypatch) as counts:
            await room.press("down", "down", "up", "end", "home", "pagedown")
            assert set(counts) == {"_compositor_refresh"}


async def test_a_key_in_the_line_asks_for_no_row_but_the_line_and_its_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: Counter[str | None] = Counter()
    paint = Widget.render_lines

    def render_lines(widget: Widget, crop: Region) -> list[Strip]:
        rows[widget.id] += crop.height
        return paint(widget, crop)

    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("Ana: a")
        monkeypatch.setattr(Widget, "render_lines", render_lines)
        await room.type("b")
        ground = rows.total() - rows["line"] - rows["preview"]
        assert (rows["line"], rows["preview"]) == (1, 2)
        assert ground <= 9, rows


async def test_the_cursor_in_the_list_asks_for_the_two_rows_that_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    view = STAGE_VIEWS["requests"]
    real = type(view).row

    def row(self: StageView, session: Session, row: Any, width: int, today: date) -> Any:
        asked.append(row.key)
        return real(self, session, row, width, today)

    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.to_keys()
        monkeypatch.setattr(type(view), "row", row)
        await room.press("down")
        assert sorted(asked) == ["R1", "R2"]


async def test_lines_that_were_painted_before_are_not_painted_anew(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        for slug in STAGE_VIEWS:
            await room.stage(slug)
        before = painted_line.cache_info().misses
        for slug in STAGE_VIEWS:
            await room.stage(slug)
        assert painted_line.cache_info().misses == before


async def test_what_depends_on_the_cursor_is_painted_with_it_in_one_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        for slug in ("requests", "value-stream"):
            await room.stage(slug)
            for key in ("down", "end", "up"):
                before = room.words_in("#detail")
                with counted(monkeypatch) as counts:
                    await room.press(key)
                assert counts == {"_compositor_refresh": 1}
                assert room.words_in("#detail") != before


@pytest.mark.parametrize("size", SIZES)
async def test_another_stage_is_painted_whole_in_one_frame(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.to_keys()
        for slug in STAGE_VIEWS:
            with counted(monkeypatch) as counts:
                await room.stage(slug)
            assert counts["_compositor_refresh"] <= 1, slug


async def test_going_from_stage_to_stage_mounts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        widgets = list(room.app.screen.walk_children())
        with counted(monkeypatch) as counts:
            for slug in STAGE_VIEWS:
                await room.stage(slug)
            assert not counts["_register"] + counts["_unregister"]
        assert list(room.app.screen.walk_children()) == widgets
        assert [type(screen) for screen in room.app.screen_stack] == [WorkScreen]


async def test_what_is_left_hanging_is_worked_out_once_for_a_change_however_one_goes_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        worked_out: list[Session] = []
        real = request_findings.request_findings

        def findings(session: Session) -> Any:
            worked_out.append(session)
            return real(session)

        monkeypatch.setattr(flow, "request_findings", findings)
        await room.says("R1 because: people remember an outage for a year")
        await room.press("f8", "f8", "f7", "f8", "f7").stage("memo").stage("requests").press("f8")
        assert worked_out == [room.session]


async def test_a_reading_is_seen_in_the_list_a_frame_before_its_chart_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.stage("scorecard").to_line().type("M1 88").sees("M1")
        done: list[str] = []
        frame, chart = Screen._compositor_refresh, scorecard_detail.metric_detail

        def painted(screen: Screen[Any]) -> None:
            done.append("frame")
            frame(screen)

        def told(*arguments: Any) -> Any:
            done.append("chart")
            return chart(*arguments)

        monkeypatch.setattr(Screen, "_compositor_refresh", painted)
        monkeypatch.setattr(scorecard_detail, "metric_detail", told)
        await room.enter().until(lambda: "chart" in done, "the chart")
        assert done[:2] == ["frame", "frame"]


async def test_at_the_start_only_the_stage_that_is_seen_is_asked_for_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[str] = Counter()
    for view in STAGE_VIEWS.values():
        _count_rows(view, asked, monkeypatch)
    async with Facilitator.opens(tmp_path, SESSION) as room:
        assert set(asked) == {"requests"}
        path, state = room.desk.path, room.app.state_folder
    remember(state, path, Live(stage="metrics", record="metrics:M2"))
    asked.clear()
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.sees("If this worked, what would move")
        assert set(asked) == {"metrics"}
        assert room.selected == "M2"


def test_the_first_screen_loads_nothing_heavy_and_reads_one_theme(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.ui.first_screen", str(tmp_path)]
    done = subprocess.run(program, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    assert not set(seen["modules"]) & {"markdown_it", "plotext", "textual_plotext", "jinja2", "typst", "icalendar"}
    not_for_the_library = ("editing", "capture", "documents", "exchange", "ui.stages", "ui.dialogs", "storage.history")
    early = tuple(f"alignment_tui.{one}" for one in not_for_the_library)
    assert not [name for name in seen["library"] if name.startswith(early)]
    assert seen["themes"] == [DEFAULT_THEME]
    assert seen["styles"] == ["shell.tcss"]


def test_the_table_of_actions_loads_nothing_that_answers_why_one_is_off(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "import sys, alignment_tui.ui.actions; print(*sys.modules)"]
    done = subprocess.run(program, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=True)
    asked = {f"alignment_tui.domain.{name}" for name in ("requests", "signing", "tripwires", "trade_offs", "xmr")}
    assert not asked & set(done.stdout.split())


async def test_two_fsyncs_a_save_and_none_where_keys_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.saved()
        fsync, threads = os.fsync, list[str]()

        def watched(handle: int) -> None:
            threads.append(threading.current_thread().name)
            fsync(handle)

        monkeypatch.setattr(os, "fsync", watched)
        await room.says("Ana: a rehearsal of the sale").saved()
        assert threads == ["saver", "saver"]
        await room.stage("metrics").says("park: the merger").press("ctrl+z").saved()
    assert set(threads) == {"saver"}, "nor where a stage is left, and at the end"


async def test_one_line_is_painted_for_each_row_that_is_seen_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: Counter[str] = Counter()
    view = STAGE_VIEWS["scorecard"]
    real = type(view).row

    def row(self: StageView, session: Session, row: Any, width: int, today: date) -> Any:
        painted[row.key] += 1
        return real(self, session, row, width, today)

    monkeypatch.setattr(type(view), "row", row)
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.stage("scorecard")
        assert 0 < len(painted) <= room.work.records.size.height < len(room.work.records.rows)


async def test_nothing_is_saved_and_nothing_written_by_keys_that_change_nothing(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.saved()
        before = (room.desk.path.stat().st_mtime_ns, room.desk.document)
        await room.press("f8", "f8", "f7", "f9", "escape", "f4", "escape", "ctrl+z").type("half a line").press("escape")
        await room.saved()
        assert (room.desk.path.stat().st_mtime_ns, room.desk.document) == before
        assert sorted(path.name for path in room.desk.path.parent.iterdir()) == [".local", f"{SLUG}.json"]


def _count_rows(view: StageView, asked: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    real = type(view).rows

    def rows(self: StageView, session: Session, today: date) -> Any:
        asked[self.slug] += 1
        return real(self, session, today)

    monkeypatch.setattr(type(view), "rows", rows)
