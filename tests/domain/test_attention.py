from datetime import date

from msgspec.structs import replace

from alignment_tui.domain.attending import attention
from alignment_tui.domain.attention import Attention
from alignment_tui.domain.flow import move_on
from alignment_tui.domain.records import Passed, Reading, Tripwire
from tests.factories import complete, session, signature, signed


def test_of_a_session_that_was_just_begun_nothing_wants_a_look() -> None:
    assert attention(session()) == Attention("draft")


def test_a_signed_session_in_order_has_its_status_and_nothing_else() -> None:
    assert attention(complete()) == Attention("accepted")


def test_an_open_objection_is_told_by_name_until_it_is_withdrawn() -> None:
    objected = signed(complete(), signature(3, "S2", "objection", text="partners leave"))
    assert attention(objected) == Attention("reopened", objections=("Raj",))
    taken_back = signed(objected, signature(4, "S2", "withdrawal", withdraws="G3"))
    assert attention(taken_back).objections == ()


def test_a_signature_on_a_text_that_changed_is_told_by_name() -> None:
    base = complete()
    changed = replace(base, metrics=(replace(base.metrics[0], target=80),))
    found = attention(changed)
    assert (found.unsigned, found.status) == (("Ana", "Raj"), "proposed")
    assert attention(signed(changed, signature(3, "S1"))).unsigned == ("Raj",)


def test_a_tripwire_is_told_until_somebody_acts_on_it() -> None:
    wire = Tripwire(id="W1", metric="M1", when="above", value=100, reopens="T1")
    base = replace(complete(), readings=(Reading(metric="M1", on=date(2025, 3, 10), value=104),))
    (fired,) = attention(replace(base, tripwires=(wire,))).fired
    assert fired == "checkout downtime: 104 is above 100 min/week on 2025-03-10, so T1 is to be reopened"
    acted = replace(base, tripwires=(replace(wire, reopened_on=date(2025, 3, 10)),))
    assert (attention(acted).fired, attention(acted).status) == ((), "reopened")


def test_a_stage_that_stood_on_something_else_is_stale() -> None:
    base = complete()
    left = move_on(move_on(base, "value-stream", "metrics"), "constraints", "memo")
    assert attention(left).stale == ()
    first, *others = left.requests
    again = replace(left, requests=(replace(first, words="No outage at all"), *others))
    assert attention(again).stale == ("value-stream", "constraints")


def test_what_has_ended_wants_no_look() -> None:
    base = signed(complete(), signature(3, "S2", "objection", text="partners leave"))
    base = replace(base, passed=(Passed(stage="memo", stood_on={"R9": "x"}),))
    assert attention(base).stale == ("memo",)
    assert attention(replace(base, memo=replace(base.memo, superseded_by="next"))) == Attention("superseded")
    assert attention(replace(base, memo=replace(base.memo, status="withdrawn"))) == Attention("withdrawn")
