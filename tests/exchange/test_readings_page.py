"""The tables in docs/readings.md are read as the page says."""

import re
from datetime import date
from pathlib import Path

import pytest

from alignment_tui.exchange.readings_csv import read_readings
from tests.factories import metric, session
from tests.running import ROOT

PAGE = (ROOT / "docs" / "readings.md").read_text(encoding="utf-8")
TABLES = [block.replace("\n    ", "\n").strip() + "\n" for block in re.findall(r":\n\n((?:    .*\n)+)", PAGE)]
SHAPES = [table for table in TABLES if re.match(r"(?:date|Datum|week of)[,;\t]", table)]
ROOM = session(metrics=(metric(1), metric(2, name="partner setups", unit="a month")))


def test_the_page_shows_every_shape() -> None:
    assert [table.split("\n")[0] for table in SHAPES] == [
        *("date,M1,partner setups (a month)", "date,metric,value,note", "Datum;Kennzahl;Wert;Notiz", "week of\tM1\tM2"),
    ]


@pytest.mark.parametrize("table", SHAPES, ids=lambda table: table.split("\n")[0])
def test_a_shape_on_the_page_is_read(table: str, tmp_path: Path) -> None:
    path = tmp_path / "week.csv"
    path.write_text(table, encoding="utf-8")
    report = read_readings(path, ROOM, date(2025, 6, 30), "dmy" if "Datum" in table else None)
    assert report.count("refused") == 0
    assert (report.drafts[0].metric, report.drafts[0].on, report.drafts[0].value) == ("M1", date(2025, 6, 2), 88.5)
