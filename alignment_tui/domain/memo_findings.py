"""What the memo leaves open, and what only somebody who looks outside the session can tell of it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.records import Memo
from alignment_tui.domain.session import Session


class Outside(Struct, frozen=True, kw_only=True):
    """What was looked up outside the session, where somebody did: the rules ask for nothing themselves.

    `pages` is what the page to read takes at 10 pt. `memos` has, by the name of a session, its memo, or `None` where
    there is no such session; `slug` is the name of this one.
    """

    pages: int | None = None
    slug: str = ""
    memos: Mapping[str, Memo | None] = field(default_factory=dict)


NOTHING_KNOWN = Outside()


def linked(session: Session) -> tuple[str, ...]:
    """Return the names of the sessions that this memo says it replaces, or is replaced by."""
    memo = session.memo
    return tuple(name for name in dict.fromkeys((memo.supersedes, memo.superseded_by)) if name)


def memo_findings(session: Session) -> Iterator[Finding]:
    """Yield what the memo leaves open."""
    if not session.memo.context:
        yield _warn("context", "the memo does not say what it is about", "context: text")
    if session.memo.cadence is None:
        yield _warn("cadence", "nobody said when we review", "review weekly from DATE")
    elif session.memo.cadence.first is None:
        yield _warn("first-review", "nobody said when the first review is", "review weekly from DATE")


def outside_findings(session: Session, outside: Outside) -> Iterator[Finding]:
    """Yield what shows outside the session only; what nobody looked up is not judged."""
    if outside.pages is not None and outside.pages > 1:
        message = f"what is to be read takes {outside.pages} pages at 10 pt, and should fit one"
        yield _warn(
            "pages", message, "shorter words (R1 = words), near-duplicates merged (R1 merges R4), fewer metrics"
        )
    yield from _links(session.memo, outside)


def _links(memo: Memo, outside: Outside) -> Iterator[Finding]:
    """Both memos have to say it: who holds the old one must learn that there is a new one, and the other way round."""
    for name, says, back in (
        (memo.supersedes, "supersedes", "superseded by"),
        (memo.superseded_by, "is superseded by", "supersedes"),
    ):
        if name == outside.slug and name:
            message = f"this memo says that it {says} itself"
            yield _warn("superseded-link", message, "open the form (F2) and name the other session")
        elif name in outside.memos:
            other = outside.memos[name]
            if other is None:
                message = f"this memo {says} {name}, and there is no session of that name here"
                yield _warn("superseded-link", message, "open the form (F2) and correct the name")
            elif outside.slug != (other.superseded_by if says == "supersedes" else other.supersedes):
                message = f"this memo {says} {name}, and {name} does not say so"
                yield _warn("superseded-link", message, f"in {name}, type: {back} {outside.slug}")


def _warn(code: str, message: str, mend: str) -> Finding:
    return Finding(level="warn", code=code, stage="memo", message=message, mend=mend)
