"""A form that is open when the program ends is open again with the session, as it was typed: no word is lost."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.forms import open_form
from alignment_tui.ui import filling_screen
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.parts import PartsScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import SLUG, Facilitator
from tests.factories import request, session

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
