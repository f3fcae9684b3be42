"""The examples that come with the program tell the whole story, and nothing their sources do not."""

from datetime import date
from pathlib import Path

import pytest

from alignment_tui.domain import flow, memo_status
from alignment_tui.domain.quantities import signed_percent
from alignment_tui.domain.scorecard import rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import outcome
from alignment_tui.paths import examples_folder
from alignment_tui.storage.folder import Sessions

TODAY = date(2025, 5, 26)


def example(name: str) -> Session:
    folder = examples_folder()
    assert folder
    return Sessions(folder).load(name).document.session


@pytest.mark.parametrize("name", ["checkout", "free-threaded-python"])
def test_nothing_blocks_and_every_stage_is_reached(name: str) -> None:
    session = example(name)
    assert not [found for found in flow.findings(session, TODAY) if found.level == "block"]
    assert not [state.slug for state in flow.states(session, TODAY) if state.state in ("empty", "stale")]
    assert [passed.stage for passed in session.passed][-1] == "sign-off"
    assert outcome(session).met
    assert memo_status.status(session).word == "accepted"
    assert not any(request.creator for request in session.requests)


def test_checkout_ends_as_its_story_does() -> None:
    session = example("checkout")
    assert "made up" in session.note
    assert len(session.signers) == 3
    changes = {row.metric: row for row in rows(session, TODAY)}
    downtime, flexibility, onboarding = (changes[metric] for metric in ("M1", "M2", "M3"))
    assert (downtime.latest, signed_percent(downtime.change_since_baseline or 0)) == (91, "-24 %")
    assert flexibility.change_since_baseline == 0
    assert onboarding.status == "off track"
    assert onboarding.answered_by.startswith("accepted: T1")
    assert [state.slug for state in flow.states(session, TODAY) if state.state != "ready"] == []


def test_free_threaded_python_leaves_empty_what_its_source_does_not_give() -> None:
    session = example("free-threaded-python")
    assert not any(request.takes for request in session.requests)
    assert not (session.rankings or session.fists or session.meetings or session.memo.cadence)
    assert not any(metric.by or metric.owner or metric.agreements for metric in session.metrics)
    assert {request.verdict.answer for request in session.requests if request.verdict} == {"will", "wont", "later"}
    assert [(reading.metric, reading.value) for reading in session.readings] == [("M1", 10), ("M3", 0)]


def test_the_folder_is_marked_so_that_no_one_works_in_it() -> None:
    folder = examples_folder()
    assert folder
    assert (Path(folder) / ".examples").exists()
