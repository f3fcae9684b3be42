"""Programs for the tests: they save in a loop, and say on standard output what was acknowledged."""

import sys
from pathlib import Path

from msgspec.structs import replace

from alignment_tui.domain.document import next_id
from alignment_tui.domain.records import Parked
from alignment_tui.storage.folder import Sessions


def park(folder: str, cache: str, name: str, times: int) -> None:
    """Park `times` things, each its own save; print each text once its save has returned."""
    sessions = Sessions(Path(folder), Path(cache))
    seen = sessions.load("shared")
    for number in range(times):
        session, text = seen.document.session, f"{name} {number}"
        entry = Parked(id=next_id(session, seen.document.last_ids, "P"), text=text, creator=name)
        document = replace(
            seen.document, rev=seen.document.rev + 1, session=replace(session, parked=(*session.parked, entry))
        )
        seen = sessions.save("shared", document, seen).seen
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def count(folder: str, cache: str) -> None:
    """Count up in the note for ever; print each number once its save has returned."""
    sessions = Sessions(Path(folder), Path(cache))
    seen = sessions.load("shared")
    number = int(seen.document.session.note or 0)
    while True:
        number += 1
        session = replace(seen.document.session, note=str(number))
        seen = sessions.save("shared", replace(seen.document, session=session), seen).seen
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "park":
        park(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
    else:
        count(sys.argv[2], sys.argv[3])
