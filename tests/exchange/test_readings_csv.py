"""Readings from tables: wide and long, and whatever spreadsheets do to dates and decimals."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.records import Number
from alignment_tui.domain.session import Session
from alignment_tui.exchange.readings_csv import MOST_READINGS, read_readings
from alignment_tui.exchange.readings_csv_dates import NoDay, Order, day_reader
from alignment_tui.exchange.readings_csv_numbers import NoValue, Values, says_nothing
from alignment_tui.exchange.report import Report
from alignment_tui.yaml_files import ConfigRefused
from tests.factories import metric, readings, session

TODAY = date(2025, 6, 30)


def room(**fields: object) -> Session:
    return session(metrics=(metric(1), metric(2, name="partner setups", unit="a month")), **fields)


def read(tmp_path: Path, text: str | bytes, order: Order | None = None, whole: Session | None = None) -> Report:  # type: ignore[type-arg] # rows are looked at by what they say
    path = tmp_path / "week.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_readings(path, whole or room(), TODAY, order)


def taken(report: Report) -> list[tuple[str, str, Number]]:  # type: ignore[type-arg]
    return [(one.metric, one.on.isoformat(), one.value) for one in report.drafts]


def told(report: Report) -> list[tuple[int, str, str]]:  # type: ignore[type-arg]
    return [(row.line, row.verdict, row.why) for row in report.rows]


BOTH = [("M1", "2025-05-12", 91), ("M2", "2025-05-12", 7.5)]


@pytest.mark.parametrize(
    "text",
    [
        "date,M1,M2\n2025-05-12,91,7.5\n",
        "\ufeffDay;checkout downtime (min/week);m2 partner setups\r\n2025-05-12;91;7,5\r\n",
        "Week of\tM1\tPARTNER  SETUPS\n12 May 2025\t91 min/week\t7,5\n",
        "sep=;\nDatum;M1;M2\n2025-05-12;91;7,5\n",
        "date,metric,value\n2025-05-12,M1,91\n2025-05-12,partner setups,7.5\n",
        "KPI;Reading;measured_on;Comment\nCheckout downtime;91;May 12, 2025;x\nM2;7,5;20250512;\n",
        "M1,M2,date\n91,7.5,2025-05-12T09:30:00Z\n",
    ],
)
def test_every_usual_form_says_the_same(text: str, tmp_path: Path) -> None:
    report = read(tmp_path, text)
    assert taken(report) == BOTH
    assert report.count("refused") == 0


def test_a_note_comes_with_its_reading(tmp_path: Path) -> None:
    assert read(tmp_path, "date,metric,value,note\n2025-05-12,M1,91,new  gateway\n").drafts[0].note == "new gateway"


def test_a_day_that_could_be_two_is_asked(tmp_path: Path) -> None:
    text = "date,M1\n06/07/2025,91\n13/05/2025,92\n05/05/2025,93\n"
    report = read(tmp_path, text)
    assert told(report)[0] == (2, "refused", "06/07/2025 can be two days: say --dates dmy or --dates mdy")
    assert taken(report) == [("M1", "2025-05-13", 92), ("M1", "2025-05-05", 93)]
    assert taken(read(tmp_path, text, "dmy"))[0] == ("M1", "2025-07-06", 91)
    assert told(read(tmp_path, text, "mdy"))[1][2] == "13/05/2025 is no day of the calendar"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-05-12", date(2025, 5, 12)),
        ("2025/5/2", date(2025, 5, 2)),
        ("2025-05-12 00:00:00", date(2025, 5, 12)),
        ("2025-05-12T09:00:00.123+02:00", date(2025, 5, 12)),
        ("Mon, 12 May 2025", date(2025, 5, 12)),
        ("12-May-2025", date(2025, 5, 12)),
        ("Sept 3, 2025", date(2025, 9, 3)),
        ("31.12.2025", date(2025, 12, 31)),
        ("12/31/2025", date(2025, 12, 31)),
    ],
)
def test_a_sure_day_is_read(cell: str, day: date) -> None:
    assert day_reader(None)(cell) == day


@pytest.mark.parametrize("cell", ["02.03.2025", "1/2/25", "31/12/25", "2025-02-30", "45789", "soon", "2025-W20", "may"])
def test_a_day_that_is_not_sure_is_refused(cell: str) -> None:
    with pytest.raises(NoDay):
        day_reader(None)(cell)


@given(st.dates(date(1000, 1, 1)))
def test_a_day_written_either_way_round_comes_back(day: date) -> None:
    assert day_reader("dmy")(f"{day.day}/{day.month}/{day.year:04}") == day
    assert day_reader("mdy")(f"{day.month}.{day.day}.{day.year:04}") == day
    assert day_reader(None)(day.isoformat()) == day


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *[("91", 91), ("+91", 91), ("-3.50", -3.5), (".5", 0.5), ("91 %", 91), ("7 a month", 7), ("\u22123", -3)],
        *[("1,234.5", 1234.5), ("1 234", 1234), ("1\u202f234", 1234), ("1'234.5", 1234.5), ("1.234.567", 1234567)],
        *[("1.234", 1.234), ("1,234,567", 1234567)],
    ],
)
def test_a_number_in_a_table_parted_by_commas(cell: str, value: Number) -> None:
    found = Values([cell], comma_parts_cells=True).read(cell, "a month")
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "cell", ["1,5", "1,234", "=1+1", "inf", "-inf", "1e400", "0x10", "9" * 20, "1.2.3", "12 h", "1,23,456", "--5"]
)
def test_a_number_that_is_not_sure_is_refused(cell: str) -> None:
    with pytest.raises(NoValue):
        Values([cell], comma_parts_cells=True).read(cell)


def test_the_column_shows_what_its_commas_are() -> None:
    german = Values(["1,5", "1.234", "2"], comma_parts_cells=False)
    assert (german.read("1,234"), german.read("1.234,5")) == (1.234, 1234.5)
    with pytest.raises(NoValue, match="two ways"):
        german.read("1.234")
    english = Values(["1.5"], comma_parts_cells=False)
    with pytest.raises(NoValue, match="two ways"):
        english.read("1,234")


@given(st.decimals(-(10**6), 10**6, places=2))
def test_decimals_come_back_from_either_way_of_writing(value: object) -> None:
    written = f"{value}"
    assert Values([written], comma_parts_cells=True).read(written) == float(written)
    comma = written.replace(".", ",")
    assert Values([comma], comma_parts_cells=False).read(comma) == float(written)


@pytest.mark.parametrize("cell", ["", "  ", "-", "n/a", "NaN", "NULL", "\u2013"])
def test_what_stands_for_no_reading_is_skipped(cell: str, tmp_path: Path) -> None:
    assert says_nothing(cell)
    report = read(tmp_path, f"date,M1,M2\n2025-05-12,{cell},7\n")
    assert [row.verdict for row in report.rows] == ["skipped", "taken"]


def test_what_is_wrong_is_told_by_row(tmp_path: Path) -> None:
    text = (
        "date,M1,Foo,M2\n2025-05-12,91,1\n2025-05-12,91,1,7,extra\n,,,\n2025-05-13,91,1,7\n\n"
        "2025-05-13,91,1,8\n,5,5,5\n2025-05-14,ninety,1,\n"
    )
    assert told(read(tmp_path, text)) == [
        (1, "skipped", "no metric is called so"),
        (2, "refused", "3 cells, where the first line names 4 columns"),
        (3, "refused", "5 cells, where the first line names 4 columns"),
        (4, "skipped", "blank"),
        (5, "taken", ""),
        (5, "taken", ""),
        (7, "skipped", "line 5 says so already"),
        (7, "refused", "line 5 says 7 for the same day"),
        (8, "refused", "no day is given"),
        (9, "refused", "ninety is not a number"),
        (9, "skipped", "blank"),
    ]


def test_a_metric_nobody_knows_is_answered_with_the_nearest(tmp_path: Path) -> None:
    report = read(tmp_path, "date,metric,value\n2025-05-12,chekout downtime,91\n2025-05-12,M9,1\n")
    assert report.rows[0].why == "no metric is called chekout downtime: checkout downtime?"
    assert "no metric is called M9" in report.rows[1].why


def test_what_is_there_already_is_not_taken_twice_and_a_correction_says_so(tmp_path: Path) -> None:
    whole = room(readings=readings(91, 90, since=date(2025, 5, 12)))
    report = read(tmp_path, "date,M1\n2025-05-12,91\n2025-05-19,89\n2025-07-07,88\n", whole=whole)
    assert told(report) == [
        (2, "skipped", "is there already"),
        (3, "taken", "instead of 90, which is kept beside it"),
        (4, "taken", ""),
    ]
    assert report.rows[2].notes


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("M1,M2\n1,2\n", "no column is called Date"),
        ("date\n2025-05-12\n", "no column beside the day"),
        ("date,foo\n2025-05-12,1\n", "no metric is called foo"),
        ("date,M1,checkout downtime\n2025-05-12,1,2\n", "are both M1"),
        (b"date,M1\n2025-05-12,\xff\n", "not UTF-8"),
        ("date,M1\n2025-05-12,1\n".encode("utf-16"), "UTF-16"),
        ('date,M1\n2025-05-12,"1\n', "never closed"),
        ("date,M1\n" + "2025-05-12,1\n" * (MOST_READINGS + 1), "rows"),
        (b"date,metric,value\n" + b"2025-05-12,M1,1.25\n" * 10**6, "MB"),
    ],
)
def test_a_file_that_is_no_table_of_readings_is_one_sentence(text: str | bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused, match=why):
        read(tmp_path, text)


def test_two_metrics_of_one_name_are_told_apart_by_id(tmp_path: Path) -> None:
    twins = session(metrics=(metric(1), metric(2)))
    with pytest.raises(ConfigRefused, match="M1 and M2 are both called so"):
        read(tmp_path, "date,checkout downtime\n2025-05-12,1\n", whole=twins)
    assert taken(read(tmp_path, "date,M2\n2025-05-12,1\n", whole=twins)) == [("M2", "2025-05-12", 1)]


def test_nothing_that_a_terminal_would_obey_comes_in(tmp_path: Path) -> None:
    text = "date,metric,value,note\n2025-05-12,M1,91,a\x1b[31mb\u202e\n2025-05-12,x\x1b]0;t\x07,1,\n\x1b[2J,M1,1,\n"
    report = read(tmp_path, text)
    said = [report.drafts[0].note, *(part for row in report.rows for part in (row.what, row.why, row.key))]
    assert all(part.isprintable() for part in said), said


def test_a_hundred_thousand_rows_are_read_in_seconds(tmp_path: Path) -> None:
    days = [date(1990, 1, 1) + timedelta(days=day) for day in range(50_000)]
    text = "date,metric,value\n" + "".join(f"{day},M1,{day.day}.5\n{day},M2,{day.day}\n" for day in days)
    began = time.process_time()
    assert len(read(tmp_path, text).drafts) == 100_000
    assert time.process_time() - began < 10
