"""Merging and signatures: a signed id stays, and nobody's word comes to stand under a text they never saw."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from alignment_tui.domain.changes import merge
from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Request, Rule, Verdict
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.ssh_signature import statement
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
    assert [one.reason for one in standings(merged)[0].stale] == [
        'R3 is new: "older" (Ana), because it waits for the team'
    ]


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


def at(minute: int) -> datetime:
    return datetime(2025, 3, 1, 12, minute, tzinfo=UTC)


SEALED = ("-----BEGIN SSH SIGNATURE-----", "U1NIU0lH", "-----END SSH SIGNATURE-----")


@pytest.mark.parametrize(("early", "late"), [("consent", "objection"), ("objection", "consent")])
def test_the_later_word_stands_on_whichever_side_it_was_given(early: str, late: str) -> None:
    first = signed(BASE, signature(1, "S1", early, at=at(1), text="partners leave"))
    second = signed(BASE, signature(1, "S1", late, at=at(2), text="partners leave"))
    merged = both_ways(first, second)
    assert [entry.verdict for entry in merged.signatures] == [early, late]
    assert standings(merged)[0].verdict == late


def test_the_words_of_each_side_stay_in_their_order_though_a_clock_jumps_back() -> None:
    ours = signed(
        BASE, signature(1, "S1", "objection", text="a harm", at=at(30)), signature(2, "S1", "consent", at=at(5))
    )
    theirs = signed(BASE, signature(1, "S2", "consent", at=at(10)))
    merged = both_ways(ours, theirs)
    mine = [entry.verdict for entry in merged.signatures if entry.person == "S1"]
    assert mine == ["objection", "consent"]
    assert {one.name: one.verdict for one in standings(merged)} == {"Ana": "consent", "Raj": "consent"}


def test_an_ssh_signature_and_a_withdrawal_come_through_whole_and_lead_where_they_led() -> None:
    begun = signed(BASE, signature(1, "S1", "objection", text="a harm", at=at(1), ssh=SEALED))
    ours = signed(begun, signature(2, "S1", "withdrawal", withdraws="G1", at=at(3), ssh=SEALED))
    theirs = signed(begun, signature(2, "S2", "reservation", text="in July", at=at(2), ssh=SEALED, own_hand=True))
    one = merge(document(begun), document(ours, 2), document(theirs, 3))
    other = merge(document(begun), document(theirs, 3), document(ours, 2))
    assert one.document == other.document
    while_both_are_open = merge(document(begun), document(ours, 2), document(theirs, 3), theirs_first=True)
    live = while_both_are_open.document.session.signatures
    found = one.document.session.signatures
    assert [replace(entry, id="G1", formerly="") for entry in live] == [
        replace(entry, id="G1", formerly="") for entry in found
    ]
    assert [(entry.verdict, entry.withdraws) for entry in found] == [
        ("objection", None),
        ("reservation", None),
        ("withdrawal", "G1"),
    ]
    assert all(entry.ssh == SEALED for entry in found)
    sides = (*ours.signatures, *theirs.signatures)
    assert {statement(one.document.session, entry) for entry in found} == {
        statement(ours if entry in ours.signatures else theirs, entry) for entry in sides
    }


def test_a_withdrawal_follows_what_it_takes_back_when_that_gets_another_id() -> None:
    ours = signed(BASE, signature(1, "S1", at=at(2)), signature(2, "S1", "withdrawal", withdraws="G1", at=at(4)))
    theirs = signed(BASE, signature(1, "S2", "objection", text="a harm", at=at(1)))
    merged = both_ways(ours, theirs)
    by_id = {entry.id: entry for entry in merged.signatures}
    taken_back = next(entry for entry in merged.signatures if entry.verdict == "withdrawal")
    assert by_id[str(taken_back.withdraws)].person == "S1"
    assert {one.name: one.verdict for one in standings(merged)} == {"Ana": "undecided", "Raj": "objection"}
