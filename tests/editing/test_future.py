from datetime import UTC, datetime

import pytest

from alignment_tui.domain.document import grown
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Estimate, Request, Rework, Stakeholder, Step, Stream
from alignment_tui.domain.session import Session
from alignment_tui.domain.value_stream_gains import gain_words
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.records import remove
from alignment_tui.editing.value_stream import imagine, keep_future, put_step


def step(own: str, name: str, work: int, lead: int) -> Step:
    return Step(
        id=own,
        name=name,
        process_time_minutes=Estimate(typical=work),
        lead_time_minutes=Estimate(typical=lead),
        percent_complete_accurate=Estimate(typical=90),
    )


SESSION = Session(
    title="t",
    stakeholders=(Stakeholder(id="S1", name="Ana"),),
    requests=(Request(id="R1", asker="S1", words="w", touches=("V1.3", "V1.1")),),
    streams=(
        Stream(
            id="V1",
            name="Checkout",
            steps=(step("V1.3", "Design", 240, 2400), step("V1.1", "Build", 480, 960)),
            rework=(Rework(source="V1.1", target="V1.3", percent=10),),
        ),
    ),
)


def made(session: Session, *edits: Edit) -> Session:
    for edit in edits:
        now = datetime(2025, 3, 1, tzinfo=UTC)
        session = edit(session, Moment(now=now, today=now.date(), last_ids=grown({"V1.": 7}, session)))
    return session


def test_a_future_state_tells_what_it_gains() -> None:
    session = made(
        SESSION,
        imagine("V1"),
        put_step("V2", "Design", process_time=Estimate(typical=240), lead_time=Estimate(typical=480)),
    )
    assert gain_words(session.streams[0], session.streams[1]) == (
        "lead time 7 d -> 3 d, 4 d less; rework 5.6 h -> 2.4 h, 3.2 h less; 21.4 % -> 50 % of the time is work"
    )
    assert gain_words(session.streams[0], session.streams[0]) == "nothing is different yet"


def test_a_future_state_that_is_kept_becomes_the_current_one_and_links_stay() -> None:
    scan = put_step("V2", "Scan", process_time=Estimate(typical=10), lead_time=Estimate(typical=20))
    session = made(SESSION, imagine("V1"), scan, remove("V2.2"), keep_future("V2"))
    assert [stream.id for stream in session.streams] == ["V1"]
    assert [(one.id, one.name) for one in session.streams[0].steps] == [("V1.3", "Design"), ("V1.8", "Scan")]
    assert session.requests[0].touches == ("V1.3",)
    assert session.streams[0].rework == ()


def test_thrown_away_it_leaves_no_trace() -> None:
    assert made(SESSION, imagine("V1"), remove("V2")) == SESSION


def test_only_a_future_state_can_be_kept() -> None:
    with pytest.raises(RuleBroken, match="V1 is no future state"):
        made(SESSION, keep_future("V1"))
