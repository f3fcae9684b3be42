from datetime import UTC, date, datetime

import pytest

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Criterion, Meeting, Metric
from alignment_tui.domain.session import Session
from alignment_tui.editing import metrics
from alignment_tui.editing.moment import Edit, Moment
from tests.factories import request, session

MOMENT = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3))
START = session(
    requests=(request(1, success=(Criterion(id="R1.K1", text="fewer calls"),)), request(2, "S2")),
    metrics=(Metric(id="M1", name="calls", baseline=5, target=1), Metric(id="M2", name="mood")),
)


def after(edit: Edit, before: Session = START) -> Session:
    return edit(before, MOMENT)


def test_a_success_criterion_becomes_a_metric() -> None:
    made = after(metrics.measure_criterion("r1.k1", "calls at night", owner="Jo", baseline=5, target=0)).metrics[-1]
    assert (made.id, made.criterion, made.owner, made.baseline) == ("M3", "R1.K1", "S4", 5)


def test_only_metrics_with_figures_are_agreed_to_and_only_by_who_asked_and_is_here() -> None:
    made = after(metrics.agree_to_all())
    assert [one.person for one in made.metrics[0].agreements] == ["S1", "S2"]
    assert made.metrics[1].agreements == ()
    away = session(
        requests=START.requests, metrics=START.metrics, meetings=(Meeting(on=date(2025, 3, 1), away=("S1",)),)
    )
    assert [one.person for one in after(metrics.agree_to_all(), away).metrics[0].agreements] == ["S2"]


def test_one_word_a_person_in_the_place_of_the_first() -> None:
    made = after(metrics.disagree("M1", "Ana", "too soon"), after(metrics.agree("M1", ("Ana", "Raj"))))
    assert [(one.person, one.agrees, one.why) for one in made.metrics[0].agreements] == [
        ("S1", False, "too soon"),
        ("S2", True, ""),
    ]
    made = after(metrics.define("M1", target=2), made)
    assert made.metrics[0].agreements[1].figures == "5 -> 1"


def test_nobody_and_nothing_to_agree() -> None:
    with pytest.raises(RuleBroken, match="nobody who asked"):
        after(metrics.agree_to_all(), session())
    with pytest.raises(RuleBroken, match="no metric has numbers"):
        after(metrics.agree_to_all(), session(requests=(request(1),)))
