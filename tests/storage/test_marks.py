"""What wants a look in each session, told in a word and in full."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.flow import move_on
from alignment_tui.domain.records import Reading, Tripwire
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.index import Row
from alignment_tui.storage.marks import late, marks, stale, status_of
from alignment_tui.storage.reading import Loaded
from tests.factories import complete, signature, signed

DUE, LATER = "2025-03-10", "2025-03-11"


def row_of(sessions: Sessions, session: Session) -> Row:
    sessions.create("one", Document(session=session))
    return sessions.attended(list(sessions.rows()))[0]


def told(row: Row, today: str = DUE) -> list[tuple[str, str]]:
    return [(mark.word, mark.words) for mark in marks(row, today)]


def test_what_is_overdue_depends_on_the_day(sessions: Sessions) -> None:
    row = row_of(sessions, complete())
    assert told(row, "2025-03-09") == []
    assert told(row, DUE) == [("1 reading missing", "1 reading missing")]
    assert told(row, LATER) == [
        ("review overdue", "review of 2025-03-10 overdue"),
        ("1 reading missing", "1 reading missing"),
    ]
    assert (late(row, "2025-03-09"), late(row, DUE), stale(row), status_of(row)) == (False, True, False, "accepted")


def test_what_changed_under_a_signature_or_a_stage_is_stale(sessions: Sessions) -> None:
    base = move_on(move_on(complete(), "trade-offs", "memo"), "constraints", "memo")
    changed = replace(base, requests=(replace(base.requests[0], because="it pays for the year"), base.requests[1]))
    changed = replace(changed, metrics=(replace(base.metrics[0], target=80),))
    row = row_of(sessions, changed)
    assert told(row, "2025-03-09") == [
        ("2 signatures stale", "stale signature of Ana, Raj"),
        ("2 stages stale", "Constraints and Trade-offs are stale"),
    ]
    assert (stale(row), status_of(row)) == (True, "proposed")


def test_an_objection_and_a_tripwire_come_first_and_are_grave(sessions: Sessions) -> None:
    wire = Tripwire(id="W1", metric="M1", when="above", value=100, reopens="T1")
    objected = signed(complete(), signature(3, "S2", "objection", text="partners leave"))
    reading = Reading(metric="M1", on=date(2025, 3, 10), value=104)
    row = row_of(sessions, replace(objected, tripwires=(wire,), readings=(reading,)))
    found = marks(row, LATER)
    assert [mark.word for mark in found] == ["objection", "tripwire", "review overdue"]
    assert [mark.grave for mark in found] == [True, True, False]
    assert found[0].words == "objection of Raj"
    assert found[1].words.startswith("tripwire: checkout downtime: 104 is above 100 min/week")


def test_only_what_changed_is_worked_out_and_it_is_remembered(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alignment_tui.storage.index._SETTLED_NS", -(10**12))
    for name in ("a", "b"):
        sessions.create(name, Document(session=complete()))
    sessions.create("bare", Document(session=Session(title="Bare")))
    opened: list[str] = []
    real = Sessions.load

    def load(sessions: Sessions, slug: str) -> Loaded:
        opened.append(slug)
        return real(sessions, slug)

    monkeypatch.setattr(Sessions, "load", load)
    assert [row.pending for row in sessions.rows()] == [True, True, False]
    sessions.attended(list(sessions.rows()))
    assert opened == ["a", "b"]
    assert not any(row.pending for row in sessions.rows())
    assert not any(row.pending for row in sessions.kept_rows())
    seen = sessions.load("b")
    sessions.save("b", replace(seen.document, session=replace(seen.document.session, title="New")), seen)
    opened.clear()
    sessions.attended(list(sessions.rows()))
    assert opened == ["b"]


def test_whoever_is_told_can_stop_it_and_what_was_done_stays(sessions: Sessions) -> None:
    for name in ("a", "b", "c"):
        sessions.create(name, Document(session=complete()))
    told_of: list[str] = []

    def seen(row: Row) -> bool:
        told_of.append(row.slug)
        return len(told_of) < 2

    rows = sessions.attended(list(sessions.rows()), seen)
    assert told_of == ["a", "b"]
    assert [row.pending for row in rows] == [False, False, True]


def test_a_session_whose_head_can_be_read_and_the_rest_cannot_is_not_tried_again(
    sessions: Sessions, make: Callable[..., Document]
) -> None:
    sessions.create("good", Document(session=complete()))
    bad = sessions.path("good").read_text().replace('"asker": "S1"', '"asker": "S9"')
    (sessions.folder / "bad.json").write_text(bad)
    rows = {row.slug: row for row in sessions.attended(list(sessions.rows()))}
    assert not rows["bad"].pending
    assert rows["bad"].head is not None
    assert status_of(rows["good"]) == "accepted"
