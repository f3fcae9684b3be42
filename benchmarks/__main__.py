"""``make bench``: everything the docs promise of speed, each beside its floor in the same run.

Names of groups measure those alone: ``python -m benchmarks scorecard maps``. A whole run writes docs/benchmarks.md.
"""

import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import commands, keys, listing, maps, misses, papers, saving, scorecard, starting
from benchmarks.measuring import UNITS, Measured, Row, measure

GROUPS = {
    "commands": commands.rows,
    "starting": starting.rows,
    "keys": keys.rows,
    "maps": maps.rows,
    "scorecard": scorecard.rows,
    "saving": saving.rows,
    "listing": listing.rows,
    "papers": papers.rows,
}
PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_HEAD = """# How fast it is

Each figure stands beside a floor that was measured in the same run, in turns, so that a busy moment falls on both: a
bare program of the same library, the empty interpreter, or the plainest way to do the same. What is promised is the
ratio, since a figure in milliseconds is one of a machine. Medians; to repeat it, `make bench` on a machine that does
nothing else. The row of `list` needs taskwarrior (`task`), that of the PDF the part `[pdf]`; the rows of the start
read a process's time and memory from `/proc`, which is Linux. What does not depend on a clock is held by the tests: see
`tests/ui/test_cost.py`, `tests/test_house.py` and `tests/storage/test_saving.py`.

"""
_NOTES = """
**Stage to stage.** `switch_screen` puts two pages back that were painted before, in one colour. A stage is asked anew
each time what it says, since anything may have changed meanwhile, and only lines that say the same are not painted
again; most of the rest goes into the room that list and detail have there. So the row below it has the same done by the
plainest means: as many words in as many colours, painted anew.

**A reading in 1 MB.** Most of it is the edit of a list of 7 800 readings, whose keys are looked at once more, and what
that list says of each of fifteen metrics. The chart follows a frame later.

**A row down in the library.** The foot tells in the same frame how the session under the cursor stands, which a bare
DataTable does not.
"""


def main(names: list[str]) -> int:
    """Measure rows and print each as it comes; returns 1 where one is over its limit."""
    measured: list[tuple[Row, Measured | None]] = []
    print(f"{'':<44}{'ours':>10}{'theirs':>10}{'ratio':>8}{'at most':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in GROUPS.items():
            for row in rows(Path(folder)) if not names or name in names else ():
                found = None if row.missing else measure(row)
                measured.append((row, found))
                print(_line(row, found), flush=True)
    if not names:
        PAGE.write_text(_page(measured), encoding="utf-8")
    return 1 if any(_over(row, found) for row, found in measured) else 0


def _line(row: Row, found: Measured | None) -> str:
    if found is None:
        return f"{row.name:<44}not measured: {row.missing}"
    figures = f"{_figure(row, found.ours):>10}{_figure(row, found.theirs):>10}{found.ratio:>8.2f}{row.at_most:>9.2f}"
    return f"{row.name:<44}{figures}{'  OVER' if _over(row, found) else ''}   against {row.against}"


def _figure(row: Row, value: float) -> str:
    return f"{value / UNITS[row.unit]:.1f} {row.unit}"


def _over(row: Row, found: Measured | None) -> bool:
    return found is not None and found.ratio > row.at_most


def _row(row: Row, found: Measured | None) -> str:
    limit = f"{row.at_most:.2f}{', **over**' if _over(row, found) else ''}"
    if found is None:
        return f"| {row.name} | not measured: {row.missing} | | | {limit} | {row.against} |"
    figures = f"{_figure(row, found.ours)} | {_figure(row, found.theirs)} | {found.ratio:.2f}"
    return f"| {row.name} | {figures} | {limit} | {row.against} |"


def _page(measured: list[tuple[Row, Measured | None]]) -> str:
    lines = ["| what | ours | floor | ratio | at most | the floor |", "|---|---|---|---|---|---|"]
    lines += [_row(row, found) for row, found in measured]
    ran = f"Python {platform.python_version()} on {platform.system()}, {platform.machine()}"
    return _HEAD + f"Measured with {ran}.\n\n" + "\n".join(lines) + "\n" + misses.section(measured) + _NOTES


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
