"""The figures of a stream, from the lines that people type to the JSON that a program reads."""

import json
import re
from pathlib import Path
from typing import Any

from tests.running import alignment

# The stream of Martin and Osterling's terms that everything is held to: PT and LT in work minutes.
GOLDEN = (
    "stream Checkout for shoppers: pay without waiting, from launch",
    "Intake 30m/960m 80% people",
    "Design 240m/2400m 70% people",
    "Build 960m/2880m 90% process",
    "Deploy 60m/1440m 95% technology",
    "Build -> Design 10%",
)


def captured(home: Path, *lines: str) -> None:
    alignment("new", "Figures", home=home)
    done = alignment("capture", "figures", "value-stream", *lines, home=home)
    assert done.returncode == 0, done.stderr


def figures(home: Path) -> dict[str, dict[str, Any]]:
    done = alignment("show", "figures", "value-stream", "--json", home=home)
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)["figures"]
    return found


def test_the_golden_stream_unrounded(tmp_path: Path) -> None:
    captured(tmp_path, *GOLDEN)
    assert figures(tmp_path) == {
        "V1": {
            "total_process_time_minutes": 1290,
            "total_lead_time_minutes": 7680,
            "activity_ratio": 0.16796875,
            "rolled_percent_complete_accurate": 0.4788,
            "expected_rework_lead_time_minutes": 528,
            "incomplete": [],
            "worst_wait": {"step": "Design", "minutes": 2160, "share": 2160 / 6390},
        }
    }


def test_what_is_missing_is_named_and_never_summed(tmp_path: Path) -> None:
    captured(tmp_path, *GOLDEN, "Design ?/2400m", "stream Empty for nobody: at once, today")
    found = figures(tmp_path)
    assert found["V1"]["total_process_time_minutes"] is None
    assert found["V1"]["activity_ratio"] is None
    assert found["V1"]["worst_wait"] is None
    assert found["V1"]["total_lead_time_minutes"] == 7680
    assert found["V1"]["incomplete"] == ["Design has no process time"]
    assert found["V2"]["incomplete"] == ["Empty has no steps yet"]
    assert [name for name, value in found["V2"].items() if value is not None] == ["incomplete"]


def test_a_future_state_has_figures_of_its_own(tmp_path: Path) -> None:
    captured(tmp_path, *GOLDEN, "future V1", "V2 Design 240m/480m 70%")
    found = figures(tmp_path)
    assert (found["V1"]["total_lead_time_minutes"], found["V2"]["total_lead_time_minutes"]) == (7680, 5760)
    text = " ".join(alignment("show", "figures", "value-stream", home=tmp_path).stdout.split())
    assert "Against V1: lead time 16 d -> 12 d, 4 d less" in text


def test_show_draws_the_map_under_the_steps(tmp_path: Path) -> None:
    captured(tmp_path, *GOLDEN)
    shown = alignment("show", "figures", "value-stream", home=tmp_path, COLUMNS="80").stdout.splitlines()
    assert any(re.fullmatch("people +╌+▸\\[Intake\\]╍+▸\\[Design\\]╮", line) for line in shown)
    assert any("10 %" in line and "╯" in line for line in shown)
    assert max(map(len, shown)) <= 80
    assert "Rework adds 1.1 d on average: 10 % go back from Build to Design." in " ".join(" ".join(shown).split())
