from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from alignment_tui.domain.document import next_id
from alignment_tui.domain.records import Agreement, Metric, Parked, Part, Request, Risk, Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.form_draft import Blank
from alignment_tui.ui.dialogs.parts import PartsScreen
from alignment_tui.ui.roles import DEFAULT_VARIABLES
from tests.portion import some
from tests.ui.form_samples import DAY, everything, full_session

SESSION = full_session()
SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (200, 50)


class FormApp(App[None]):
    def __init__(self, value: Part | Blank, session: Session, **how: Any) -> None:
        super().__init__()
        self.form = FormScreen(value, session, lambda kind: next_id(session, {}, kind), today=DAY, **how)
        self.answers: list[Part | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULT_VARIABLES

    def on_mount(self) -> None:
        self.push_screen(self.form, self.answers.append)

    def shown(self) -> str:
        """Return the words on the screen."""
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def foot(self) -> str:
        return str(self.screen.query_one(".sheet-hint", Static).content)


@asynccontextmanager
async def form(
    value: Part | Blank, session: Session = SESSION, size: tuple[int, int] = SMALL, **how: Any
) -> AsyncIterator[tuple[FormApp, Pilot[None]]]:
    app = FormApp(value, session, **how)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


async def to(app: FormApp, pilot: Pilot[None], *path: str) -> None:
    """Put the cursor on a field."""
    app.form._rows[path].editor.focus()
    await pilot.pause()


async def write(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))


ONE_OF_EACH = list({type(part): part for part in everything(SESSION)}.values())


@pytest.mark.parametrize("part", some(ONE_OF_EACH, 5), ids=lambda part: type(part).__name__)
async def test_every_record_opens_and_leaves_unchanged(part: Part) -> None:
    async with form(part) as (app, pilot):
        assert app.form.draft.fields == () or app.form.draft.fields[0].label in app.shown()
        await pilot.press("escape")
        assert app.answers == [None]


async def test_words_are_changed_and_saved() -> None:
    async with form(SESSION.requests[0]) as (app, pilot):
        await write(pilot, " [/]")
        await pilot.press("f2")
    assert app.answers == [replace(SESSION.requests[0], words="No checkout outage during the sale [/]")]


async def test_enter_goes_from_field_to_field_and_saves_on_the_last() -> None:
    async with form(SESSION.parked[0]) as (app, pilot):
        await write(pilot, "!")
        await pilot.press("enter")
    assert app.answers == [replace(SESSION.parked[0], text="a status page!")]


async def test_a_whole_risk_from_the_keyboard() -> None:
    async with form(Blank(kind=Risk, given={"id": "C9"})) as (app, pilot):
        await write(pilot, "it [x] rains")
        await pilot.press("enter", "right", "right", "enter", "h", "enter")
        await write(pilot, "we wait")
        await pilot.press("enter")
    assert app.answers == [Risk(id="C9", text="it [x] rains", likelihood="possible", impact="high", response="we wait")]


async def test_a_bad_field_is_told_at_the_foot_and_nothing_typed_is_lost() -> None:
    async with form(SESSION.metrics[0]) as (app, pilot):
        await to(app, pilot, "by")
        await write(pilot, "06/07")
        await to(app, pilot, "meter")
        await write(pilot, "a log")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.foot().startswith("By: 06/07 is not one sure day")
        assert app.form.focused is app.form._rows["by",].editor
        assert "a log" in app.shown()
        await pilot.press(*["backspace"] * 5)
        await write(pilot, "today")
        await pilot.press("f2")
    assert app.answers == [replace(SESSION.metrics[0], by=DAY, meter="a log")]


async def test_the_record_says_itself_what_it_refuses() -> None:
    async with form(SESSION.streams[0].steps[0]) as (app, pilot):
        await to(app, pilot, "lead_time_minutes")
        await pilot.press(*["backspace"] * 10, *"10m", "f2")
        await pilot.pause()
        assert app.foot() == "Lead time: Build: process time is longer than lead time, of which it is a part"
        assert app.answers == []


async def test_leaving_asks_once_and_enter_keeps() -> None:
    async with form(SESSION.parked[0]) as (app, pilot):
        await write(pilot, "!")
        await pilot.press("escape")
        assert "Save changes?" in app.shown()
        await pilot.press("enter")
    assert app.answers == [Parked(id="P1", text="a status page!")]


async def test_leaving_twice_throws_away_and_any_other_key_goes_on() -> None:
    async with form(SESSION.parked[0]) as (app, pilot):
        await write(pilot, "!")
        await pilot.press("escape", "x")
        assert "Save changes?" not in app.shown()
        await write(pilot, "?")
        assert app.form.draft.texts["text",] == "a status page!?"
        await pilot.press("escape", "escape")
    assert app.answers == [None]


async def test_tab_completes_a_name_and_goes_on_when_it_is_whole() -> None:
    async with form(SESSION.requests[0]) as (app, pilot):
        await to(app, pilot, "relayed_by")
        await pilot.press("r", "tab")
        assert app.form.draft.texts["relayed_by",] == "Raj [partner] success"
        await pilot.press("tab")
        assert app.form.focused is app.form._rows["paraphrased",].editor
        await to(app, pilot, "needs")
        await write(pilot, "r2, sand")
        assert "R3" in app.foot()
        await pilot.press("tab")
        assert app.form.draft.texts["needs",] == "r2, R3"
        await pilot.press("f2")
    assert app.answers == [replace(SESSION.requests[0], relayed_by="S2", needs=("R2", "R3"))]


async def test_assumptions_are_added_changed_moved_and_removed() -> None:
    request = SESSION.requests[1]
    async with form(request) as (app, pilot):
        await to(app, pilot, "assumptions")
        await pilot.press("enter")
        assert isinstance(app.screen, PartsScreen)
        await pilot.press("n")
        await write(pilot, "a third")
        await pilot.press("enter", "right", "right", "enter", "l", "enter")
        await pilot.pause()
        assert "a third" in app.shown()
        await pilot.press("alt+down", "home", "delete")
        assert "ctrl+z" in app.foot()
        await pilot.press("ctrl+z", "home", "delete", "escape", "f2")
    built = app.answers[0]
    assert isinstance(built, Request)
    assert [(one.id, one.text, one.important, one.evidence) for one in built.assumptions] == [
        ("R2.A2", "they will use it", False, None),
        ("R2.A3", "a third", True, "little"),
    ]


async def test_two_new_steps_get_two_ids_and_know_each_other() -> None:
    async with form(SESSION.streams[0], size=MIDDLE) as (app, pilot):
        await to(app, pilot, "steps")
        await pilot.press("enter", "end")
        for name in ("Test", "Ship"):
            await pilot.press("insert")
            await write(pilot, name)
            await pilot.press("f2")
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, FormScreen)
        app.screen._rows["parallel_with",].editor.focus()
        await pilot.pause()
        await write(pilot, "tes")
        await pilot.press("tab", "f2", "escape", "f2")
    built = app.answers[0]
    assert isinstance(built, Stream)
    assert built.steps[2:] == (Step(id="V1.3", name="Test"), Step(id="V1.4", name="Ship", parallel_with="V1.3"))


async def test_what_the_session_cannot_hold_is_told_before_the_form_closes() -> None:
    async with form(SESSION.metrics[0]) as (app, pilot):
        await to(app, pilot, "agreements")
        await pilot.press("enter", "n")
        await write(pilot, "S1")
        await pilot.press("enter", "right", "f2", "n")
        await write(pilot, "S1")
        await pilot.press("enter", "right", "f2")
        await pilot.pause()
        assert app.foot() == "That is there already: one row for each."


@pytest.mark.parametrize("size", some([SMALL, LARGE, MIDDLE], 1))
async def test_the_field_under_the_cursor_is_always_in_sight(size: tuple[int, int]) -> None:
    async with form(SESSION.requests[1], size=size) as (app, pilot):
        for row in app.form._rows.values():
            row.editor.focus()
            await pilot.pause()
            body = app.form.query_one(".sheet-body").region
            assert row.editor.region.height and body.contains_region(row.editor.region), row.field.label
        assert max(line.find("Esc") for line in app.shown().splitlines()) > 0


async def test_the_mouse_does_what_the_keys_do() -> None:
    async with form(SESSION.constraints[3]) as (app, pilot):
        await pilot.click(app.form._rows["likelihood",], offset=(30, 0))
        await pilot.click(app.form._rows["response",])
        assert app.form.focused is app.form._rows["response",].editor
        await pilot.press("f2")
    assert app.answers == [replace(SESSION.constraints[3], likelihood="likely")]


async def test_a_field_is_as_high_before_one_goes_there_as_after() -> None:
    words = "No outage of the checkout, whatever else we do, " * 5
    async with form(replace(SESSION.requests[0], because=words, short="x" * 150)) as (app, pilot):
        for path in (("because",), ("short",)):
            row = app.form._rows[path]
            before = row.region.height
            await to(app, pilot, *path)
            assert (row.region.height, row.editor.region.height) == (before, before)
            assert before > 1


async def test_a_paste_of_many_lines_stays_one_paragraph() -> None:
    async with form(SESSION.parked[0]) as (app, pilot):
        app.form.focused.post_message(Paste(" and\nmore\x1b[31m"))  # type: ignore[union-attr]
        await pilot.press("f2")
    assert app.answers == [Parked(id="P1", text="a status page and more␛[31m")]


async def test_a_paste_into_a_short_field_is_cleaned_too() -> None:
    async with form(SESSION.options[1]) as (app, pilot):
        await to(app, pilot, "requests")
        app.form.focused.post_message(Paste("R1,\nR2\x1b"))  # type: ignore[union-attr]
        await pilot.pause()
        assert app.form.draft.texts["requests",] == "R1, R2␛"


async def test_one_inner_part_is_opened_changed_and_cleared() -> None:
    metric = SESSION.metrics[1]
    async with form(metric) as (app, pilot):
        await to(app, pilot, "limits")
        await pilot.press("enter", "5", "f2", "f2")
    built = app.answers[0]
    assert isinstance(built, Metric)
    assert built.limits is not None
    assert built.limits.centre == 35
    async with form(metric) as (app, pilot):
        await to(app, pilot, "limits")
        await pilot.press("delete", "f2")
    assert app.answers == [replace(metric, limits=None)]


async def test_a_signature_is_read_and_nothing_of_it_is_changed() -> None:
    async with form(SESSION.signatures[0]) as (app, pilot):
        assert "reservation" in app.shown()
        await write(pilot, " on")
        await pilot.press("f2")
    assert app.answers == [None]


async def test_new_agreement_keeps_the_numbers_as_they_stand_in_the_form() -> None:
    async with form(SESSION.metrics[0]) as (app, pilot):
        for name in ("baseline", "target"):
            await to(app, pilot, name)
            await pilot.press("7")
        await to(app, pilot, "agreements")
        await pilot.press("enter", "n")
        await write(pilot, "S2")
        await pilot.press("enter", "right", "right", "f2", "escape", "f2")
    built = app.answers[0]
    assert isinstance(built, Metric)
    assert built.agreements == (Agreement(person="S2", agrees=True, figures="7 -> 7"),)


async def test_a_step_that_a_request_touches_may_go_and_the_loops_go_with_it() -> None:
    async with form(SESSION.streams[0]) as (app, pilot):
        await to(app, pilot, "steps")
        await pilot.press("enter", "delete", "escape")
        await pilot.pause()
        assert "1 more went along" in app.foot()
        await pilot.press("f2")
    built = app.answers[0]
    assert isinstance(built, Stream)
    assert (len(built.steps), built.rework) == (1, ())


async def test_a_form_may_begin_in_the_field_that_is_missing() -> None:
    async with form(SESSION.requests[0], focus="because") as (app, _):
        assert app.form.focused is app.form._rows["because",].editor


async def test_what_is_removed_twice_over_is_told_and_the_form_stays() -> None:
    reading = SESSION.readings[0]
    session = replace(SESSION, readings=(reading, replace(reading, metric="M2")))
    async with form(reading, session) as (app, pilot):
        await pilot.press(*["backspace"] * 20, "M", "2", "f2")
        await pilot.pause()
        assert "there are two of it" in app.foot()
        assert app.answers == []
