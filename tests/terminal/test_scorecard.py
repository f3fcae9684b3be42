"""The weekly round in a real terminal: how few keys it takes, the chart at 80 columns, and a tripwire."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.running import ROOT, alignment
from tests.terminal.test_flow import MOST_KEYS_PER_CHARACTER, stored_characters
from tests.terminal.tmux import Terminal, terminal

pytestmark = pytest.mark.tmux

VALUES = {"M1": "91", "M2": "7", "M3": "17", "M4": "10.5", "M5": "8", "M6": "13", "M7": "1204", "M8": "99.2"}


def session_of(folder: Path, name: str = "case") -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((folder / f"{name}.json").read_text())["session"]
    return whole


def line_of(window: Terminal) -> str:
    found = [text for text in window.text().splitlines() if text.startswith(" TYPING")]
    return found[-1].removeprefix(" TYPING").strip() if found else "no line"


def test_eight_readings_take_hardly_more_keys_than_their_figures_have(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    metrics = [f"metric {number} 120 -> 90 min/week by 2030-06-30" for number in range(1, 9)]
    done = alignment("capture", "case", "metrics", *metrics, "--dir", folder, home=tmp_path)
    assert done.returncode == 0, done.stderr
    with terminal(tmp_path, "case", "--dir", folder, size=(80, 24)) as window:
        window.sees("TYPING")
        window.press("C-g")
        keys = 1
        for place, (metric, value) in enumerate(VALUES.items(), 1):
            window.sees(f"{place} of 8")
            window.until(lambda begun=metric: line_of(window) == begun, f"{metric} in the line")  # type: ignore[misc]
            window.type(value)
            window.press("Enter")
            keys += len(value) + 1
        window.sees("8 of 8 read")
        window.press("C-q")
        assert window.exit_code() == 0
    readings = session_of(folder)["readings"]
    assert {one["metric"]: str(one["value"]) for one in readings} == VALUES
    assert {one["on"] for one in readings} == {date.today().isoformat()}
    assert keys / stored_characters(readings) <= MOST_KEYS_PER_CHARACTER
    said = sum(len(f"{metric}{value}") for metric, value in VALUES.items())
    assert keys / said <= MOST_KEYS_PER_CHARACTER  # even if the day, which nobody says, is not counted


def test_the_chart_has_the_desk_at_80_columns_and_a_tripwire_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    shutil.copy(ROOT / "sessions" / "checkout.json", folder)
    with terminal(tmp_path, "checkout", "--dir", folder, size=(80, 24)) as window:
        window.sees("TYPING")
        window.press("Escape")
        window.sees("KEYS")
        window.type("8")
        window.sees("What changed, how, and why?", "91 -24 % on track", "M3 onboarding time")
        window.press("F3")
        window.sees("upper limit 115.8", "centre 105.5", "lower limit 95.2", "target 90")
        window.sees("◆ 2025-05-26 a signal: below the lower limit", "a 2025-05-26 review")
        window.press("F3")
        window.sees_not("upper limit 115.8")
        window.type("aM3 21")
        window.press("Enter")
        window.sees("W1: onboarding time above 20 d reopens T1; it is open again. F12 shows it", "T1 reopened")
        window.press("F12")
        window.sees("T1 is open again: accepted, T1 reopened")
        window.press("C-z")
        window.sees("Undone: M3 reading 21")
        window.sees_not("T1 reopened")
        window.press("C-q")
        assert window.exit_code() == 0
    assert session_of(folder, "checkout")["tripwires"][0].get("reopened_on") is None


def test_a_table_of_readings_is_one_undo_on_the_screen(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    shutil.copy(ROOT / "sessions" / "checkout.json", folder)
    before = session_of(folder, "checkout")
    table = tmp_path / "week.csv"
    table.write_text("\ufeffDatum;M1;M3\n2025-06-02;88,5;21\n2025-06-09;87;22\n", encoding="utf-8")
    done = alignment("score", "checkout", "--csv", table, "--dir", folder, home=tmp_path)
    assert done.returncode == 0, done.stderr
    with terminal(tmp_path, "checkout", "--dir", folder) as window:
        window.sees("TYPING", "T1 reopened")
        window.press("C-z")
        window.sees("Undone: 4 readings from week.csv")
        window.sees_not("T1 reopened")
        window.press("C-q")
        assert window.exit_code() == 0
    assert session_of(folder, "checkout") == before


def test_a_hostile_name_is_words_in_table_chart_and_round(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    odd = "[/] [@click=app.quit]x[/] \x1b]0;t\x07 ◆═ 停机 12 -> 4 h"
    lines = [odd, *(f"M1 {value} on 2025-05-{value}: [b]\x1b[31mnote" for value in range(11, 21))]
    done = alignment("capture", "case", "metrics", *lines, "--dir", folder, home=tmp_path)
    assert done.returncode == 0, done.stderr
    with terminal(tmp_path, "case", "--dir", folder, size=(120, 36)) as window:
        window.sees("TYPING")
        window.press("C-g")
        window.sees("[@click=app.quit]x[/]", "1 of 1", "centre 15.5")
        window.press("F3")
        window.sees("[b]", "upper limit")
        window.press("C-q")
        assert window.exit_code() == 0
        assert b"\x1b]0;t" not in window.bytes_written()
        assert b"\x1b[31mnote" not in window.bytes_written()
