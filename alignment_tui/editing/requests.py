"""Edits of day 1: requests in their askers' words, and the layers hidden under them."""

from collections.abc import Iterable
from typing import Any, Literal

from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.quantities import person_weeks
from alignment_tui.domain.records import Assumption, Criterion, Dependency, Effort, Estimate, Layer, Request
from alignment_tui.domain.session import Session
from alignment_tui.editing.fields import change, changed, one
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import somebody
from alignment_tui.editing.records import with_entry


def ask(asker_name: str, words: str, relayed_by: str | None = None, *, paraphrased: bool = False) -> Edit:
    """Return an edit that adds a request in somebody's own words, told by another where `relayed_by` is given."""

    def edit(session: Session, moment: Moment) -> Session:
        relay = None
        if relayed_by:
            session, relay = somebody(session, moment, relayed_by)
        session, asker = somebody(session, moment, asker_name)
        request_id = moment.new_id(session, "R")
        return with_entry(
            session, Request(id=request_id, asker=asker, words=words, relayed_by=relay, paraphrased=paraphrased)
        )

    return edit


def attribute(request_id: str, asker_name: str) -> Edit:
    """Return an edit that says whose request it is."""

    def edit(session: Session, moment: Moment) -> Session:
        session, asker = somebody(session, moment, asker_name)
        return changed(session, request_id, asker=asker)

    return edit


def shorten(request_id: str, text: str) -> Edit:
    """Return an edit that gives a request a paraphrase to show where space is short."""
    return change(request_id, short=text)


def explain(request_id: str, text: str) -> Edit:
    """Return an edit that says why a request is needed."""
    return change(request_id, because=text)


def insist(request_id: str, must: bool = True) -> Edit:
    """Return an edit that marks a request as an ultimatum, or no longer as one."""
    return change(request_id, must=must)


def classify(request_id: str, nature: Literal["reliability", "security"] | None) -> Edit:
    """Return an edit that says a request is reliability or security work, which a freeze allows."""
    return change(request_id, nature=nature)


def merge(request_id: str, others: Iterable[str]) -> Edit:
    """Return an edit that makes other requests near-duplicates of this one; every word of theirs stays."""
    merged = tuple(others)

    def edit(session: Session, moment: Moment) -> Session:
        root = one(session, request_id, Request)
        if root.merged_into:
            raise RuleBroken(f"{root.id} is itself part of {root.merged_into}: merge into {root.merged_into} instead")
        for other in merged:
            one(session, other, Request)
            session = changed(session, other, merged_into=root.id)
        return session

    return edit


def part(request_id: str) -> Edit:
    """Return an edit that makes a merged request stand for itself again."""
    return change(request_id, merged_into=None)


def assume(
    request_id: str, text: str, *, important: bool | None = None, evidence: Literal["little", "good"] | None = None
) -> Edit:
    """Return an edit that adds an assumption; what nobody said about it stays unsaid."""

    def edit(session: Session, moment: Moment) -> Session:
        request = one(session, request_id, Request)
        new = Assumption(
            id=moment.new_id(session, f"{request.id}.A"), text=text, important=important, evidence=evidence
        )
        return _named(session, request, "assume", assumptions=(*request.assumptions, new))

    return edit


def need_requests(request_id: str, others: Iterable[str]) -> Edit:
    """Return an edit that says which other requests come first."""
    wanted = tuple(others)

    def edit(session: Session, moment: Moment) -> Session:
        request = one(session, request_id, Request)
        first = [one(session, other, Request).id for other in wanted]
        new = dict.fromkeys((*request.needs, *first))
        return _named(session, request, "needs", needs=tuple(new))

    return edit


def need_outside(request_id: str, text: str) -> Edit:
    """Return an edit that says what a request waits for outside this session."""

    def edit(session: Session, moment: Moment) -> Session:
        request = one(session, request_id, Request)
        new = Dependency(id=moment.new_id(session, f"{request.id}.D"), text=text)
        return _named(session, request, "needs", outside=(*request.outside, new))

    return edit


def take(request_id: str, weeks: Estimate | None, team: str = "") -> Edit:
    """Return an edit that says how many person-weeks a request takes; `None` when nobody knows any more."""

    def edit(session: Session, moment: Moment) -> Session:
        request = one(session, request_id, Request)
        effort = Effort(person_weeks=weeks, team=team) if weeks else None
        return _named(session, request, "takes", takes=effort)

    return edit


def succeed(request_id: str, text: str) -> Edit:
    """Return an edit that adds a success criterion."""

    def edit(session: Session, moment: Moment) -> Session:
        request = one(session, request_id, Request)
        new = Criterion(id=moment.new_id(session, f"{request.id}.K"), text=text)
        return _named(session, request, "success", success=(*request.success, new))

    return edit


def say_none(request_id: str, layers: Iterable[Layer]) -> Edit:
    """Return an edit that says layers are empty on purpose.

    It raises `RuleBroken` rather than lose words that stand there; links to other requests are let go.
    """
    wanted = tuple(layers)

    def edit(session: Session, moment: Moment) -> Session:
        request = one(session, request_id, Request)
        for layer in wanted:
            _refuse_to_lose(request, layer)
            if layer == "needs":
                request = replace(request, needs=())
            if layer not in request.none:
                request = replace(request, none=(*request.none, layer))
        return with_entry(session, request)

    return edit


def _named(session: Session, request: Request, layer: Layer, **fields: Any) -> Session:
    """Return the session with a layer filled in, which is then not "none" any more."""
    none = tuple(other for other in request.none if other != layer)
    return with_entry(session, replace(request, none=none, **fields))


def _refuse_to_lose(request: Request, layer: Layer) -> None:
    standing: dict[Layer, tuple[Assumption | Dependency | Criterion, ...]] = {
        "assume": request.assumptions,
        "needs": request.outside,
        "success": request.success,
    }
    words = standing.get(layer, ())
    if words:
        said = ", ".join(f"{item.id} ({item.text})" for item in words)
        raise RuleBroken(f"{request.id} has {said}: drop {words[0].id} first")
    if layer == "takes" and request.takes:
        weeks = person_weeks(request.takes.person_weeks)
        raise RuleBroken(f"{request.id} takes {weeks}: say {request.id} takes: ? first")
