"""Why a signature is stale, in words that hold the old text and the new, whatever was written into a kept text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.memo import sections
from alignment_tui.domain.records import Cadence, ErrorBudget, TradeOff, Verdict, Version
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.signed_differences import text_changes
from tests.factories import SIGNED_AT, complete, metric, request, session


def told(before: Session, after: Session) -> list[str]:
    return list(text_changes(sections(before), sections(after)))


def test_a_whole_record_that_came_or_went_is_told_with_its_text() -> None:
    base = complete()
    more = replace(
        base,
        metrics=(*base.metrics, metric(2, name="setups", unit="a month", baseline=7, threshold="at least", target=7)),
        trade_offs=(TradeOff(id="T2", gain="calm", give="speed"),),
        constraints=(*base.constraints[:3], ErrorBudget(id="C6", service="pay", slo_percent=99, window_days=7)),
    )
    assert told(base, more) == [
        "How we will know: M2 is new: setups 7 -> at least 7 a month by 2025-06-30",
        "What we accept: T1 is gone: uptime even over branding, accepting one more quarter; Raj bears it",
        "What we accept: T2 is new: calm even over speed; nobody bears it",
        "Error budget: C4 is gone: checkout 99.9 % over 30 days, push",
        "Error budget: C6 is new: pay 99 % over 7 days",
    ]


def test_the_first_error_budget_is_told_without_its_thresholds() -> None:
    base = complete()
    without = replace(base, constraints=base.constraints[:3])
    assert told(without, base) == ["Error budget: C4 is new: checkout 99.9 % over 30 days, push"]
    assert told(base, without) == ["Error budget: C4 is gone: checkout 99.9 % over 30 days, push"]


def test_a_request_that_got_another_verdict_is_told_where_it_went() -> None:
    base = complete()
    first = replace(base.requests[0], verdict=Verdict(answer="later", reason="it waits"))
    words = '"No checkout outage during the sale" (Ana), because'
    assert told(base, replace(base, requests=(first, base.requests[1]))) == [
        f'We will: R1 went to "Not yet": {words} it is within 12 person-weeks and moves M1',
        f'Not yet: R1 came from "We will": {words} it waits',
    ]


def test_a_cadence_is_told_as_people_say_it() -> None:
    base = complete()
    other = replace(base, memo=replace(base.memo, cadence=Cadence(every=2, unit="month")))
    never = replace(base, memo=replace(base.memo, cadence=None))
    assert told(base, other) == ['When we review: was "every week from 2025-03-03", now "every 2 months"']
    assert told(base, never) == ['When we review: was "every week from 2025-03-03", now not said']


def test_fields_are_called_by_their_names() -> None:
    base = complete()
    budget = ErrorBudget(id="C4", service="checkout", slo_percent=99.5, window_days=28, spent_minutes=10)
    other = replace(base, constraints=(*base.constraints[:3], budget, base.constraints[4]))
    assert told(base, other) == [
        "Error budget: C4 SLO in percent was 99.9, now 99.5",
        "Error budget: C4 window in days was 30, now 28",
    ]


def test_the_same_letters_spelt_otherwise_are_no_change() -> None:
    base = session(requests=(request(1, words="Zoe\u0308", verdict=Verdict(answer="will", reason="x")),))
    other = replace(base, requests=(replace(base.requests[0], words="Zo\u00eb"),))
    assert told(base, other) == []


JSON = st.sampled_from(
    [None, True, 0, 90, -1.5, "", "x y", "\x1b[31m", [], [1, "a"], {}, {"id": "M1"}, {"a": {"b": [None]}}]
)
ENTRY = st.dictionaries(
    st.sampled_from(["voices", "gain", "slo_percent", "baseline", "reason", "words", "posture", "by"]), JSON
)
IDS = st.sampled_from(["R1", "M1", "x"])
ENTRIES = st.lists(st.builds(lambda entry, own: {**entry, "id": own}, ENTRY, IDS), max_size=3)
TEXTS = st.fixed_dictionaries({
    **dict.fromkeys(("will", "wont", "later", "metrics", "trade_offs"), ENTRIES),
    "error_budgets": st.fixed_dictionaries({"thresholds": JSON, "budgets": ENTRIES}),
    "cadence": st.none() | st.dictionaries(st.sampled_from(["every", "unit", "first"]), JSON),
    "more": JSON,
})  # fmt: skip


@given(TEXTS)
def test_whatever_a_kept_text_holds_it_is_told_and_passes_for_nothing_else(text: dict[str, Any]) -> None:
    base = complete()
    forged = replace(base, versions=(Version(number=1, at=SIGNED_AT, sections=text),))
    for one in standings(forged):
        assert {section.section for section in one.stale} >= {"metrics", "trade_offs", "will"}
        assert all(section.reason.isprintable() and section.reason for section in one.stale)
    list(text_changes(text, sections(base)))
    list(text_changes(sections(base), text))


@pytest.mark.parametrize(
    "text",
    [
        {"will": 1},
        {"metrics": [1]},
        {"trade_offs": [{}]},
        {"later": [{"id": 1}]},
        {"error_budgets": []},
        {"error_budgets": {"budgets": [{"posture": "x"}]}},
        {"cadence": 1},
    ],
)
def test_a_text_of_another_shape_is_refused_with_the_file(text: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken, match="this is not how a signed text is kept"):
        Version(number=1, at=SIGNED_AT, sections=text)
