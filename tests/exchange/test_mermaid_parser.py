"""The real mermaid accepts what we write, and finds in it what we meant and nothing else.

`ALIGNMENT_MERMAID` names a folder in which `npm install mermaid jsdom` was run; without one, or without node, these
tests say that they did not run, and `test_mermaid.py` holds the charts to a grammar of our own.
"""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Rework, Step, Stream
from alignment_tui.domain.value_stream import parallel_groups
from alignment_tui.exchange.mermaid import as_mermaid
from alignment_tui.paths import examples_folder
from alignment_tui.storage.folder import Sessions
from tests import factories
from tests.documents.outside import browse
from tests.exchange.test_mermaid import GAPS, HOSTILE, hostile_stream
from tests.pages.examples import STREAMS, example

FOLDER = os.environ.get("ALIGNMENT_MERMAID", "")
NODE = shutil.which("node")
SCRIPT = Path(__file__).with_name("mermaid_read.mjs")

# One reader for all of them, since it takes longer to begin than to read.
pytestmark = [
    pytest.mark.skipif(
        not (FOLDER and NODE),
        reason="NOT RUN: ALIGNMENT_MERMAID names no folder with mermaid (CONTRIBUTING.md says how)",
    ),
    pytest.mark.xdist_group("mermaid"),
]
Reader = subprocess.Popen[str]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    assert NODE is not None
    with subprocess.Popen([NODE, SCRIPT, FOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def parsed(reader: Reader, folder: Path, *streams: Stream) -> Any:
    chart = folder / "chart.mmd"
    chart.write_text(as_mermaid(streams), encoding="utf-8")
    assert reader.stdin
    assert reader.stdout
    print(chart, file=reader.stdin, flush=True)
    found = json.loads(reader.stdout.readline())
    assert "error" not in found, found
    assert found["type"] == "flowchart-v2"
    assert (found["config"], found["unchanged"], found["links"], found["classes"]) == ({}, True, 0, [])
    return found


def words(label: str) -> str:
    """A label as it is shown: the parser keeps character codes in a form of its own until it draws."""
    return re.sub(r"ﬂ°°?([0-9]+)¶ß", lambda code: chr(int(code[1])), label).replace("\u2060", "")


def node(step: Step) -> str:
    return step.id.replace(".", "_")


def _ways(found: Any) -> set[tuple[str, str]]:
    return {(source, target) for source, target, _, look in found["edges"] if look != "dotted"}


def _ways_of(stream: Stream) -> set[tuple[str, str]]:
    """From the beginning over every place to the end: each step of one leads to each of the next."""
    groups = [["V1_in"], *([node(step) for step in group] for group in parallel_groups(stream)), ["V1_out"]]
    return {(source, target) for before, after in pairwise(groups) for source in before for target in after}


@pytest.mark.parametrize("slug", ["checkout", "free-threaded-python"])
def test_the_examples_are_read_whole(reader: Reader, tmp_path: Path, slug: str) -> None:
    folder = examples_folder()
    assert folder is not None
    streams = Sessions(folder).load(slug).document.session.streams
    found = parsed(reader, tmp_path, *streams)
    steps = {step.id.replace(".", "_"): step.name for stream in streams for step in stream.steps}
    drawn = {own: words(text).partition("<br>")[0] for own, text in found["nodes"].items()}
    assert {own: drawn[own] for own in steps} == steps
    assert len(drawn) == len(steps) + 2 * len(streams)
    dashed = [edge for edge in found["edges"] if edge[3] == "dotted"]
    assert len(dashed) == sum(len(stream.rework) for stream in streams)


@pytest.mark.parametrize("case", [*STREAMS, GAPS], ids=lambda case: case.stem)
def test_maps_of_every_size_have_all_their_ways_and_loops(reader: Reader, tmp_path: Path, case: Path) -> None:
    stream = example(case).session.streams[0]
    found = parsed(reader, tmp_path, stream)
    assert _ways(found) == _ways_of(stream)
    names = {node(step): step.name for step in stream.steps}
    assert {own: words(found["nodes"][own]).partition("<br>")[0] for own in names} == names
    loops = {(source, target): words(text) for source, target, text, look in found["edges"] if look == "dotted"}
    assert loops == {
        (loop.source.replace(".", "_"), loop.target.replace(".", "_")): f"{loop.percent:g} % go back"
        for loop in stream.rework
    }


def test_hostile_names_beside_each_other_and_in_loops_are_only_names(reader: Reader, tmp_path: Path) -> None:
    bare = hostile_stream()
    steps = tuple(
        replace(step, parallel_with=f"V1.{at - 1}") if at % 3 == 0 else step for at, step in enumerate(bare.steps, 1)
    )
    back = tuple(Rework(source=step.id, target="V1.1", percent=at / 7) for at, step in enumerate(steps[1:]))
    stream = replace(bare, steps=steps, rework=back)
    found = parsed(reader, tmp_path, stream)
    assert _ways(found) == _ways_of(stream)
    assert sum(look == "dotted" for *_, look in found["edges"]) == len(back)
    for step in stream.steps:
        assert words(found["nodes"][node(step)]).partition("<br>PT ")[0] == step.name


def test_hostile_names_are_only_names(reader: Reader, tmp_path: Path) -> None:
    stream = hostile_stream()
    found = parsed(reader, tmp_path, stream)
    assert set(found["nodes"]) == {"V1_in", "V1_out", *(step.id.replace(".", "_") for step in stream.steps)}
    for step in stream.steps:
        label = words(found["nodes"][step.id.replace(".", "_")])
        assert label.partition("<br>PT ")[0] == step.name
    assert len(found["edges"]) == len(HOSTILE) + 2
    assert set(found["frames"]) == {"V1_people", "V1_process", "V1_technology"}


def test_frames_parallel_steps_and_a_future(reader: Reader, tmp_path: Path) -> None:
    steps = (factories.step(1, "Test", 10, 20), factories.step(2, "Review", 10, 30, parallel_with="V1.1"))
    future = factories.stream(id="V2", name=HOSTILE[0], future_of="V1")
    found = parsed(reader, tmp_path, factories.stream(*steps), future)
    assert words(found["frames"]["V2"]) == f"{HOSTILE[0]} (future of V1)"
    assert [edge[:2] for edge in found["edges"]] == [
        ["V1_in", "V1_1"],
        ["V1_in", "V1_2"],
        ["V1_1", "V1_out"],
        ["V1_2", "V1_out"],
        ["V2_in", "V2_out"],
    ]


def test_a_browser_shows_the_names_and_nothing_comes_of_them(reader: Reader, tmp_path: Path) -> None:
    stream = hostile_stream()
    script = Path(FOLDER, "node_modules", "mermaid", "dist", "mermaid.min.js").as_uri()
    page = tmp_path / "page.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><pre class="mermaid">{html.escape(as_mermaid([stream]))}</pre>'
        f'<script>var alerted = 0; alert = () => alerted++</script><script src="{script}"></script>'
        "<script>mermaid.initialize({startOnLoad: false});"
        " mermaid.run().finally(() => { document.title = JSON.stringify({"
        " names: [...document.querySelectorAll('.node .nodeLabel p')].map(it => it.firstChild.textContent),"
        " more: document.querySelectorAll('a, img, i, math, .node script').length, alerted }) })</script>",
        encoding="utf-8",
    )
    title = re.search(
        r"<title>(.*?)</title>", browse(page.as_uri(), tmp_path, "--dump-dom", "--virtual-time-budget=30000"), re.DOTALL
    )
    assert title is not None
    found = json.loads(html.unescape(title[1]))
    assert (found["more"], found["alerted"]) == (0, 0)
    names = {name.replace("\u2060", "") for name in found["names"]}
    assert {step.name for step in stream.steps} <= names
