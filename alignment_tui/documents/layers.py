"""What lies under a request: what it takes, needs, assumes and touches, and what would be success."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Ref, joined, line, refs
from alignment_tui.documents.phrases import effort, listed, when_and_who
from alignment_tui.domain.records import Assumption, Request
from alignment_tui.domain.requests import test_first
from alignment_tui.domain.session import Session

_LAYERS = {"assume": "assumptions", "needs": "dependencies", "takes": "capacity", "success": "success criteria"}


def test_first_blocks(session: Session) -> Iterator[Block]:
    """Yield the assumptions that matter and have little evidence."""
    entries = tuple(
        Entry(id=assumed.assumption, head=(assumed.text,), aside=session.name_of(assumed.asker))
        for assumed in test_first(session)
    )
    if entries:
        yield Heading("Assumptions to test first")
        yield Entries(entries)


def behind_blocks(session: Session) -> Iterator[Block]:
    """Yield what each request takes, needs, assumes, touches and calls success."""
    entries = []
    for request in session.requests:
        first, *more = [*request_facts(session, request)] or [()]
        if first:
            name = session.name_of(request.asker)
            entries.append(Entry(id=request.id, head=first, aside=name, notes=tuple(more)))
    if entries:
        yield Heading("Behind the requests")
        yield Entries(tuple(entries))


def request_facts(session: Session, request: Request) -> Iterator[Line]:
    """Yield, a line each, the layers under a request and what else is known of it."""
    if request.short:
        yield line("in short: ", request.short)
    if request.takes:
        yield line(f"takes {effort(request.takes)}")
    if request.nature:
        yield line(f"{request.nature} work")
    if request.needs:
        yield line("needs ", *refs(request.needs), " first")
    for outside in request.outside:
        yield line("needs from outside: ", outside.text, " (", Ref(outside.id), ")")
    for criterion in request.success:
        measured = [metric.id for metric in session.metrics if metric.criterion == criterion.id]
        by = (", measured by ", *refs(measured)) if measured else ()
        yield line("success is: ", criterion.text, " (", Ref(criterion.id), *by, ")")
    for assumption in request.assumptions:
        yield line("assumes ", assumption.text, " (", Ref(assumption.id), _weight(assumption), ")")
    if request.none:
        yield line(f"{listed(_LAYERS[layer] for layer in request.none)}: none, said on purpose")
    if request.touches:
        names = {step.id: step.name for stream in session.streams for step in stream.steps}
        yield line("touches ", *joined(line(Ref(step), f" {names[step]}") for step in request.touches))
    if request.touches_none:
        yield line("touches no step: ", request.touches_none)
    verdict = request.verdict
    choice = session.choice
    with_choice = verdict and choice and (verdict.on, verdict.present) == (choice.on, choice.present)
    if verdict and not with_choice and (settled := when_and_who(session, verdict.on, verdict.present)):
        yield line(f"decided {settled}")


def _weight(assumption: Assumption) -> str:
    important = {True: ", important", False: ", not important", None: ""}[assumption.important]
    return important + (f", {assumption.evidence} evidence" if assumption.evidence else "")
