"""What is kept of a crash: places in the program, and no word of anybody's."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alignment_tui.domain.records import Metric
from alignment_tui.storage.crash_report import FOLDER, keep_crash, report

CANARY = "zanzibar"


def crashed() -> BaseException:
    """An error with the canary wherever an error can have a word: message, notes, variables, source, what led to it."""
    secret = CANARY
    try:
        try:
            Metric(id=secret, name=secret)
            raise KeyError(secret)
        except KeyError as first:
            first.add_note("zanzibar")
            raise ValueError(f"zanzibar {secret}") from first
    except ValueError as error:
        group = ExceptionGroup("zanzibar", [error, OSError(2, "zanzibar", "zanzibar")])
        try:
            raise group
        except ExceptionGroup as raised:
            return raised


def test_it_names_places_and_kinds_and_no_word() -> None:
    told = report("3f9a12bc", crashed(), datetime(2025, 3, 3, 14, 2, tzinfo=UTC))
    assert CANARY not in told
    lines = told.splitlines()
    assert lines[0] == "alignment-tui crash 3f9a12bc"
    assert lines[1].startswith("2025-03-03 14:02:00 UTC, alignment-tui ")
    assert {"ExceptionGroup", "ValueError", "KeyError", "FileNotFoundError"} <= set(lines)
    assert any(line.startswith("  test_crash_report.py ") and line.endswith(" crashed") for line in lines)
    assert str(Path.home()) not in told


def test_an_error_inside_itself_is_told_once() -> None:
    error = ValueError("x")
    error.__context__ = error
    assert report("0", error, datetime.now(UTC)).count("ValueError") == 1


def test_it_is_for_this_person_only_and_the_last_twenty_stay(tmp_path: Path) -> None:
    kept = [keep_crash(tmp_path, crashed()) for _ in range(25)]
    found = list((tmp_path / FOLDER).iterdir())
    assert len(found) == 20
    last = kept[-1].path
    assert last is not None
    assert last in found
    assert last.read_text(encoding="utf-8") == kept[-1].report
    assert stat.S_IMODE(last.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700
    assert kept[-1].id in kept[-1].words
    assert str(last) in kept[-1].words


def test_where_it_cannot_be_written_the_id_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FOLDER).write_text("in the way")
    crash = keep_crash(tmp_path, crashed())
    assert crash.path is None
    assert crash.words == f"an error of the program itself, crash {crash.id}"
