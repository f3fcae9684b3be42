"""The program as a whole: its way in, its names, and one honest line whatever goes wrong."""

import json
from pathlib import Path

import pytest

from alignment_tui.cli.commands import COMMANDS, RESERVED
from tests.running import alignment


@pytest.mark.parametrize("arguments", [[], ["checkout"]])
def test_without_a_terminal_the_interface_is_one_line_and_exit_2(arguments: list[str], tmp_path: Path) -> None:
    done = alignment(*arguments, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "terminal" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["shwo", "x"], ["show"], ["new"], ["memo", "a", "b"], ["list", "-x"]]
)
def test_what_is_not_understood_is_one_line_and_exit_2(arguments: list[str], tmp_path: Path) -> None:
    done = alignment(*arguments, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_command_misspelt_is_answered_with_the_nearest(tmp_path: Path) -> None:
    assert "show?" in alignment("shwo", "checkout", home=tmp_path).stderr


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_session_cannot_be_named_like_a_command(name: str, tmp_path: Path) -> None:
    done = alignment("new", name.replace("-", " ").title(), home=tmp_path)
    assert done.returncode == 1
    assert "command" in done.stderr
    assert not list(tmp_path.rglob("*.json"))


def test_new_refuses_a_name_that_is_there(tmp_path: Path) -> None:
    assert alignment("new", "Spring", "sale", home=tmp_path).stdout == "spring-sale\n"
    done = alignment("new", "spring sale", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")


def test_new_keeps_title_and_note(tmp_path: Path) -> None:
    alignment("new", "Grüße, 世界", "--note", "made up", home=tmp_path)
    session = json.loads(next(tmp_path.rglob("*.json")).read_text())["session"]
    assert (session["title"], session["note"]) == ("Grüße, 世界", "made up")


def test_folders_are_chosen_in_order(tmp_path: Path) -> None:
    for name in ("given", "named"):
        alignment("new", name, "--dir", tmp_path / name, home=tmp_path)
    told = alignment("list", home=tmp_path, ALIGNMENT_SESSIONS=str(tmp_path / "named"))
    assert str(tmp_path / "named") in told.stderr
    told = alignment("list", "--dir", tmp_path / "given", home=tmp_path, ALIGNMENT_SESSIONS=str(tmp_path / "named"))
    assert str(tmp_path / "given") in told.stderr
    assert str(tmp_path / "data") in alignment("list", home=tmp_path).stderr
    alignment("new", "here", "--dir", tmp_path / "sessions", home=tmp_path)
    assert str(tmp_path / "sessions") in alignment("list", home=tmp_path).stderr


@pytest.mark.parametrize("before", [True, False])
def test_dir_may_stand_before_the_command_or_after_it(before: bool, tmp_path: Path) -> None:
    folder = ["--dir", str(tmp_path / "x")]
    alignment(*folder, "new", "One", home=tmp_path)
    assert "one" in alignment(*(folder if before else []), "list", *([] if before else folder), home=tmp_path).stdout


def test_every_command_tells_what_it_does(tmp_path: Path) -> None:
    told = alignment("-h", home=tmp_path).stdout
    for name in COMMANDS:
        assert f"  {name}" in told
        assert alignment(name, "-h", home=tmp_path).returncode == 0


def test_doctor_says_which_folder_and_that_all_is_well(tmp_path: Path) -> None:
    done = alignment("doctor", home=tmp_path)
    assert done.returncode == 0, done.stdout
    assert str(tmp_path / "data") in done.stdout


def test_doctor_is_1_where_a_folder_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = alignment("doctor", home=tmp_path, XDG_STATE_HOME=str(tmp_path / "file"))
    assert done.returncode == 1
    assert "WRONG" in done.stdout


def test_schema_is_json(tmp_path: Path) -> None:
    assert json.loads(alignment("schema", home=tmp_path).stdout)["$defs"]
