from datetime import UTC, date, datetime

from msgspec.structs import replace

from alignment_tui.domain.changes import merge
from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import (
    Agreement,
    Meeting,
    Metric,
    Option,
    Parked,
    Request,
    Rework,
    Stakeholder,
    Step,
    Stream,
)
from alignment_tui.domain.session import Session

ANA, RAJ = Stakeholder(id="S1", name="Ana"), Stakeholder(id="S2", name="Raj")
STREAM = Stream(id="V1", name="Checkout", steps=(Step(id="V1.1", name="Design"), Step(id="V1.2", name="Build")))
BASE = Session(
    title="t",
    stakeholders=(ANA, RAJ),
    requests=(Request(id="R1", asker="S1", words="one"), Request(id="R2", asker="S2", words="two")),
    streams=(STREAM,),
)


def document(session: Session, rev: int = 1) -> Document:
    return Document(rev=rev, last_ids=grown({}, session), session=session)


def at(minute: int) -> datetime:
    return datetime(2025, 3, 1, 9, minute, tzinfo=UTC)


def both_ways(ours: Session, theirs: Session) -> Session:
    """Merge in either order, hold that the results are one, and return it."""
    one = merge(document(BASE), document(ours, 2), document(theirs, 3))
    other = merge(document(BASE), document(theirs, 3), document(ours, 2))
    assert one.conflicts == other.conflicts == ()
    assert one.document == other.document
    assert one.document.rev == 4
    return one.document.session


def test_different_fields_of_one_record_are_both_kept() -> None:
    ours = replace(BASE, requests=(replace(BASE.requests[0], because="money"), BASE.requests[1]))
    theirs = replace(BASE, requests=(replace(BASE.requests[0], must=True), BASE.requests[1]))
    assert both_ways(ours, theirs).requests[0] == Request(id="R1", asker="S1", words="one", because="money", must=True)


def test_the_same_field_changed_by_both_is_a_conflict_that_names_it() -> None:
    ours = replace(BASE, requests=(replace(BASE.requests[0], words="ours"), BASE.requests[1]))
    theirs = replace(BASE, requests=(replace(BASE.requests[0], words="theirs"), BASE.requests[1]))
    merged = merge(document(BASE), document(ours), document(theirs))
    assert [clash.sentence for clash in merged.conflicts] == [
        'R1 words: here it is "ours", elsewhere "theirs" (it was "one")'
    ]


def test_two_adds_under_one_id_keep_both_the_earlier_with_the_id() -> None:
    early = Request(id="R3", asker="S1", words="early", created=at(1), creator="a")
    late = Request(id="R3", asker="S2", words="late", created=at(2), creator="b")
    option = Option(id="O1", name="calm", requests=("R3",), created=at(3))
    ours = replace(BASE, requests=(*BASE.requests, late), options=(option,))
    theirs = replace(BASE, requests=(*BASE.requests, early))
    session = both_ways(ours, theirs)
    assert [(request.id, request.words, request.formerly) for request in session.requests[2:]] == [
        ("R3", "early", ""),
        ("R4", "late", "R3"),
    ]
    assert session.options[0].requests == ("R4",)


def test_what_is_on_disk_keeps_its_id_when_theirs_comes_first() -> None:
    ours = replace(BASE, parked=(Parked(id="P1", text="early", created=at(1)),))
    theirs = replace(BASE, parked=(Parked(id="P1", text="late", created=at(2)),))
    merged = merge(document(BASE), document(ours), document(theirs), theirs_first=True)
    assert merged.renames == {"P1": "P2"}
    assert {parked.id: parked.text for parked in merged.document.session.parked} == {"P1": "late", "P2": "early"}


def test_inner_parts_added_by_both_are_both_kept() -> None:
    def with_step(step: Step) -> Session:
        return replace(BASE, streams=(replace(STREAM, steps=(*STREAM.steps, step)),))

    session = both_ways(with_step(Step(id="V1.3", name="Scan")), with_step(Step(id="V1.3", name="Deploy")))
    assert {step.name for step in session.streams[0].steps} == {"Design", "Build", "Scan", "Deploy"}
    assert {step.id for step in session.streams[0].steps} == {"V1.1", "V1.2", "V1.3", "V1.4"}


def test_a_record_removed_here_and_changed_there_stays() -> None:
    ours = replace(BASE, requests=BASE.requests[:1])
    theirs = replace(BASE, requests=(BASE.requests[0], replace(BASE.requests[1], short="kept")))
    assert [request.short for request in both_ways(ours, theirs).requests] == ["", "kept"]


def test_a_record_removed_here_and_pointed_to_there_comes_back() -> None:
    ours = replace(BASE, requests=BASE.requests[:1])
    theirs = replace(BASE, options=(Option(id="O1", name="all", requests=("R1", "R2")),))
    assert {request.id for request in both_ways(ours, theirs).requests} == {"R1", "R2"}


def test_a_step_removed_here_and_reworked_there_comes_back() -> None:
    ours = replace(BASE, streams=(replace(STREAM, steps=STREAM.steps[1:]),))
    theirs = replace(BASE, streams=(replace(STREAM, rework=(Rework(source="V1.2", target="V1.1", percent=10),)),))
    stream = both_ways(ours, theirs).streams[0]
    assert {step.id for step in stream.steps} == {"V1.1", "V1.2"}
    assert stream.rework[0].percent == 10


def test_a_step_removed_here_and_touched_there_comes_back() -> None:
    ours = replace(BASE, streams=(replace(STREAM, steps=STREAM.steps[1:]),))
    theirs = replace(BASE, requests=(replace(BASE.requests[0], touches=("V1.1",)), BASE.requests[1]))
    assert {step.id for step in both_ways(ours, theirs).streams[0].steps} == {"V1.1", "V1.2"}


def test_removed_by_both_is_gone_and_an_id_is_never_used_again() -> None:
    gone = replace(BASE, requests=BASE.requests[:1])
    merged = merge(document(BASE), document(gone), document(gone))
    assert [request.id for request in merged.document.session.requests] == ["R1"]
    assert merged.document.last_ids["R"] == 2 or document(BASE).last_ids["R"] == 2


def test_two_attendance_lists_of_one_day_become_one() -> None:
    day = date(2025, 3, 1)
    ours = replace(BASE, meetings=(Meeting(on=day, here=("S1",)),))
    theirs = replace(BASE, meetings=(Meeting(on=day, here=("S2",), passed=("S2",)),))
    assert set(both_ways(ours, theirs).meetings[0].here) == {"S1", "S2"}


def test_lists_of_links_keep_what_either_added_and_lose_what_either_removed() -> None:
    start = replace(BASE, options=(Option(id="O1", name="o", requests=("R1",)),))
    ours = replace(start, options=(Option(id="O1", name="o", requests=("R1", "R2")),))
    theirs = replace(start, options=(Option(id="O1", name="o", requests=()),))
    merged = merge(document(start), document(ours), document(theirs))
    assert merged.document.session.options[0].requests == ("R2",)


def test_two_steps_of_one_name_are_a_conflict_that_names_the_rule() -> None:
    ours = replace(BASE, streams=(replace(STREAM, steps=(*STREAM.steps, Step(id="V1.3", name="Scan"))),))
    theirs = replace(
        BASE, streams=(replace(STREAM, steps=(*STREAM.steps, Step(id="V1.3", name="scan", lane="people"))),)
    )
    merged = merge(document(BASE), document(ours), document(theirs))
    assert [clash.why for clash in merged.conflicts] == ["Checkout has two steps called scan"] or [
        clash.why for clash in merged.conflicts
    ] == ["Checkout has two steps called Scan"]


def test_metrics_added_by_both_follow_into_links() -> None:
    ours = replace(BASE, metrics=(Metric(id="M1", name="a"), Metric(id="M2", name="b", kind="leading", leads="M1")))
    theirs = replace(BASE, metrics=(Metric(id="M1", name="c"),))
    merged = merge(document(BASE), document(ours), document(theirs), theirs_first=True)
    by_name = {metric.name: metric for metric in merged.document.session.metrics}
    assert by_name["c"].id == "M1"
    assert by_name["b"].leads == by_name["a"].id != "M1"


def test_entries_that_name_people_do_not_come_twice() -> None:
    agreed = (Agreement(person="S1", agrees=True, figures="x"), Agreement(person="S2", agrees=True, figures="x"))
    start = replace(BASE, metrics=(Metric(id="M1", name="a", agreements=agreed),))
    ours = replace(start, metrics=(replace(start.metrics[0], unit="min"),))
    theirs = replace(start, metrics=(replace(start.metrics[0], baseline=3),))
    merged = merge(document(start), document(ours), document(theirs)).document.session.metrics[0]
    assert merged == Metric(id="M1", name="a", agreements=agreed, unit="min", baseline=3)


def test_a_field_of_another_tools_that_both_began_is_merged() -> None:
    ours = replace(BASE, extra={"tool": {"a": 1}})
    theirs = replace(BASE, extra={"tool": {"b": 2}})
    assert both_ways(ours, theirs).extra == {"tool": {"a": 1, "b": 2}}
