import json
from datetime import date, timedelta

import pytest
from msgspec import convert
from msgspec.structs import replace

from alignment_tui.documents.cells import cells
from alignment_tui.documents.stage import show_text, stage_text
from alignment_tui.documents.stage_data import session_data, stage_data
from alignment_tui.domain.records import Reading
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, Stage
from tests.driver import example

TODAY = date(2025, 3, 10)
SLUGS = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.slug)


@SLUGS
def test_a_stage_is_shown_with_its_question_and_state(checkout: Session, stage: Stage) -> None:
    text = stage_text(checkout, stage.slug, TODAY)
    assert stage.title in text
    assert stage.question in " ".join(text.split())
    assert max(map(cells, text.splitlines())) <= 80


@SLUGS
def test_a_stage_of_an_empty_session_says_so(stage: Stage) -> None:
    assert "empty" in stage_text(Session(title="New"), stage.slug, TODAY)


@SLUGS
def test_a_stage_as_data_is_json_with_records_and_figures(checkout: Session, stage: Stage) -> None:
    data = json.loads(json.dumps(stage_data(checkout, stage.slug, TODAY)))
    assert (data["stage"], data["session"]) == (stage.slug, "Checkout reliability")
    assert data["figures"]
    assert {"state", "reasons", "findings"} <= data.keys()


def test_every_field_of_a_record_is_there(checkout: Session) -> None:
    request = stage_data(checkout, "requests", TODAY)["requests"][4]
    assert request["words"] == "one-click reorder"
    assert request["because"] == ""
    assert request["needs"] == ["R1"]
    assert request["verdict"]["on"] == "2025-02-27"
    assert stage_data(checkout, "constraints", TODAY)["constraints"][0]["kind"] == "capacity"


def test_the_figures_of_a_stream_are_unrounded(checkout: Session) -> None:
    figures = stage_data(checkout, "value-stream", TODAY)["figures"]["V1"]
    assert figures["total_process_time_minutes"] == 1290
    assert figures["total_lead_time_minutes"] == 7680
    assert figures["activity_ratio"] == 0.16796875
    assert figures["rolled_percent_complete_accurate"] == 0.4788
    assert figures["expected_rework_lead_time_minutes"] == 528
    assert figures["incomplete"] == []
    assert figures["worst_wait"] == {"step": "Design", "minutes": 2160, "share": 2160 / 6390}


def test_the_figures_of_an_error_budget(checkout: Session) -> None:
    figures = stage_data(checkout, "constraints", TODAY)["figures"]["budgets"]["C5"]
    assert (figures["budget_minutes"], figures["spent_minutes"], figures["remaining_minutes"]) == (43.2, 27, 16.2)
    assert (figures["consumed"], figures["pace"], figures["posture"]) == (0.625, 0.625, "careful")


def test_the_whole_session_reads_back_as_it_was(checkout: Session) -> None:
    data = json.loads(json.dumps(session_data(checkout, TODAY)))
    assert convert(data["session"], Session) == checkout
    assert [state["slug"] for state in data["states"]] == [stage.slug for stage in STAGES]


def test_the_overview_names_every_stage(checkout: Session) -> None:
    text = show_text(checkout, TODAY)
    assert all(stage.title in text for stage in STAGES)
    assert "12 person-weeks" in text
    assert max(map(cells, text.splitlines())) <= 80


def test_a_metric_on_the_scorecard_has_its_limits_signals_and_words(checkout: Session) -> None:
    values = (5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200)
    readings = tuple(
        Reading(metric="M1", on=date(2025, 3, 3) + timedelta(weeks=week), value=value)
        for week, value in enumerate(values)
    )
    data = stage_data(replace(checkout, readings=readings), "scorecard", date(2025, 7, 1))
    row = json.loads(json.dumps(data))["figures"]["metrics"]["M1"]
    assert (row["centre"], row["provisional"]) == (4135.5, True)
    assert [round(row[name], 4) for name in ("lower_limit", "upper_limit")] == [3188.7173, 5082.2827]
    assert round(row["range_limit"], 4) == 1163.1901
    assert {(signal["rule"], signal["date"], signal["value"]) for signal in row["signals"]} == {(1, "2025-06-16", 5200)}
    assert row["status"] == "off track"
    assert row["answered_by"] == "nobody agreed to this"


def test_a_finding_says_the_id_once_and_what_mends_it(checkout: Session) -> None:
    text = stage_text(checkout, "metrics", TODAY)
    assert "M4  trust in the sale has no target: how far should it move?" in text
    assert "to mend it: M4 target 90" in text


def test_how_far_a_target_reaches_is_told_where_there_are_readings(checkout: Session) -> None:
    weeks = [date(2025, 1, 6) + timedelta(weeks=week) for week in range(6)]
    readings = tuple(
        Reading(metric="M1", on=on, value=value) for on, value in zip(weeks, (100, 104, 98, 102, 96, 100), strict=True)
    )
    measured = replace(checkout, readings=readings)
    said = "the target 90 lies inside what the process does already (87 to 113): it may be met by chance"
    assert said in " ".join(stage_text(measured, "metrics", TODAY).split())
    figures = stage_data(measured, "metrics", TODAY)["figures"]
    assert (figures["realism"]["M1"], figures["realism"]["M2"]) == (said, "")
    assert "HOW FAR THE TARGETS REACH" not in stage_text(replace(checkout, readings=()), "metrics", TODAY)


def test_what_is_offered_is_listed_as_such_and_as_data() -> None:
    whole = example("checkout").session
    text = " ".join(stage_text(whole, "trade-offs", TODAY).split())
    assert "OFFERED, AND NOT TAKEN checkout downtime even over partner setups Raj would bear it" in text
    assert "M1 and M6 are better with O1, M2 with O3; Raj owns M2; M2 would show it" in text
    figures = stage_data(whole, "trade-offs", TODAY)["figures"]
    assert figures["offers"] == [
        {
            "gain": "checkout downtime",
            "give": "partner setups",
            "bearer": "S2",
            "metric": "M2",
            "option": "O1",
            "against": ["O3"],
            "gains": ["M1", "M6"],
            "left": [],
            "why": "M1 and M6 are better with O1, M2 with O3; Raj owns M2",
        }
    ]
    assert figures["suggested_verdicts"] == []
    open_again = replace(whole, requests=tuple(replace(one, verdict=None) for one in whole.requests))
    suggested = stage_data(open_again, "trade-offs", TODAY)["figures"]["suggested_verdicts"]
    assert [one["answer"] for one in suggested] == ["will", "later", "will", "wont", "will", "later"]
    assert "OFFERED" not in stage_text(replace(whole, choice=None), "trade-offs", TODAY)


def test_hidden_fists_are_hidden_in_text_and_data() -> None:
    whole = example("checkout").session
    early = replace(whole, rankings=(), fists=tuple(replace(one, blind=True) for one in whole.fists[:2]))
    text = stage_text(early, "trade-offs", TODAY)
    data = json.dumps(stage_data(early, "trade-offs", TODAY)) + json.dumps(session_data(early, TODAY))
    assert "fist to five: 2 of 3 in, waiting for Li" in text
    for told in (text, data):
        assert "only if branding has a date" not in told
        assert '"fingers": 5' not in told
        assert "Ana 5" not in told
