"""A stream as a flowchart: what stands where, and that no name gets out of its label."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.records import Lane, Rework, Stream
from alignment_tui.exchange.mermaid import as_mermaid
from alignment_tui.paths import examples_folder
from alignment_tui.storage.folder import Sessions
from tests import factories
from tests.pages.examples import STREAMS, example

GAPS = STREAMS[0].with_name("gaps.txt")

HOSTILE = (
    'x"] --> V9["y',
    "end",
    "subgraph",
    '%%{init: {"theme": "dark", "securityLevel": "loose"}}%%',
    'a"; click V1_1 "javascript:alert(1)"',
    "`**bold**`",
    "1. one",
    "- one",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "#quot; #35; &lt;b&gt; &#34;",
    "style x:#35;",
    "classDef a:#fff;",
    "ﬂ°°34¶ß ﬂ°34¶ß",
    "漢字 é שלום 🎉",
    "---\ntitle: x\n---",
    "a\\",
    "$$x^2$$",
    "[[a]]{b}(c)|d|@{ shape: x }",
    "graph TD;A-->B",
    "accTitle: x",
    "direction TB or direction  LR",
    "Direction td",
    "fa:fa-ban _x_ *y* ~~z~~",
    "http://x.example a.b-c'd e/f",
    "x" * 300,
)

_TEXT = r"(?:[^\W_]|[ ,?./'-]|#[0-9]+;)"
_LABEL = rf'"{_TEXT}+(?:<br/>{_TEXT}+)*"'
_ID = r"V[1-9][0-9]*(?:_[1-9][0-9]*|_in|_out)"
_LINES = re.compile(
    rf"flowchart LR|direction LR|end|subgraph V[1-9][0-9]*(?:_(?:people|process|technology))?\[{_LABEL}\]"
    rf"|{_ID}\[{_LABEL}\]|{_ID}\(\[{_LABEL}\]\)|{_ID} -(?:->|\.->)(?:\|{_LABEL}\|)? {_ID}"
)


def hostile_stream(names: tuple[str, ...] = HOSTILE) -> Stream:
    lanes: tuple[Lane, ...] = ("people", "process", "technology")
    steps = tuple(factories.step(at, name, 5, 15, 90, lane=lanes[at % 3]) for at, name in enumerate(names, 1))
    return factories.stream(
        *steps, name=names[0], who=names[-1], rework=(Rework(source=steps[-1].id, target="V1.1", percent=12.5),)
    )


def decoded(label: str) -> str:
    return re.sub(r"#([0-9]+);", lambda code: chr(int(code[1])), label).replace("\u2060", "")


def assert_reads(text: str) -> None:
    assert text.endswith("\n")
    for line in text.splitlines():
        assert _LINES.fullmatch(line.strip()), line
    assert text.count("subgraph V") == sum(line.strip() == "end" for line in text.splitlines())


def test_lanes_waits_and_rework() -> None:
    assert as_mermaid([factories.golden_stream(rework_percent=10)]) == (
        "flowchart LR\n"
        '  V1_in(["Checkout"])\n'
        '  subgraph V1_process["process"]\n'
        '    V1_1["Intake<br/>PT 30 m, LT 2 d<br/>#37;C/A 80"]\n'
        '    V1_2["Design<br/>PT 4 h, LT 5 d<br/>#37;C/A 70"]\n'
        '    V1_3["Build<br/>PT 2 d, LT 6 d<br/>#37;C/A 90"]\n'
        '    V1_4["Deploy<br/>PT 1 h, LT 3 d<br/>#37;C/A 95"]\n'
        "  end\n"
        '  V1_out(["shoppers"])\n'
        '  V1_in -->|"wait 1.9 d"| V1_1\n'
        '  V1_1 -->|"wait 4.5 d"| V1_2\n'
        '  V1_2 -->|"wait 4 d"| V1_3\n'
        '  V1_3 -->|"wait 2.9 d"| V1_4\n'
        "  V1_4 --> V1_out\n"
        '  V1_3 -.->|"10 #37; go back"| V1_2\n'
    )


def test_parallel_steps_part_and_meet_again() -> None:
    steps = (
        factories.step(1, "Build", 10, 10),
        factories.step(2, "Test", 10, 20),
        factories.step(3, "Review", 10, 30, parallel_with="V1.2"),
        factories.step(4, "Ship", 10, 10),
    )
    arrows = [line.strip() for line in as_mermaid([factories.stream(*steps)]).splitlines() if "->" in line]
    assert arrows == [
        "V1_in --> V1_1",
        'V1_1 -->|"wait 10 m"| V1_2',
        'V1_1 -->|"wait 20 m"| V1_3',
        "V1_2 --> V1_4",
        "V1_3 --> V1_4",
        "V1_4 --> V1_out",
    ]


def test_what_nobody_said_is_a_question_mark() -> None:
    text = as_mermaid([factories.stream(factories.step(1, "Build"), who="")])
    assert 'V1_1["Build<br/>PT ?, LT ?<br/>#37;C/A ?"]' in text
    assert 'V1_in -->|"wait ?"| V1_1' in text
    assert '(["who benefits?"])' in text


def test_a_range_is_said_as_one() -> None:
    step = factories.step(1, "Build", factories.estimate(60, 120, 240), factories.estimate(480, 960, 1920), 90)
    assert "PT 1 to 4 h, likely 2 h, LT 1 to 4 d, likely 2 d" in as_mermaid([factories.stream(step)])


def test_several_streams_stand_in_frames_and_a_future_says_of_what() -> None:
    now = factories.golden_stream()
    future = factories.stream(id="V2", name="Checkout", future_of="V1")
    text = as_mermaid([now, future])
    assert '  subgraph V1["Checkout"]\n' in text
    assert '  subgraph V2["Checkout #40;future of V1#41;"]\n' in text
    assert_reads(text)


@pytest.mark.parametrize("slug", ["checkout", "free-threaded-python"])
def test_the_examples_read(slug: str) -> None:
    folder = examples_folder()
    assert folder is not None
    assert_reads(as_mermaid(Sessions(folder).load(slug).document.session.streams))


@pytest.mark.parametrize("case", [*STREAMS, GAPS], ids=lambda case: case.stem)
def test_maps_of_every_size_read(case: Path) -> None:
    assert_reads(as_mermaid(example(case).session.streams))


def test_no_name_gets_out_of_its_label() -> None:
    stream = hostile_stream()
    text = as_mermaid([stream])
    assert_reads(text)
    labels = {decoded(label) for label in re.findall(r'\["(.*?)(?:<br/>.*)?"\]', text)}
    assert {step.name for step in stream.steps} <= labels


@given(st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=5, unique_by=str.casefold))
def test_whatever_a_name_is_the_chart_reads(names: list[str]) -> None:
    try:
        stream = hostile_stream(tuple(names))
    except ValueError:  # two names that are one once what cannot be printed is marked
        return
    assert_reads(as_mermaid([stream, factories.stream(id="V2", name=names[0], future_of="V1")]))
