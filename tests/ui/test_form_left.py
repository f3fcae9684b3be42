"""A form that is open when the program ends is open again with the session, as it was typed: no word is lost."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Order
from alignment_tui.storage import saver
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.forms import open_form
from alignment_tui.ui import filling_screen
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.parts import PartsScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import SLUG, Facilitator
from tests.factories import request, session
from tests.ui.test_disk import elsewhere

SESSION = session(requests=(request(1, words="No checkout outage", because="it costs"), request(2, "S2")))


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is typed at once."""
    monkeypatch.setattr(filling_screen, "REMEMBER_SECONDS", 0.02)


def filling(room: Facilitator) -> bool:
    return isinstance(room.app.screen, FormScreen)


def kept(home: Path) -> str:
    return str(open_form(home / "state", home / "sessions" / f"{SLUG}.json"))


async def test_a_form_is_open_again_as_it_was_typed_until_it_is_saved(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.press("escape", "f2").until(lambda: filling(room), "the form").type(" [at] all")
        await room.until(lambda: "[at] all" in kept(tmp_path), "the words kept")
    folder = Sessions(tmp_path / "sessions", tmp_path / "cache")
    seen = folder.load(SLUG)
    theirs = (replace(seen.document.session.requests[0], because="theirs"), *seen.document.session.requests[1:])
    folder.save(SLUG, replace(seen.document, rev=1, session=replace(seen.document.session, requests=theirs)), seen)
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.until(lambda: filling(room), "the form again").sees(
            "No checkout outage [at] all", "changed", "as it was left"
        )
        await room.press("f2").sees("changed R1").saved()
        first = room.on_disk.requests[0]
        assert (first.words, first.because) == ("No checkout outage [at] all", "theirs")
        assert kept(tmp_path) == "None"
    async with Facilitator.opens(tmp_path, SESSION) as room:
        assert isinstance(room.app.screen, WorkScreen)


async def test_so_are_the_forms_inside_it(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.press("escape", "f2").until(lambda: filling(room), "the form").type(" at all")
        row = next(row for row in room.app.screen._rows.values() if row.field.label == "Success")  # type: ignore[attr-defined]
        row.editor.focus()
        await room.press("enter").until(lambda: isinstance(room.app.screen, PartsScreen), "the list")
        for words in ("first", "second"):
            await room.press("n").until(lambda: filling(room), "a part").type(words)
            if words == "first":
                await room.press("f2").until(lambda: isinstance(room.app.screen, PartsScreen), "the list")
        await room.until(lambda: "second" in kept(tmp_path), "the words kept")
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.until(lambda: len(room.app.screen_stack) == 4, "form, list and part").sees("second")
        await room.press("f2").sees("first", "second").press("escape", "f2").sees("changed R1").saved()
        first = room.on_disk.requests[0]
        assert (first.words, [one.text for one in first.success]) == ("No checkout outage at all", ["first", "second"])


async def test_a_form_that_was_left_stays_left(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.press("escape", "f2").until(lambda: filling(room), "the form").type(" at all")
        await room.until(lambda: "at all" in kept(tmp_path), "the words kept").press("escape", "escape")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert kept(tmp_path) == "None"


async def test_what_was_typed_for_a_record_that_is_gone_is_said(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.press("escape", "down", "f2").until(lambda: filling(room), "the form").type(" at all")
        await room.until(lambda: "at all" in kept(tmp_path), "the words kept")
    folder = Sessions(tmp_path / "sessions", tmp_path / "cache")
    seen = folder.load(SLUG)
    without = replace(seen.document.session, requests=seen.document.session.requests[:1])
    folder.save(SLUG, replace(seen.document, rev=1, session=without), seen)
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.sees("is gone", "at all")


async def test_a_form_that_is_refused_after_all_is_open_again_as_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else has put the two in the other order meanwhile, so that together they go in a circle."""
    monkeypatch.setattr(saver, "LOOK_SECONDS", 0.05)
    order = Order(id="C1", first="R1", then="R2")
    three = replace(SESSION, requests=(*SESSION.requests, request(3)), constraints=(order,))
    async with Facilitator.opens(tmp_path, three) as room:
        await room.stage("constraints").press("f2").until(lambda: filling(room), "the form").sees("R1")
        await room.press("tab").until(lambda: filling(room), "the form").saved()
        editor = next(row.editor for row in room.app.screen._rows.values() if row.field.path == ("then",))  # type: ignore[attr-defined]
        editor.focus()
        await room.press("ctrl+u").type("R3")
        theirs = Order(id="C2", first="R3", then="R1")
        elsewhere(room, lambda whole: replace(whole, constraints=(order, theirs)))
        await room.until(lambda: len(room.session.constraints) == 2, "the change").press("f2")
        await room.until(lambda: filling(room), "the form again").sees("R3", "changed", "circle")
        assert room.session.constraints == (order, theirs)
        await room.until(lambda: "R3" in kept(tmp_path), "the words kept")
        await room.press("escape", "escape").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert kept(tmp_path) == "None"
