"""What was asked for and how it ended, with every asker's words, their reason and ours."""

from collections.abc import Iterator

from msgspec.structs import replace

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Quote, line, refs
from alignment_tui.documents.layers import request_facts
from alignment_tui.documents.phrases import because
from alignment_tui.domain.quantities import person_weeks_short
from alignment_tui.domain.records import Request
from alignment_tui.domain.requests import letters, standing, voices
from alignment_tui.domain.session import Session

_ANSWERS = (("will", "We will", "we will"), ("wont", "We won't", "we won't"), ("later", "Not yet", "not yet"))


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


def _said(session: Session, request: Request) -> Iterator[Line]:
    merged = f"merged into {request.merged_into}" if request.merged_into else ""
    relayed = f"relayed by {session.name_of(request.relayed_by)}" if request.relayed_by else ""
    paraphrase = "a paraphrase, not the words as spoken" if request.paraphrased else ""
    if merged or relayed or paraphrase:
        yield line(", ".join(part for part in (merged, relayed, paraphrase) if part))
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
    return _voice_entry(session, request, *notes, *known)
