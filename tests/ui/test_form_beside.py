"""A form that is open while others save: what it adds and what it was opened on keep apart from what is theirs."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Step, Stream
from alignment_tui.storage import saver
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import Facilitator
from tests.factories import request, session
from tests.ui.test_disk import asks, at_once, elsewhere

STREAM = Stream(id="V1", name="Checkout", steps=(Step(id="V1.1", name="Build"),))
SESSION = session(
    requests=(request(1, words="No outage"), request(2, asker="S2", words="A sandbox")), streams=(STREAM,)
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saver, "LOOK_SECONDS", 0.05)


async def test_a_record_that_a_merge_gave_another_id_is_saved_as_what_it_is_now(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        at_once(room, asks("theirs"))
        await room.says("Ana: mine").hurry("escape", "f2")
        await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        await room.until(lambda: len(room.session.requests) == 4, "what is theirs")
        await (
            room.type(" as well")
            .press("f2")
            .until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
            .saved()
        )
        assert {one.id: one.words for one in room.on_disk.requests[2:]} == {"R3": "theirs", "R4": "mine as well"}


async def test_a_step_added_in_a_form_is_another_than_one_added_elsewhere(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        theirs = replace(STREAM, steps=(*STREAM.steps, Step(id="V1.2", name="Deploy")))
        await room.stage("value-stream").press("f2").until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        elsewhere(room, lambda old: replace(old, streams=(theirs,)))
        await room.until(lambda: len(room.session.streams[0].steps) == 2, "what is theirs")
        form = room.app.screen
        assert isinstance(form, FormScreen)
        mine = replace(STREAM, steps=(*STREAM.steps, Step(id="V1.2", name="Test")))
        form.dismiss(mine)
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage").saved()
        steps = {one.id: one.name for one in room.on_disk.streams[0].steps}
        assert steps == {"V1.1": "Build", "V1.2": "Deploy", "V1.3": "Test"}
