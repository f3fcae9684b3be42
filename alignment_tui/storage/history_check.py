"""Whether a history is whole: each line follows the one before, and what they tell leads to the file as it is."""

from collections.abc import Iterator
from pathlib import Path

from alignment_tui.storage.history import History, snapshot
from alignment_tui.storage.journal_entries import Entry, file_sha256, sha256
from alignment_tui.storage.reading import encoded
from alignment_tui.storage.refusals import Refusal


def troubles(history: History, real: Path) -> Iterator[str]:
    """Say what is amiss with a history, each in a few words; nothing where it is whole."""
    yield from _broken_lines(history)
    for entry in history.entries:
        if entry is not None and entry.whole and snapshot(real, entry) is None:
            yield f"line {entry.number}: its snapshot is missing or was changed"
    yield from _end(history)


def strayed(history: History, real: Path) -> str:
    """Say since when the file is not what the history last knew; nothing where it is, or where there is none."""
    last = history.last
    if last is None or file_sha256(real) == last.sha256:
        return ""
    return f"the file was changed outside since revision {last.rev}, of {last.at.astimezone():%Y-%m-%d %H:%M}"


def _broken_lines(history: History) -> Iterator[str]:
    before = b""
    for number, (line, entry) in enumerate(zip(history.lines, history.entries, strict=True), 1):
        if entry is None:
            yield f"line {number} cannot be read"
        elif entry.number != number:
            yield f"line {number} is entry {entry.number}: lines are missing, or were put in"
        elif entry.previous != (sha256(before) if number > 1 else ""):
            yield f"line {number} does not follow line {number - 1}: one of them was changed"
        before = line


def _end(history: History) -> Iterator[str]:
    last: Entry | None = history.last
    if last is None:
        return
    try:
        document = history.document(len(history.entries) - 1)
    except Refusal as refusal:
        yield refusal.trouble
        return
    if not last.outside and sha256(encoded(document)) != last.sha256:
        yield f"line {last.number}: what it tells does not give the file it names"
