from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.rankings import beginning, mean_words, order_of, ranking, spread_words
from alignment_tui.domain.records import Ranking
from alignment_tui.domain.session import Session
from tests.factories import people, request, session

THREE = tuple(request(number) for number in (1, 2, 3))


def ranked(*orders: str, together: str = "") -> Session:
    """S1, S2 ... rank by the digits of the requests: ``132`` is R1, R3, R2."""
    rankings = [
        Ranking(person=f"S{place}", order=tuple(f"R{digit}" for digit in order))
        for place, order in enumerate(orders, start=1)
    ]
    if together:
        rankings.append(Ranking(person=None, order=tuple(f"R{digit}" for digit in together)))
    return session(stakeholders=people("Ana", "Raj", "Li", "Mo"), requests=THREE, rankings=tuple(rankings))


@given(st.lists(st.permutations(["1", "2", "3"]), max_size=4))
def test_ranking_is_by_mean_rank_with_best_and_worst(orders: list[list[str]]) -> None:
    rows = ranking(ranked(*("".join(order) for order in orders)))
    means = {one: sum(order.index(one) + 1 for order in orders) / len(orders) for one in "123" if orders}
    assert [row.mean_rank for row in rows] == pytest.approx(sorted(means.values()))
    for row in rows:
        ranks = [order.index(row.request[1]) + 1 for order in orders]
        assert (row.best, row.worst) == (min(ranks), max(ranks))
        assert row.best <= Fraction(row.mean_rank).limit_denominator(100) <= row.worst
        assert [place.rank for place in row.ranks] == ranks


def test_two_requests_cannot_have_one_rank() -> None:
    with pytest.raises(RuleBroken, match="each once"):
        Ranking(person="S1", order=("R1", "R2", "R1"))


def test_the_ranking_made_together_is_not_one_voice_more() -> None:
    whole = ranked("123", "132", together="321")
    assert [row.mean_rank for row in ranking(whole)] == [1, 2.5, 2.5]
    assert order_of(whole, None) == ("R3", "R2", "R1")
    assert order_of(whole, "S3") == ()
    assert whole.rankings[-1].key == "all"


def test_whoever_ranked_a_few_counts_for_these() -> None:
    rows = ranking(ranked("12", "21", "2"))
    assert [(row.request, row.mean_rank, len(row.ranks)) for row in rows] == [
        ("R2", pytest.approx(4 / 3), 3),
        ("R1", 1.5, 2),
    ]


def test_a_near_duplicate_has_the_better_place_of_the_two() -> None:
    whole = session(
        requests=(request(1), request(2), request(3, merged_into="R1")),
        rankings=(Ranking(person="S1", order=("R3", "R2", "R1")), Ranking(person="S2", order=("R2", "R3"))),
    )
    assert order_of(whole, "S1") == ("R1", "R2")
    assert {row.request: (row.best, row.worst) for row in ranking(whole)} == {"R1": (1, 2), "R2": (1, 2)}


def test_one_goes_on_from_where_one_was_and_together_from_the_mean() -> None:
    whole = ranked("3", "231", "213")
    assert beginning(whole, "S1") == ("R3", "R1", "R2")
    assert beginning(whole, "S4") == ("R1", "R2", "R3")
    assert beginning(whole, None) == ("R2", "R3", "R1")
    assert beginning(ranked(together="3"), None) == ("R3", "R1", "R2")


@pytest.mark.parametrize(
    ("orders", "said"),
    [
        (("123",), "1 for Ana, who alone ranked it"),
        (("123", "132"), "1 for both"),
        (("123", "132", "132"), "1 for all 3"),
        (("123", "231"), "from 1 (Ana) to 3 (Raj)"),
        (("123", "132", "231"), "from 1 (Ana, Raj) to 3 (Li)"),
        (("123", "231", "321", "231"), "from 1 (Ana) to 3 (3 people)"),
    ],
)
def test_a_spread_in_words(orders: tuple[str, ...], said: str) -> None:
    whole = ranked(*orders)
    assert spread_words(whole, next(row for row in ranking(whole) if row.request == "R1")) == said


def test_means_stand_under_one_another() -> None:
    assert [mean_words(row) for row in ranking(ranked("123", "132", "132"))] == ["1.0", "2.3", "2.7"]
