"""A program that gives mutants of session files to every command that reads, in one process, and holds what they do.

Run with the first mutant's number and how many: ``python -m tests.hostile.document_storm 17 1`` looks at one alone. It
prints what became of them, the slowest command and the memory, and fails with a line for each that did harm.
"""

import io
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alignment_tui.cli.run import run
from alignment_tui.domain.stages import STAGES
from alignment_tui.domain.text import visible
from alignment_tui.storage.reading import Stamp, encoded
from tests.driver import example
from tests.hostile.document_mutants import Mutant, mutants
from tests.hostile.words import forbidden_in

MOST_SECONDS = 2.0
MOST_BYTES = 300 * 2**20
SLUG = "mutant"


class Storm:
    """A folder with a good session and one mutant after another, and what was found wrong."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "sessions"
        self.file = self.folder / f"{SLUG}.json"
        self.folder.mkdir()
        (self.folder / "good.json").write_bytes(encoded(example("checkout")))
        self.outcomes: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.slowest = (0.0, "")
        self._now = ""

    def over(self, mutant: Mutant) -> None:
        """Let every command read one mutant."""
        self._now = f"mutant {mutant.number} ({visible(mutant.how)[:120]})"
        self.file.write_bytes(mutant.data)
        before = Stamp.of(self.file.stat())
        opened = self._opens()
        self.outcomes["opened" if opened else "refused"] += 1
        if opened:
            for command in self._reading():
                self._harmless(command, (0, 1) if command[0] in ("check", "verify", "export") else (0,))
        listed, _ = self._harmless(("list",), (0,))
        if "good" not in listed or SLUG not in listed:
            self._says("list does not name both")
        if self.file.read_bytes() != mutant.data or Stamp.of(self.file.stat()) != before:
            self._says("the file was changed by reading it")
        if {path.name for path in self.folder.iterdir()} != {"good.json", self.file.name}:
            self._says(f"something was written beside it: {sorted(path.name for path in self.folder.iterdir())}")

    def _opens(self) -> bool:
        out, told = self._harmless(("show", SLUG), (0, 1))
        if out:
            return True
        lines = told.splitlines()
        if len(lines) != 1 or not lines[0].startswith(f"alignment-tui: {self.file}: "):
            self._says(f"is not refused in one line with the path: {told[:300]!r}")
        return False

    def _reading(self) -> Iterator[tuple[str, ...]]:
        yield from (("show", SLUG, stage.slug) for stage in STAGES)
        yield from (("check", SLUG), ("verify", SLUG), ("log", SLUG), ("show", SLUG, "--json"))
        yield from (("memo", SLUG), ("memo", SLUG, "--madr"), ("memo", SLUG, "--json"), ("memo", SLUG, "--versions"))
        yield from (("memo", SLUG, "-o", str(self.home / f"memo.{ending}")) for ending in ("txt", "html"))
        yield from (("review", SLUG), ("score", SLUG), ("scorecards",))
        yield from (("export", SLUG, option) for option in ("--mermaid", "--openslo"))

    def _harmless(self, command: tuple[str, ...], codes: tuple[int, ...]) -> tuple[str, str]:
        """Run one command; returns what it wrote to standard output and to standard error."""
        began = time.process_time()
        with _streams() as (out, told):
            try:
                code = run([command[0], "--dir", str(self.folder), *command[1:]])
            except Exception as error:  # whatever it is, it is what is looked for
                code = -1
                self._says(f"{' '.join(command)}: {type(error).__name__}: {error}"[:400])
        took = time.process_time() - began
        self.slowest = max(self.slowest, (took, f"{' '.join(command)} of {self._now}"))
        wrote, said = _text(out), _text(told)
        if took > MOST_SECONDS:
            self._says(f"{' '.join(command)} took {took:.1f} s")
        if code not in codes and code != -1:
            self._says(f"{' '.join(command)} exits with {code}: {said[:300]!r}")
        if bad := forbidden_in(wrote) or forbidden_in(said):
            self._says(f"{' '.join(command)} writes {bad}")
        for path in self.home.glob("memo.*"):
            if bad := forbidden_in(path.read_text("utf-8")):
                self._says(f"{path.name} has {bad}")
            path.unlink()
        return wrote, said

    def _says(self, what: str) -> None:
        self.wrong.append(f"{self._now}: {what}")


@contextmanager
def _streams() -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Give both streams as pipes have them, and take them away."""
    own = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    try:
        yield sys.stdout, sys.stderr
    finally:
        sys.stdout, sys.stderr = own


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def _peak_bytes() -> int:
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024


def main(first: int, count: int) -> int:
    """Let the mutants pass, and say what became of them."""
    with TemporaryDirectory() as place:
        home = Path(os.path.realpath(place))
        os.chdir(home)
        os.environ.update({f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "STATE", "CACHE", "CONFIG")})
        os.environ.update(ALIGNMENT_DEBUG="1", ALIGNMENT_WHO="Kim", HOME=str(home))
        storm = Storm(home)
        for mutant in mutants(first, count):
            storm.over(mutant)
    peak = _peak_bytes()
    if peak > MOST_BYTES:
        storm.wrong.append(f"{peak / 2**20:.0f} MB were taken")
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(storm.outcomes.items()))
    sys.stdout.write(f"{told}; slowest {storm.slowest[0]:.2f} s, {storm.slowest[1]}; peak {peak / 2**20:.0f} MB\n")
    sys.stderr.write("".join(f"{line}\n" for line in storm.wrong))
    return 1 if storm.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
