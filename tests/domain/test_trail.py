"""The trail: from any record back to the asker's words and forward to the number, the same way from either end."""

from datetime import date

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Criterion, StageSlug, Tripwire
from alignment_tui.domain.session import Session
from alignment_tui.domain.trail import trail
from tests.domain.test_findings import of
from tests.factories import complete, readings, request, session
from tests.pages.examples import CASES, example

TODAY = date(2025, 6, 2)
BASE = complete()
CHECKOUT = example(CASES[0]).session


def links(one: Session, own: str, stage: StageSlug = "memo") -> list[str]:
    return [f"{stop.label} {stop.id}{' gap' if stop.gap else ''}" for stop in trail(one, own, TODAY, stage).stops]


WHOLE = [
    *("asked R1", "because R1", "success R1.K1", "touches V1.1", "metric M1", "reading M1"),
    *("trade-off T1", "option O1", "option O2", "verdict R1"),
]


def test_from_a_request_the_whole_way_to_the_verdict_in_its_words() -> None:
    assert links(BASE, "R1") == WHOLE
    said = {f"{stop.label} {stop.id}": stop.words for stop in trail(BASE, "R1", TODAY).stops}
    assert said["asked R1"] == 'Ana: "No checkout outage during the sale"'
    assert said["because R1"] == "an hour of it costs more than any feature brings"
    assert said["touches V1.1"] == "Deploy, of Checkout for shoppers"
    assert said["metric M1"] == "checkout downtime 120 -> 90 min/week by 2025-06-30, Ana"
    assert said["reading M1"].startswith("118 min/week on 2025-03-02, ")
    assert said["trade-off T1"] == "uptime even over branding, accepting one more quarter; Raj bears it"
    assert said["option O1"] == "Calm launch (chosen): R1"
    assert said["verdict R1"] == "we will: it is within 12 person-weeks and moves M1"


@pytest.mark.parametrize("own", ["V1", "V1.1", "M1", "O1", "R1.A1", "R1.K1", "choice", "decision", "M1/2025-03-02"])
def test_whatever_one_stands_on_it_leads_back_to_the_words_and_on_to_the_number(own: str) -> None:
    found = trail(BASE, own, TODAY)
    told = [f"{stop.label} {stop.id}" for stop in found.stops]
    assert {"asked R1", "because R1", "metric M1", "reading M1", "verdict R1"} <= set(told)
    assert told[0] == "asked R1"


@pytest.mark.parametrize(
    ("own", "stage", "begins"),
    [
        ("R1", "requests", "asked R1"),
        ("R1", "trade-offs", "verdict R1"),
        ("V1.1", "value-stream", "touches V1.1"),
        ("M1", "metrics", "metric M1"),
        ("M1", "scorecard", "reading M1"),
        ("M1/2025-03-02", "scorecard", "reading M1"),
        ("T1", "trade-offs", "trade-off T1"),
        ("O2", "trade-offs", "option O2"),
        ("R1.K1", "metrics", "success R1.K1"),
        ("S2", "requests", "asked R2"),
        ("G2", "sign-off", "asked R2"),
    ],
)
def test_it_begins_at_the_record_one_stood_on(own: str, stage: StageSlug, begins: str) -> None:
    found = trail(BASE, own, TODAY, stage)
    stop = found.stops[found.begin]
    assert f"{stop.label} {stop.id}" == begins


def test_a_trade_off_leads_to_what_its_bearer_asked_for_and_does_not_get() -> None:
    assert links(BASE, "T1")[:3] == ["asked R1", "because R1", "success R1.K1"]
    assert "asked R2" in links(BASE, "T1")
    assert "verdict R2" in links(BASE, "T1")


def test_everybody_whose_words_were_merged_is_in_it() -> None:
    merged = replace(BASE, requests=(*BASE.requests, request(3, "S2", words="Stay up", merged_into="R1")))
    assert [stop.words for stop in trail(merged, "R3", TODAY).stops][:2] == [
        'Ana: "No checkout outage during the sale"',
        'Raj: "Stay up"',
    ]
    assert trail(merged, "R3", TODAY, "requests").begin == 1


def test_where_a_link_is_missing_the_gap_is_told_with_who_lacks_it() -> None:
    bare = session(requests=(request(1),))
    assert links(bare, "R1") == ["asked R1", "because R1 gap", "touches R1 gap", "metric R1 gap", "verdict R1 gap"]
    unread = replace(BASE, readings=())
    assert "reading M1 gap" in links(unread, "R1")
    assert "touches R2" in links(BASE, "R2")


def test_a_metric_that_came_from_a_criterion_leads_back_to_it() -> None:
    base = of("metrics", streams=(), criterion="R2.K1")(of("requests", touches=(), touches_none="x")(BASE))
    kept = replace(
        base, requests=(base.requests[0], replace(base.requests[1], success=(Criterion(id="R2.K1", text="d"),)))
    )
    assert links(kept, "M1")[:4] == ["asked R2", "because R2", "success R2.K1", "touches R2"]


def test_a_tripwire_leads_to_the_trade_off_that_it_reopens() -> None:
    wired = replace(
        BASE, tripwires=(Tripwire(id="W1", metric="M1", when="above", value=40, reopens="T1"),), readings=readings(91)
    )
    found = links(wired, "W1")
    assert found.index("reading M1") < found.index("tripwire W1") < found.index("trade-off T1")


@pytest.mark.parametrize("own", ["C1", "P1", "L1", "nothing", "", "R99", "R1.Z9"])
def test_from_what_hangs_on_nobodys_words_no_trail_leads(own: str) -> None:
    assert trail(CHECKOUT, own, TODAY).stops == ()


def test_from_every_record_of_an_example_every_link_leads_to_a_record_that_is_there() -> None:
    known = {own for _, entry in CHECKOUT.entries() for own in (entry.key, *_inner(entry))}
    for own in known:
        for stop in trail(CHECKOUT, own, TODAY).stops:
            assert stop.id in known
            assert any(entry.key == stop.id.partition(".")[0] for entry in getattr(CHECKOUT, stop.collection))


def _inner(entry: object) -> list[str]:
    from alignment_tui.domain.records import Part
    from alignment_tui.domain.references import names

    return [own for own, _ in names(entry)] if isinstance(entry, Part) else []
