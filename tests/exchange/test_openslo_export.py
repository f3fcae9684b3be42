"""Error budgets go out as OpenSLO would have them, and come back as what they were."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import ErrorBudget
from alignment_tui.domain.session import Session
from alignment_tui.exchange.openslo_export import as_openslo
from alignment_tui.exchange.openslo_import import read_budgets
from tests.exchange.openslo_facts import faults

ORIGIN = {
    "name": "search-latency",
    "service": "search",
    "budgetingMethod": "Timeslices",
    "duration": "1M",
    "startTime": "2022-01-01 12:30:00",
    "timeZone": "America/New_York",
    "timeSliceTarget": 0.95,
    "timeSliceWindow": "1m",
    "indicatorRef": "fast-enough",
}


def budget(number: int = 1, **fields: Any) -> ErrorBudget:
    return ErrorBudget(**{"id": f"C{number}", "service": "checkout", "slo_percent": 99.9, "window_days": 30, **fields})


def documents(*budgets: ErrorBudget) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(as_openslo(budgets).text))


def test_a_budget_is_an_slo_with_one_objective() -> None:
    (document,) = documents(budget(spent_minutes=27, spent_on=date(2025, 3, 1)))
    assert document["spec"] == {
        "service": "checkout",
        "indicatorRef": "checkout-sli",
        "timeWindow": [{"duration": "30d", "isRolling": True}],
        "budgetingMethod": "Occurrences",
        "objectives": [{"target": 0.999}],
    }


def test_a_calendar_window_has_its_start_in_quotes() -> None:
    written = as_openslo([budget(window_days=28, since=date(2025, 2, 1))]).text
    assert "startTime: '2025-02-01 00:00:00'\n" in written
    assert "timeZone: Etc/UTC\n" in written


def test_what_came_from_openslo_goes_back_as_it_was() -> None:
    (document,) = documents(budget(window_days=31, since=date(2025, 3, 1), extra={"openslo": ORIGIN}))
    assert document["metadata"]["name"] == "search-latency"
    assert document["spec"] == {
        "service": "search",
        "indicatorRef": "fast-enough",
        "timeWindow": [
            {
                "duration": "1M",
                "isRolling": False,
                "calendar": {"startTime": "2025-03-01 12:30:00", "timeZone": "America/New_York"},
            }
        ],
        "budgetingMethod": "Timeslices",
        "objectives": [{"target": 0.999, "timeSliceTarget": 0.95, "timeSliceWindow": "1m"}],
    }


def test_a_window_that_was_changed_in_the_room_is_said_as_it_is_now() -> None:
    (document,) = documents(budget(window_days=45, extra={"openslo": ORIGIN}))
    assert document["spec"]["timeWindow"] == [{"duration": "45d", "isRolling": True}]


def test_names_are_labels_and_differ() -> None:
    services = ["Überblick & Co.", "支付", "checkout", "checkout", "x" * 200, "x" * 200, "null", "---"]
    written = documents(*(budget(at, service=service) for at, service in enumerate(services, 1)))
    names = [document["metadata"]["name"] for document in written]
    assert names[:4] == ["uberblick-co", "c2", "checkout", "checkout-c4"]
    assert len(set(names)) == len(names)
    assert [document["metadata"]["annotations"]["alignment-tui.service"] for document in written] == services


def test_a_window_of_less_than_a_minute_is_left_out_and_said() -> None:
    written = as_openslo([budget(window_days=0.0001), budget(2)])
    assert written.left_out == ("C1 checkout: its window is no whole number of minutes",)
    assert written.text.count("kind: SLO") == 1
    assert as_openslo([budget(window_days=0.0001)]).text == ""


def test_no_document_stands_before_the_first() -> None:
    # OpenSLO's own reader takes a comment before a first `---` for a document without a version.
    written = as_openslo([budget(), budget(2)]).text
    assert not written.startswith("---")
    assert written.count("\n---\n") == 1


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from([*ORIGIN, "objective"]), inner, max_size=4)
    ),
    max_leaves=6,
)
WORDS = st.text(min_size=1, max_size=80).filter(str.strip) | st.sampled_from(
    ["no", "1.0", "a: b", "- x", "#", "{}", "'"]
)


@st.composite
def budgets(draw: st.DrawFn) -> list[ErrorBudget]:
    made = []
    for number in range(1, draw(st.integers(2, 4))):
        fields = {
            "service": draw(WORDS),
            "slo_percent": draw(st.floats(1e-6, 100, exclude_max=True) | st.integers(1, 99)),
            "window_days": draw(st.integers(1, 400) | st.integers(1, 10_000).map(lambda minutes: minutes / 1440)),
            "since": draw(st.none() | st.dates(date(1, 1, 1), date(9000, 1, 1))),
            "extra": draw(st.just({}) | st.just({"openslo": ORIGIN}) | JUNK.map(lambda junk: {"openslo": junk})),
        }
        try:
            made.append(budget(number, **fields))
        except RuleBroken:
            continue
    return made


@given(budgets())
def test_whatever_a_session_holds_openslo_has_nothing_against_it(made: list[ErrorBudget]) -> None:
    assert [faults(document) for document in documents(*made)] == [[]] * len(made)


@given(budgets())
def test_what_was_written_comes_back_as_what_stands_there(
    tmp_path_factory: pytest.TempPathFactory, made: list[ErrorBudget]
) -> None:
    path = tmp_path_factory.mktemp("back") / "slo.yaml"
    path.write_text(as_openslo(made).text, encoding="utf-8")
    report = read_budgets(path, Session(title="empty"), date(1, 1, 1))
    for draft, it in zip(report.drafts, made, strict=True):
        whole_days = draft.window_days == int(draft.window_days)  # a window of hours cannot begin on a day
        assert (draft.service, draft.since) == (it.service.strip(), it.since if whole_days else None)
        assert draft.slo_percent == pytest.approx(it.slo_percent, rel=1e-12)
        assert draft.window_days == pytest.approx(it.window_days, rel=1e-12)


def test_what_a_session_wrote_brings_it_nothing_new(tmp_path: Path) -> None:
    path = tmp_path / "slo.yaml"
    made = [
        budget(1, window_days=31, since=date(2025, 3, 1), extra={"openslo": ORIGIN}),
        budget(2, window_days=31, since=date(2025, 3, 1), extra={"openslo": {**ORIGIN, "objective": 1}}),
        budget(3, service="Search & Find"),
    ]
    path.write_text(as_openslo(made).text, encoding="utf-8")
    report = read_budgets(path, Session(title="x", constraints=tuple(made)), date(2025, 3, 3))
    assert [row.id for row in report.rows] == ["C1", "C2", "C3"]
    assert {row.verdict for row in report.rows} == {"skipped"}
