from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.order import befores, chains, cycles
from alignment_tui.domain.records import Order, Request, Stakeholder
from alignment_tui.domain.session import Session


def ordered(*edges: tuple[int, int]) -> Session:
    requests = tuple(Request(id=f"R{number}", asker="S1", words="w") for number in range(1, 7))
    orders = tuple(
        Order(id=f"C{place}", first=f"R{first}", then=f"R{then}") for place, (first, then) in enumerate(edges, 1)
    )
    return Session(title="t", stakeholders=(Stakeholder(id="S1", name="Ana"),), requests=requests, constraints=orders)


def test_a_line_of_requests_is_one_chain() -> None:
    assert chains(ordered((5, 1), (1, 3))) == (("R5", "R1", "R3"),)


def test_what_branches_is_told_from_its_branch_on() -> None:
    assert chains(ordered((1, 2), (2, 3), (2, 4))) == (("R1", "R2", "R3"), ("R2", "R4"))


def test_a_cycle_has_no_first_and_is_left_to_its_own_words() -> None:
    session = ordered((1, 2), (2, 1), (2, 3))
    assert chains(session) == (("R2", "R3"),)
    assert cycles(session) == (("R1", "R2", "R1"),)


def test_nothing_is_no_chain() -> None:
    assert chains(ordered()) == ()


pairs = st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda edge: edge[0] < edge[1])


@given(st.lists(pairs, max_size=9))
def test_every_edge_is_in_the_chains_once(edges: list[tuple[int, int]]) -> None:
    session = ordered(*edges)
    shown = [edge for chain in chains(session) for edge in pairwise(chain)]
    assert sorted(shown) == sorted({(edge.first, edge.then) for edge in befores(session)})
