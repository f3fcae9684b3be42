"""Merging three versions of one session file as git hands them over: record by record, whichever side is ours."""

from msgspec import Struct

from alignment_tui.domain.changes import Conflict, merge, settle
from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.reading import Stamp, decoded, fit


class NotMerged(Exception):
    """Why one of the versions cannot be merged; ours stays as it is."""


class MergedFile(Struct, frozen=True):
    """The merged document as it is to be written. Where two changes meet, ours stands in it until a person settles."""

    data: bytes
    conflicts: tuple[Conflict, ...]


def merged_file(base: bytes, ours: bytes, theirs: bytes) -> MergedFile:
    """Merge two versions that grew from `base`, which is empty where both added the file; raises `NotMerged`.

    Without conflicts either order gives the same bytes.
    """
    mine, others = _document(ours, "ours"), _document(theirs, "theirs")
    found = merge(_base(base, mine, others), mine, others)
    try:
        return MergedFile(b"".join(fit(found.document)), found.conflicts)
    except Unfit as trouble:
        raise NotMerged(f"both together: {trouble}") from None


def looks_like_a_session(*versions: bytes) -> bool:
    """Tell at a glance whether any of the versions is meant to be a session; other JSON is none of our business."""
    return any(b'"format"' in data and b'"session"' in data for data in versions)


def with_theirs(session: Session, conflict: Conflict, theirs: Session) -> Session:
    """Return the session with their value where the two differed; theirs whole where a rule forbids both together.

    What is not there any more stays away.
    """
    if conflict.collection == "session" and not conflict.field:
        return theirs
    if conflict.why:
        return session
    try:
        settled: Session = settle(session, conflict, conflict.theirs)
    except (AttributeError, TypeError):
        return session
    return settled


def _base(data: bytes, ours: Document, theirs: Document) -> Document:
    if data.strip():
        return _document(data, "what both grew from")
    alike = ours.session.title == theirs.session.title
    return Document(session=Session(title=ours.session.title if alike else "a session"))


def _document(data: bytes, whose: str) -> Document:
    try:
        loaded = decoded(data, Stamp(0, 0, 0))
    except Unfit as trouble:
        raise NotMerged(f"{whose}: {trouble}") from None
    if loaded.read_only:
        raise NotMerged(f"{whose}: {loaded.read_only}")
    return loaded.document
