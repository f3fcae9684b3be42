"""`capture`: answers after the save, refusals beside them, and nothing half kept."""

import json
import subprocess
import threading
from pathlib import Path

import pytest

from alignment_tui.cli.run import run
from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.refusals import SaveConflict
from tests.running import ALIGNMENT, alignment, environment

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


def test_several_at_once_lose_nothing_on_any_side(home: Path) -> None:
    alignment("capture", NAME, "Ana: No outage", home=home)
    running = [
        subprocess.Popen(
            [ALIGNMENT, "capture", NAME, f"Ana: wish {number}", f"park: thought {number}"],
            cwd=home,
            env=environment(home),
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(8)
    ]
    answers = "".join(process.communicate()[0] for process in running)
    assert not any(process.returncode for process in running)
    session = document(home)["session"]
    assert isinstance(session, dict)
    words = {request["words"] for request in session["requests"]}
    assert words == {"No outage", *(f"wish {number}" for number in range(8))}
    told = {line.removeprefix("ok ") for line in answers.splitlines()}
    assert told == {record["id"] for name in ("requests", "parked") for record in session[name]} - {"R1"}


def test_a_conflict_is_exit_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Sessions(tmp_path / "sessions", tmp_path / "cache")
    mine = folder.create("one", Document(session=Session(title="One")))

    def refuse(*_: object) -> None:
        raise SaveConflict(folder.path("one"), (), mine, mine.document)

    monkeypatch.setattr(Sessions, "save", refuse)
    assert run(["capture", "one", "Ana: hello", "--dir", str(folder.folder)]) == 4
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1


def _timeless(value: object) -> object:
    if isinstance(value, dict):
        return {name: _timeless(part) for name, part in value.items() if name != "created"}
    return [_timeless(part) for part in value] if isinstance(value, list) else value


def test_a_session_that_git_takes_away_for_a_moment_is_waited_for(home: Path) -> None:
    file, done = next(home.rglob(f"{NAME}.json")), threading.Event()

    def away_and_back() -> None:
        while not done.wait(0.01):
            file.rename(file.with_suffix(".away"))
            done.wait(0.04)
            file.with_suffix(".away").rename(file)

    git = threading.Thread(target=away_and_back)
    git.start()
    try:
        found = [alignment("show", NAME, home=home) for _ in range(4)]
    finally:
        done.set()
        git.join()
    assert [one.returncode for one in found] == [0] * 4, found[0].stderr
