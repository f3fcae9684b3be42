"""Day 1 on the screen: who asks for what in which words, and the layers under it."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from alignment_tui.domain import requests as rules
from alignment_tui.domain.quantities import person_weeks, person_weeks_short
from alignment_tui.domain.records import Meeting, Parked, Request, Stakeholder
from alignment_tui.domain.requests import PROMPTS
from alignment_tui.domain.room import named, room_words
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, Role, columns, headed, labelled, paragraph
from alignment_tui.ui.stages.base import NARROW, StageView, entry_of, fields, id_room, rows_of
from alignment_tui.ui.widgets.record_list import Row

_LAYER_LABELS = {"assume": "Assumes", "needs": "Needs", "takes": "Takes", "success": "Success"}


_TO_SAY = {
    "because": "because: why it is needed",
    "assume": "assume: what has to be true for it to help",
    "needs": "needs: what has to be there first",
    "takes": "takes: 4-6pw",
    "success": "success: how we would notice",
}
_BESIDE_WORDS = 34
_LONGEST_NAMES = 8, 16


class RequestsView(StageView):
    """Requests first, then the people of the session, its meetings, and what is parked."""

    slug = "requests"
    begin = (
        "Ask each person in turn and type what they say, with their name before it:",
        "here: Ana, Raj",
        "Ana, SRE lead: No checkout outage during the sale",
        "R1 because: an hour of it costs more than any feature brings",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        return [
            *rows_of("requests", session.requests),
            *rows_of("stakeholders", session.stakeholders, "People"),
            *rows_of("meetings", session.meetings, "Meetings"),
            *rows_of("parked", session.parked, "Parked"),
        ]

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        match entry_of(session, row):
            case Request() as request:
                return _request_row(session, request, width)
            case Stakeholder() as person:
                return columns(
                    width,
                    (person.id, id_room(session.stakeholders), "dim"),
                    (person.name, _name_room(session, width), "text"),
                    (_part_played(session, person), 0, "dim"),
                )
            case Meeting() as meeting:
                return columns(
                    width, (meeting.on.isoformat(), 10, "dim"), (f"here: {named(session, meeting.here)}", 0, "text")
                )
            case Parked() as parked:
                return columns(width, (parked.id, id_room(session.parked), "dim"), (parked.text, 0, "text"))
            case _:
                return BLANK

    def such_as(self, session: Session, row: Row | None) -> str:
        """Return what the request under the cursor still wants, then somebody's next request."""
        request = entry_of(session, row)
        if isinstance(request, Request) and not request.merged_into:
            wanted = ["because"] if not request.because else []
            wanted += [layer.layer for layer in rules.layers(request) if layer.state == "missing"]
            if wanted:
                return f"{request.id} {_TO_SAY[wanted[0]]}"
        return self.begin[2] if session.stakeholders else self.begin[1]

    def aside(self, session: Session, today: date) -> str:
        return room_words(session)

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        match entry_of(session, row):
            case Request() as request:
                return _request_detail(session, request, width)
            case Stakeholder() as person:
                return _person_detail(session, person, width)
            case Meeting() as meeting:
                return fields(
                    width,
                    ("Here", named(session, meeting.here)),
                    ("Away", named(session, meeting.away)),
                    ("Passed", named(session, meeting.passed)),
                )
            case Parked() as parked:
                return paragraph(parked.text, width)
            case _:
                return []


def _request_row(session: Session, request: Request, width: int) -> Line:
    takes = person_weeks_short(request.takes.person_weeks) if request.takes else "?"
    flag = f"in {request.merged_into}" if request.merged_into else "must" if request.must else ""
    role: Role = "dim" if request.merged_into else "text"
    return columns(
        width,
        (request.id, id_room(session.requests), "dim"),
        (session.name_of(request.asker), room := _name_room(session, width), role),
        (_in_a_row(request, width - room), 0, role),
        (flag, 5, "accent"),
        (rules.letters(request), 7, "text"),
        (takes, -8, "text" if request.takes else "dim"),
    )


def _name_room(session: Session, width: int) -> int:
    """Return how much room names have in a row: what the longest takes, so that words get the rest."""
    longest = max((cell_len(person.name) for person in session.stakeholders), default=0)
    return min(longest, _LONGEST_NAMES[width >= NARROW])


def _in_a_row(request: Request, room: int) -> str:
    """Return their own words where they fit into a row, otherwise the short form in brackets where there is one."""
    if not request.short or cell_len(request.words) <= room - _BESIDE_WORDS:
        return request.words
    return f"({request.short})"


def _request_detail(session: Session, request: Request, width: int) -> list[Line]:
    asker = session.person(request.asker)
    who = f"{asker.name}, {asker.role}" if asker.role else asker.name
    if request.relayed_by:
        who = f"{who}, relayed by {session.name_of(request.relayed_by)}"
    marks = [
        word
        for word, holds in (
            ("a must", request.must),
            (request.nature or "", request.nature),
            ("in other words than theirs", request.paraphrased),
            (f"merged into {request.merged_into}", request.merged_into),
        )
        if holds
    ]
    lines = headed(request.id, who, width, (", ".join(marks), "accent") if marks else None)
    quoted = request.words if request.paraphrased else f'"{request.words}"'
    lines.extend(paragraph(quoted, width, "quote"))
    for other in rules.voices(session, request)[1:]:
        lines.extend(paragraph(f'{other.id} {session.name_of(other.asker)}: "{other.words}"', width, "quote"))
    lines.append(BLANK)
    if request.short:
        lines.extend(labelled("In short", request.short, width))
    if request.because:
        lines.extend(labelled("Because", request.because, width))
    else:
        lines.extend(labelled("Because", "not said yet: why is it needed?", width, "warn"))
    for layer in rules.layers(request):
        lines.extend(_layer_lines(session, request, layer.layer, layer.state, width))
    if request.touches:
        steps = {step.id: step.name for stream in session.streams for step in stream.steps}
        lines.extend(labelled("Touches", ", ".join(f"{steps[step]} ({step})" for step in request.touches), width))
    elif request.touches_none:
        lines.extend(labelled("Touches", f"no step: {request.touches_none}", width))
    if request.verdict:
        answer = {"will": "we will", "wont": "we won't", "later": "not yet"}[request.verdict.answer]
        reason = f"{answer}: {request.verdict.reason}" if request.verdict.reason else answer
        lines.extend(labelled("Verdict", reason, width, "strong"))
    return lines


def _layer_lines(session: Session, request: Request, layer: str, state: str, width: int) -> list[Line]:
    label = _LAYER_LABELS[layer]
    if state == "none":
        return labelled(label, "none, said on purpose", width, "dim")
    if state == "missing":
        return labelled(label, f"not said yet: {PROMPTS[layer]}", width, "dim")  # type: ignore[index]
    lines: list[Line] = []
    if layer == "assume":
        for item in request.assumptions:
            important = {True: "important", False: "not important", None: ""}[item.important]
            evidence = {"little": "little evidence", "good": "good evidence", None: ""}[item.evidence]
            note = ", ".join(part for part in (important, evidence) if part)
            test_first = item.important and item.evidence == "little"
            said = f"{note}: test first" if test_first else note
            after = (said, "warn" if test_first else "dim") if said else None
            lines.extend(labelled(label if not lines else "", item.text, width, after=after))  # type: ignore[arg-type]
    elif layer == "needs":
        waits = [f"{need}: {rules.said(rules.root_of(session, need))}" for need in request.needs]
        for text in (*waits, *(item.text for item in request.outside)):
            lines.extend(labelled(label if not lines else "", text, width))
    elif layer == "takes" and request.takes:
        team = f" of {request.takes.team}" if request.takes.team else ""
        lines.extend(labelled(label, f"{person_weeks(request.takes.person_weeks)}{team}", width))
    else:
        for criterion in request.success:
            lines.extend(labelled(label if not lines else "", criterion.text, width))
    return lines


def _part_played(session: Session, person: Stakeholder) -> str:
    parts = [person.role] if person.role else []
    if person.id in session.deciders:
        parts.append("decides")
    if person.id in session.signers:
        parts.append("signs")
    return ", ".join(parts)


def _person_detail(session: Session, person: Stakeholder, width: int) -> list[Line]:
    part = _part_played(session, person)
    lines = headed(person.id, person.name, width, (part, "dim") if part else None)
    for request in session.requests:
        if request.asker == person.id:
            lines.extend(labelled(request.id, f'"{request.words}"', width, "quote"))
    owned = ", ".join(f"{metric.id} {metric.name}" for metric in session.metrics if metric.owner == person.id)
    borne = ", ".join(f"{item.id} {item.give}" for item in session.trade_offs if item.bearer == person.id)
    return [*lines, *fields(width, ("Owns", owned), ("Bears", borne))]
