"""Playbooks: what ships is whole, a user's own comes first, and a wrong file names line and key."""

from pathlib import Path

import pytest

from alignment_tui.domain.playbook import SIX_DAYS
from alignment_tui.domain.records import Thresholds
from alignment_tui.domain.stages import STAGES
from alignment_tui.playbook_files import UNPLANNED, load_all, load_playbook, playbook_folders, playbook_names
from alignment_tui.yaml_files import ConfigRefused
from tests.running import ROOT

OURS = ROOT / "playbooks"
LEAST = "name: Mine\ndays:\n  - called: One day\n    stages:\n      requests:\n        minutes: 15\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "playbooks").mkdir()
    return tmp_path


def refusal(own: Path, text: str) -> str:
    (own / "playbooks" / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigRefused) as refused:
        load_playbook("mine", playbook_folders(own))
    return str(refused.value)


def test_six_days_are_the_stages_as_they_are_without_any_file() -> None:
    shipped = load_playbook("six-day", (OURS,))
    told = [(stage.slug, stage.title, stage.day, stage.question) for stage in shipped.stages]
    assert told == [(stage.slug, stage.title, stage.day, stage.question) for stage in STAGES]
    assert (shipped.name, shipped.slug, shipped.thresholds) == (SIX_DAYS.name, SIX_DAYS.slug, SIX_DAYS.thresholds)


@pytest.mark.parametrize("name", ["six-day", "half-day"])
def test_what_ships_plans_every_stage_with_a_time_box_and_a_script(name: str) -> None:
    playbook = load_playbook(name, (OURS,))
    assert [stage.slug for stage in playbook.stages] == [stage.slug for stage in STAGES]
    assert all(stage.minutes and stage.script and len(stage.question) <= 70 for stage in playbook.stages)
    assert max(len(line) for stage in playbook.stages for line in stage.script) <= 120


def test_half_a_day_is_half_a_day() -> None:
    half = load_playbook("half-day", (OURS,))
    assert [day for day, _ in half.days()] == ["First hour", "Second hour", "After the break", "Weekly"]
    assert sum(stage.minutes or 0 for stage in half.stages[:-1]) == 190


def test_a_users_own_comes_first_and_what_it_leaves_out_is_as_usual(own: Path) -> None:
    (own / "playbooks" / "six-day.yaml").write_text(LEAST)
    mine = load_playbook("", playbook_folders(own))
    assert (mine.name, mine.stage("requests").minutes, mine.stage("requests").question) == (
        "Mine",
        15,
        STAGES[0].question,
    )
    assert (mine.stage("memo").day, mine.stage("memo").minutes) == (UNPLANNED, None)
    assert playbook_names(playbook_folders(own)) == ("half-day", "six-day")


def test_thresholds_of_a_playbook(own: Path) -> None:
    (own / "playbooks" / "mine.yaml").write_text(LEAST + "thresholds:\n  careful-above-percent: 40\n")
    assert load_playbook("mine", playbook_folders(own)).thresholds == Thresholds(careful_above_percent=40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LEAST + "colour: red\n", "mine.yaml, line 7, colour: there is no such key"),
        (LEAST.replace("requests", "request"), "line 5, days[0].stages.request: there is no such key"),
        (LEAST.replace("15", "soon"), "line 6, days[0].stages.requests.minutes: expected"),
        (LEAST.replace("15", "0"), "line 6, days[0].stages.requests.minutes: 0 is not between 1 and 1440"),
        (LEAST.replace("15", "-5"), "minutes: -5 is not between"),
        (LEAST.replace("15", "1441"), "minutes: 1441 is not between"),
        (LEAST.replace("minutes: 15", "question: ''"), "line 6, days[0].stages.requests.question: this needs words"),
        (LEAST.replace("minutes: 15", f"question: {'x' * 121}"), "longer than 120 characters"),
        (LEAST.replace("One day", "''"), "line 3, days[0].called: this needs words"),
        (LEAST.replace("Mine", "''"), "line 1, name: this needs words"),
        (LEAST.replace("name: Mine\n", ""), "missing required field name"),
        ("name: Mine\ndays: []\n", "line 2, days: a playbook needs a day at least"),
        (
            LEAST + "  - called: Two\n    stages:\n      requests: {}\n",
            "line 9, days[1].stages.requests: requests is planned for One day already",
        ),
        (
            LEAST + "thresholds:\n  careful-above-percent: 80\n",
            "line 7, thresholds: push, careful and protect begin at",
        ),
        (LEAST + "thresholds:\n  freeze: 80\n", "line 8, thresholds.freeze: there is no such key"),
        ("- a\n", "expected mapping"),
        ("name: [", "line 2"),
    ],
)
def test_a_wrong_file_names_line_and_key(own: Path, text: str, words: str) -> None:
    assert words in refusal(own, text)


def test_a_playbook_that_is_not_there_names_those_that_are(own: Path) -> None:
    for name in ("nothing", "../six-day", "", "Six Day")[:2]:
        with pytest.raises(ConfigRefused, match="there are half-day, six-day"):
            load_playbook(name, playbook_folders(own))


def test_a_wrong_one_does_not_hide_the_others(own: Path) -> None:
    (own / "playbooks" / "wrong.yaml").write_text("name: x\n")
    (own / "playbooks" / "Not A Name.yaml").write_text(LEAST)
    playbooks, failures = load_all(playbook_folders(own))
    assert [one.slug for one in playbooks] == ["half-day", "six-day"]
    assert sorted(one.path.name for one in failures) == ["Not A Name.yaml", "wrong.yaml"]
    assert "small letters, digits and hyphens" in next(str(one) for one in failures if one.path.stem != "wrong")
