"""The tests are tested: each slip is put into a copy of the program, and the tests that are named for it must fail.

The suite tries the quick ones, and holds of all that they still fit; ``make soak`` tries all (docs/soak.md).
"""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.slips import SLIPS, Slip, row
from tests.running import ROOT

ALL = os.environ.get("ALIGNMENT_SLIPS") == "all"
TRIED = [slip for slip in SLIPS if ALL or slip.quick]
_COPIED = ("alignment_tui", "tests")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program and its tests once more: the same files under other names, one of which can be another file."""
    place = tmp_path_factory.mktemp("copy") / "program"
    place.mkdir()
    for path in ROOT.iterdir():
        if path.name in _COPIED:
            shutil.copytree(path, place / path.name, copy_function=_linked)
        elif not path.name.startswith("."):
            (place / path.name).symlink_to(path)
    return place


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_a_slip_fits_the_program_and_its_tests_are_there(slip: Slip) -> None:
    source = (ROOT / "alignment_tui" / slip.module).read_text(encoding="utf-8")
    assert source.count(slip.was) == 1, "this text is not there, or not once: the program has changed"
    assert ast.dump(ast.parse(slipped(source, slip))) != ast.dump(ast.parse(source))
    for test in slip.caught_by:
        path, _, name = test.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_the_page_lists_every_slip_and_what_finds_it() -> None:
    told = (ROOT / "docs" / "soak.md").read_text(encoding="utf-8").splitlines()
    assert told[told.index("| slip | found by |") + 2 :] == [row(slip) for slip in SLIPS]


@pytest.mark.parametrize("slip", TRIED, ids=lambda slip: slip.what)
def test_a_slip_is_caught_by_each_test_that_is_named_for_it(slip: Slip, copy: Path) -> None:
    module = copy / "alignment_tui" / slip.module
    source = module.read_text(encoding="utf-8")
    _put(module, slipped(source, slip))
    try:
        told = _tested(copy, slip.caught_by)
    finally:
        _put(module, source)
    failed = [line.removeprefix("FAILED ") for line in told.splitlines() if line.startswith("FAILED ")]
    assert "ERROR " not in told, told
    for test in slip.caught_by:
        assert any(line.startswith(test) for line in failed), f"{test} lets it pass:\n{told}"


@pytest.mark.skipif(not ALL, reason="the suite itself runs these tests")
def test_without_a_slip_they_pass_in_the_copy(copy: Path) -> None:
    tests = tuple(dict.fromkeys(test for slip in SLIPS for test in slip.caught_by))
    assert "FAILED" not in (told := _tested(copy, tests)), told
    assert " passed" in told


def slipped(source: str, slip: Slip) -> str:
    """Return the source of a module with the slip in it."""
    return source.replace(slip.was, slip.becomes)


def _tested(place: Path, tests: tuple[str, ...]) -> str:
    """Run tests of a copy on the program of that copy, and return what pytest told."""
    command = [sys.executable, "-m", "pytest", "-rfE", "--tb=line", "-p", "no:cacheprovider", *tests]
    around = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "ALIGNMENT_"))}
    done = subprocess.run(
        command,
        cwd=place,
        env={**around, "PYTHONPATH": str(place), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def _linked(source: str, place: str) -> None:
    """Give a file a second name; where that cannot be, copy it."""
    try:
        os.link(source, place)
    except OSError:
        shutil.copy2(source, place)


def _put(module: Path, source: str) -> None:
    """Put a text into the copy and nowhere else: the file's other name keeps the file as it was."""
    module.unlink()
    module.write_text(source, encoding="utf-8")
