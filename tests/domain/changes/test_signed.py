"""Merging and signatures: a signed id stays, and nobody's word comes to stand under a text they never saw."""

from datetime import UTC, datetime

from msgspec.structs import replace

from alignment_tui.domain.changes import merge
from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Request, Rule, Verdict
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from tests.factories import metric, people, request, session, signature, signed

BASE = session(
    stakeholders=people("Ana", "Raj"),
    signers=("S1", "S2"),
    rule=Rule(kind="everyone"),
    requests=(request(1, verdict=Verdict(answer="will", reason="it is cheap")),),
    metrics=(metric(1),),
)


def document(session: Session, rev: int = 1) -> Document:
    return Document(rev=rev, last_ids=grown({}, session), session=session)


def both_ways(ours: Session, theirs: Session) -> Session:
    one = merge(document(BASE), document(ours, 2), document(theirs, 3))
    other = merge(document(BASE), document(theirs, 3), document(ours, 2))
    assert one.document == other.document
    assert one.conflicts == other.conflicts == ()
    return one.document.session


def stale(session: Session) -> dict[str, bool]:
    return {one.name: bool(one.stale) for one in standings(session) if one.verdict == "consent"}


def wish(words: str, minute: int) -> Request:
    created = datetime(2025, 3, 1, 9, minute, tzinfo=UTC)
    return request(2, words=words, created=created, verdict=Verdict(answer="later", reason="it waits for the team"))


def test_two_signatures_on_one_text_both_hold() -> None:
    merged = both_ways(signed(BASE, signature(1, "S1")), signed(BASE, signature(1, "S2")))
    assert stale(merged) == {"Ana": False, "Raj": False}
    assert [version.number for version in merged.versions] == [1]
    assert {entry.id for entry in merged.signatures} == {"G1", "G2"}


def test_two_texts_signed_under_one_number_stay_two() -> None:
    ours = signed(replace(BASE, metrics=(metric(1, target=80),)), signature(1, "S1"))
    theirs = signed(replace(BASE, metrics=(metric(1, baseline=130),)), signature(1, "S2"))
    merged = both_ways(ours, theirs)
    assert [version.number for version in merged.versions] == [1, 2]
    texts = {entry.person: merged.versions[entry.version - 1].sections for entry in merged.signatures}
    assert texts == {"S1": ours.versions[0].sections, "S2": theirs.versions[0].sections}
    assert stale(merged) == {"Ana": True, "Raj": True}
    reasons = {one.name: one.stale[0].reason for one in standings(merged)}
    assert reasons["Ana"] == "M1 baseline was 120, now 130"


def test_a_signed_id_stays_though_the_other_is_older() -> None:
    ours = signed(replace(BASE, requests=(*BASE.requests, wish("signed", 30))), signature(1, "S1"))
    theirs = replace(BASE, requests=(*BASE.requests, wish("older", 1)))
    merged = both_ways(ours, theirs)
    assert {entry.id: entry.words for entry in merged.requests[1:]} == {"R2": "signed", "R3": "older"}
    assert [one.reason for one in standings(merged)[0].stale] == ["R3 is new"]


def test_one_id_signed_on_both_sides_is_a_conflict() -> None:
    ours, theirs = (
        signed(replace(BASE, requests=(*BASE.requests, wish(words, minute))), signature(1, person))
        for words, minute, person in (("ours", 1, "S1"), ("theirs", 2, "S2"))
    )
    merged = merge(document(BASE), document(ours), document(theirs))
    assert [clash.sentence for clash in merged.conflicts] == [
        "R2: both sides signed another R2: the later is R3 now and has to be signed again"
    ]
    assert {entry.id: entry.words for entry in merged.document.session.requests[1:]} == {"R2": "ours", "R3": "theirs"}
