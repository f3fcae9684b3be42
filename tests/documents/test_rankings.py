from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.documents.rankings import last_rank, ranking_blocks, spread
from alignment_tui.documents.text import block_lines
from alignment_tui.domain.rankings import Ranked, ranking
from alignment_tui.domain.records import Ranking
from tests.factories import request, session


def row(best: int, mean: float, worst: int) -> Ranked:
    return Ranked(request="R1", mean_rank=mean, best=best, worst=worst, ranks=())


def test_a_spread_is_drawn_from_best_to_worst_with_the_mean_as_a_mark() -> None:
    assert spread(row(1, 2.5, 4), 5, 9) == "├──●──┤··"
    assert spread(row(2, 2, 2), 5, 9) == "··●······"
    assert spread(row(1, 1.25, 5), 5, 9) == "├●──────┤"
    assert spread(row(1, 1.2, 5), 5, 5) == "●───┤"
    assert spread(row(1, 1, 1), 1, 9) == "●········"


def test_twelve_ranks_are_two_cells_apart_in_24_and_forty_are_squeezed() -> None:
    assert len(spread(row(1, 6, 12), 12, 24)) == 23
    assert spread(row(12, 12, 12), 12, 24)[-1] == "●"
    assert len(spread(row(1, 20, 40), 40, 24)) == 24


@given(st.integers(1, 60).flatmap(lambda last: st.tuples(st.just(last), st.tuples(*[st.integers(1, last)] * 3))))
def test_a_spread_is_as_wide_as_all_others_and_its_marks_are_in_order(drawn: tuple[int, tuple[int, int, int]]) -> None:
    last, ranks = drawn
    best, mean, worst = sorted(ranks)
    picture = spread(row(best, mean, worst), last, 24)
    assert len(picture) == len(spread(row(1, 1, last), last, 24)) <= 24
    assert picture.count("●") == 1
    marked = [place for place, cell in enumerate(picture) if cell != "·"]
    assert marked == list(range(marked[0], marked[-1] + 1))
    assert marked[0] <= picture.index("●") <= marked[-1]


def test_the_ranking_as_text_with_and_without_the_drawing() -> None:
    whole = session(
        requests=(request(1), request(2)),
        rankings=(
            Ranking(person="S1", order=("R1", "R2")),
            Ranking(person="S2", order=("R2", "R1")),
            Ranking(person=None, order=("R2", "R1")),
        ),
    )
    plain = block_lines(tuple(ranking_blocks(whole)), 80)
    assert plain == [
        "FORCED RANKING",
        "All together: R2, R1",
        "",
        "R1  mean rank 1.5: Ana 1, Raj 2",
        "R2  mean rank 1.5: Ana 2, Raj 1",
    ]
    drawn = " ".join(block_lines(tuple(ranking_blocks(whole, drawn=True)), 80))
    assert "├" in drawn
    assert "from 1 (Ana) to 2 (Raj)" in drawn
    assert last_rank(ranking(whole)) == 2


def test_no_ranking_has_no_heading() -> None:
    assert tuple(ranking_blocks(session())) == ()
