"""`make bench`: every figure we hold ourselves to, measured now; exit 1 when one is over its limit."""

import sys
import tempfile
from pathlib import Path

from benchmarks import commands, keys, maps, saving, scorecard, starting
from benchmarks.measuring import measure

GROUPS = (commands.rows, starting.rows, keys.rows, maps.rows, scorecard.rows, saving.rows)


def main() -> int:
    """Measure every row and print it as it comes."""
    over = 0
    print(f"{'':<44}{'ours':>10}{'theirs':>10}{'ratio':>8}{'at most':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for group in GROUPS:
            for row in group(Path(folder)):
                found = measure(row)
                over += found.ratio > row.at_most
                mark = "" if found.ratio <= row.at_most else "  OVER"
                print(
                    f"{row.name:<44}{found.ours * 1000:>7.1f} ms{found.theirs * 1000:>7.1f} ms"
                    f"{found.ratio:>8.2f}{row.at_most:>9.2f}{mark}   against {row.against}",
                    flush=True,
                )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
