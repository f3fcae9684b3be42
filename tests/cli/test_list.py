"""`list`: what wants a look in each session, and words that narrow it."""

import json
from pathlib import Path

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from tests.driver import kept
from tests.factories import complete, people
from tests.running import alignment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A signed session whose review of 2025 is long overdue, and one that was just begun."""
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    sessions.create("signed", Document(session=complete()))
    sessions.create("begun", kept(Session(title="Ämter", stakeholders=people("Kim Öz"))))
    return sessions.folder


def listed(folder: Path, *words: str) -> list[str]:
    done = alignment("list", *words, "--dir", folder, home=folder.parent)
    assert done.returncode == 0
    return [line.split()[0] for line in done.stdout.splitlines()]


def test_what_wants_a_look_stands_behind_each_session(folder: Path, tmp_path: Path) -> None:
    signed, begun = sorted(alignment("list", "--dir", folder, home=tmp_path).stdout.splitlines(), reverse=True)
    assert signed.endswith("review of 2025-03-10 overdue, 1 reading missing")
    assert "accepted" in signed
    assert begun.startswith("begun   Ämter")
    assert "overdue" not in begun


def test_as_json_every_field_is_there(folder: Path, tmp_path: Path) -> None:
    rows = {row["slug"]: row for row in json.loads(alignment("list", "--json", "--dir", folder, home=tmp_path).stdout)}
    signed = rows["signed"]
    assert (signed["status"], signed["at"], signed["people"]) == ("accepted", "requests", ["Ana", "Raj"])
    assert (signed["review_overdue"], signed["readings_due"]) == (True, 1)
    assert [signed[name] for name in ("objections", "fired", "unsigned", "stale")] == [[], [], [], []]
    assert not {"names", "hands", "to_attend"} & set(signed)


def test_words_narrow_it_as_in_the_library(folder: Path) -> None:
    assert listed(folder, "is:overdue") == ["signed"]
    assert listed(folder, "is:mine") == ["begun"]
    assert listed(folder, "ÄMTER") == ["begun"]
    assert listed(folder, "stage:requests", "sort:title") == ["signed", "begun"]
    assert listed(folder, "is:overdue", "ämter") == []


def test_a_qualifier_without_sense_is_a_usage_error_that_names_those_there_are(folder: Path, tmp_path: Path) -> None:
    done = alignment("list", "is:nice", "--dir", folder, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no is:nice: overdue, stale, mine" in done.stderr


def test_columns_stand_straight_and_a_long_title_is_cut(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    for name, title in (("a", "文字"), ("ämter", "A title that is longer than forty cells can ever hold")):
        sessions.create(name, Document(session=Session(title=title)))
    lines = sorted(alignment("list", "--dir", sessions.folder, home=tmp_path).stdout.splitlines())
    cut = "A title that is longer than forty cel..."
    assert lines[0].startswith(f"a      {'文字':<38}  requests      draft")
    assert lines[1].startswith(f"ämter  {cut}  requests      draft")
