"""OpenSLO's own files and schema, read from a copy of its project where there is one.

`ALIGNMENT_OPENSLO` names the git directories of copies of OpenSLO/OpenSLO and OpenSLO/go-sdk, parted as `PATH` is. They
are read where they are: nothing of them is in this repository, so without a copy these tests say that they did not run.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource

from alignment_tui.domain.records import ErrorBudget
from alignment_tui.domain.session import Session
from alignment_tui.exchange.openslo_export import as_openslo
from alignment_tui.exchange.openslo_import import read_budgets
from tests.exchange.openslo_facts import faults

COPIES = [place for place in os.environ.get("ALIGNMENT_OPENSLO", "").split(os.pathsep) if place]
SCHEMA = "schemas/v1/openslo.schema.json"
TODAY = date(2025, 3, 3)

pytestmark = pytest.mark.skipif(
    not COPIES, reason="NOT RUN: ALIGNMENT_OPENSLO names no copy of the OpenSLO project (CONTRIBUTING.md says how)"
)


def git(copy: str, *arguments: str) -> str:
    done = subprocess.run(["git", "--git-dir", copy, *arguments], capture_output=True, text=True, check=False)
    return done.stdout


def files() -> Iterator[tuple[str, str]]:
    """Every YAML file of the copies as they are now, and as they were when the schema was last there."""
    for copy in COPIES:
        for version in filter(None, ("HEAD", with_schema(copy))):
            for name in git(copy, "ls-tree", "-r", "--name-only", version).splitlines():
                if name.endswith((".yaml", ".yml")):
                    yield f"{version[:8]} {name}", git(copy, "show", f"{version}:{name}")


def with_schema(copy: str) -> str:
    removed = git(copy, "log", "-1", "--format=%H", "--diff-filter=D", "--", SCHEMA).strip()
    return f"{removed}^" if removed else ""


@cache
def schema() -> Draft7Validator:
    for copy in COPIES:
        version = with_schema(copy)
        if version:
            names = git(copy, "ls-tree", "-r", "--name-only", version, "schemas/v1").splitlines()
            parts = [json.loads(git(copy, "show", f"{version}:{name}")) for name in names]
            registry: Registry[Any] = Registry().with_resources(
                (part["$id"], Resource.from_contents(part)) for part in parts
            )
            whole = next(part for part in parts if part["$id"].endswith("openslo.schema.json"))
            return Draft7Validator(whole, registry=registry)
    raise AssertionError("none of the copies has the JSON schema in its history")


def test_every_slo_of_theirs_is_taken_or_refused_with_its_place(tmp_path: Path) -> None:
    verdicts: dict[str, int] = {"taken": 0, "skipped": 0, "refused": 0}
    for name, text in files():
        path = tmp_path / "theirs.yaml"
        path.write_text(text, encoding="utf-8")
        for row in read_budgets(path, Session(title="x"), TODAY).rows:
            verdicts[row.verdict] += 1
            if row.verdict == "refused":
                assert row.line and row.why, name
    assert verdicts["taken"] >= 15
    assert verdicts["skipped"] >= 20


@pytest.mark.parametrize("example", ["occurences-slo", "timeslices-slo", "ratio-timeslices"])
def test_their_examples_of_each_budgeting_method_are_taken(tmp_path: Path, example: str) -> None:
    found = [text for name, text in files() if name == f"HEAD examples/budgeting-method/{example}.yaml"]
    if not found:
        pytest.fail(f"the copies have no example {example}")
    path = tmp_path / "theirs.yaml"
    path.write_text(found[0], encoding="utf-8")
    report = read_budgets(path, Session(title="x"), TODAY)
    assert {row.verdict for row in report.rows} == {"taken"}


def test_their_schema_has_nothing_against_what_we_write() -> None:
    budgets = [
        ErrorBudget(id="C1", service="checkout", slo_percent=99.9, window_days=30),
        ErrorBudget(id="C2", service="Search & Find: 支付", slo_percent=99.5, window_days=28, since=date(2025, 2, 1)),
        ErrorBudget(id="C3", service="x" * 200, slo_percent=0.001, window_days=0.5, since=date(1, 1, 1)),
        ErrorBudget(id="C4", service="no", slo_percent=99.99999999999999, window_days=1 / 1440),
    ]
    for document in yaml.safe_load_all(as_openslo(budgets).text):
        assert [error.message for error in schema().iter_errors(document)] == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda it: it["metadata"].update(name="Not A Name"),
        lambda it: it["metadata"].update(displayName=""),
        lambda it: it["metadata"].update(annotations={"no good": "x"}),
        lambda it: it["spec"].update(service="Not a name"),
        lambda it: it["spec"].update(budgetingMethod="Guesswork"),
        lambda it: it["spec"].update(indicatorRef="?"),
        lambda it: it["spec"]["timeWindow"][0].update(duration="28 days"),
        lambda it: it["spec"]["timeWindow"][0].update(duration="0d"),
        lambda it: it["spec"]["timeWindow"][0]["calendar"].update(timeZone="UTC"),
        lambda it: it["spec"]["objectives"][0].update(target=1),
        lambda it: it["spec"].update(budgetingMethod="Timeslices"),
        lambda it: it.update(apiVersion="openslo/v2"),
    ],
)
def test_what_their_schema_refuses_our_facts_refuse(harm: Any) -> None:
    budget = ErrorBudget(id="C1", service="checkout", slo_percent=99.9, window_days=30, since=date(2025, 2, 1))
    document = yaml.safe_load(as_openslo([budget]).text)
    assert faults(document) == []
    harm(document)
    assert list(schema().iter_errors(document))
    assert faults(document)
