"""Who was in the room and when, and what else the room kept: notes, lessons, what was parked."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Paragraph, line
from alignment_tui.documents.phrases import listed, people
from alignment_tui.domain.records import Meeting, Stakeholder
from alignment_tui.domain.session import Session


def people_blocks(session: Session) -> Iterator[Block]:
    """Yield everybody by name and role, with who decides and who signs, and who was there on which day."""
    if session.stakeholders:
        yield Heading("Who is who")
        yield Entries(tuple(person_entry(session, one) for one in session.stakeholders))
    if session.meetings:
        yield Heading("Who was there")
        yield Entries(tuple(_meeting_entry(session, one) for one in session.meetings))


def lesson_blocks(session: Session) -> Iterator[Block]:
    """Yield what was learnt so far."""
    if session.lessons:
        yield Heading("Lessons")
        yield Entries(tuple(Entry(id=one.id, head=line(one.text), aside=one.on.isoformat()) for one in session.lessons))


def parked_blocks(session: Session) -> Iterator[Block]:
    """Yield what was kept for another day."""
    if session.parked:
        yield Heading("Parked")
        yield Entries(tuple(Entry(id=one.id, head=line(one.text)) for one in session.parked))


def note_blocks(session: Session) -> Iterator[Block]:
    """Yield what the session says of itself, which one it goes on from, and where it goes on."""
    if session.note or session.continues or session.continued_in:
        yield Heading("About this session")
    if session.note:
        yield Paragraph(line(session.note))
    if session.continues:
        yield Paragraph(line("It goes on from ", session.continues, "."))
    if session.continued_in:
        yield Paragraph(line("It goes on in ", listed(session.continued_in), "."))


def person_entry(session: Session, person: Stakeholder) -> Entry:
    """Return a person with role and part."""
    parts = [word for word, ids in (("decides", session.deciders), ("signs", session.signers)) if person.id in ids]
    role = f", {person.role}" if person.role else ""
    return Entry(id=person.id, head=line(person.name, role), aside=", ".join(parts))


def _meeting_entry(session: Session, meeting: Meeting) -> Entry:
    parts = (("here", meeting.here), ("away", meeting.away), ("passed", meeting.passed))
    said = "; ".join(f"{word} {people(session, ids)}" for word, ids in parts if ids)
    return Entry(id=meeting.on.isoformat(), head=line(said or "nobody was noted"))
