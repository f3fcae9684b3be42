"""`score`, `review` and `scorecards`: what they record, print, and refuse."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.running import ROOT, alignment, loaded_modules

FIGURES = {
    *("centre", "lower_limit", "upper_limit", "range_limit", "provisional", "signals", "verdict", "status"),
    "change_since_baseline",
}
TODAY = date.today()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the checkout example, as somebody's own session."""
    own = tmp_path / "sessions"
    own.mkdir()
    shutil.copy(ROOT / "sessions" / "checkout.json", own)
    return own


def stored(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / "checkout.json").read_text())
    return document


def test_a_reading_is_recorded_and_answered_with_what_it_means(folder: Path, tmp_path: Path) -> None:
    done = alignment(
        "score", "checkout", "m1", "88.5", "--on", "2025-06-02", "--note", "v2", "--dir", folder, home=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("M1  88.5 min/week on 2025-06-02, -26 %, on track\n    a signal: ")
    assert stored(folder)["session"]["readings"][-1] == {
        "metric": "M1",
        "on": "2025-06-02",
        "value": 88.5,
        "note": "v2",
    }


def test_a_correction_keeps_the_old_value_and_says_so(folder: Path, tmp_path: Path) -> None:
    done = alignment(
        "score", "checkout", "Onboarding time", "18", "--on", "26 May 2025", "--dir", folder, home=tmp_path
    )
    assert "instead of 17 on 2025-05-26, which is kept beside it" in done.stderr
    kept = [one for one in stored(folder)["session"]["readings"] if (one["metric"], one["on"]) == ("M3", "2025-05-26")]
    assert [(one["value"], one["before"]) for one in kept] == [(18, [17])]


GOLDEN = (5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200)


def test_the_chart_of_the_golden_values_as_data(tmp_path: Path) -> None:
    """Wheeler's sixteen values: centre, limits, range limit and signals as they are worked out by hand."""
    folder = tmp_path / "sessions"
    alignment("new", "Orders", "--dir", folder, home=tmp_path)
    first = date(2025, 1, 6)
    lines = [f"M1 {value} on {first + timedelta(weeks=week)}" for week, value in enumerate(GOLDEN)]
    said = ["orders 5000 -> 4000 a week by 2025-12-31", "errors 9 -> at most 9", *lines]
    done = alignment("capture", "orders", "metrics", *said, "--dir", folder, home=tmp_path)
    assert done.returncode == 0, done.stderr
    data = json.loads(alignment("score", "orders", "--json", "--dir", folder, home=tmp_path).stdout)
    orders, errors = data["metrics"]["M1"], data["metrics"]["M2"]
    assert set(orders) >= FIGURES
    assert set(errors) >= FIGURES
    assert orders["centre"] == 4135.5
    assert [round(orders[name], 4) for name in ("lower_limit", "upper_limit", "range_limit")] == [
        3188.7173,
        5082.2827,
        1163.1901,
    ]
    last = {"date": "2025-04-21", "value": 5200, "points": [16]}
    assert orders["signals"] == [{"rule": 1, "side": "up", **last}, {"rule": 1, "side": None, **last}]
    assert (orders["provisional"], orders["verdict"]) == (True, "a signal: above the upper limit on 2025-04-21")
    assert (orders["change_since_baseline"], orders["status"]) == (0.04, "off track")
    assert [errors[name] for name in ("centre", "signals", "provisional", "verdict", "status")] == [
        *(None, [], False, "no readings yet", "no readings"),
    ]
    done = alignment("capture", "orders", "M1 lock: a new process", "--dir", folder, home=tmp_path)
    assert done.returncode == 0
    locked = json.loads(alignment("score", "orders", "M1", "--json", "--dir", folder, home=tmp_path).stdout)["metrics"]
    assert locked["M1"] == orders | {"provisional": False}


def test_a_tripwire_opens_its_trade_off_again_and_says_so(folder: Path, tmp_path: Path) -> None:
    done = alignment("score", "checkout", "M3", "21", "--dir", folder, home=tmp_path)
    assert done.stderr == "W1: onboarding time above 20 d reopens T1; it is open again\n"
    assert "memo accepted, T1 reopened" in alignment("review", "checkout", "--dir", folder, home=tmp_path).stdout


def test_lines_and_tables_say_it_too(folder: Path, tmp_path: Path) -> None:
    said = "W1: onboarding time above 20 d reopens T1; it is open again"
    path = table(tmp_path, f"date,M3\n{TODAY - timedelta(days=1)},21\n")
    assert said in alignment("score", "checkout", "--csv", path, "--dir", folder, home=tmp_path).stderr
    done = alignment("capture", "checkout", "scorecard", "M3 22", "--dir", folder, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, f"{said}\n")


def test_today_and_less_than_nothing(folder: Path, tmp_path: Path) -> None:
    assert alignment("score", "checkout", "M1", "-3", "--dir", folder, home=tmp_path).returncode == 0
    last = stored(folder)["session"]["readings"][-1]
    assert (last["value"], last["on"]) == (-3, TODAY.isoformat())


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (["M9", "1"], 1, "there is no metric M9 here; there are: M1 checkout downtime"),
        (["M1", "ninety"], 1, "not a number"),
        (["M1", "1,5"], 1, "two ways"),
        (["M1", "1", "--on", "06/07/2025"], 1, "not one sure day"),
        (["M1", "--on", "2025-06-02"], 2, "METRIC VALUE"),
        (["M1", "--csv", "x.csv"], 2, "--csv FILE alone"),
        (["--dates", "dmy"], 2, "go with --csv"),
        (["--csv", "x.csv"], 1, "x.csv"),
    ],
)
def test_what_cannot_be_taken_is_one_line(
    arguments: list[str], exit_code: int, words: str, folder: Path, tmp_path: Path
) -> None:
    before = stored(folder)
    done = alignment("score", "checkout", *arguments, "--dir", folder, home=tmp_path)
    assert (done.returncode, done.stdout) == (exit_code, "")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert stored(folder) == before


def test_the_numbers_as_data_as_a_table_and_as_a_chart(tmp_path: Path) -> None:
    data = json.loads(alignment("score", "checkout", "--json", home=tmp_path).stdout)
    assert list(data["metrics"]) == ["M1", "M4", "M2", "M3", "M5", "M6"]
    assert all(set(one) >= FIGURES for one in data["metrics"].values())
    assert data["metrics"]["M1"]["signals"][0] == {
        "rule": 1,
        "date": "2025-04-07",
        "value": 118,
        "points": [1],
        "side": "up",
    }
    one = json.loads(alignment("score", "checkout", "M3", "--json", home=tmp_path).stdout)
    assert list(one["metrics"]) == ["M3"]
    table = alignment("score", "checkout", home=tmp_path).stdout
    assert "▇▇▆▅▄▃▂▁╎▁       91 min/week  -24 %  on track" in table
    chart = alignment("score", "checkout", "M1", home=tmp_path).stdout
    assert "lower limit 95.2" in chart
    assert "◆ 2025-05-26  a signal: below the lower limit" in chart


def test_the_example_ends_as_its_case_tells(tmp_path: Path) -> None:
    data = json.loads(alignment("score", "checkout", "--json", home=tmp_path).stdout)["metrics"]
    downtime, flexibility, onboarding = (data[metric] for metric in ("M1", "M2", "M3"))
    assert round(downtime["change_since_baseline"] * 100) == -24
    assert (flexibility["change_since_baseline"], flexibility["status"]) == (0, "on track")
    assert flexibility["verdict"] == "noise: inside its limits"
    assert (onboarding["status"], onboarding["answered_by"]) == (
        "off track",
        "accepted: T1, uptime even over branding, borne by Raj",
    )
    page = alignment("review", "checkout", home=tmp_path).stdout
    for words in ("downtime is down 24 %", "**M3** onboarding time; 17 d, +21 % (off track)", "accepted: T1"):
        assert words in page


GOOD = "Datum;M1;partner setups;Spend\n02.06.2025;88,5;7;1\n26.05.2025;90;7;1\n;;;\n"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "week.csv"
    path.write_text(text)
    return path


def test_a_table_is_looked_at_first_then_taken_as_one_change(folder: Path, tmp_path: Path) -> None:
    path, before = table(tmp_path, GOOD), stored(folder)
    asked = alignment("score", "checkout", "--csv", path, "--dir", folder, home=tmp_path)
    assert asked.returncode == 1
    assert "02.06.2025 can be two days: say --dates dmy or --dates mdy" in asked.stderr
    assert "nothing was taken" in asked.stderr
    seen = alignment("score", "checkout", "--csv", path, "--dates", "dmy", "--dry-run", "--dir", folder, home=tmp_path)
    assert (seen.returncode, stored(folder)) == (0, before)
    assert "M1    2 readings from 2025-05-26 to 2025-06-02, not taken yet" in seen.stdout
    assert seen.stderr == "3 would be taken, 3 skipped (1 blank), 0 refused: nothing is changed\n"
    done = alignment("score", "checkout", "--csv", path, "--dates", "dmy", "--dir", folder, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "3 taken, 3 skipped (1 blank), 0 refused\n")
    assert "M1 90 on 2025-05-26: instead of 91, which is kept beside it" in done.stdout
    assert "M1    2 readings from 2025-05-26 to 2025-06-02\n" in done.stdout
    after = stored(folder)
    assert after["rev"] == before["rev"] + 1
    assert len(after["session"]["readings"]) == len(before["session"]["readings"]) + 2
    again = alignment("score", "checkout", "--csv", path, "--dates", "dmy", "--dir", folder, home=tmp_path)
    assert (again.returncode, stored(folder)) == (0, after)


def test_one_row_refused_and_nothing_is_taken(folder: Path, tmp_path: Path) -> None:
    before = stored(folder)
    path = table(tmp_path, "date,metric,value\n2025-06-02,M1,88\n2025-06-09,M1\n2025-06-16,nobody,1\n")
    done = alignment("score", "checkout", "--csv", path, "--dir", folder, home=tmp_path)
    assert (done.returncode, stored(folder)) == (1, before)
    assert f"{path}, line 3: 2 cells, where the first line names 3 columns" in done.stderr
    assert "line 4: no metric is called nobody" in done.stderr
    rows = json.loads(alignment("score", "checkout", "--csv", path, "--json", "--dir", folder, home=tmp_path).stdout)
    assert (rows["saved"], rows["taken"], rows["refused"]) == (False, 1, 2)
    assert rows["rows"][0]["reading"] == {"metric": "M1", "date": "2025-06-02", "value": 88, "note": ""}


def test_a_hundred_thousand_rows_are_on_the_disk_and_can_be_opened(folder: Path, tmp_path: Path) -> None:
    first = date(1990, 1, 1)
    rows = (f"{first + timedelta(days=day // 6)},M{day % 6 + 1},{day % 97}\n" for day in range(100_000))
    path = table(tmp_path, "date,metric,value\n" + "".join(rows))
    done = alignment("score", "checkout", "--csv", path, "--dir", folder, home=tmp_path)
    assert done.stderr.splitlines()[-1] == "100000 taken, 0 skipped, 0 refused"
    data = json.loads(alignment("score", "checkout", "M1", "--json", "--dir", folder, home=tmp_path).stdout)
    assert data["metrics"]["M1"]["latest_on"] <= TODAY.isoformat()


@pytest.mark.parametrize(
    ("ending", "begins"), [("md", b"# Checkout"), ("txt", b"CHECKOUT"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")]
)
def test_the_page_of_the_week_is_written_in_the_form_its_ending_says(
    ending: str, begins: bytes, tmp_path: Path
) -> None:
    done = alignment("review", "checkout", "-o", f"review.{ending}", home=tmp_path)
    written = (tmp_path / f"review.{ending}").read_bytes()
    assert (done.returncode, done.stdout) == (0, "")
    assert written.startswith(begins)
    assert (written.count(b"<svg") == 6) == (ending == "html")


def test_the_page_of_the_week_as_data_and_in_no_form_there_is_not(tmp_path: Path) -> None:
    data = json.loads(alignment("review", "checkout", "--json", home=tmp_path).stdout)
    assert data["review"]["changed"].startswith("downtime is down 24 %")
    assert set(data["metrics"]) == {"M1", "M2", "M3", "M4", "M5", "M6"}
    assert (data["overdue"], data["next_review"]) == (True, "2025-06-02")
    assert alignment("review", "checkout", "-o", "review.doc", home=tmp_path).returncode == 2


def test_all_scorecards_hide_nothing_behind_a_bad_file(folder: Path, tmp_path: Path) -> None:
    (folder / "half.json").write_text("{")
    alignment("new", "Nothing yet", "--dir", folder, home=tmp_path)
    done = alignment("scorecards", "--dir", folder, home=tmp_path)
    assert done.returncode == 0
    assert "half: " in done.stderr
    assert done.stdout.rindex("M3  onboarding time") < done.stdout.rindex("M1  checkout downtime")
    data = json.loads(alignment("scorecards", "--json", "--dir", folder, home=tmp_path).stdout)
    assert [one["id"] for one in data["metrics"]] == ["M3", "M1", "M4", "M2", "M5", "M6"]
    assert data["overdue_reviews"] == [{"slug": "checkout", "session": "Checkout reliability", "due": "2025-06-02"}]
    assert len(data["missing_readings"]) == 6
    assert data["promised_twice"] == []


def test_the_list_says_what_is_overdue(folder: Path, tmp_path: Path) -> None:
    done = alignment("list", "--dir", folder, home=tmp_path)
    assert "review of 2025-06-02 overdue, 6 readings missing" in done.stdout
    (row,) = json.loads(alignment("list", "--json", "--dir", folder, home=tmp_path).stdout)
    assert (row["review_overdue"], row["readings_due"], row["next_review"]) == (True, 6, "2025-06-02")


@pytest.mark.parametrize(
    "command",
    [
        ["score", "checkout"],
        ["score", "checkout", "--json"],
        ["score", "checkout", "M1", "1"],
        ["review", "checkout"],
        ["review", "checkout", "-o", "review.html"],
        ["scorecards"],
    ],
)
def test_no_scorecard_loads_the_interface(command: list[str], tmp_path: Path) -> None:
    loaded = loaded_modules(command, tmp_path)
    assert not loaded & {"textual", "rich", "plotext", "jinja2", "typst", "yaml", "asyncio"}


def test_a_chart_loads_what_draws_it_and_no_interface(tmp_path: Path) -> None:
    loaded = loaded_modules(["score", "checkout", "M1"], tmp_path)
    assert "plotext" in loaded
    assert not loaded & {"textual", "rich", "numpy", "yaml", "asyncio"}


def test_import_takes_readings_too(folder: Path, tmp_path: Path) -> None:
    path = table(tmp_path, GOOD)
    done = alignment("import", "checkout", path, "--readings", "--dates", "dmy", "--dir", folder, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "3 taken, 3 skipped (1 blank), 0 refused\n")
    for wrong in (["--csv", "--dates", "dmy"], ["--readings", "--closed"]):
        assert alignment("import", "checkout", path, *wrong, "--dir", folder, home=tmp_path).returncode == 2
