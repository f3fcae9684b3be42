"""The memo as a file, by a whole process, against the bare program that makes such files of the same text."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measuring import Row, process
from benchmarks.starting import BARE
from tests.running import ALIGNMENT, environment

_SESSION = "checkout"


def rows(folder: Path) -> Iterator[Row]:
    """Yield a row for HTML and one for PDF; both sides begin with the words of one memo."""
    around = environment(folder)
    text = folder / "memo.md"
    subprocess.run([ALIGNMENT, "memo", _SESSION, "-o", text], env=around, cwd=folder, capture_output=True, check=True)
    forms = (("html", "markdown.py", "markdown_it", 1.5), ("pdf", "paper.py", "typst", 1.3))
    for ending, script, module, at_most in forms:
        ours = process([ALIGNMENT, "memo", _SESSION, "-o", folder / f"ours.{ending}"], around, folder)
        theirs = process([sys.executable, BARE / script, text, folder / f"theirs.{ending}"], around, folder)
        against = f"bare {module.replace('_', '-')} on the same text"
        missing = "" if find_spec(module) else f"no {module} here"
        yield Row(f"memo {_SESSION}, as {ending.upper()}", against, at_most, ours, theirs, missing=missing)
