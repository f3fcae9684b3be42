"""`capture`: answers after the save, refusals beside them, and nothing half kept."""

import json
from pathlib import Path

import pytest

from tests.running import alignment

NAME = "spring-sale"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert alignment("new", "Spring sale", home=tmp_path).stdout == f"{NAME}\n"
    return tmp_path


def document(home: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads(next(home.rglob(f"{NAME}.json")).read_text())
    return data


def test_answers_each_line_with_the_id_it_got(home: Path) -> None:
    done = alignment("capture", NAME, "Ana, SRE lead: No outage during the sale", "R1 must", home=home)
    assert done.stdout == "new S1\nok R1\nok R1\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert document(home)["rev"] == 2


def test_a_refused_line_is_told_by_number_and_the_others_stay(home: Path) -> None:
    done = alignment("capture", NAME, home=home, given="# a comment\nAna: No outage\n\nR9 must\nRaj: Branding\n")
    assert done.stdout == "new S1\nok R1\nnew S2\nok R2\n"
    assert done.returncode == 1
    assert done.stderr.startswith("line 4: ")
    assert done.stderr.count("\n") == 1


def test_all_or_nothing_keeps_none(home: Path) -> None:
    before = document(home)
    done = alignment("capture", NAME, "--all-or-nothing", "Ana: No outage", "R9 must", home=home)
    assert (done.returncode, done.stdout) == (1, "")
    assert "line 2: " in done.stderr
    assert document(home) == before


def test_a_stage_may_stand_before_the_lines_and_in_them(home: Path) -> None:
    lines = "# stage: metrics\ndowntime 120 -> 90 min/week\n"
    assert alignment("capture", NAME, home=home, given=lines).stdout == "ok M1\n"
    assert alignment("capture", NAME, "Metrics", "setups 7 -> 9 a month", home=home).stdout == "ok M2\n"


def test_bytes_that_are_no_text_and_escapes_do_no_harm(home: Path) -> None:
    done = alignment("capture", NAME, home=home, given=b"Ana: \xff\x1b[31mred\x1b[0m\n\xef\xbb\xbfRaj: fine\n")
    assert "ok R1" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr + next(home.rglob(f"{NAME}.json")).read_text()


def test_an_example_is_changed_as_a_copy(tmp_path: Path) -> None:
    done = alignment("capture", "checkout", "park: a thought", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "copied the example checkout" in done.stderr
    assert next(tmp_path.rglob("checkout.json")).is_relative_to(tmp_path / "data")
    again = alignment("capture", "checkout", "park: another", home=tmp_path)
    assert again.stderr == ""


def test_no_such_session_is_one_line_with_the_nearest(home: Path) -> None:
    done = alignment("capture", "spring-sail", "Ana: hello", home=home)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(": spring-sale?\n")


def test_the_same_lines_at_once_or_one_by_one_give_the_same_session(tmp_path: Path) -> None:
    lines = [
        "Ana: No outage",
        "R1 because: it costs us",
        "R1 assume: deploys break it !!?",
        "R1 takes: 4-6-9pw Payments",
    ]
    at_once, singly = tmp_path / "at-once", tmp_path / "singly"
    for folder in (at_once, singly):
        folder.mkdir()
        alignment("new", "Spring sale", home=folder)
    alignment("capture", NAME, home=at_once, given="\n".join(lines))
    for line in lines:
        alignment("capture", NAME, line, home=singly)
    first, second = (_timeless(document(folder)) for folder in (at_once, singly))
    assert first == second


def _timeless(value: object) -> object:
    if isinstance(value, dict):
        return {name: _timeless(part) for name, part in value.items() if name != "created"}
    return [_timeless(part) for part in value] if isinstance(value, list) else value
