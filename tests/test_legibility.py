"""What the room sees can be read on a bad call: words come back from a small picture pressed hard."""

import os
from itertools import product

import pytest

from tests.pages.legibility import LEAST, SIZES, THEMES, missing_tools, read_back
from tests.pages.pictures import STAGES

pytestmark = pytest.mark.skipif(bool(missing_tools()), reason=f"NOT RUN: there is no {', '.join(missing_tools())}")

_SHORT = [("value-stream", "presented", "meeting-dark", (80, 24)), ("trade-offs", "at work", "meeting-light", (80, 24))]
_ALL = list(product([stage.stage for stage in STAGES], LEAST, THEMES, SIZES))
_ASKED = _ALL if os.environ.get("ALIGNMENT_LEGIBILITY") == "all" else _SHORT


@pytest.mark.parametrize(("slug", "how", "theme", "size"), _ASKED)
def test_a_stage_can_be_read_on_a_bad_call(slug: str, how: str, theme: str, size: tuple[int, int]) -> None:
    stage = next(stage for stage in STAGES if stage.stage == slug)
    read = read_back(stage, how, theme, size)
    assert read.share >= LEAST[how], read.missed
