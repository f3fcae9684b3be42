"""Hostile words by every way in: lines, fields, names of files, tables, budgets, playbooks, themes, keys and settings.

Each is refused in one line or taken; either way nothing of it acts, and nothing is left that a terminal would obey.
"""

import csv
import io
import json
import os
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from alignment_tui.cli.run import run
from alignment_tui.domain.document import Document, grown
from alignment_tui.playbook_files import load_all, playbook_folders
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.reading import encoded
from alignment_tui.ui.keymap import read_keymap
from alignment_tui.ui.themes import load_all as load_themes
from alignment_tui.ui.themes import theme_folders
from tests.hostile.words import WORDS, forbidden_in
from tests.ui.hostile import hostile_session, worded

# The suite gives each field two of the words, by turns; `make soak` all of them.
TURNS = range(len(WORDS) if os.environ.get("ALIGNMENT_MUTANTS") else 2)
LINES = (
    "# stage: requests", "{}: {}", "Ana: {}", "R1 because: {}", "R1 assumes: {}", "here: {}", "park: {}", "{}",
    "# stage: value-stream", "V1 {} 1h/2d", "{} 1h/2d", "{}",
    "# stage: metrics", "{} 3 -> 2 h", "M1 by: {}", "{}",
    "# stage: constraints", "risk: {}", "{} 99.9 % 28d", "{}",
    "# stage: trade-offs", "option {}: R1", "{} even over {} accepting {} @Ana", "R1 will: {}", "fist O1 Ana 2: {}",
    "{}",
    "# stage: memo", "context: {}", "decision: {}", "facing: {}", "{}",
    "# stage: sign-off", "signers: {}", "Ana consents: {}", "Ana objects: {}", "{}",
    "# stage: scorecard", "M1 91 {}", "lesson: {}", "{}",
)  # fmt: skip
NAMES = ("../../x", "..", "-rf", "CON", "nul.json", "x" * 300, "a/b", "a\\b", "\udcff", *WORDS.values())

SLO = """\
apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout, displayName: WORDS}
spec:
  service: WORDS
  description: WORDS
  indicator: {metadata: {name: good}, spec: {}}
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999, displayName: WORDS}]
"""
PLAYBOOK = "name: WORDS\ndays:\n  - called: WORDS\n    stages:\n      requests: {question: WORDS, script: [WORDS]}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("DATA", "STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("ALIGNMENT_DEBUG", "1")
    monkeypatch.setenv("ALIGNMENT_WHO", "Kim")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sessions").mkdir()
    return tmp_path


def told(home: Path, *words: str | Path, given: str = "") -> tuple[int, str, str]:
    """Run a command in this process; whatever it writes has to be harmless."""
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode("utf-8", "surrogatepass")), "utf-8")
    sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    try:
        code = run([str(words[0]), "--dir", str(home / "sessions"), *map(str, words[1:])])
        wrote, refused = _bytes_of(sys.stdout).decode(), _bytes_of(sys.stderr).decode()
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
    assert not (forbidden_in(wrote) or forbidden_in(refused)), words
    return code, wrote, refused


def _bytes_of(stream: object) -> bytes:
    assert isinstance(stream, io.TextIOWrapper)
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def by_turns(first: int) -> Iterator[str]:
    """Give one hostile word after another, from the one of that number on, without end."""
    words = list(WORDS.values())
    return cycle(words[first:] + words[:first])


@pytest.mark.parametrize("turn", TURNS)
def test_in_every_field_of_every_record_they_are_only_words(turn: int, home: Path) -> None:
    words = by_turns(turn)
    session = worded(hostile_session(), lambda said: f"{said.split()[0]} {next(words)}")
    data = encoded(Document(session=session, last_ids=grown({}, session)))
    assert not forbidden_in(data.decode())
    (home / "sessions" / "case.json").write_bytes(data)
    page = home / "page.html"
    for command in (("show",), ("check",), ("memo",), ("memo", "--madr"), ("memo", "-o", page), ("verify",)):
        assert told(home, command[0], "case", *command[1:])[0] in (0, 1)
    written = page.read_text(encoding="utf-8")
    assert not forbidden_in(written)
    assert not [tag for tag in ("<script", "<img", 'href="http', 'href="java') if tag in written]


def test_in_every_line_they_are_taken_or_refused_with_what_is_missing(home: Path) -> None:
    assert told(home, "new", "Case")[0] == 0
    lines = [line.replace("{}", words) for line in LINES for words in (WORDS.values() if "{}" in line else ("",))]
    code, _, refused = told(home, "capture", "case", given="\n".join(["Ana: all of it", *lines]))
    assert code == 1, refused
    assert "line " in refused
    assert told(home, "log", "case")[0] == 0
    session = Sessions(home / "sessions").load("case").document.session
    assert len(session.requests) > len(WORDS)
    assert not forbidden_in((home / "sessions" / "case.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_as_a_name_they_stay_inside_the_folder_or_are_refused(name: str, home: Path) -> None:
    before = {path for path in home.rglob("*") if "sessions" not in path.parts}
    code, slug, _ = told(home, "new", "--", name)
    made = [path.name for path in (home / "sessions").glob("*.json")]
    assert made == ([f"{slug.strip()}.json"] if code == 0 else [])
    for command in ("show", "memo", "verify"):
        code, _, refused = told(home, command, "--", name)
        assert code == 1 or name in slug
        assert refused.count("\n") <= 1
    assert {path for path in home.rglob("*") if "sessions" not in path.parts} - before <= {home / "cache"}


def test_in_a_table_of_requests_or_readings_each_row_says_what_became_of_it(home: Path) -> None:
    told(home, "new", "Case")
    told(home, "capture", "case", "metrics", "outage minutes 3 -> 2 h")
    for name, first, options in (
        ("tickets", ["Key", "Summary", "Reporter"], ["--csv"]),
        ("readings", ["date", "metric", "value", "note"], ["--readings"]),
    ):
        file = home / f"{name}.csv"
        rows = [[words] * len(first) for words in WORDS.values()]
        rows += [["A-1", words, "Ana"][: len(first)] for words in WORDS.values()]
        with file.open("w", encoding="utf-8", errors="surrogatepass", newline="") as table:
            csv.writer(table).writerows([first, *rows])
        code, _, _ = told(home, "import", "case", file, *options)
        assert code in (0, 1)
        assert told(home, "import", "case", file, *options, "--json", "--dry-run")[0] in (0, 1)
    assert not forbidden_in((home / "sessions" / "case.json").read_text(encoding="utf-8"))
    assert len(Sessions(home / "sessions").load("case").document.session.requests) > 10


@pytest.mark.parametrize("name", WORDS)
def test_in_a_budget_of_others_they_are_words_or_are_refused(name: str, home: Path) -> None:
    told(home, "new", "Case")
    said = json.dumps(WORDS[name])
    file = home / "slo.yaml"
    file.write_text(SLO.replace("WORDS", said), encoding="utf-8")
    code, _, refused = told(home, "import", "case", file)
    assert code in (0, 1), refused
    assert not forbidden_in((home / "sessions" / "case.json").read_text(encoding="utf-8"))
    assert told(home, "show", "case")[0] == 0


@pytest.mark.parametrize("name", WORDS)
def test_in_files_of_ones_own_they_are_refused_with_the_file_or_shown_as_words(name: str, home: Path) -> None:
    """In a playbook, a theme, the keys and the settings."""
    config, said = home / "config" / "alignment-tui", json.dumps(WORDS[name])
    (config / "playbooks").mkdir(parents=True)
    (config / "themes").mkdir()
    places = {
        "playbooks/mine.yaml": PLAYBOOK,
        "themes/mine.yaml": "extends: meeting-dark\ncolours:\n  accent: WORDS\n",
        "keys.yaml": "search: WORDS\n",
        "config.yaml": "theme: WORDS\n",
    }
    for place, text in places.items():
        (config / place).write_text(text.replace("WORDS", said), encoding="utf-8")
    playbooks, refused = load_all(playbook_folders(config))
    _, failures = load_themes(theme_folders(config))
    shown = [words for one in playbooks for stage in one.stages for words in (one.name, stage.day, stage.question)]
    shown += [str(one) for one in (*refused, *failures, *read_keymap(config).refusals)]
    assert [one.path.name for one in failures] == ["mine.yaml"]
    assert not [words for words in shown if forbidden_in(words) or "\n" in words]
    assert told(home, "doctor")[0] in (0, 1, 3)
