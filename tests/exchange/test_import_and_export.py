"""`import` and `export`: one change, a report by row, honest exit codes, and nothing half taken."""

import json
from pathlib import Path
from typing import Any

import pytest

from alignment_tui.cli import import_edits
from alignment_tui.domain.document import Document
from alignment_tui.domain.records import ErrorBudget, Platform
from alignment_tui.domain.session import Session
from alignment_tui.editing.workspace import Workspace
from alignment_tui.exchange.openslo_import import BudgetDraft
from alignment_tui.exchange.openslo_origin import Origin
from alignment_tui.exchange.requests_csv import RequestDraft
from tests import factories
from tests.running import alignment, loaded_modules

NAME = "spring-sale"
TICKETS = (
    "Summary,Issue key,Reporter,Status\n"
    "No outage,PAY-1,Ana,To Do\n"
    ",PAY-2,Raj,To Do\n"
    "Old,PAY-3,Raj,Done\n"
    "Branding,PAY-4,Raj,To Do\n"
)
SLO = """\
apiVersion: openslo/v1
kind: Service
metadata: {name: checkout}
spec: {}
---
apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout-up}
spec:
  service: checkout
  indicatorRef: good-requests
  timeWindow: [{duration: 4w, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert alignment("new", "Spring sale", home=tmp_path).stdout == f"{NAME}\n"
    (tmp_path / "tickets.csv").write_text(TICKETS)
    (tmp_path / "slo.yaml").write_text(SLO)
    return tmp_path


def document(home: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(next(home.rglob(f"{NAME}.json")).read_text())
    return data


def test_tickets_are_taken_as_one_change_and_told_row_by_row(home: Path) -> None:
    done = alignment("import", NAME, "tickets.csv", home=home)
    assert done.stdout.splitlines() == [
        "taken    line 2     R1    Ana: No outage",
        "skipped  line 4           Raj: Old: it is Done",
        "taken    line 5     R2    Raj: Branding",
    ]
    assert done.stderr.splitlines() == [
        "tickets.csv, line 3, Summary: what was said is missing",
        "2 taken, 1 skipped, 1 refused",
    ]
    assert done.returncode == 1
    kept = document(home)
    assert kept["rev"] == 1
    assert [request["words"] for request in kept["session"]["requests"]] == ["No outage", "Branding"]
    assert {request["creator"] for request in kept["session"]["requests"]} == {"Kim"}


def test_the_same_file_again_takes_nothing(home: Path) -> None:
    alignment("import", NAME, "tickets.csv", home=home)
    before = document(home)
    again = alignment("import", NAME, "tickets.csv", home=home)
    assert "PAY-1 is R1 already" in again.stdout
    assert document(home) == before
    assert alignment("import", NAME, "slo.yaml", home=home).returncode == 0
    assert alignment("import", NAME, "slo.yaml", home=home).returncode == 0
    assert document(home)["rev"] == before["rev"] + 1


@pytest.mark.parametrize("option", ["--dry-run", "--all-or-nothing"])
def test_nothing_is_taken_when_that_was_asked(home: Path, option: str) -> None:
    before = document(home)
    done = alignment("import", NAME, "tickets.csv", option, home=home)
    assert done.returncode == 1
    assert "taken    line 2           Ana: No outage" in done.stdout
    assert "nothing" in done.stderr
    assert document(home) == before


def test_a_dry_run_on_an_example_makes_no_copy(home: Path) -> None:
    done = alignment("import", "checkout", "slo.yaml", "--dry-run", home=home)
    assert (done.returncode, "copied" in done.stderr) == (0, False)
    assert not list(home.rglob("checkout.json"))


def test_the_report_as_json(home: Path) -> None:
    done = alignment("import", NAME, "slo.yaml", "--json", home=home)
    report = json.loads(done.stdout)
    rows = report.pop("rows")
    assert report == {"file": "slo.yaml", "form": "openslo", "saved": True, "taken": 1, "skipped": 1, "refused": 0}
    assert [(row["line"], row["verdict"], row["id"]) for row in rows] == [(1, "skipped", ""), (6, "taken", "C1")]
    assert rows[1]["what"] == "checkout 99.9 % over 28 d, rolling"
    assert rows[1]["notes"][0].startswith("Occurrences counts events")


def test_an_option_says_what_the_file_is(home: Path) -> None:
    (home / "tickets.export").write_text(TICKETS)
    assert alignment("import", NAME, "tickets.export", home=home).returncode == 2
    assert alignment("import", NAME, "tickets.export", "--csv", home=home).stdout.count("taken") == 2
    assert alignment("import", NAME, "slo.yaml", "--asker", "Ana", home=home).returncode == 2


def test_who_asks_and_what_is_closed_can_be_said(home: Path) -> None:
    (home / "board.tsv").write_text("Title\tAssignees\tStatus\nOne\tx\tTodo\nTwo\tx\tDone\n")
    assert alignment("import", NAME, "board.tsv", home=home).returncode == 1
    done = alignment("import", NAME, "board.tsv", "--asker", "Ana", "--closed", home=home)
    assert (done.returncode, done.stdout.count("taken")) == (0, 2)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfeS\x00", b"Foo,Bar\n1,2\n", b'Summary\n"x', b"kind: SLO\n\tx: 1", b"a: &a [*a, !x y]"]
)
@pytest.mark.parametrize("name", ["file.csv", "file.yaml"])
def test_a_file_that_cannot_be_read_is_one_line_and_changes_nothing(home: Path, name: str, content: bytes) -> None:
    before = document(home)
    (home / name).write_bytes(content)
    done = alignment("import", NAME, name, home=home)
    assert (done.returncode, document(home)) == (1, before)
    assert 1 <= done.stderr.count("\n") <= 2
    assert "Traceback" not in done.stderr and "error of the program" not in done.stderr


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere.yaml", "."])
def test_no_such_file(home: Path, name: str) -> None:
    done = alignment("import", NAME, name, "--csv" if name == "." else "--json", home=home)
    assert done.returncode in (1, 2)
    assert done.stderr.count("\n") == 1


def test_hostile_rows_reach_no_terminal(home: Path) -> None:
    (home / "bad.csv").write_text("Summary,Reporter,Status\nred\x1b[31m,A\u202ena,\n=x\x1b[2J,Li,\nold,Li,Done\x07\n")
    for more in ([], ["--json"]):
        done = alignment("import", NAME, "bad.csv", *more, home=home)
        for line in (done.stdout + done.stderr).splitlines():
            assert line.isprintable(), line


def test_a_session_goes_out_and_its_budgets_come_back(home: Path) -> None:
    alignment("capture", NAME, "constraints", "slo Checkout API 99.95% 30d spent 5m", home=home)
    written = alignment("export", NAME, "--openslo", home=home)
    assert written.returncode == 0, written.stderr
    (home / "out.yaml").write_text(written.stdout)
    back = alignment("import", NAME, "out.yaml", home=home)
    assert (back.returncode, back.stdout.split(": ")[-1]) == (0, "C1 says so already\n")


@pytest.mark.parametrize("slug", ["checkout", "free-threaded-python"])
def test_an_example_goes_to_mermaid_by_the_ending_of_the_file(home: Path, slug: str) -> None:
    done = alignment("export", slug, "-o", "map.mmd", home=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "written to map.mmd\n")
    written = (home / "map.mmd").read_text()
    assert written.startswith("flowchart LR\n")
    assert alignment("export", slug, "--mermaid", home=home).stdout == written


def test_one_stream_of_several(home: Path) -> None:
    chart = alignment("export", "checkout", "--mermaid", "--stream", "v2", home=home).stdout
    assert "V2_1" in chart and "V1_1" not in chart
    for wrong, code in (("V9", 1), ("R1", 1)):
        assert alignment("export", "checkout", "--mermaid", "--stream", wrong, home=home).returncode == code
    assert alignment("export", "checkout", "--openslo", "--stream", "V1", home=home).returncode == 2


def test_what_is_not_there_and_what_was_not_said(home: Path) -> None:
    for arguments, code in (
        (("export", NAME), 2),
        (("export", NAME, "-o", "x.txt"), 2),
        (("export", NAME, "--mermaid"), 1),
        (("export", NAME, "--openslo"), 1),
        (("export", "nobody", "--openslo"), 1),
        (("import", "nobody", "tickets.csv"), 1),
        (("import", NAME), 2),
    ):
        done = alignment(*arguments, home=home)
        assert (done.returncode, done.stdout) == (code, ""), arguments
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "reads_yaml"),
    [
        (["import", "checkout", "slo.yaml", "--dry-run"], True),
        (["import", "checkout", "tickets.csv", "--asker", "Ana", "--dry-run"], False),
        (["export", "checkout", "--openslo"], True),
        (["export", "checkout", "--mermaid"], False),
    ],
)
def test_no_interface_is_loaded_and_yaml_only_where_it_is_read(
    tmp_path: Path, arguments: list[str], reads_yaml: bool
) -> None:
    (tmp_path / "slo.yaml").write_text(SLO)
    (tmp_path / "tickets.csv").write_text(TICKETS)
    modules = loaded_modules(arguments, tmp_path)
    assert not modules & {"textual", "rich", "jinja2", "asyncio"}
    assert ("yaml" in modules) is reads_yaml


def test_an_import_is_one_undo() -> None:
    base = factories.session()
    workspace = Workspace(Document(session=base), who="Kim")
    drafts = [
        RequestDraft(asker="ana", words="one", ticket="A-1"),
        RequestDraft(asker="S9", words="two"),
        RequestDraft(asker="s9", words="three"),
    ]
    workspace.apply(import_edits.take_requests(drafts), "import", now=factories.SIGNED_AT, today=factories.TODAY)
    taken = workspace.session
    assert [(it.id, it.asker, it.extra) for it in taken.requests] == [
        ("R1", "S1", {"ticket": "A-1"}),
        ("R2", "S4", {}),
        ("R3", "S4", {}),
    ]
    assert taken.person("S4").name == "S9"
    assert all(it.created == factories.SIGNED_AT and it.creator == "Kim" for it in taken.requests)
    workspace.undo(factories.SIGNED_AT)
    assert workspace.session == base


def test_budgets_are_added_or_said_anew_and_what_is_spent_stays() -> None:
    base = factories.session(
        constraints=(
            Platform(id="C1", text="no theming"),
            ErrorBudget(id="C2", service="search", slo_percent=99, window_days=7, spent_minutes=5, extra={"mine": 1}),
        )
    )
    drafts = [
        BudgetDraft(
            service="Search", slo_percent=99.5, window_days=28, since=None, origin=Origin(name="s"), standing="C2"
        ),
        BudgetDraft(service="checkout", slo_percent=99.9, window_days=30, since=None, origin=Origin(name="c")),
    ]
    workspace = Workspace(Document(session=base))
    workspace.apply(import_edits.take_budgets(drafts), "import", now=factories.SIGNED_AT, today=factories.TODAY)
    again, new = workspace.session.constraints[1:]
    assert isinstance(again, ErrorBudget) and isinstance(new, ErrorBudget)
    assert (again.service, again.slo_percent, again.spent_minutes) == ("Search", 99.5, 5)
    assert again.extra["mine"] == 1
    assert (new.id, new.service) == ("C3", "checkout")
    workspace.undo(factories.SIGNED_AT)
    assert workspace.session == base


def test_a_budget_makes_none_of_them_untrue() -> None:
    draft = BudgetDraft(service="a", slo_percent=99, window_days=7, since=None, origin=Origin(name="a"))
    session = Session(title="x", no_constraints=("slo", "risk"))
    workspace = Workspace(Document(session=session))
    workspace.apply(import_edits.take_budgets([draft]), "import", now=factories.SIGNED_AT, today=factories.TODAY)
    assert workspace.session.no_constraints == ("risk",)
