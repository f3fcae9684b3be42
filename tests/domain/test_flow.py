from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.flow import move_on, state, states, stood_on
from alignment_tui.domain.records import Agreement, Choice, Lesson, Meeting, Memo, Review, Rule, StageSlug, Verdict
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES
from tests.factories import TODAY, complete, estimate, metric, people, readings, request, session, step, stream

EVERY = tuple(stage.slug for stage in STAGES)


def told(whole: Session, slug: StageSlug, today: date = TODAY) -> tuple[str, tuple[str, ...]]:
    found = state(whole, slug, today)
    return found.state, found.reasons


def first(whole: Session, collection: str, **fields: Any) -> Session:
    entries = getattr(whole, collection)
    return replace(whole, **{collection: (replace(entries[0], **fields), *entries[1:])})


def test_a_new_session_is_empty_at_every_stage() -> None:
    assert {found.state for found in states(session(stakeholders=()), TODAY)} == {"empty"}


def test_a_complete_session_is_ready_at_every_stage() -> None:
    assert [(found.slug, found.state) for found in states(complete(), TODAY)] == [(slug, "ready") for slug in EVERY]


@pytest.mark.parametrize(
    ("slug", "collection", "fields", "reason"),
    [
        ("requests", "requests", {"because": ""}, "nobody said why it is needed"),
        ("value-stream", "streams", {"who": ""}, "not said yet: who"),
        ("value-stream", "streams", {"steps": (step(1, "Deploy", 30),)}, "Deploy in Checkout has no lead time"),
        ("metrics", "metrics", {"owner": None}, "has no owner"),
        ("metrics", "metrics", {"agreements": ()}, "the numbers are not agreed"),
        ("metrics", "metrics", {"kind": "guardrail"}, "has no outcome metric"),
        ("trade-offs", "trade_offs", {"bearer": None}, "nobody bears it"),
        ("trade-offs", "trade_offs", {"metric": None}, "no metric will show it"),
        ("trade-offs", "requests", {"verdict": None}, "has no verdict yet"),
        ("memo", "requests", {"verdict": None}, "has no verdict yet"),
        ("sign-off", "requests", {"words": "other words"}, "still to sign: Ana and Raj"),
    ],
)
def test_a_stage_is_partial_until_it_says_everything(
    slug: StageSlug, collection: str, fields: dict[str, Any], reason: str
) -> None:
    found, reasons = told(first(complete(), collection, **fields), slug)
    assert found == "partial"
    assert any(reason in one for one in reasons)


def test_whoever_is_away_is_not_waited_for_but_has_to_be_named() -> None:
    asked = session(
        stakeholders=people("Ana", "Mo"),
        requests=(request(because="x"),),
        meetings=(Meeting(on=TODAY, here=("S1",), away=("S2",)),),
    )
    assert told(asked, "requests") == ("ready", ())
    unnamed = replace(asked, meetings=(Meeting(on=TODAY, here=("S1",)),))
    assert told(unnamed, "requests") == ("partial", ("nobody said whether Mo is here today",))


def test_constraints_are_ready_when_every_kind_is_named_or_none() -> None:
    none = session(no_constraints=("capacity", "platform", "order", "risk", "slo"))
    assert told(none, "constraints") == ("ready", ())
    assert told(replace(none, no_constraints=("capacity",)), "constraints")[0] == "partial"


def test_one_complete_outcome_metric_is_enough_for_a_stream() -> None:
    base = complete()
    more = replace(base, metrics=(*base.metrics, metric(2, streams=("V1",), owner=None, baseline=None, target=None)))
    assert told(more, "metrics")[0] == "ready"


def test_the_scorecard_waits_for_readings_and_a_review() -> None:
    base = complete()
    assert told(replace(base, readings=()), "scorecard")[1] == ("M1, checkout downtime has no readings yet",)
    assert told(replace(base, reviews=()), "scorecard")[1] == ("no review is written yet",)
    assert told(base, "scorecard", date(2025, 3, 11))[1] == ("the review of 2025-03-10 is not written",)
    assert told(replace(session(), lessons=(Lesson(id="L1", text="x", on=TODAY),)), "scorecard")[0] == "partial"


def passed_all(whole: Session) -> Session:
    for slug in EVERY[:-1]:
        whole = move_on(whole, slug, "scorecard")
    return whole


def stale(before: Session, after: Session) -> list[str]:
    return [found.slug for found in states(replace(after, passed=before.passed), TODAY) if found.state == "stale"]


def test_new_words_make_what_stands_on_them_stale_and_say_which() -> None:
    before = passed_all(complete())
    after = first(before, "requests", words="other words")
    assert stale(before, after) == ["value-stream", "metrics", "constraints", "trade-offs", "memo", "sign-off"]
    assert told(after, "value-stream") == ("stale", ("R1 changed since",))


@pytest.mark.parametrize(
    "fields",
    [{"verdict": Verdict(answer="will", reason="new")}, {"touches": (), "touches_none": "x"}],
)
def test_a_verdict_or_what_is_touched_does_not_make_the_value_stream_stale(fields: dict[str, Any]) -> None:
    before = passed_all(complete())
    assert "value-stream" not in stale(before, first(before, "requests", **fields))


@pytest.mark.parametrize(
    ("collection", "fields", "expected"),
    [
        ("requests", {"takes": None}, ["constraints", "trade-offs", "memo"]),
        ("requests", {"success": ()}, ["metrics"]),
        ("requests", {"assumptions": ()}, []),
        ("streams", {"who": "everyone"}, ["metrics", "memo"]),
        ("streams", {"steps": (step(1, "Deploy", estimate(30), 970, 90),)}, []),
        ("metrics", {"target": 80}, ["trade-offs", "memo", "sign-off"]),
        ("metrics", {"agreements": (Agreement(person="S1", agrees=True),)}, []),
        ("constraints", {"person_weeks": 10}, ["trade-offs", "memo"]),
        ("options", {"name": "Quiet launch"}, ["memo"]),
        ("trade_offs", {"accepting": "two quarters"}, ["memo", "sign-off"]),
        ("stakeholders", {"role": "SRE"}, []),
    ],
)
def test_each_stage_stands_on_the_fields_that_matter_to_it(
    collection: str, fields: dict[str, Any], expected: list[str]
) -> None:
    before = passed_all(complete())
    assert stale(before, first(before, collection, **fields)) == expected


def test_a_week_s_spend_changes_nothing_until_the_posture_does() -> None:
    before = passed_all(complete())
    budget = before.constraints[3]

    def spend(minutes: int) -> Session:
        constraints = list(before.constraints)
        constraints[3] = replace(budget, spent_minutes=minutes)
        return replace(before, constraints=tuple(constraints))

    assert stale(before, spend(12)) == []
    assert stale(before, spend(30)) == ["trade-offs", "memo"]


def test_what_is_new_and_what_is_gone_is_said() -> None:
    before = passed_all(complete())
    added = replace(before, requests=(*before.requests, request(5, because="x", touches_none="x")))
    assert told(added, "value-stream")[1] == ("R5 is new",)
    gone = replace(before, metrics=(), readings=(), options=(), choice=None, trade_offs=())
    assert "M1 is gone" in told(gone, "memo")[1]
    assert "the choice is gone" in told(gone, "memo")[1]


def test_another_choice_makes_the_memo_stale() -> None:
    before = passed_all(complete())
    assert told(replace(before, choice=Choice(option="O2")), "memo")[1] == ("the choice changed since",)


def test_moving_on_again_settles_it() -> None:
    after = first(passed_all(complete()), "requests", words="other words")
    settled = move_on(after, "value-stream", "metrics")
    assert told(settled, "value-stream")[0] == "ready"
    assert len(settled.passed) == len(after.passed)


def test_only_going_forward_from_a_stage_that_is_not_empty_is_remembered() -> None:
    base = complete()
    assert move_on(base, "metrics", "requests") is base
    assert move_on(base, "metrics", "metrics") is base
    empty = session()
    assert move_on(empty, "metrics", "constraints") is empty
    once = move_on(base, "value-stream", "memo")
    assert [(passed.stage, passed.stood_on) for passed in once.passed] == [
        ("value-stream", stood_on(base, "value-stream"))
    ]
    assert move_on(once, "value-stream", "memo") is once


def test_passed_stages_are_kept_in_the_order_of_the_flow() -> None:
    both = move_on(move_on(complete(), "metrics", "memo"), "requests", "memo")
    assert [passed.stage for passed in both.passed] == ["requests", "metrics"]


def test_a_stage_stands_on_the_records_upstream() -> None:
    base = complete()
    assert {slug: sorted(stood_on(base, slug)) for slug in EVERY} == {
        "requests": [],
        "value-stream": ["R1", "R2"],
        "metrics": ["R1", "R2", "V1"],
        "constraints": ["R1", "R2"],
        "trade-offs": ["C1", "C2", "C3", "C4", "C5", "M1", "R1", "R2"],
        "memo": ["C1", "C2", "C3", "C4", "C5", "M1", "O1", "O2", "R1", "R2", "T1", "V1", "choice"],
        "sign-off": ["M1", "R1", "R2", "T1", "choice"],
        "scorecard": ["M1", "T1"],
    }
    assert all(len(short) == 8 for short in stood_on(base, "memo").values())


@pytest.mark.parametrize(
    ("slug", "fields"),
    [
        ("requests", {"requests": (request(),)}),
        ("value-stream", {"streams": (stream(),)}),
        ("metrics", {"metrics": (metric(),)}),
        ("constraints", {"no_constraints": ("risk",)}),
        ("trade-offs", {"requests": (request(verdict=Verdict(answer="wont", reason="x")),)}),
        ("memo", {"memo": Memo(context="x")}),
        ("sign-off", {"rule": Rule(kind="everyone")}),
        ("scorecard", {"metrics": (metric(),), "readings": readings(1)}),
        ("scorecard", {"reviews": (Review(on=TODAY),)}),
    ],
)
def test_the_first_word_at_a_stage_makes_it_partial(slug: StageSlug, fields: dict[str, Any]) -> None:
    found = told(session(**fields), slug)[0]
    assert found == ("ready" if "reviews" in fields else "partial")
