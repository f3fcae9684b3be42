"""What was asked for and how it ended, with every asker's words, their reason and ours."""

from collections.abc import Iterator

from msgspec.structs import replace

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Quote, Ref, joined, line, refs
from alignment_tui.documents.phrases import because, effort, listed, when_and_who
from alignment_tui.domain.quantities import person_weeks_short
from alignment_tui.domain.records import Assumption, Request
from alignment_tui.domain.requests import letters, standing, test_first, voices
from alignment_tui.domain.session import Session

_ANSWERS = (("will", "We will", "we will"), ("wont", "We won't", "we won't"), ("later", "Not yet", "not yet"))
_LAYERS = {"assume": "assumptions", "needs": "dependencies", "takes": "capacity", "success": "success criteria"}


def verdict_blocks(session: Session) -> Iterator[Block]:
    """Yield will, won't and not yet, each with every asker's words, why it was wanted, and the reason."""
    for answer, heading, opening in _ANSWERS:
        entries = tuple(
            request_entry(session, request, *_reason(session, request, opening))
            for request in standing(session)
            if request.verdict and request.verdict.answer == answer
        )
        if entries:
            yield Heading(heading)
            yield Entries(entries)


def request_blocks(session: Session) -> Iterator[Block]:
    """Yield every request with the layers under it and its verdict, if it has one."""
    entries = []
    for request in standing(session):
        notes = (*_verdict(session, request), *request_facts(session, request))
        size = person_weeks_short(request.takes.person_weeks if request.takes else None)
        entry = request_entry(session, request, *notes, facts=True)
        entries.append(replace(entry, figures=line(f"{letters(request)}  {size}")))
    if entries:
        yield Heading("Requests")
        yield Entries(tuple(entries))


def undecided_blocks(session: Session) -> Iterator[Block]:
    """Yield the requests that nobody has answered yet."""
    entries = tuple(request_entry(session, request) for request in standing(session) if not request.verdict)
    if entries:
        yield Heading("Without a verdict yet")
        yield Entries(entries)


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


def request_entry(session: Session, request: Request, *notes: Line, facts: bool = False) -> Entry:
    """Return a request in its asker's words, with what was merged into it beneath."""
    return _voice_entry(
        session,
        request,
        *notes,
        children=tuple(_near_entry(session, near, facts) for near in voices(session, request)[1:]),
    )


def _voice_entry(session: Session, request: Request, *notes: Line, children: tuple[Entry, ...] = ()) -> Entry:
    words = line(request.words) if request.paraphrased else line(Quote(request.words))
    return Entry(
        id=request.id,
        head=words,
        aside=session.name_of(request.asker),
        notes=(*_said(session, request), *notes),
        children=children,
    )


def request_facts(session: Session, request: Request) -> Iterator[Line]:
    """Yield, a line each, the layers under a request and what else is known of it."""
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


def _said(session: Session, request: Request) -> Iterator[Line]:
    relayed = f"relayed by {session.name_of(request.relayed_by)}" if request.relayed_by else ""
    paraphrase = "a paraphrase, not the words as spoken" if request.paraphrased else ""
    if relayed or paraphrase:
        yield line(", ".join(part for part in (relayed, paraphrase) if part))
    if request.short:
        yield line("in short: ", request.short)
    yield line(because("wanted", request.because) if request.because else "why it is wanted has not been said yet")
    if request.must:
        broken = request.verdict and request.verdict.answer != "will"
        yield line(f"a must for {session.name_of(request.asker)}{': this breaks it' if broken else ''}")


def _reason(session: Session, request: Request, opening: str) -> Iterator[Line]:
    reason = request.verdict.reason if request.verdict else ""
    yield line(because(opening, reason) if reason else f"{opening}: the reason has not been written yet")
    criteria = {criterion.id for criterion in request.success}
    shown = [metric.id for metric in session.metrics if metric.criterion in criteria]
    if shown:
        yield line("will show in ", *refs(shown))


def _verdict(session: Session, request: Request) -> Iterator[Line]:
    for answer, _, opening in _ANSWERS:
        if request.verdict and request.verdict.answer == answer:
            yield from _reason(session, request, opening)


def _near_entry(session: Session, request: Request, facts: bool) -> Entry:
    own = request.verdict
    notes = (line(f"answered apart: {own.answer}", f", {own.reason}" if own.reason else ""),) if own else ()
    known = request_facts(session, request) if facts else ()
    return _voice_entry(session, request, line("merged into ", Ref(request.merged_into or "")), *notes, *known)


def _weight(assumption: Assumption) -> str:
    important = {True: ", important", False: ", not important", None: ""}[assumption.important]
    return important + (f", {assumption.evidence} evidence" if assumption.evidence else "")
