"""Undo reaches back to before the session was opened, and what a leaving program could not save is offered again."""

from pathlib import Path

from alignment_tui.domain.session import Session
from tests.driver import Facilitator

BARE = Session(title="Spring sale")


async def test_what_was_done_before_a_restart_can_be_undone_and_redone(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.says("park: one", "park: two", "park: three").saved()
        await room.press("ctrl+z").sees("Undone").saved()
        assert [entry.text for entry in room.session.parked] == ["one", "two"]
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press("ctrl+z").sees("Undone").saved()
        assert [entry.text for entry in room.session.parked] == ["one"]
        await room.press("ctrl+y", "ctrl+y").sees("Redone").saved()
        assert [entry.text for entry in room.session.parked] == ["one", "two", "three"]
        await room.says("park: four").saved()
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press("ctrl+z", "ctrl+z").saved()
        assert [entry.text for entry in room.session.parked] == ["one", "two"]


async def test_nothing_is_undone_over_a_change_by_another_hand(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.says("park: one").saved()
        path = room.desk.path
    path.write_text(path.read_text().replace('"one"', '"by hand"'))
    async with Facilitator.opens(tmp_path, BARE) as room:
        await room.press("ctrl+z").sees("there is nothing to undo")
        assert [entry.text for entry in room.session.parked] == ["by hand"]
