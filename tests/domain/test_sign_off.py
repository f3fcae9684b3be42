from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.memo import sections
from alignment_tui.domain.records import ErrorBudget, Request, Rule, Verdict, Version
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import Outcome, outcome, outcome_words, standings, text_now
from alignment_tui.domain.signed_differences import change_words, leaf_changes
from tests.factories import NAMES, complete, metric_target, people, request, session, signature, signed

EVERYONE, NO_OBJECTION = Rule(kind="everyone"), Rule(kind="no objection")
TEXT = {"text": "partners leave"}


def round_of(*verdicts: str, rule: Rule | None = EVERYONE, signers: int = 0) -> Session:
    """Ana, Raj, ... with these verdicts in turn; `-` has said nothing."""
    count = max(len(verdicts), signers)
    base = session(
        stakeholders=people(*NAMES[:count]), signers=tuple(f"S{number}" for number in range(1, count + 1)), rule=rule
    )
    words = [
        signature(place, f"S{place}", verdict, **(TEXT if verdict in ("objection", "reservation") else {}))
        for place, verdict in enumerate(verdicts, start=1)
        if verdict != "-"
    ]
    return signed(base, *words)


def result(*verdicts: str, rule: Rule | None = EVERYONE, signers: int = 0) -> Outcome:
    return outcome(round_of(*verdicts, rule=rule, signers=signers))


def test_the_golden_count_shows_both_shares() -> None:
    whole = round_of("consent", "consent", signers=5)
    found = outcome(whole)
    assert (found.share_of_cast, found.share_of_eligible, found.cast, found.eligible) == (1.0, 0.4, 2, 5)
    assert outcome_words(whole, found) == (
        "2 of 5 consent: 100 % of votes cast, 40 % of those who may sign; undecided: Li, Mo and Kim"
    )


@pytest.mark.parametrize(
    ("verdicts", "rule", "met", "why"),
    [
        (("consent", "reservation"), EVERYONE, True, "the rule is met"),
        (("consent", "-"), EVERYONE, False, "still to sign: Raj"),
        (("consent", "aside"), EVERYONE, False, "stands aside, and everyone has to consent: Raj"),
        (("consent", "objection"), EVERYONE, False, "open objection: Raj"),
        (("consent", "aside"), NO_OBJECTION, True, "the rule is met"),
        (("consent", "-"), NO_OBJECTION, False, "still to sign: Raj"),
        (("aside", "aside"), NO_OBJECTION, False, "nobody consents"),
        (("consent", "consent", "-"), Rule(kind="quorum", needed=2, of=3), True, "the rule is met"),
        (("consent", "-", "-"), Rule(kind="quorum", needed=2), False, "1 of 2 consents that make the quorum"),
        (("consent",), None, False, "no rule was chosen"),
        ((), EVERYONE, False, "nobody is asked to sign yet"),
    ],
)
def test_the_rule_is_met_or_says_why_not(verdicts: tuple[str, ...], rule: Rule | None, met: bool, why: str) -> None:
    found = result(*verdicts, rule=rule)
    assert (found.met, found.why, found.accepted) == (met, why, met)


def test_a_quorum_with_an_open_objection_is_met_and_not_accepted() -> None:
    found = result("consent", "consent", "objection", rule=Rule(kind="quorum", needed=2))
    assert (found.met, found.accepted, found.objections) == (True, False, ("S3",))


verdict = st.sampled_from(["consent", "reservation", "objection", "aside", "-"])


@given(st.lists(verdict, min_size=1, max_size=6))
def test_silence_never_counts(verdicts: list[str]) -> None:
    for rule in (EVERYONE, NO_OBJECTION, Rule(kind="quorum", needed=1)):
        found = result(*verdicts, rule=rule)
        assert found.undecided == tuple(f"S{place}" for place, one in enumerate(verdicts, 1) if one == "-")
        assert found.cast + len(found.undecided) == found.eligible
        if rule.kind != "quorum":
            assert not (found.met and "-" in verdicts)
        assert not found.accepted or "objection" not in verdicts
        assert not found.met or found.consents


def verdicts_of(whole: Session) -> list[tuple[str, str]]:
    return [(one.name, one.verdict) for one in standings(whole)]


def test_a_withdrawal_leaves_its_person_undecided_and_deletes_nothing() -> None:
    objected = round_of("consent", "objection")
    back = signed(objected, signature(3, "S2", "withdrawal", withdraws="G2"))
    assert verdicts_of(back) == [("Ana", "consent"), ("Raj", "undecided")]
    assert standings(back)[1].withdrawn == ("G2",)
    assert len(back.signatures) == 3
    again = signed(back, signature(4, "S2"))
    assert outcome(again).accepted


def test_withdrawing_an_older_word_leaves_the_newer_one() -> None:
    whole = signed(round_of("-", "objection"), signature(3, "S2"), signature(4, "S2", "withdrawal", withdraws="G2"))
    assert verdicts_of(whole)[1] == ("Raj", "consent")


def test_whoever_need_not_sign_is_heard_and_not_counted() -> None:
    whole = replace(round_of("consent", "objection"), signers=("S1",))
    found = outcome(whole)
    assert [(one.name, one.eligible) for one in standings(whole)] == [("Ana", True), ("Raj", False)]
    assert (found.eligible, found.objections, found.accepted) == (1, ("S2",), False)


def test_a_change_makes_signatures_stale_with_old_and_new_text_and_why() -> None:
    changed = metric_target(complete(), 80)
    for standing in standings(changed):
        (stale,) = standing.stale
        assert (stale.section, stale.reason) == ("metrics", "M1 target was 90, now 80")
        assert (stale.before[0]["target"], stale.after[0]["target"]) == (90, 80)
    found = outcome(changed)
    assert (found.met, found.stale, found.consents) == (False, ("S1", "S2"), ())
    assert outcome_words(changed, found) == "0 of 2 consent; signed another text: Ana and Raj"


def test_changing_it_back_makes_them_good_again() -> None:
    assert outcome(metric_target(metric_target(complete(), 80), 90)).accepted


def test_a_text_that_is_what_it_was_is_the_version_it_was() -> None:
    changed = signed(metric_target(complete(), 80), signature(3, "S1"))
    back = metric_target(changed, 90)
    assert [(text_now(one).version, text_now(one).is_new) for one in (changed, back)] == [(2, False), (1, False)]
    again = signed(back, signature(4, "S1"))
    assert [version.number for version in again.versions] == [1, 2]
    assert outcome(again).accepted
    assert (text_now(metric_target(back, 70)).version, text_now(metric_target(back, 70)).is_new) == (3, True)


def test_signing_again_counts_again_and_makes_a_version() -> None:
    changed = metric_target(complete(), 80)
    assert (text_now(changed).version, text_now(changed).is_new) == (2, True)
    again = signed(changed, signature(3, "S1"), signature(4, "S2"))
    assert [version.number for version in again.versions] == [1, 2]
    assert outcome(again).accepted
    assert (text_now(again).version, text_now(again).is_new) == (2, False)


def test_an_objection_stays_open_when_the_text_changes_until_its_owner_speaks() -> None:
    objected = metric_target(signed(complete(), signature(3, "S2", "objection", **TEXT)), 80)
    assert outcome(objected).objections == ("S2",)


def spent(whole: Session, minutes: int, **fields: Any) -> Session:
    constraints = tuple(
        replace(one, spent_minutes=minutes, **fields) if isinstance(one, ErrorBudget) else one
        for one in whole.constraints
    )
    return replace(whole, constraints=constraints)


def test_what_is_spent_since_is_not_signed_though_the_posture_follows_from_it() -> None:
    later = spent(complete(), 60)
    assert sections(later)["error_budgets"] != sections(complete())["error_budgets"]
    assert outcome(later).accepted
    assert not text_now(later).is_new
    assert text_now(later).short == text_now(complete()).short


def test_another_objective_is_another_text() -> None:
    found = outcome(spent(complete(), 10, slo_percent=99.5))
    assert found.stale == ("S1", "S2")


def test_a_kept_text_that_was_tampered_with_does_not_pass() -> None:
    base = complete()
    version = base.versions[0]
    forged = Version(number=1, at=version.at, sections={**version.sections, "wont": [{"id": "R9"}]})
    stale = standings(replace(base, versions=(forged,)))[0].stale
    assert [(one.section, one.reason) for one in stale] == [("wont", "the kept text is not what was signed")]


def test_a_forged_posture_in_the_kept_text_does_not_pass() -> None:
    base = complete()
    held = base.versions[0].sections
    budgets = [{**held["error_budgets"]["budgets"][0], "posture": "freeze"}]
    text = {**held, "error_budgets": {**held["error_budgets"], "budgets": budgets}}
    forged = replace(base, versions=(replace(base.versions[0], sections=text),))
    assert [one.section for one in standings(forged)[0].stale] == ["error_budgets"]


def test_a_signature_without_its_text_says_so_when_something_changed() -> None:
    lost = metric_target(replace(complete(), versions=()), 80)
    assert [one.reason for one in standings(lost)[0].stale] == ["changed; the text that was signed is not kept"]


def words_of(before: Any, after: Any) -> list[str]:
    return [change_words(one) for one in leaf_changes(before, after)]


def judged(*requests: Request) -> Any:
    return sections(session(requests=requests))


def test_differences_between_texts_in_words() -> None:
    will = Verdict(answer="will", reason="it fits")
    before = judged(request(1, verdict=will), request(2, verdict=will))["will"]
    after = judged(request(1, words="new words", verdict=will), request(3, verdict=will))["will"]
    assert words_of(before, after) == [
        'R1 words was "request 1", now "new words"',
        'R2 is gone: "request 2" (Ana), because it fits',
        'R3 is new: "request 3" (Ana), because it fits',
    ]
    assert words_of({"first": None}, {"first": "2025-03-03"}) == ["first was not said, now 2025-03-03"]
    assert words_of(before, before) == []
