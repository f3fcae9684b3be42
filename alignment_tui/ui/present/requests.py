"""Day 1 for the room: one request in its asker's own words, and what lies beneath it."""

from collections.abc import Iterator

from alignment_tui.domain.quantities import person_weeks
from alignment_tui.domain.records import Request
from alignment_tui.domain.requests import effort_of, is_must, root_of, said, voices
from alignment_tui.domain.room import room
from alignment_tui.ui.lines import BLANK, Line, paragraph
from alignment_tui.ui.present.page import Page, Presenter, large, told


def _lines(page: Page) -> Iterator[Line]:
    session, request = page.session, page.record
    if not isinstance(request, Request):
        names = ", ".join(seat.name for seat in room(session).people if seat.state != "away")
        yield from told(page, "Here", names)
        return
    for voice in voices(session, request):
        yield from large(page, f'"{voice.words}"', "quote")
        person = session.person(voice.asker)
        whose = f"{person.name}, {person.role}" if person.role else person.name
        relayed = f", told by {session.name_of(voice.relayed_by)}" if voice.relayed_by else ""
        yield from paragraph(whose + relayed, page.inner, "strong")
        yield BLANK
    if is_must(session, request):
        yield from told(page, "A must", "without it there is no agreement", "warn")
    yield from told(page, "Because", request.because)
    for assumed in request.assumptions:
        first = "; to be tested first" if assumed.important and assumed.evidence == "little" else ""
        yield from told(page, "Assumes", f"{assumed.text}{first}")
    for needed in request.needs:
        yield from told(page, "Needs", f'"{said(root_of(session, needed))}"')
    for outside in request.outside:
        yield from told(page, "Needs", outside.text)
    effort = effort_of(session, request)
    yield from told(page, "Takes", person_weeks(effort.person_weeks) if effort else "")
    for criterion in request.success:
        yield from told(page, "Success", criterion.text)
    if request.verdict:
        words = {"will": "we will", "wont": "we won't", "later": "not yet"}[request.verdict.answer]
        yield from told(page, "Verdict", f"{words}: {request.verdict.reason}" if request.verdict.reason else words)


PRESENTER = Presenter(("requests",), _lines)
