"""The house rules that no linter knows: who imports what, what loads when, and what is shipped."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from alignment_tui.version import VERSION
from tests.running import ALIGNMENT, ROOT, loaded_modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
SOURCES = sorted((ROOT / "alignment_tui").rglob("*.py"))

INTERFACE = {"textual", "rich", "textual_plotext", "plotext"}
MAY_LOAD = {"doctor": {"yaml"}, "check": {"typst"}}
"""What a command has to load for its work: it looks at the settings one wrote; only Typst can count pages."""
HEAVY = {"jinja2", "markdown_it", "typst", "icalendar", "plotext", "yaml", "asyncio"}


def test_import_contracts_hold() -> None:
    done = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_package_itself_imports_nothing() -> None:
    tree = ast.parse((ROOT / "alignment_tui" / "__init__.py").read_text())
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize(
    "command",
    [
        *("--version", "-h", "list", "show", "capture", "check", "memo", "sign", "verify", "import", "export"),
        *("schema", "doctor", "new"),
    ],
)
def test_no_command_but_the_interface_loads_it(command: str, tmp_path: Path) -> None:
    table = tmp_path / "requests.csv"
    table.write_text("summary,reporter\nA sandbox that resets itself,Ana\n")
    arguments = {
        "show": ["show", "checkout", "metrics"],
        "capture": ["capture", "checkout", "park: a thought"],
        "check": ["check", "checkout"],
        "memo": ["memo", "checkout"],
        "sign": ["sign", "checkout", "--as", "Ana", "--aside"],
        "verify": ["verify", "checkout"],
        "import": ["import", "checkout", str(table)],
        "export": ["export", "checkout", "--mermaid"],
        "new": ["new", "Something"],
    }.get(command, [command])
    modules = loaded_modules(arguments, tmp_path)
    assert not modules & INTERFACE
    assert not modules & (HEAVY - MAY_LOAD.get(command, set()))


SAVING = {"folder", "tables", "history_keeping", "journal", "hashing", "trash", "backups"}
LISTING = {"library", "library_table", "index", "heads"}
WRITING = {"durable", "lock"}
LOOKING = {"flow", "fingerprints", "readiness", "request_findings", "stream_findings", "metric_findings"}
LEFT_ALONE = {
    "memo": {
        *(f"alignment_tui.storage.{module}" for module in SAVING | LISTING | WRITING),
        *(f"alignment_tui.domain.{module}" for module in LOOKING),
        *(
            "alignment_tui.domain.changes",
            "alignment_tui.domain.attending",
            "alignment_tui.domain.ssh_signature",
            "alignment_tui.domain.phrases",
        ),
        *("alignment_tui.documents.text", "alignment_tui.documents.value_stream_map", "calendar"),
    },
    "show": {f"alignment_tui.storage.{module}" for module in SAVING | LISTING | WRITING},
    "check": {f"alignment_tui.storage.{module}" for module in SAVING | LISTING | WRITING},
    "export": {f"alignment_tui.storage.{module}" for module in SAVING | LISTING | WRITING},
    "list": {
        *(f"alignment_tui.storage.{module}" for module in SAVING),
        *("alignment_tui.domain.changes", "alignment_tui.domain.sign_off", "alignment_tui.domain.attending"),
    },
}
"""What a command leaves alone: to read is not to list, to list not to save, and an accepted memo has nothing open."""


@pytest.mark.parametrize("command", LEFT_ALONE)
def test_a_command_loads_nothing_of_what_others_do(command: str, tmp_path: Path) -> None:
    arguments = {"list": ["list"], "export": ["export", "checkout", "--mermaid"]}.get(command, [command, "checkout"])
    assert not loaded_modules(arguments, tmp_path) & LEFT_ALONE[command]


def test_the_version_is_answered_before_click_is_imported(tmp_path: Path) -> None:
    modules = loaded_modules(["--version"], tmp_path)
    assert not modules & {"click", "msgspec", "tinydb", "platformdirs", "importlib.metadata", "pathlib"}


def test_help_imports_no_command(tmp_path: Path) -> None:
    modules = loaded_modules(["-h"], tmp_path)
    assert not modules & {
        "msgspec.json",
        "tinydb",
        "platformdirs",
        "alignment_tui.storage",
        "alignment_tui.domain.session",
    }


def test_what_is_imported_is_declared_and_pinned() -> None:
    declared = {_name(entry) for entry in PROJECT["project"]["dependencies"]}
    extras = PROJECT["project"]["optional-dependencies"]
    optional = {_name(entry) for part in ("pdf", "ical", "templates") for entry in extras[part]}
    used = {name for path in SOURCES for name in _outside(path)}
    assert used - declared - optional - {"rich"} == set()
    pinned = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    development = {_name(entry) for entry in extras["dev"]}
    assert (declared | optional | development) - pinned == set()


def test_the_wheel_has_everything_the_program_reads(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    wanted = {path.relative_to(ROOT).as_posix() for path in SOURCES} | {"alignment_tui/py.typed"}
    for folder, pattern in (("sessions", "*.json"), ("themes", "*.yaml")):
        wanted |= {f"alignment_tui/{folder}/{path.name}" for path in (ROOT / folder).glob(pattern)}
    inside = {path.relative_to(ROOT).as_posix() for path in (ROOT / "alignment_tui").rglob("*.yaml")}
    inside |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "alignment_tui").rglob("*.tcss")}
    assert wanted | inside <= names


@pytest.mark.parametrize(
    "program", [[sys.executable, "-m", "alignment_tui"], [ALIGNMENT], [ALIGNMENT.with_name("align")]]
)
def test_every_way_in_is_the_same_program(program: list[str | Path]) -> None:
    done = subprocess.run([*program, "--version"], capture_output=True, text=True)
    assert done.stdout == f"alignment-tui {VERSION}\n"


def _name(requirement: str) -> str:
    return next(requirement[:at] for at, char in enumerate(requirement) if char in "<>=!~[;").strip().lower()


def _outside(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    tops = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"alignment_tui"}
    return {{"yaml": "pyyaml"}.get(top, top.replace("_", "-")) for top in tops}


def test_every_test_that_is_said_to_hold_a_promise_is_there() -> None:
    rows = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    folder = ROOT
    for named in re.findall(r"`([a-z_/]+(?:\.py|/))`", "".join(rows)):
        folder = (ROOT / named).parent if named.startswith("tests/") else folder
        assert (folder / Path(named).name).exists(), named
