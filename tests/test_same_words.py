"""What cannot be is refused with the same words, whichever way it comes in: line, form, import or file."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.constraint_findings import constraint_findings
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Capacity, ErrorBudget, Metric, Order, Part, Request, StageSlug, Step, Stream
from alignment_tui.exchange.openslo_import import read_budgets
from alignment_tui.exchange.requests_csv import read_requests
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.refusals import Refusal
from alignment_tui.ui.dialogs.form_draft import Blank, Draft, Unreadable
from alignment_tui.ui.dialogs.form_links import Links
from alignment_tui.ui.dialogs.form_saving import saved
from tests.capture.room import TODAY, filled


class Bad(Struct, frozen=True):
    """One thing that cannot be, in every way it can be said."""

    words: str
    stage: StageSlug
    line: str
    form: tuple[type[Part], str, dict[str, str]]
    file: str


def step(figures: str) -> str:
    return f'"streams": [{{"id": "V1", "name": "s", "steps": [{{"id": "V1.1", "name": "Build", {figures}}}]}}]'


def budget(slo: str, days: str) -> str:
    figures = f'"slo_percent": {slo}, "window_days": {days}'
    return f'"constraints": [{{"kind": "slo", "id": "C1", "service": "x", {figures}}}]'


BAD = {
    "process time over lead time": Bad(
        "Build: process time is longer than lead time, of which it is a part",
        "value-stream",
        "V1 Build 6d/2d",
        (Step, "V1.4", {"name": "Build", "process_time_minutes": "6d", "lead_time_minutes": "2d"}),
        step('"process_time_minutes": {"typical": 2880}, "lead_time_minutes": {"typical": 960}'),
    ),
    "%C/A of 140": Bad(
        "Build: %C/A of 140 is more than everything: 0 to 100",
        "value-stream",
        "V1 Build 1d/2d 140%",
        (Step, "V1.4", {"name": "Build", "percent_complete_accurate": "140"}),
        step('"percent_complete_accurate": {"typical": 140}'),
    ),
    "a negative time": Bad(
        "an estimate cannot be negative",
        "value-stream",
        "V1 Build -2d/3d",
        (Step, "V1.4", {"name": "Build", "process_time_minutes": "-2d"}),
        step('"process_time_minutes": {"typical": -960}'),
    ),
    "a negative capacity": Bad(
        "capacity cannot be negative",
        "constraints",
        "capacity -3pw",
        (Capacity, "C9", {"person_weeks": "-3"}),
        '"constraints": [{"kind": "capacity", "id": "C1", "person_weeks": -3}]',
    ),
    "1e999": Bad(
        "1e999 is larger than a number can be",
        "metrics",
        "M1 target 1e999",
        (Metric, "M9", {"name": "x", "target": "1e999"}),
        '"metrics": [{"id": "M1", "name": "x", "target": 1e999}]',
    ),
    "an SLO of 100 %": Bad(
        "an SLO of 100 % leaves no budget: every change breaks it",
        "constraints",
        "slo x 100% 30d",
        (ErrorBudget, "C9", {"service": "x", "slo_percent": "100", "window_days": "30"}),
        budget("100", "30"),
    ),
    "a window of 0": Bad(
        "an SLO's window cannot be 0: give it days, such as 30d",
        "constraints",
        "slo x 99.9% 0d",
        (ErrorBudget, "C9", {"service": "x", "slo_percent": "99.9", "window_days": "0"}),
        budget("99.9", "0"),
    ),
    "a circle of one": Bad(
        "R1 cannot come before itself",
        "constraints",
        "R1 before R1",
        (Order, "C9", {"first": "R1", "then": "R1"}),
        '"stakeholders": [{"id": "S1", "name": "A"}], "requests": [{"id": "R1", "asker": "S1", "words": "x"}], '
        '"constraints": [{"kind": "order", "id": "C1", "first": "R1", "then": "R1"}]',
    ),
    "an empty name": Bad(
        "the stream's name is missing",
        "value-stream",
        "stream",
        (Stream, "V9", {"name": " "}),
        '"streams": [{"id": "V1", "name": " "}]',
    ),
    "an empty metric": Bad(
        "the metric's name is missing",
        "metrics",
        "metric:",
        (Metric, "M9", {"name": ""}),
        '"metrics": [{"id": "M1", "name": ""}]',
    ),
}


def said_by_form(kind: type[Part], own: str, texts: dict[str, str]) -> str:
    draft = Draft(Blank(kind=kind, given={"id": own}), Links(filled("requests").session, today=TODAY))
    draft.texts |= {field.path: texts[field.path[-1]] for field in draft.fields if field.path[-1] in texts}
    with pytest.raises(Unreadable) as refused:
        draft.build()
    return str(refused.value)


def said_by_file(folder: Path, fields: str) -> str:
    (folder / "bad.json").write_text(
        f'{{"format": 1, "rev": 0, "last_ids": {{}}, "session": {{"title": "t", {fields}}}}}'
    )
    with pytest.raises(Refusal) as refused:
        Sessions(folder).load("bad")
    return str(refused.value)


@pytest.mark.parametrize("name", BAD)
def test_line_form_and_file_refuse_with_the_same_words(tmp_path: Path, name: str) -> None:
    bad = BAD[name]
    assert bad.words in said_by_form(*bad.form)
    assert bad.words in said_by_file(tmp_path, bad.file)
    assert bad.words.casefold() in filled(bad.stage).refusal(bad.line).casefold()


SLO = """
apiVersion: openslo/v1
kind: SLO
metadata: {name: x}
spec:
  service: x
  budgetingMethod: Occurrences
  timeWindow: [{duration: DAYS, isRolling: true}]
  objectives: [{target: TARGET}]
"""


@pytest.mark.parametrize(
    ("target", "days", "name"), [("1.0", "30d", "an SLO of 100 %"), ("0.999", "0d", "a window of 0")]
)
def test_an_imported_objective_is_refused_with_the_same_words(
    tmp_path: Path, target: str, days: str, name: str
) -> None:
    file = tmp_path / "slo.yaml"
    file.write_text(SLO.replace("TARGET", target).replace("DAYS", days))
    (row,) = read_budgets(file, filled("constraints").session, date(2025, 3, 3)).rows
    assert (row.verdict, BAD[name].words in row.why) == ("refused", True), row


def test_an_imported_request_is_refused_with_the_words_of_a_record(tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("Key,Summary,Reporter\nA-1,,Ana\n")
    (row,) = read_requests(file, filled("requests").session).rows
    with pytest.raises(RuleBroken) as refused:
        Request(id="R1", asker="S1", words="")
    assert (row.verdict, row.why) == ("refused", str(refused.value))


CIRCLE = "the order goes in a circle: R1 before R2 before R1"


def test_a_circle_is_refused_where_it_is_said_and_named_where_it_came_with_a_file() -> None:
    room = filled("constraints")
    room.say("R1 before R2")
    assert CIRCLE.casefold() in room.refusal("R2 before R1").casefold()
    closing = Order(id="C9", first="R2", then="R1")
    with pytest.raises(RuleBroken, match=re.escape(CIRCLE)):
        saved(room.session, Blank(kind=Order), closing)
    merged = replace(room.session, constraints=(*room.session.constraints, closing))
    assert CIRCLE in [one.message for one in constraint_findings(merged)]


def test_a_circle_that_stands_can_be_mended_by_a_form() -> None:
    room = filled("constraints")
    orders: tuple[Any, ...] = (Order(id="C8", first="R1", then="R2"), Order(id="C9", first="R2", then="R1"))
    standing = replace(room.session, constraints=(*room.session.constraints, *orders))
    mended = saved(standing, orders[1], replace(orders[1], first="R1", then="R3"))
    assert not [one for one in constraint_findings(mended) if one.code == "cycle"]
