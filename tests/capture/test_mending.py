"""Each finding of the memo appears with its cause, and goes when it is mended as a room would mend it."""

from datetime import date

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.flow import findings, stage_findings
from alignment_tui.domain.memo_findings import Outside
from alignment_tui.domain.records import Assumption, Capacity, Criterion, Memo, Order, Verdict
from alignment_tui.domain.session import Session
from alignment_tui.editing.fields import change
from alignment_tui.editing.workspace import Workspace
from tests.capture.room import NOW, Room
from tests.domain.test_findings import SPENT, Change, both, of, swapped, whole
from tests.factories import complete, stream

TODAY = date(2025, 3, 4)
LITTLE = Assumption(id="R1.A1", text="traffic doubles", important=True, evidence="little")
MENDED: list[tuple[str, str, str, Change, tuple[str, ...]]] = [
    ("block", "verdict", "R2", of("requests", 1, verdict=None), ("R2 later: after the sale",)),
    ("block", "choice", "", whole(choice=None), ("choose O1",)),
    (
        "block",
        "over-capacity",
        "O1",
        swapped(0, Capacity(id="C1", person_weeks=5)),
        ("drop C1: wrong", "capacity 12pw"),
    ),
    (
        "block",
        "cycle",
        "R1",
        lambda one: replace(one, constraints=(*one.constraints, Order(id="C6", first="R2", then="R1"))),
        ("drop C6: the other way round",),
    ),
    ("block", "bearer", "T1", of("trade_offs", bearer=None), ("T1 @Raj",)),
    ("block", "freeze", "R1", both(swapped(3, SPENT), of("requests", nature=None)), ("R1 is reliability",)),
    ("block", "freeze", "R1", both(swapped(3, SPENT), of("requests", nature=None)), ("C4 spent 10m",)),
    ("block", "signers", "", whole(signers=()), ("signers: Ana, Raj",)),
    ("warn", "stream", "M1", of("metrics", streams=()), ("M1 #V1",)),
    (
        "warn",
        "stream-metric",
        "V2",
        lambda one: replace(one, streams=(*one.streams, stream(id="V2", name="Onboarding"))),
        ("metric: onboarding time 14 -> 10 d #V2",),
    ),
    ("warn", "baseline", "M1", of("metrics", baseline=None), ("M1 baseline 120",)),
    ("warn", "target", "M1", of("metrics", target=None), ("M1 target 90",)),
    ("warn", "date", "M1", of("metrics", by=None), ("M1 by 2025-06-30",)),
    ("warn", "owner", "M1", of("metrics", owner=None), ("M1 @Ana",)),
    ("warn", "meter", "M1", of("metrics", meter=""), ("M1 meter: the status page",)),
    ("warn", "output", "M1", of("metrics", name="12 tickets closed"), ("M1 = checkout downtime",)),
    ("warn", "output", "M1", of("metrics", name="12 tickets closed"), ("M1 overrule: it is what they feel",)),
    ("warn", "term", "M1", of("metrics", meter="the <usual> page"), ("M1 meter: the status page",)),
    ("warn", "term", "R1", of("requests", because="it is <slow>"), ("R1 because: a payment takes a minute",)),
    ("warn", "will-metric", "R1", of("requests", touches=()), ("R1 touches Deploy",)),
    ("warn", "evidence", "R1.A1", of("requests", assumptions=(LITTLE,)), ("drop R1.A1: it was tested",)),
    ("warn", "ultimatum", "R2", of("requests", 1, must=True), ("R2 will: it is a must",)),
    ("warn", "order", "R1", swapped(4, Order(id="C5", first="R2", then="R1")), ("R2 will: it comes first",)),
    ("warn", "context", "", lambda one: replace(one, memo=replace(one.memo, context="")), ("context: the sale",)),
    ("warn", "cadence", "", whole(memo=Memo(context="x")), ("review weekly from 2025-03-03",)),
]


def codes(session: Session, outside: Outside | None = None) -> list[tuple[str, str, str]]:
    found = findings(session, TODAY, outside=outside or Outside())
    return [(one.level, one.code, one.about) for one in found]


def room_with(session: Session) -> Room:
    room = Room()
    room.workspace = Workspace(Document(session=session), who="Kim")
    return room


@pytest.mark.parametrize(
    ("level", "code", "about", "cause", "lines"), MENDED, ids=[f"{case[1]}-{at}" for at, case in enumerate(MENDED)]
)
def test_a_finding_goes_when_it_is_mended_by_a_line(
    level: str, code: str, about: str, cause: Change, lines: tuple[str, ...]
) -> None:
    room = room_with(cause(complete()))
    assert (level, code, about) in codes(room.session)
    for line in lines:
        room.say(line)
    assert (code, about) not in [found[1:] for found in codes(room.session)]


def test_evidence_that_a_test_brought_is_set_in_the_form() -> None:
    room = room_with(of("requests", assumptions=(LITTLE,))(complete()))
    room.workspace.apply(change("R1.A1", evidence="good"), "changed R1.A1", now=NOW, today=TODAY)
    assert "evidence" not in [code for _, code, _ in codes(room.session)]


def test_pages_go_when_they_are_counted_anew_after_shorter_words() -> None:
    typst = pytest.importorskip("typst")
    assert typst
    from alignment_tui.documents.pages import pages_to_read

    long = " ".join(["words that nobody will ever read to their end"] * 60)
    session = of("requests", words=long, because=long, verdict=Verdict(answer="will", reason=long))(complete())
    room = room_with(session)
    assert ("warn", "pages", "") in codes(room.session, Outside(pages=pages_to_read(room.session, TODAY)))
    for line in ("R1 = No outage", "R1 because: it costs", "R1 will: it moves M1"):
        room.say(line)
    assert pages_to_read(room.session, TODAY) == 1
    assert ("warn", "pages", "") not in codes(room.session, Outside(pages=pages_to_read(room.session, TODAY)))


def test_a_link_that_the_other_side_lacks_goes_with_the_line_that_is_told() -> None:
    here, there = room_with(complete()), room_with(complete())
    here.say("supersedes winter")
    before = Outside(slug="summer", memos={"winter": there.session.memo})
    (told,) = [one for one in findings(here.session, TODAY, outside=before) if one.code == "superseded-link"]
    there.say(told.mend.partition("type: ")[2])
    assert codes(here.session, Outside(slug="summer", memos={"winter": there.session.memo})) == []


def test_a_criterion_makes_a_metric_of_a_will_and_blocks_nothing() -> None:
    base = complete()
    metrics = (replace(base.metrics[0], streams=(), criterion="R1.K1"),)
    requests = (replace(base.requests[0], touches=(), success=(Criterion(id="R1.K1", text="calm"),)), base.requests[1])
    found = codes(replace(base, metrics=metrics, requests=requests))
    assert "will-metric" not in [code for _, code, _ in found]
    assert not stage_findings(findings(base, TODAY), "memo")
