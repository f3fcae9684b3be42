from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.capacity import balance_words, balances, whole
from alignment_tui.domain.constraints import capacity_and_posture, kinds
from alignment_tui.domain.order import befores, broken, cycle_words, cycles
from alignment_tui.domain.records import Capacity, ErrorBudget, Number, Order
from alignment_tui.domain.session import Session
from tests.factories import effort, request, session


def capacity(number: int, weeks: Number, team: str = "", until: date | None = None) -> Capacity:
    return Capacity(id=f"C{number}", person_weeks=weeks, team=team, until=until)


def asked(*constraints: Capacity, core: Number = 12, payments: Number = 7) -> Session:
    requests = (request(1, takes=effort(core)), request(2, takes=effort(payments, team="Payments")))
    return session(requests=requests, constraints=constraints)


def test_a_capacity_without_a_team_is_everybody_s() -> None:
    rows = balances(asked(capacity(1, 12, until=date(2025, 4, 30)), capacity(2, 5, "Payments")))
    assert [(row.team, row.available, row.typical, row.over_by) for row in rows] == [
        ("", 12, 19, 7),
        ("Payments", 5, 7, 2),
    ]
    assert rows[0].until == date(2025, 4, 30)
    assert [balance_words(row) for row in rows] == [
        "19 of 12 person-weeks, 7 too many",
        "Payments 7 of 5 person-weeks, 2 too many",
    ]


def test_without_one_the_whole_is_the_sum_of_the_teams() -> None:
    assert whole(asked(capacity(1, 15, "Core"), capacity(2, 5, "Payments"))).available == 20


def test_amounts_of_one_team_until_different_days_add_up() -> None:
    row = whole(asked(capacity(1, 12, until=date(2025, 4, 30)), capacity(2, 10, until=date(2025, 6, 30))))
    assert (row.available, row.until, row.over_by) == (22, date(2025, 6, 30), 0)


def test_capacity_nobody_named_is_unknown() -> None:
    rows = balances(asked())
    assert [(row.team, row.available, row.over_by) for row in rows] == [("", None, None), ("Payments", None, None)]
    assert balance_words(rows[0]) == "19 person-weeks asked for, nobody said how many there are"


def test_a_team_nobody_asks_for_has_room() -> None:
    rows = balances(session(constraints=(capacity(1, 3, "Web"),)))
    assert [(row.team, row.typical, row.over_by) for row in rows] == [("", 0, 0), ("Web", 0, 0)]


def test_ranges_go_into_the_balance() -> None:
    row = whole(session(requests=(request(takes=effort(4, 6, 9)),), constraints=(capacity(1, 5),)))
    assert (row.low, row.typical, row.high, row.over_by) == (4, 6, 9, 1)


@given(st.integers(0, 500), st.integers(0, 500))
def test_over_by_is_what_does_not_fit(available: int, wanted: int) -> None:
    row = whole(session(requests=(request(takes=effort(wanted / 10)),), constraints=(capacity(1, available / 10),)))
    assert row.over_by == max(wanted - available, 0) / 10


def ordered(*pairs: tuple[int, int], needs: dict[int, tuple[int, ...]] | None = None, count: int = 5) -> Session:
    requests = tuple(
        request(number, needs=tuple(f"R{one}" for one in (needs or {}).get(number, ())))
        for number in range(1, count + 1)
    )
    orders = tuple(
        Order(id=f"C{place}", first=f"R{first}", then=f"R{then}") for place, (first, then) in enumerate(pairs, start=1)
    )
    return session(requests=requests, constraints=orders)


def test_orders_and_needs_make_one_graph() -> None:
    edges = befores(ordered((2, 1), needs={3: (1,)}))
    assert [(edge.first, edge.then, edge.source) for edge in edges] == [("R2", "R1", "C1"), ("R1", "R3", "R3")]


def test_a_cycle_is_named_request_by_request() -> None:
    assert cycles(ordered((2, 1), needs={2: (3,), 3: (1,)})) == (("R1", "R3", "R2", "R1"),)
    assert cycle_words(("R1", "R3", "R2", "R1")) == "R1 before R3 before R2 before R1"
    assert cycles(ordered((2, 1), (3, 1), needs={4: (2,)})) == ()


def test_cycles_that_share_nothing_are_all_named() -> None:
    assert set(cycles(ordered((1, 2), (2, 1), (3, 4), (4, 3)))) == {("R1", "R2", "R1"), ("R3", "R4", "R3")}


def test_near_duplicates_count_as_the_one_they_went_into() -> None:
    requests = (request(1), request(2, merged_into="R1", needs=("R1",)), request(3, needs=("R2",)))
    assert [(edge.first, edge.then) for edge in befores(session(requests=requests))] == [("R1", "R3")]


def test_a_choice_breaks_the_order_by_taking_what_comes_after_without_what_comes_before() -> None:
    whole_order = ordered((2, 1), (3, 4))
    assert [(edge.first, edge.then) for edge in broken(whole_order, ("R1", "R3"))] == [("R2", "R1")]
    assert broken(whole_order, ("R1", "R2")) == ()


edges = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda pair: pair[0] != pair[1]), max_size=12)


@given(edges)
def test_a_cycle_is_found_exactly_where_something_comes_before_itself(pairs: list[tuple[int, int]]) -> None:
    reached = {first: {then for one, then in pairs if one == first} for first in range(1, 7)}
    for _ in range(6):
        for first in reached:
            reached[first] |= {far for near in reached[first] for far in reached[near]}
    found = cycles(ordered(*pairs, count=6))
    assert bool(found) == any(first in far for first, far in reached.items())
    known = {(f"R{first}", f"R{then}") for first, then in pairs}
    for ring in found:
        assert ring[0] == ring[-1]
        assert set(pairwise(ring)) <= known


@pytest.mark.parametrize(
    ("constraints", "said"),
    [
        ((), ""),
        ((capacity(1, 12),), "12 person-weeks, 19 asked for"),
        (
            (capacity(1, 12), ErrorBudget(id="C2", service="x", slo_percent=99.9, window_days=30, spent_minutes=1)),
            "12 person-weeks, 19 asked for; push",
        ),
    ],
)
def test_capacity_and_posture_in_one_line(constraints: tuple[Capacity, ...], said: str) -> None:
    assert capacity_and_posture(asked(*constraints)) == said


def test_kinds_are_named_none_or_missing() -> None:
    now = session(constraints=(capacity(1, 12),), no_constraints=("platform",))
    assert [(one.kind, one.state) for one in kinds(now)] == [
        ("capacity", "named"),
        ("platform", "none"),
        ("order", "missing"),
        ("risk", "missing"),
        ("slo", "missing"),
    ]
    assert kinds(ordered(needs={1: (2,)}))[2].state == "named"
