"""What comes before what: one graph out of the order people gave and of what requests need."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from msgspec import Struct

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Order
from alignment_tui.domain.requests import merged
from alignment_tui.domain.session import Session


class Before(Struct, frozen=True, kw_only=True):
    """`first` comes before `then`, as `source` says: the id of an order constraint, or of the request that needs it."""

    first: str
    then: str
    source: str


def befores(session: Session) -> tuple[Before, ...]:
    """Return every edge between requests that stand; a near-duplicate's needs are those of the one it went into."""
    roots = {voice.id: root for root, spoken in merged(session).items() for voice in spoken}
    edges = [
        Before(first=roots[record.first], then=roots[record.then], source=record.id)
        for record in session.constraints
        if isinstance(record, Order)
    ]
    edges += [
        Before(first=roots[needed], then=roots[request.id], source=request.id)
        for request in session.requests
        for needed in request.needs
    ]
    return tuple(edge for edge in edges if edge.first != edge.then)


def cycles(session: Session) -> tuple[tuple[str, ...], ...]:
    """Return cycles that share no request, each from one request on and back to it, in the order of `before`."""
    edges = {(edge.first, edge.then) for edge in befores(session)}
    found: list[tuple[str, ...]] = []
    while (cycle := _cycle(sorted(edges))) is not None:
        found.append(cycle)
        edges = {(first, then) for first, then in edges if first not in cycle and then not in cycle}
    return tuple(found)


def cycle_words(cycle: tuple[str, ...]) -> str:
    """Say a cycle request by request: ``R1 before R2 before R1``."""
    return " before ".join(cycle)


def circle_words(cycle: tuple[str, ...]) -> str:
    """Say what is wrong with an order that has no beginning, in the same words wherever it is met."""
    return f"the order goes in a circle: {cycle_words(cycle)}"


def refuse_circle(before: Session, after: Session) -> None:
    """Raise `RuleBroken` when `after` has a circle that was not there before; what stood there may be mended."""
    standing = cycles(before)
    for cycle in cycles(after):
        if cycle not in standing:
            raise RuleBroken(circle_words(cycle))


def broken(session: Session, chosen: Iterable[str]) -> tuple[Before, ...]:
    """Return the edges that a choice breaks: it takes what comes after and leaves what comes before."""
    taken = set(chosen)
    return tuple(edge for edge in befores(session) if edge.then in taken and edge.first not in taken)


def _cycle(edges: list[tuple[str, str]]) -> tuple[str, ...] | None:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for first, then in edges:
        sorter.add(then, first)
    try:
        sorter.prepare()
    except CycleError as error:
        ring: list[str] = error.args[1][:-1]
        start = ring.index(min(ring, key=lambda one: (len(one), one)))
        ring = ring[start:] + ring[:start]
        return (*ring, ring[0])
    return None


def chains(session: Session) -> tuple[tuple[str, ...], ...]:
    """Return the order as the fewest chains that show every edge, each from what comes first to what comes last.

    Edges of a cycle are left out, since they have no first: `cycles` names them.
    """
    in_cycles = {request for cycle in cycles(session) for request in cycle}
    edges = sorted({(edge.first, edge.then) for edge in befores(session)}, key=lambda edge: (*map(len, edge), *edge))
    edges = [edge for edge in edges if not set(edge) <= in_cycles]
    found: list[list[str]] = []
    while edges:
        followed = {then for _, then in edges}
        chain = list(next((edge for edge in edges if edge[0] not in followed), edges[0]))
        edges.remove((chain[0], chain[1]))
        while (onward := next((edge for edge in edges if edge[0] == chain[-1]), None)) is not None:
            edges.remove(onward)
            chain.append(onward[1])
        found.append(chain)
    return tuple(map(tuple, found))
