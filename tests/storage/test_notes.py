"""Private notes: kept by stage, for nobody else, and never more than what was typed."""

import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.stages import STAGES
from alignment_tui.domain.text import visible
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.notes import LARGEST_BYTES, Notes, notes_path, parsed, read_notes, write_note, written


def test_notes_are_kept_by_stage_and_for_nobody_else(tmp_path: Path) -> None:
    session = tmp_path / "checkout.json"
    assert read_notes(session) == Notes()
    write_note(session, "memo", "read it aloud\n\nslowly")
    write_note(session, "requests", "Raj first")
    assert read_notes(session).by_stage == {"requests": "Raj first", "memo": "read it aloud\n\nslowly"}
    assert stat.S_IMODE(notes_path(session).stat().st_mode) == 0o600
    assert stat.S_IMODE(notes_path(session).parent.stat().st_mode) == 0o700
    write_note(session, "memo", "")
    assert read_notes(session).by_stage == {"requests": "Raj first"}


def test_git_does_not_see_them(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    write_note(tmp_path / "checkout.json", "memo", "private")
    seen = subprocess.run(["git", "-C", tmp_path, "status", "--short"], check=True, capture_output=True, text=True)
    assert seen.stdout == ""


def test_what_one_wrote_in_an_editor_stays(tmp_path: Path) -> None:
    path = notes_path(tmp_path / "checkout.json")
    path.parent.mkdir(parents=True)
    path.write_text("before all\n\n## Memo\nslowly\n\n## Something else\nstill memo\n")
    write_note(tmp_path / "checkout.json", "requests", "Raj first")
    assert path.read_text() == (
        "before all\n\n## Requests\n\nRaj first\n\n## Memo\n\nslowly\n\n## Something else\nstill memo\n"
    )


def test_what_cannot_be_read_is_not_overwritten(tmp_path: Path) -> None:
    path = notes_path(tmp_path / "checkout.json")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    for act in (
        lambda: read_notes(tmp_path / "checkout.json"),
        lambda: write_note(tmp_path / "checkout.json", "memo", "x"),
    ):
        with pytest.raises(Unfit, match="not UTF-8"):
            act()
    assert path.read_bytes() == b"\xff\xfe"


def test_notes_have_an_end(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="larger than 1000 KB"):
        write_note(tmp_path / "checkout.json", "memo", "x" * (LARGEST_BYTES + 1))


@given(st.dictionaries(st.sampled_from([stage.slug for stage in STAGES]), st.text(max_size=60), max_size=4))
def test_what_is_written_is_read(by_stage: dict[StageSlug, str]) -> None:
    kept = {
        stage: "\n".join(visible(part) for part in text.splitlines()).strip("\n") for stage, text in by_stage.items()
    }
    assert parsed(written(Notes("", kept))).by_stage == {stage: text for stage, text in kept.items() if text}


def test_a_line_that_reads_as_a_heading_of_ours_is_no_heading() -> None:
    assert parsed(written(Notes("", {"memo": "a\n## Requests\nb"}))).by_stage == {"memo": "a\n ## Requests\nb"}
