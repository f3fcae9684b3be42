"""The commands that read: what goes to which stream, in which form, and with which exit code."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from alignment_tui.domain.stages import STAGES
from tests.running import ALIGNMENT, ROOT, alignment, environment

FORBIDDEN = [chr(code) for code in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x202E, 0xE0041)]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder with one good session and files that are none."""
    folder = tmp_path / "sessions"
    alignment("new", "Good one", "--dir", folder, home=tmp_path)
    (folder / "empty.json").write_text("")
    (folder / "half.json").write_text('{"format": 1, "session": {')
    (folder / "list.json").write_text("[]")
    return folder


def test_list_names_the_folder_on_stderr_and_hides_nothing_behind_a_bad_file(bad: Path, tmp_path: Path) -> None:
    done = alignment("list", "--dir", bad, home=tmp_path)
    assert done.returncode == 0
    assert "good-one  Good one" in done.stdout
    assert str(bad) in done.stderr
    for name in ("empty", "half", "list"):
        assert name in done.stdout
        assert f"{name}: " in done.stderr


def test_list_as_json_has_an_error_where_a_file_is_bad(bad: Path, tmp_path: Path) -> None:
    rows = {row["slug"]: row for row in json.loads(alignment("list", "--json", "--dir", bad, home=tmp_path).stdout)}
    assert rows["good-one"]["title"] == "Good one"
    assert rows["half"]["error"]


@pytest.mark.parametrize("name", ["empty", "half", "list"])
def test_a_file_that_is_no_session_is_one_line_and_stays_as_it_is(bad: Path, tmp_path: Path, name: str) -> None:
    before = (bad / f"{name}.json").read_bytes()
    for command in (["show", name], ["memo", name], ["check", name], ["capture", name, "Ana: hello"]):
        done = alignment(*command, "--dir", bad, home=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
        assert f"{name}.json" in done.stderr
    assert (bad / f"{name}.json").read_bytes() == before


@pytest.mark.parametrize("stage", [stage.slug for stage in STAGES])
def test_show_has_every_stage_as_text_and_as_json(stage: str, tmp_path: Path) -> None:
    text = alignment("show", "checkout", stage, home=tmp_path)
    assert (text.returncode, text.stderr) == (0, "")
    assert next(one.question for one in STAGES if one.slug == stage) in text.stdout
    data = json.loads(alignment("show", "checkout", stage, "--json", home=tmp_path).stdout)
    assert (data["slug"], data["stage"]) == ("checkout", stage)


def test_show_as_json_has_the_session_as_it_is_stored(tmp_path: Path) -> None:
    data = json.loads(alignment("show", "checkout", "--json", home=tmp_path).stdout)
    stored = json.loads((ROOT / "sessions" / "checkout.json").read_text())
    assert data["session"] == stored["session"]
    assert data["rev"] == stored["rev"]


def test_an_unknown_stage_is_a_usage_error_that_names_the_eight(tmp_path: Path) -> None:
    done = alignment("show", "checkout", "nonsense", home=tmp_path)
    assert done.returncode == 2
    assert "trade-offs" in done.stderr


def test_check_is_1_when_something_blocks_and_0_when_nothing_does(tmp_path: Path) -> None:
    assert alignment("check", "checkout", home=tmp_path).returncode == 0
    alignment("new", "Empty", home=tmp_path)
    alignment("capture", "empty", "Ana: something", home=tmp_path)
    done = alignment("check", "empty", home=tmp_path)
    assert done.returncode == 1
    assert "block" in done.stdout
    assert {found["level"] for found in json.loads(alignment("check", "empty", "--json", home=tmp_path).stdout)} >= {
        "block"
    }


def test_check_says_where_the_other_session_does_not_know_that_it_is_replaced(tmp_path: Path) -> None:
    for title in ("Winter", "Summer"):
        alignment("new", title, home=tmp_path)
    assert "superseded" not in alignment("check", "summer", home=tmp_path).stdout
    alignment("capture", "summer", "supersedes winter", home=tmp_path)
    told = alignment("check", "summer", home=tmp_path).stdout
    assert "this memo supersedes winter, and winter does not say so" in told
    assert "in winter, type: superseded by summer" in told
    alignment("capture", "winter", "superseded by summer", home=tmp_path)
    for name in ("winter", "summer"):
        assert "does not say so" not in alignment("check", name, home=tmp_path).stdout
    assert "superseded by summer" in alignment("memo", "winter", home=tmp_path).stdout
    assert "**Replaces:** winter" in alignment("memo", "summer", home=tmp_path).stdout
    alignment("capture", "summer", "supersedes autumn", home=tmp_path)
    assert "no session of that name" in alignment("check", "summer", home=tmp_path).stdout


def test_check_counts_the_pages_where_there_is_typst_and_says_nothing_of_them_where_there_is_none(
    tmp_path: Path,
) -> None:
    alignment("new", "Long", home=tmp_path)
    words = " ".join(["a sentence without an end that nobody reads"] * 20)
    lines = "\n".join(f"Ana: {place} {words}\nR{place} later: {words}" for place in range(1, 10))
    alignment("capture", "long", home=tmp_path, given=lines)
    found = json.loads(alignment("check", "long", "--json", home=tmp_path).stdout)
    assert [one["stage"] for one in found if one["code"] == "pages"] == ["memo"]
    code = "import sys; sys.modules['typst'] = None; from alignment_tui.cli.main import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "long"], cwd=tmp_path, env=environment(tmp_path), capture_output=True
    )
    assert b"pages" not in done.stdout
    assert b"no option is chosen" in done.stdout


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    command = f"for i in 1 2 3 4 5 6 7 8; do {ALIGNMENT} schema; done | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], env=environment(tmp_path), cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_closed_streams_are_no_error(tmp_path: Path) -> None:
    command = f"{ALIGNMENT} memo checkout >&- 2>&- <&-"
    done = subprocess.run(["bash", "-c", command], env=environment(tmp_path), cwd=tmp_path, capture_output=True)
    assert done.returncode == 0


def test_forbidden_characters_in_a_file_reach_no_stream(tmp_path: Path) -> None:
    words = "".join(FORBIDDEN) + "[/] [x] done [@click=app.quit]x[/] ${x}"
    folder = tmp_path / "sessions"
    folder.mkdir()
    session = {
        "title": words,
        "stakeholders": [{"id": "S1", "name": words, "extra": {"note": words}}],
        "requests": [{"id": "R1", "asker": "S1", "words": words}],
    }
    (folder / "odd.json").write_text(json.dumps({"format": 1, "rev": 1, "last_ids": {}, "session": session}))
    (folder / "od\x1bd.json").write_text("no session \x1b[31m")
    commands = "list", "list --json", "show odd", "show odd requests", "show odd --json", "memo odd", "check odd"
    for command in (*(words.split() for words in commands), ["show", "od\x1bd"]):
        done = alignment(*command, "--dir", folder, home=tmp_path)
        assert not [char for char in FORBIDDEN if char in done.stdout + done.stderr], command
    shown = json.loads(alignment("show", "odd", "--json", "--dir", folder, home=tmp_path).stdout)
    assert shown["session"]["stakeholders"][0]["extra"]["note"] == words
    assert "[@click=app.quit]x[/] ${x}" in alignment("show", "odd", "requests", "--dir", folder, home=tmp_path).stdout


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", ".hidden", "", "x" * 300, "\N{SNOWMAN}", "a\nb"])
def test_a_name_leads_nowhere_but_into_the_folder(name: str, tmp_path: Path) -> None:
    for command in (["show", name], ["capture", name, "Ana: hello"]):
        done = alignment(*command, home=tmp_path)
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        assert done.stderr.count("\n") == 1


def in_a_terminal(*arguments: str, home: Path) -> tuple[int, str]:
    """Run the program with a terminal on standard output; returns exit code and what it wrote."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [ALIGNMENT, *arguments], stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, cwd=home, env=environment(home)
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    os.close(ours)
    return process.wait(), written.decode().replace("\r\n", "\n")
