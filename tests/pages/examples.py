"""The example sessions, made from the capture files in tests/cases, the same to the byte every time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from alignment_tui.capture.script import Accepted, read_script
from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.editing.workspace import Workspace
from alignment_tui.storage.reading import encoded

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*.txt"))
STREAMS = tuple(
    Path(__file__).with_name("streams") / f"{count}-steps.txt" for count in ("three", "eight", "twenty-five")
)
"""Value streams of so many steps, to look at and to measure; they are no examples."""


def example_bytes(case: Path) -> bytes:
    """Return the session file that a capture file becomes.

    Its head tells `# title:` and `# note:`; `# on: DATE` lines say on which day what follows was said. For the
    program these are comments.
    """
    return encoded(example(case))


def example(case: Path) -> Document:
    """Return the document that a capture file becomes; raises `AssertionError` when a line is refused."""
    lines = case.read_text(encoding="utf-8").splitlines()
    clock = _Clock(date.fromisoformat(_head(lines, "on")))
    session = Session(title=_head(lines, "title"), note=_head(lines, "note"), created=clock.now)
    workspace = Workspace(Document(session=session))
    answers = read_script(
        clock.kept_by(lines),
        "requests",
        session=lambda: workspace.session,
        moment=lambda: workspace.moment(clock.now, clock.today),
        apply=lambda said: said.edit and workspace.apply(said.edit, said.label, now=clock.now, today=clock.today),
    )
    for answer in answers:
        assert isinstance(answer, Accepted), f"{case.name} line {answer.line}: {answer.refused.sentence}"
    return workspace.document


class _Clock:
    """The day a line was said, from the file itself, and a second later for every line of that day."""

    def __init__(self, first: date) -> None:
        self.today = first
        self.now = self._morning()

    def kept_by(self, lines: list[str]) -> Iterator[str]:
        for line in lines:
            if line.startswith("# on: "):
                self.today = date.fromisoformat(line.removeprefix("# on: "))
                self.now = self._morning()
            self.now += timedelta(seconds=1)
            yield line

    def _morning(self) -> datetime:
        return datetime.combine(self.today, time(9), UTC)


def _head(lines: list[str], name: str) -> str:
    return next(line.removeprefix(f"# {name}: ") for line in lines if line.startswith(f"# {name}: "))
