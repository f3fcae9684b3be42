"""What goes back on a map: rows where no loop meets another, and words that say where a loose end leads."""

from itertools import combinations, permutations
from pathlib import Path

import pytest

from alignment_tui.documents.cells import cells
from alignment_tui.documents.map_loops import Loop, loops_of
from alignment_tui.documents.stream_layout import laid_out
from alignment_tui.domain.records import Rework, Stream
from tests.factories import step, stream
from tests.pages.examples import STREAMS, example

CASES = (*STREAMS, STREAMS[0].with_name("gaps.txt"))


def loops(given: Stream, width: int) -> list[tuple[Loop, ...]]:
    return [loops_of(given, band, width) for band in laid_out(given, width, (2,), words_inside=False).bands]


@pytest.mark.parametrize("width", [40, 60, 76, 120])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_loop_meets_another_or_leaves_the_page(case: Path, width: int) -> None:
    given = example(case).session.streams[0]
    for band in loops(given, width):
        for loop in band:
            assert 0 <= loop.left < loop.right <= width
            assert loop.words_end - loop.words_at == cells(loop.words)
        for one, other in combinations(band, 2):
            assert one.row != other.row or one.right < other.left or other.right < one.left
    ends = [end for band in loops(given, width) for loop in band for end in (loop.source, loop.target)]
    assert sum(end is not None for end in ends) == 2 * len(given.rework)


@pytest.mark.parametrize("width", [60, 76])
def test_no_line_comes_down_through_the_words_of_a_loop_where_there_is_another_way(width: int) -> None:
    far = stream(*(step(at, f"Step {at}", 10, 100) for at in range(1, 13)))
    back = (Rework(source="V1.12", target="V1.2", percent=1), Rework(source="V1.11", target="V1.1", percent=2))
    again = Rework(source="V1.12", target="V1.1", percent=3)
    for rework in permutations((*back, again)):
        for band in loops(Stream(id="V1", name="Checkout", steps=far.steps, rework=rework), width):
            for low, high in permutations(band, 2):
                through = [end for end in low.ends if high.words_at <= end < high.words_end]
                assert not (through and low.row > high.row)


def test_a_loop_onto_itself_has_an_end_for_each_way() -> None:
    given = stream(step(1, "Prove", 10, 100), step(2, "Ship", 10, 100), rework=(_back(1, 1),))
    ((loop,),) = loops(given, 76)
    assert loop.source is not None
    assert loop.target is not None
    assert loop.target < loop.source
    assert loop.words == "10 %"


def test_words_that_fit_nowhere_are_cut_and_not_lost() -> None:
    names = ("A name that is much too long to be read in a small place", "Another one that is no shorter than that")
    given = stream(*(step(at, name, 10, 100) for at, name in enumerate(names, 1)), rework=(_back(2, 1),))
    first, second = (band[0].words for band in loops(given, 40))
    assert first.startswith("10 % from Another")
    assert second.startswith("10 % to A name")
    assert {first[-1], second[-1]} == {"…"}


def _back(source: int, target: int) -> Rework:
    return Rework(source=f"V1.{source}", target=f"V1.{target}", percent=10)
