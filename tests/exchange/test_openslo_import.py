"""OpenSLO files become error budgets; what is wrong in one is named with file, line, key and the record's own words."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import ErrorBudget
from alignment_tui.domain.session import Session
from alignment_tui.exchange.openslo_import import BudgetDraft, read_budgets
from alignment_tui.exchange.openslo_window import read_window
from alignment_tui.exchange.report import Report, Row
from alignment_tui.exchange.yaml_places import read_places
from alignment_tui.yaml_files import ConfigRefused

TODAY = date(2025, 3, 3)
ROLLING = "[{duration: 28d, isRolling: true}]"
EMPTY = Session(title="Checkout")


def slo(window: str = ROLLING, objective: str = "target: 0.999", method: str = "Occurrences", **named: str) -> str:
    """An SLO document as hands write it."""
    return f"""\
apiVersion: openslo/v1
kind: SLO
metadata:
  name: {named.get("name", "checkout-availability")}
  displayName: {named.get("title", "Availability")}
spec:
  service: {named.get("service", "checkout")}
  indicator:
    metadata: {{name: good-requests}}
    spec: {{ratioMetric: {{counter: true, good: {{metricSource: {{spec: {{200: !vault secret, 200: on}}}}}}}}}}
  timeWindow: {window}
  budgetingMethod: {method}
  objectives:
    - {objective}
"""


def read(folder: Path, text: str | bytes, session: Session = EMPTY, today: date = TODAY) -> Report[BudgetDraft]:
    path = folder / "slo.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_budgets(path, session, today)


def only(folder: Path, text: str, **known: Any) -> Row[BudgetDraft]:
    rows = read(folder, text, **known).rows
    assert len(rows) == 1
    return rows[0]


def taken(folder: Path, text: str, **known: Any) -> BudgetDraft:
    row = only(folder, text, **known)
    assert row.draft is not None, row.why
    return row.draft


def test_an_objective_is_an_error_budget(tmp_path: Path) -> None:
    row = only(tmp_path, slo())
    assert row.draft is not None
    draft = row.draft
    assert (draft.service, draft.slo_percent, draft.window_days, draft.since) == ("checkout", 99.9, 28, None)
    assert row.what == "checkout 99.9 % over 28 d, rolling"
    assert row.line == 1


@pytest.mark.parametrize(
    ("objective", "percent"),
    [("target: 0.9995", 99.95), ("targetPercent: 99.95", 99.95), ("targetPercent: 99", 99), ("target: 0.07", 7)],
)
def test_a_target_is_a_share_or_a_percentage_to_the_digit(tmp_path: Path, objective: str, percent: float) -> None:
    assert taken(tmp_path, slo(objective=objective)).slo_percent == percent


@pytest.mark.parametrize(
    ("duration", "days"),
    [
        ("28d", 28),
        ("1w", 7),
        ("4w", 28),
        ("1M", 30),
        ("1Q", 90),
        ("1Y", 365),
        ("12h", 0.5),
        ("36h", 1.5),
        ("90m", 0.0625),
    ],
)
def test_a_rolling_window_in_days(tmp_path: Path, duration: str, days: float) -> None:
    draft = taken(tmp_path, slo(f"[{{duration: {duration}, isRolling: true}}]"))
    assert (draft.window_days, draft.since) == (days, None)


@pytest.mark.parametrize(
    ("duration", "start", "since", "days"),
    [
        ("1M", "2022-01-01 00:00:00", date(2025, 3, 1), 31),
        ("1M", "2025-02-01 00:00:00", date(2025, 3, 1), 31),
        ("1M", "2025-02-15", date(2025, 2, 15), 28),
        ("1M", "2024-12-31", date(2025, 2, 28), 31),
        ("1Q", "2024-01-01 00:00:00", date(2025, 1, 1), 90),
        ("1Y", "2020-01-01T00:00:00Z", date(2025, 1, 1), 365),
        ("1w", "2022-01-01 12:00:00", date(2025, 3, 1), 7),
        ("30d", "2025-03-03 00:00:00", date(2025, 3, 3), 30),
        ("48h", "2025-03-01 00:00:00", date(2025, 3, 3), 2),
        ("1M", "2026-01-01 00:00:00", date(2026, 1, 1), 31),
    ],
)
def test_of_calendar_windows_the_one_that_holds_today(
    tmp_path: Path, duration: str, start: str, since: date, days: int
) -> None:
    window = f"[{{duration: {duration}, isRolling: false, calendar: {{startTime: '{start}', timeZone: Europe/Rome}}}}]"
    draft = taken(tmp_path, slo(window))
    assert (draft.since, draft.window_days) == (since, days)


def test_a_start_time_may_stand_without_quotes(tmp_path: Path) -> None:
    window = "[{duration: 1w, calendar: {startTime: 2025-03-03 12:30:00, timeZone: America/New_York}}]"
    row = only(tmp_path, slo(window))
    assert row.draft is not None and row.draft.since == TODAY
    assert "the window begins at 12:30 America/New_York: a session counts whole days" in row.notes


@given(
    st.dates(date(1970, 1, 1), date(2100, 1, 1)),
    st.dates(date(1970, 1, 1), date(2100, 1, 1)),
    st.integers(1, 40),
    st.sampled_from("dwMQY"),
)
def test_the_window_found_holds_today_and_the_next_begins_where_it_ends(
    tmp_path_factory: pytest.TempPathFactory, start: date, today: date, amount: int, unit: str
) -> None:
    path = tmp_path_factory.mktemp("window") / "slo.yaml"
    path.write_text(f"timeWindow: [{{duration: {amount}{unit}, calendar: {{startTime: {start}}}}}]\n")
    window = read_window(read_places(path)[0], today)
    assert window.since is not None
    end = window.since + timedelta(days=window.days)
    assert window.since <= max(today, start) < end
    if end <= date(2100, 1, 1):
        assert read_window(read_places(path)[0], end).since == end


def test_a_window_shorter_than_a_day_cannot_begin_on_one(tmp_path: Path) -> None:
    row = only(tmp_path, slo("[{duration: 1m, calendar: {startTime: 2022-01-01 12:00:00, timeZone: Etc/UTC}}]"))
    assert row.draft is not None and row.draft.since is None
    assert row.what.endswith("over 1 min, rolling")
    assert row.notes[0] == "1m is one minute: a month is 1M"


@pytest.mark.parametrize("method", ["Occurrences", "Timeslices", "RatioTimeslices"])
def test_a_budgeting_method_is_kept_beside_and_what_it_means_here_is_said(tmp_path: Path, method: str) -> None:
    row = only(tmp_path, slo(method=method, objective="{target: 0.9, timeSliceTarget: 0.95, timeSliceWindow: 5}"))
    assert row.draft is not None
    assert any(note.startswith(method) for note in row.notes)
    assert "how it is measured (the indicator) stays in the file" in row.notes
    origin = row.draft.origin
    assert (origin.budgeting_method, origin.time_slice_target, origin.time_slice_window) == (method, 0.95, "5m")
    assert origin.indicator_ref == "good-requests"


def test_other_documents_are_skipped_and_said(tmp_path: Path) -> None:
    others = """\
apiVersion: openslo/v1
kind: Service
metadata: {name: checkout}
spec: {description: pays}
---
apiVersion: openslo/v1alpha
kind: SLO
metadata: {name: old}
---
---
# nothing but a comment
---
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: web}
- apiVersion: openslo/v1
  kind: DataSource
  metadata: {name: prometheus}
  spec: {connectionDetails: {key: !vault x}}
---
"""
    report = read(tmp_path, others + slo())
    assert [(row.line, row.verdict, row.what) for row in report.rows] == [
        (1, "skipped", "Service checkout"),
        (6, "skipped", "SLO old"),
        (13, "skipped", "Deployment web"),
        (16, "skipped", "DataSource prometheus"),
        (21, "taken", "checkout 99.9 % over 28 d, rolling"),
    ]
    assert report.rows[0].why == "only an SLO has an error budget"
    assert report.rows[1].why == "its apiVersion is openslo/v1alpha: only openslo/v1 is read"


def test_services_with_several_budgets_are_told_apart(tmp_path: Path) -> None:
    two = slo(objective="{displayName: Inside, target: 0.999}\n    - target: 0.99", title="Up")
    report = read(
        tmp_path, two + "---\n" + slo(name="speed", title="Speed") + "---\n" + slo(name="s", service="search")
    )
    assert [draft.service for draft in report.drafts] == [
        "checkout: Up, Inside",
        "checkout: Up, 99 %",
        "checkout: Speed",
        "search",
    ]


WRONG = [
    ("objective", "target: 1.0", 14, "spec.objectives[0].target"),
    ("objective", "targetPercent: 100", 14, "spec.objectives[0].targetPercent"),
    ("objective", "target: 0", 14, "spec.objectives[0].target"),
    ("objective", "target: -0.5", 14, "spec.objectives[0].target"),
    ("objective", "target: 99.9", 14, "spec.objectives[0].target"),
    ("objective", "target: .nan", 14, "spec.objectives[0].target"),
    ("objective", "target: .inf", 14, "spec.objectives[0].target"),
    ("objective", "target: 1.0e+999", 14, "spec.objectives[0].target"),
    ("objective", f"target: {'9' * 400}", 14, "spec.objectives[0].target"),
    ("objective", "target: '0.999'", 14, "spec.objectives[0].target"),
    ("objective", "target: yes", 14, "spec.objectives[0].target"),
    ("objective", "target: [0.9]", 14, "spec.objectives[0].target"),
    ("objective", "target: !!python/object:os.system x", 14, "spec.objectives[0].target"),
    ("objective", "target: !!float abc", 14, "spec.objectives[0].target"),
    ("objective", "{target: 0.9, target: 0.8}", 14, "spec.objectives[0].target"),
    ("objective", "{target: 0.9, targetPercent: 90}", 14, "spec.objectives[0].targetPercent"),
    ("objective", "{displayName: nothing else}", 14, "spec.objectives[0]"),
    ("objective", "just text", 14, "spec.objectives[0]"),
    ("objective", "!vault {target: 0.9}", 14, "spec.objectives[0]"),
    ("objective", "{<<: {target: 0.9}}", 14, "spec.objectives[0].<<"),
    ("objective", "{target: 0.9, timeSliceTarget: 2}", 14, "spec.objectives[0].timeSliceTarget"),
    ("window", "[{duration: 0d, isRolling: true}]", 11, "spec.timeWindow[0].duration"),
    ("window", "[{duration: 0M, calendar: {startTime: 2025-01-01}}]", 11, "spec.timeWindow[0].duration"),
    ("window", "[{duration: 28, isRolling: true}]", 11, "spec.timeWindow[0].duration"),
    ("window", "[{duration: 28 days, isRolling: true}]", 11, "spec.timeWindow[0].duration"),
    ("window", "[{duration: -1d, isRolling: true}]", 11, "spec.timeWindow[0].duration"),
    ("window", "[{duration: 1.5d, isRolling: true}]", 11, "spec.timeWindow[0].duration"),
    ("window", "[{duration: 99999999999Y, isRolling: true}]", 11, "spec.timeWindow[0].duration"),
    ("window", "[{duration: 28d}]", 11, "spec.timeWindow[0]"),
    ("window", "[{duration: 28d, isRolling: maybe}]", 11, "spec.timeWindow[0].isRolling"),
    ("window", "[{duration: 1M, calendar: {startTime: 2025-13-01}}]", 11, "spec.timeWindow[0].calendar.startTime"),
    ("window", "[{duration: 1Y, calendar: {startTime: 9999-01-01}}]", 11, "spec.timeWindow[0].calendar.startTime"),
    ("window", "[{duration: 1M, calendar: {startTime: soon}}]", 11, "spec.timeWindow[0].calendar.startTime"),
    (
        "window",
        "[{duration: 1M, isRolling: true, calendar: {startTime: 2025-01-01}}]",
        11,
        "spec.timeWindow[0].calendar",
    ),
    ("window", "[{isRolling: true}]", 11, "spec.timeWindow[0]"),
    ("window", "[{duration: 1d, isRolling: true}, {duration: 2d, isRolling: true}]", 11, "spec.timeWindow[1]"),
    ("window", "[]", 11, "spec.timeWindow"),
    ("window", "{duration: 28d}", 11, "spec.timeWindow"),
    ("method", "Guesswork", 12, "spec.budgetingMethod"),
    ("method", "", 6, "spec"),
    ("service", "", 6, "spec"),
    ("service", "123", 7, "spec.service"),
    ("service", "no", 7, "spec.service"),
    ("service", "''", 7, "spec.service"),
]


@pytest.mark.parametrize(("part", "value", "line", "key"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_one_line_with_file_line_and_key(
    tmp_path: Path, part: str, value: str, line: int, key: str
) -> None:
    arguments: dict[str, Any] = {part: value}
    report = read(tmp_path, slo(**arguments))
    (row,) = report.rows
    assert (row.verdict, row.line, row.key) == ("refused", line, key)
    place = report.place_of(row)
    assert place.startswith(f"{tmp_path / 'slo.yaml'}, line {line}, {key}: ")
    assert "\n" not in place and len(place) < 400
    assert report.drafts == ()


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"objective": "target: 1.0"}, {"slo_percent": 100}),
        ({"objective": "targetPercent: 120"}, {"slo_percent": 120}),
        ({"objective": "targetPercent: .nan"}, {"slo_percent": float("nan")}),
        ({"window": "[{duration: 0d, isRolling: true}]"}, {"window_days": 0}),
    ],
)
def test_the_words_are_those_of_the_record(tmp_path: Path, wrong: dict[str, str], fields: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken) as rule:
        ErrorBudget(**{"id": "C1", "service": "any", "slo_percent": 99, "window_days": 30, **fields})
    assert only(tmp_path, slo(**wrong)).why == str(rule.value)


def test_one_wrong_slo_does_not_hide_the_others(tmp_path: Path) -> None:
    two_objectives = slo(name="half", objective="target: 0.9\n    - target: 1")
    report = read(tmp_path, two_objectives + "---\n" + slo(name="whole"))
    assert [row.verdict for row in report.rows] == ["refused", "taken"]


def test_a_name_that_stands_there_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    rows = read(tmp_path, slo() + "---\n" + slo(objective="target: 0.5")).rows
    assert [row.verdict for row in rows] == ["taken", "refused"]
    assert "stands on line 1 already" in rows[1].why


BAD_FILES = {
    "tab": (b"apiVersion:\n\tkind: x\n", "line 2"),
    "open quote": (b"a: 'b\n", "line"),
    "unknown alias": (b"a: *nobody\n", "line 1"),
    "UTF-16": ("a: b".encode("utf-16"), "UTF-8"),
    "bytes": (b"a: b\nc: \xff\n", "line 2"),
    "control": (b"a: \x00\n", "slo.yaml"),
    "deep": (b"a: " + b"[" * 5000, "nested too deep"),
    "deep block": (b"".join(b" " * at + b"a:\n" for at in range(60)), "nested too deep"),
    "large": (b"a: " + b"x" * 300_000, "larger than"),
    "alias bomb": (
        b"a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (at + 1, at + 1, b",".join([b"*%c" % at] * 10)) for at in range(ord("a"), ord("p"))
        ),
        "too many aliases",
    ),
    "many": (b"---\n- {apiVersion: x, kind: y}\n" * 600, "more than 500"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_yaml_to_read_is_one_line(tmp_path: Path, name: str) -> None:
    content, word = BAD_FILES[name]
    with pytest.raises(ConfigRefused) as refusal:
        read(tmp_path, content)
    assert word in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_document_that_holds_itself_is_no_trouble(tmp_path: Path) -> None:
    rows = read(tmp_path, "&a [*a]\n---\n&b\napiVersion: openslo/v1\nkind: SLO\nmetadata: *b\nspec: *b\n").rows
    assert [row.verdict for row in rows] == ["refused", "refused"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n---\n", "null\n"])
def test_an_empty_file_has_no_rows(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).rows == ()


@pytest.mark.parametrize("text", ["[]", "hello", "- 1\n- null\n", "{kind: SLO}", "apiVersion: 3\nkind: SLO"])
def test_what_is_no_document_is_refused_where_it_stands(tmp_path: Path, text: str) -> None:
    assert all(row.verdict == "refused" for row in read(tmp_path, text).rows)


def test_json_is_read_as_well(tmp_path: Path) -> None:
    text = """{"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "a"}, "spec": {"service": "a",
    "indicatorRef": "x", "timeWindow": [{"duration": "1w", "isRolling": true}], "budgetingMethod": "Occurrences",
    "objectives": [{"target": 0.5}]}}"""
    assert taken(tmp_path, text).slo_percent == 50


def test_words_that_a_terminal_would_obey_are_harmless(tmp_path: Path) -> None:
    draft = taken(tmp_path, slo(service='"a\\e[31m\\u202e b"'))
    assert draft.service.isprintable()


def test_what_stands_in_the_session_is_not_taken_twice(tmp_path: Path) -> None:
    first = taken(tmp_path, slo())
    standing = ErrorBudget(
        id="C7",
        service="checkout",
        slo_percent=99.9,
        window_days=28,
        spent_minutes=3,
        extra=first.origin.with_extra({"other": 1}),
    )
    session = Session(title="x", constraints=(standing,))
    again = only(tmp_path, slo(), session=session)
    assert (again.verdict, again.why, again.id) == ("skipped", "C7 says so already", "C7")
    moved = only(tmp_path, slo(objective="target: 0.99"), session=session)
    assert (moved.verdict, moved.why, moved.id) == ("taken", "C7 again", "C7")
    assert moved.draft is not None and moved.draft.standing == "C7"


def test_a_budget_typed_in_the_room_is_known_by_its_figures(tmp_path: Path) -> None:
    typed = ErrorBudget(id="C1", service="Checkout", slo_percent=99.9, window_days=28, since=date(2025, 2, 1))
    row = only(tmp_path, slo(), session=Session(title="x", constraints=(typed,)))
    assert (row.verdict, row.id) == ("taken", "C1")
