"""One step down a value stream map, against one record down a plain list of the same session."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from alignment_tui.domain.document import Document, grown
from benchmarks.keys import DOWN, Running
from benchmarks.measuring import Row, Timed
from benchmarks.sessions import small
from benchmarks.terminal import Terminal
from tests.pages.examples import STREAMS, example

_ROUNDS = 21


def rows(folder: Path) -> Iterator[Row]:
    """Yield the one row: the cursor passes over more steps than there are rounds, from part to part of the map."""
    running, session = Running(folder), _session()
    with running.on("map", session) as ours, running.on("list", session) as theirs:
        for terminal, stage in ((ours, "2"), (theirs, "1")):
            for key in ("\x1b", stage):
                terminal.press(key)
                terminal.settle(0.4)
        yield Row(
            "one step down a map of 25", "a list of 25 requests", 2.0, _one_down(ours), _one_down(theirs), _ROUNDS
        )


def _session() -> Document:
    """Return a session with as many requests as its stream has steps."""
    document, (stream,) = small(), example(STREAMS[-1]).session.streams
    requests = document.session.requests[: len(stream.steps)]
    session = replace(document.session, requests=requests, streams=(stream,))
    return replace(document, session=session, last_ids=grown(document.last_ids, session))


def _one_down(terminal: Terminal) -> Timed:
    def run() -> float:
        terminal.press(DOWN)
        found = terminal.until_quiet()
        terminal.settle()
        return found

    return run
