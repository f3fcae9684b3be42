"""A form filled in faster than the screen: what follows a key that goes on is typed where that key leads."""

from pathlib import Path

import pytest

from tests.driver import Facilitator
from tests.factories import request, session

SESSION = session(requests=(request(1, words="No outage", because="it costs"),))


@pytest.mark.parametrize("going_on", ["tab", "down", "enter"])
async def test_words_typed_at_once_after_a_key_that_goes_on_are_in_the_next_field(
    going_on: str, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.to_keys().press("f2").sees("Because")
        erased = ["backspace"] * len("Ana")
        await room.hurry(*" ever", going_on, *erased, *"Raj", going_on, *"Li", "f2").until(
            lambda: room.session != SESSION, "the record"
        )
        found = room.session.requests[0]
        assert (found.words, found.asker, found.relayed_by) == ("No outage ever", "S2", "S3")
