"""The memos of other sessions that one memo names: whether both say it is found out by looking."""

from collections.abc import Iterable

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.records import Memo
from alignment_tui.storage.to_read import SessionsToRead


def linked_memos(sessions: SessionsToRead, names: Iterable[str]) -> dict[str, Memo | None]:
    """Return the memo of each session named, `None` where there is none; a file that cannot be read is left out."""
    wanted = tuple(names)
    known = set(sessions.slugs()) if wanted else set()
    found: dict[str, Memo | None] = {}
    for name in wanted:
        try:
            found[name] = sessions.load(name).document.session.memo if name in known else None
        except AlignmentError:
            continue
    return found
