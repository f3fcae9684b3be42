"""A whole case in one go: what every line answers, and what is in the session afterwards."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alignment_tui.capture.answers import Understood
from alignment_tui.capture.script import Accepted, Rejected, read_script
from alignment_tui.domain.document import Document
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from tests.capture.room import NOW, TODAY, Room

CASE = (Path(__file__).parent / "library_case.txt").read_text(encoding="utf-8").splitlines()


def played(lines: list[str], stage: StageSlug = "requests") -> tuple[Room, list[Accepted | Rejected]]:
    room = Room()

    def apply(understood: Understood) -> None:
        assert understood.edit
        room.workspace.apply(understood.edit, understood.label, now=NOW, today=TODAY)

    answers = read_script(lines, stage, session=lambda: room.session, moment=room.moment, apply=apply)
    return room, list(answers)


@pytest.fixture(scope="module")
def case() -> tuple[Session, list[Accepted | Rejected]]:
    room, answers = played(CASE)
    return room.session, answers


def test_a_case_of_a_hundred_lines_goes_in_at_once(case: tuple[Session, list[Accepted | Rejected]]) -> None:
    assert len(CASE) > 100
    assert [answer.sentence for answer in case[1] if isinstance(answer, Rejected)] == []


def test_every_field_is_what_was_said(case: tuple[Session, list[Accepted | Rejected]]) -> None:
    session, _ = case

    def find(own: str) -> Any:
        return session.find(own)

    assert [(one.name, one.role) for one in session.stakeholders] == [
        ("Ingrid", "head of service"),
        ("Tomás O'Neill", "catalogue team lead"),
        ("Ines", "children's librarian"),
        ("王芳", "parents' council"),
    ]
    r1, r2, r3, r4 = session.requests
    assert r1.words == "Die Bücherei ist abends offen, auch für Berufstätige"
    assert r1.because == "half of our members work until 18:00, see https://example.org/survey:2025"
    assert [(one.id, one.important, one.evidence) for one in r1.assumptions] == [("R1.A1", True, "little")]
    assert r1.outside[0].text == "a security contract, 12 -> 24 hours @ the door"
    assert r1.takes and (r1.takes.person_weeks.top, r1.takes.team) == (8, "Service")
    assert (r2.short, r2.nature, r2.none, r2.success[0].text) == (
        "search by memory",
        "reliability",
        ("assume", "needs"),
        '"I found it" is what they say',
    )
    assert (r3.asker, r3.relayed_by, r3.needs, r3.words) == (
        "S4",
        "S3",
        ("R1",),
        "孩子们需要一个安静的房间 [ground floor]",
    )
    assert (r4.merged_into, r4.touches_none) == ("R3", "it goes with R3")
    assert [one.name for one in find("V1").steps] == ["Search", "Fetch", "Check out", "Return", "Shelve"]
    assert find("V1").rework[0].percent == 15
    assert find("V1.3").process_time_minutes.top == 5
    assert (find("V3").future_of, find("V3.1").lead_time_minutes.typical) == ("V1", 5)
    assert (r1.touches, r2.touches, r3.touches) == (("V1.4",), ("V1.1",), ("V2.2",))
    assert (find("M1").baseline, find("M1").target, find("M1").threshold, find("M1").unit) == (
        0,
        120,
        "at least",
        "a week",
    )
    assert (find("M2").baseline, find("M2").by, find("M2").owner) == (20, date(2025, 11, 30), "S2")
    assert (find("M5").kind, find("M5").leads, find("M4").owner) == ("leading", "M2", "S1")
    assert {one.person: one.agrees for one in find("M1").agreements} == {"S1": True, "S3": True, "S2": True}
    assert (find("C2").team, find("C3").refactoring.person_weeks.typical, find("C6").spent_minutes) == (
        "Catalogue",
        9,
        90,
    )
    assert (find("T1").bearer, find("T1").metric, find("T1").option, find("T2").option) == ("S2", "M2", "O1", None)
    assert session.choice and (session.choice.option, session.choice.decided_by) == ("O1", ("S1",))
    assert session.choice.present == ("S1", "S3", "S2")
    assert [one.verdict and one.verdict.answer for one in session.requests] == ["will", "wont", "will", "later"]
    assert session.memo.cadence and session.memo.cadence.every == 2
    assert [one.verdict for one in session.signatures] == ["consent", "reservation", "objection", "withdrawal", "aside"]
    assert (find("W1").value, find("W1").reopened_on) == (6, date(2025, 9, 14))
    assert [one.value for one in session.readings] == [40, 62, 7]
    assert (session.reviews[0].changed, session.reviews[0].now) == (
        "people come in the evening",
        "open on Thursdays too",
    )
    assert [one.stage for one in session.passed] == [
        "requests", "value-stream", "metrics", "constraints", "trade-offs", "memo", "sign-off",
    ]  # fmt: skip


def test_the_same_lines_typed_give_the_same_document() -> None:
    scripted, _ = played(CASE)
    typed = Room()
    for line in CASE:
        if line and not line.startswith("#"):
            typed.say(line)
    assert typed.session == scripted.session
    assert isinstance(typed.workspace.document, Document)
    assert typed.workspace.document == scripted.workspace.document


def test_what_each_line_answers() -> None:
    lines = [
        "Ana, SRE lead",
        "Ana: x",
        "",
        "Raj: y",
        "# stage: metrics",
        "downtime 1 -> 2 @Jo",
        "R1 must",
        "R1 assume: z",
        "here: Ana",
    ]
    _, answers = played(lines)
    assert [(one.line, one.says) for one in answers if isinstance(one, Accepted)] == [
        (1, ("ok S1",)),
        (2, ("ok R1",)),
        (4, ("new S2", "ok R2")),
        (5, ()),
        (6, ("new S3", "ok M1")),
        (7, ("ok R1",)),
        (8, ("ok R1.A1",)),
        (9, ("ok",)),
    ]


def test_a_refused_line_has_its_number_and_the_others_stay() -> None:
    room, answers = played(["Ana: x", "R9 must", "# stage: nowhere", "Raj: y"])
    refused = [one for one in answers if isinstance(one, Rejected)]
    assert [one.line for one in refused] == [2, 3]
    assert refused[0].sentence.startswith("line 2: ")
    assert "requests, value-stream" in refused[1].sentence
    assert len(room.session.requests) == 2


def test_going_on_is_remembered_and_going_back_is_not() -> None:
    room, answers = played(["Ana: x", "# stage: Value stream", "# stage: requests", "go metrics"])
    assert [one.stage for one in room.session.passed] == ["requests"]
    assert [one.understood.goes_to for one in answers if isinstance(one, Accepted)][1:] == [
        "value-stream",
        "requests",
        "metrics",
    ]


def test_undo_names_each_line() -> None:
    room = Room("Ana: x")
    room.say("R1 because: y")
    assert room.workspace.undo_label == "R1 because"
    room.workspace.undo(NOW)
    assert room.session.requests[0].because == ""
