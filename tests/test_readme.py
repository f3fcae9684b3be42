"""What the README and the written pages show is there: pictures, links, commands and what they answer."""

import re
import shlex
from pathlib import Path

import pytest

from alignment_tui.domain.stages import STAGES
from tests.pages.pictures import CHAIN, PICTURES, pictures
from tests.running import ROOT, alignment

README = (ROOT / "README.md").read_text(encoding="utf-8")
WRITTEN = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_REMOTE = ("http://", "https://", "#")


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if not link.startswith(_REMOTE)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_pictures_are_those_that_are_drawn() -> None:
    assert {path.name for path in PICTURES.iterdir()} == set(pictures())


@pytest.mark.parametrize("path", sorted(PICTURES.iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small_and_asks_for_nothing(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert len(svg) < 100_000
    assert not re.search(r"@font-face|url\(|href|<script|<image|https?://(?!www\.w3\.org/2000/svg)", svg)
    assert str(Path.home()) not in svg


def test_the_readme_begins_with_the_way_from_words_to_this_weeks_number_and_then_shows_work() -> None:
    shown = re.findall(r"!\[[^]]+\]\(docs/pictures/([^)]+)\)", README)
    assert shown[: len(CHAIN)] == [f"{one.name}-80x24.svg" for one in CHAIN]
    assert shown[len(CHAIN)].startswith("requests-")


def test_every_make_command_is_a_target() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        name
        for page in WRITTEN
        for name in re.findall(r"(?:^ {4}|`)make ([\w-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"run", "test"} <= named <= targets


def test_every_command_answers_as_it_is_written(tmp_path: Path) -> None:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    told = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    assert told
    for part in told:
        command, _, answer = part.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "alignment-tui"
        done = alignment(*arguments, home=tmp_path)
        _compare(command, answer.splitlines(), (done.stdout or (done.stderr if answer else "")).splitlines())


def test_every_line_of_the_table_is_taken(tmp_path: Path) -> None:
    titles = {stage.title: stage.slug for stage in STAGES}
    rows = re.findall(r"^\| ([^|]+) \| `([^`]+)` \|", README, re.MULTILINE)
    assert len(rows) == 10
    script = "".join(f"# stage: {titles[stage]}\n{line}\n" for stage, line in rows)
    alignment("new", "Something", home=tmp_path)
    done = alignment("capture", "something", home=tmp_path, given=script)
    assert (done.returncode, done.stderr) == (0, "")


def _compare(command: str, told: list[str], said: list[str]) -> None:
    """Hold that what is told is what is said; a line of three dots stands for any number of lines."""
    at = 0
    gap = False
    for line in told:
        if line == "...":
            gap = True
            continue
        if gap:
            at = next((place for place in range(at, len(said)) if said[place] == line), len(said))
            gap = False
        assert at < len(said), f"{command}: says nothing like {line!r}"
        assert said[at] == line, f"{command}: says {said[at]!r}"
        at += 1
    assert gap or at == len(said), f"{command}: says more: {said[at:]}"
