from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.metrics import agreement, agreement_words, direction, metrics_of
from alignment_tui.domain.output_check import counts_work, questions
from alignment_tui.domain.quantities import figures
from alignment_tui.domain.records import Agreement, Criterion, Meeting, Metric
from alignment_tui.domain.session import Session
from alignment_tui.domain.terms import undefined, undefined_in_metric, undefined_in_request
from tests.factories import metric, request, session, step, stream

NOW = "120 -> 90 min/week by 2025-06-30"


def test_direction_follows_the_target_or_the_threshold() -> None:
    assert direction(metric()) == "down"
    assert direction(metric(target=130)) == "up"
    assert direction(metric(target=120)) is None
    assert direction(metric(baseline=None)) is None
    assert direction(metric(target=120, threshold="at least")) == "up"
    assert direction(metric(target=130, threshold="at most")) == "down"


def asked(*words: Agreement, away: tuple[str, ...] = ()) -> tuple[Session, Metric]:
    measured = metric(agreements=words)
    meetings = (Meeting(on=date(2025, 3, 3), away=away),)
    return session(requests=(request(1, "S1"), request(2, "S2")), metrics=(measured,), meetings=meetings), measured


def yes(person: str, to: str = NOW) -> Agreement:
    return Agreement(person=person, agrees=True, figures=to)


def no(person: str, to: str = NOW) -> Agreement:
    return Agreement(person=person, agrees=False, figures=to, why="too early")


@pytest.mark.parametrize(
    ("words", "away", "agreed", "said"),
    [
        ((yes("S1"), yes("S2")), (), True, "agreed by Ana and Raj"),
        ((yes("S1"),), (), False, "not asked yet: Raj"),
        ((yes("S1"),), ("S2",), True, "agreed by Ana"),
        ((), ("S1", "S2"), False, "not agreed yet"),
        ((yes("S1"), no("S2")), (), False, "not yet: Raj, too early"),
        ((yes("S1"), no("S2")), ("S2",), False, "not yet: Raj, too early"),
        ((yes("S1"), yes("S2"), no("S3")), (), False, "not yet: Li, too early"),
        ((yes("S1"), yes("S2", "120 -> 80")), (), False, "agreed to 120 -> 80 by Raj"),
        ((yes("S1"), no("S2", "120 -> 80")), (), False, "not asked again: Raj"),
    ],
)
def test_a_metric_is_agreed_by_everybody_who_asked_and_is_not_away(
    words: tuple[Agreement, ...], away: tuple[str, ...], agreed: bool, said: str
) -> None:
    whole, measured = asked(*words, away=away)
    assert agreement(whole, measured).agreed is agreed
    assert agreement_words(whole, measured) == said


def test_a_metric_without_figures_cannot_be_agreed() -> None:
    whole, measured = asked(yes("S1", ""), yes("S2", ""))
    assert not agreement(whole, replace(measured, baseline=None, target=None)).agreed


@given(st.integers(0, 50), st.integers(0, 50))
def test_any_changed_number_takes_the_agreement_back(baseline: int, target: int) -> None:
    measured = metric(baseline=baseline, target=target)
    whole = session(requests=(request(),), metrics=(measured,))
    words = (yes("S1", figures(measured)),)
    assert agreement(whole, replace(measured, agreements=words)).agreed
    assert not agreement(whole, replace(measured, agreements=words, target=target + 1)).agreed
    assert not agreement(whole, replace(measured, agreements=words, baseline=baseline + 1)).agreed


def test_a_request_s_metrics_come_from_its_criteria_and_its_streams() -> None:
    asking = request(1, success=(Criterion(id="R1.K1", text="quick"),), touches=("V1.1",))
    other = request(2, merged_into="R1", success=(Criterion(id="R2.K1", text="quiet"),))
    measured = (metric(1, criterion="R1.K1"), metric(2, criterion="R2.K1"), metric(3, streams=("V1",)), metric(4))
    whole = session(requests=(asking, other), streams=(stream(step(1)),), metrics=measured)
    assert [one.id for one in metrics_of(whole, asking)] == ["M1", "M2", "M3"]


OUTPUTS = (
    "12 tickets closed",
    "launch v2",
    "tickets closed",
    "number of features shipped",
    "stories completed per sprint",
    "ship the new onboarding",
    "story points",
    "velocity",
    "release 3 features",
    "pages written",
    "bugs fixed",
    "training sessions held",
    "deploy the new gateway",
    "roll out the dashboard",
    "features delivered",
    "migrate to the new platform",
    "lines of code",
)
OUTCOMES = (
    "shipping delay",
    "features reaching GA",
    "checkout downtime",
    "partner setups",
    "failed payments",
    "deploy lead time",
    "P1 incidents",
    "open rate of emails",
    "launch delay",
    "tickets reopened",
    "single-thread slowdown",
    "memory use",
    "breaking API changes",
    "bugs escaped to customers",
    "change failure rate",
    "support tickets per customer",
    "onboarding time",
    "error count per release",
)


@pytest.mark.parametrize("name", OUTPUTS)
def test_work_that_is_counted_is_seen(name: str) -> None:
    assert counts_work(name)


@pytest.mark.parametrize("name", OUTCOMES)
def test_effects_are_left_alone(name: str) -> None:
    assert counts_work(name) == ""


def test_the_check_asks_what_is_missing_and_nothing_once_it_was_overruled() -> None:
    bare = metric(name="12 tickets closed", baseline=None, by=None)
    whole = session(metrics=(bare,))
    asked_for = questions(whole, bare)
    assert [one.code for one in asked_for] == ["output", "baseline", "meter", "date", "beneficiary"]
    assert all(one.text.endswith("?") and one.rewrite.startswith("M1 ") for one in asked_for)
    assert questions(whole, replace(bare, overrule="we mean it")) == ()
    assert "date" not in [one.code for one in questions(whole, replace(bare, threshold="at most"))]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("<fast> enough", ("fast",)),
        ("as <much faster> as <fast>, <fast>", ("much faster", "fast")),
        ("5 < 6 > 3", ()),
        ("a<b and c>d", ()),
        ("120 -> 90", ()),
        ("<>", ()),
        ("<größer>", ("größer",)),
    ],
)
def test_terms_in_angle_brackets_are_undefined(text: str, terms: tuple[str, ...]) -> None:
    assert undefined(text) == terms


def test_terms_are_looked_for_in_every_wording() -> None:
    assert undefined_in_metric(metric(scale="<a>", meter="<b>", unit="<c>")) == ("c", "a", "b")
    asking = request(words="<a>", because="<b>", success=(Criterion(id="R1.K1", text="<c>"),))
    assert undefined_in_request(asking) == ("a", "b", "c")
