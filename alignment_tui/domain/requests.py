"""Requests: what lies hidden under each, who was heard, and whose words stand for whom."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal, get_args

from msgspec import Struct

from alignment_tui.domain.once import once
from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import Effort, Layer, Number, Request
from alignment_tui.domain.session import Session

LAYERS: tuple[Layer, ...] = get_args(Layer)
PROMPTS: dict[Layer, str] = {
    "assume": "what has to be true for this to help?",
    "needs": "what has to be there first?",
    "takes": "how many person-weeks?",
    "success": "how would you notice?",
}

_SHORT = 60


class LayerState(Struct, frozen=True, kw_only=True):
    """Whether a hidden layer was named, is empty on purpose, or was never spoken of, and its letter in a list."""

    layer: Layer
    state: Literal["named", "none", "missing"]
    letter: str


class TestFirst(Struct, frozen=True, kw_only=True):
    """An important assumption with little evidence, which is worth a test before anything is built on it."""

    __test__ = False

    request: str
    assumption: str
    text: str
    asker: str


class TeamDemand(Struct, frozen=True, kw_only=True):
    """Person-weeks asked of one team; no name where the requests name none."""

    team: str
    low: Number
    typical: Number
    high: Number


class Demand(Struct, frozen=True, kw_only=True):
    """Person-weeks that a set of requests takes, whole and by team. `unsized` requests are not in the sums."""

    low: Number
    typical: Number
    high: Number
    teams: tuple[TeamDemand, ...]
    unsized: tuple[str, ...]


def layers(request: Request) -> tuple[LayerState, ...]:
    """Return the four hidden layers of a request in order."""
    named: dict[Layer, bool] = {
        "assume": bool(request.assumptions),
        "needs": bool(request.needs or request.outside),
        "takes": request.takes is not None,
        "success": bool(request.success),
    }
    return tuple(_layer(layer, named[layer], layer in request.none) for layer in LAYERS)


def letters(request: Request) -> str:
    """Return the layers as letters: capitals named, small none on purpose, a point missing: ``A n T .``."""
    return " ".join(state.letter for state in layers(request))


def said(request: Request) -> str:
    """Return a request in few words: its short form where somebody gave one."""
    return request.short or request.words


def called(session: Session, request: Request) -> str:
    """Name a request as people would: ``R1, Ana's "No checkout outage"``, cut to one short line."""
    words = said(request)
    if len(words) > _SHORT:
        words = words[: _SHORT - 3].rsplit(" ", 1)[0] + "..."
    name = session.name_of(request.asker)
    whose = f"{name}'" if name.endswith("s") else f"{name}'s"
    return f'{request.id}, {whose} "{words}"'


def test_first(session: Session) -> tuple[TestFirst, ...]:
    """Return every important assumption with little evidence, in the order people made them."""
    return tuple(
        TestFirst(request=request.id, assumption=assumed.id, text=assumed.text, asker=request.asker)
        for request in session.requests
        for assumed in request.assumptions
        if assumed.important and assumed.evidence == "little"
    )


test_first.__test__ = False  # type: ignore[attr-defined]


def root_of(session: Session, request_id: str) -> Request:
    """Return the request that stands for this one after merging; in a ring of merges the first made stands."""
    return _root({request.id: request for request in session.requests}, request_id)


def standing(session: Session) -> tuple[Request, ...]:
    """Return the requests that were not merged into another."""
    return tuple(spoken[0] for spoken in merged(session).values())


def merged(session: Session) -> Mapping[str, tuple[Request, ...]]:
    """Return, for the id of every request that stands, its voices: itself, then the near-duplicates merged into it."""
    return _merged(session.requests)


@once(kept=8)
def _merged(requests: tuple[Request, ...]) -> Mapping[str, tuple[Request, ...]]:
    by_id = {request.id: request for request in requests}
    roots = {request.id: _root(by_id, request.id) if request.merged_into else request for request in requests}
    groups: dict[str, list[Request]] = {request.id: [request] for request in requests if roots[request.id] is request}
    for request in requests:
        if roots[request.id] is not request:
            groups[roots[request.id].id].append(request)
    return {root: tuple(group) for root, group in groups.items()}


def voices(session: Session, request: Request) -> tuple[Request, ...]:
    """Return the request and every near-duplicate merged into it, so that nobody's words are lost."""
    return merged(session).get(request.id, (request,))


def is_must(session: Session, request: Request) -> bool:
    """Return whether anybody whose words these are made it an ultimatum."""
    return any(voice.must for voice in voices(session, request))


def effort_of(session: Session, request: Request) -> Effort | None:
    """Return what a request takes: its own figure, or the first of the near-duplicates merged into it."""
    return _effort(voices(session, request))


def demand(session: Session, requests: Iterable[Request] | None = None) -> Demand:
    """Return the person-weeks that `requests` take (all that stand, when not given), low, typical and high."""
    return _demand_of_all(session.requests) if requests is None else _demand(merged(session), requests)


@once(kept=4)
def _demand_of_all(requests: tuple[Request, ...]) -> Demand:
    groups = _merged(requests)
    return _demand(groups, [spoken[0] for spoken in groups.values()])


def _demand(groups: Mapping[str, tuple[Request, ...]], requests: Iterable[Request]) -> Demand:
    teams: dict[str, list[Fraction]] = {}
    unsized: list[str] = []
    for request in requests:
        effort = _effort(groups.get(request.id, (request,)))
        if effort is None:
            if "takes" not in request.none:
                unsized.append(request.id)
            continue
        weeks = effort.person_weeks
        sums = teams.setdefault(effort.team, [Fraction(0)] * 3)
        for place, value in enumerate((weeks.bottom, weeks.typical, weeks.top)):
            sums[place] += exact(value)
    low, typical, high = (number(sum((sums[place] for sums in teams.values()), Fraction(0))) for place in range(3))
    return Demand(
        low=low,
        typical=typical,
        high=high,
        teams=tuple(
            TeamDemand(team=team, low=number(sums[0]), typical=number(sums[1]), high=number(sums[2]))
            for team, sums in teams.items()
        ),
        unsized=tuple(unsized),
    )


def _root(by_id: dict[str, Request], request_id: str) -> Request:
    path = [request_id]
    while (onward := by_id[path[-1]].merged_into) is not None:
        if onward in path:
            ring = set(path[path.index(onward) :])
            return next(request for request in by_id.values() if request.id in ring)
        path.append(onward)
    return by_id[path[-1]]


def _effort(spoken: tuple[Request, ...]) -> Effort | None:
    return next((voice.takes for voice in spoken if voice.takes), None)


def _layer(layer: Layer, named: bool, none: bool) -> LayerState:
    letter = {"assume": "A", "needs": "N", "takes": "T", "success": "S"}[layer]
    if named:
        return LayerState(layer=layer, state="named", letter=letter)
    if none:
        return LayerState(layer=layer, state="none", letter="n")
    return LayerState(layer=layer, state="missing", letter=".")
