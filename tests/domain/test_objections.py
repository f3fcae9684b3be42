"""An objection, what was amended, and how it ended: by its owner's word and by nobody else's."""

import pytest
from msgspec.structs import replace

from alignment_tui.domain.late_findings import sign_off_findings
from alignment_tui.domain.objections import Trail, sounds_like_a_preference, trail_words, trails
from alignment_tui.domain.session import Session
from alignment_tui.domain.signing import to_sign_again
from tests.factories import complete, metric_target, signature, signed

HARM = {"text": "support cannot take the calls of waiting partners"}


def objected(base: Session | None = None) -> Session:
    return signed(base or complete(), signature(3, "S2", "objection", **HARM))


def only(session: Session) -> Trail:
    (trail,) = trails(session)
    return trail


def told(trail: Trail) -> list[tuple[str, str, int, tuple[str, ...]]]:
    return [(step.entry.id, step.entry.verdict, step.entry.version, step.changed) for step in trail.steps]


def test_an_open_objection_is_one_step_and_nothing_more() -> None:
    trail = only(objected())
    assert (trail.name, trail.state, trail.amended) == ("Raj", "open", ())
    assert told(trail) == [("G3", "objection", 1, ())]
    assert trail_words(trail) == "open"


def test_what_is_amended_since_is_told_and_ends_nothing() -> None:
    trail = only(metric_target(objected(), 80))
    assert (trail.state, trail.amended) == ("open", ("How we will know: M1 target was 90, now 80",))
    assert trail_words(trail) == "open, amended since: Raj is to be asked again"


def test_consent_of_its_owner_resolves_it_and_what_changed_between_is_kept() -> None:
    amended = signed(metric_target(objected(), 80), signature(4, "S2", "reservation", text="in July"))
    trail = only(metric_target(amended, 70))
    assert (trail.state, trail.amended) == ("resolved", ())
    assert told(trail) == [
        ("G3", "objection", 1, ()),
        ("G4", "reservation", 2, ("How we will know: M1 target was 90, now 80",)),
    ]


def test_nobody_else_ends_it() -> None:
    trail = only(signed(metric_target(objected(), 80), signature(4, "S1")))
    assert trail.state == "open"


def test_its_owner_withdraws_it_or_says_it_again() -> None:
    back = signed(objected(), signature(4, "S2", "withdrawal", withdraws="G3"))
    assert only(back).state == "withdrawn"
    again = signed(metric_target(objected(), 80), signature(4, "S2", "objection", text="another harm"))
    assert [entry for entry, *_ in told(only(again))] == ["G3", "G4"]
    assert only(again).state == "open"
    assert only(signed(again, signature(5, "S2", "aside"))).state == "resolved"


def test_a_withdrawal_of_something_else_is_no_end() -> None:
    whole = signed(complete(), signature(3, "S2", "objection", **HARM))
    assert only(signed(whole, signature(4, "S2", "withdrawal", withdraws="G2"))).state == "open"


def test_a_second_objection_after_the_end_is_a_trail_of_its_own() -> None:
    ended = signed(objected(), signature(4, "S2"))
    whole = signed(ended, signature(5, "S1", "objection", **HARM), signature(6, "S2", "objection", text="again"))
    assert [(trail.name, trail.state) for trail in trails(whole)] == [
        ("Raj", "resolved"),
        ("Ana", "open"),
        ("Raj", "open"),
    ]


def test_without_the_text_that_was_objected_to_nothing_is_made_up() -> None:
    assert only(replace(metric_target(objected(), 80), versions=())).amended == ()


def test_who_objects_is_asked_and_does_not_sign_again_with_one_key() -> None:
    assert to_sign_again(metric_target(objected(), 80)) == ("S1",)


@pytest.mark.parametrize(
    "reason",
    [
        "I'd rather have branding first",
        "we would prefer the other option",
        "I don't like it",
        "I don\u2019t like it",
        "She'd much rather wait",
        "not a fan",
        "I wish we did more",
    ],
)
def test_a_preference_is_asked_about(reason: str) -> None:
    assert sounds_like_a_preference(reason)


@pytest.mark.parametrize(
    "reason",
    ["partners leave before summer", "support cannot take the calls", "two contracts are lost, worth 40k", "漢字", ""],
)
def test_a_harm_is_not(reason: str) -> None:
    assert not sounds_like_a_preference(reason)


def test_of_an_amended_objection_only_the_objection_is_found_hanging() -> None:
    found = [one for one in sign_off_findings(metric_target(objected(), 80)) if one.about == "G3"]
    assert [(one.code, one.mend) for one in found] == [("objection", "amend, or Raj withdraws")]
    stale = [one for one in sign_off_findings(metric_target(complete(), 80)) if one.code == "stale-signature"]
    assert [(one.about, one.mend) for one in stale] == [("G1", "Ana signs again"), ("G2", "Raj signs again")]
