"""Whole processes: what a command costs against an interpreter that does nothing."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row, process
from tests.running import ALIGNMENT, environment


def rows(folder: Path) -> Iterator[Row]:
    """Yield a row for each command that has to be quick."""
    around = environment(folder)
    nothing = process([sys.executable, "-I", "-c", "pass"], around, folder)
    for words, at_most in ((["--version"], 1.7), (["--help"], 5.5), (["memo", "checkout"], 9.0)):
        run = process([ALIGNMENT, *words], around, folder)
        yield Row(" ".join(words[:2]), "python -I -c pass", at_most, run, nothing)
