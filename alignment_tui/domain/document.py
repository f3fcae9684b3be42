"""The envelope in which a session is kept: what only grows, and then the session."""

from msgspec import Struct, field
from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.links import links_of, split_id
from alignment_tui.domain.session import Session

__all__ = ["FORMAT", "Document", "grown", "next_id", "split_id"]

FORMAT = 1


class Document(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One session file. `rev` counts changes; `last_ids` has the highest number each kind of id ever had.

    Both only grow and are never undone. The kinds are what stands before an id's number: ``S``, ``R1.A``, ``V1.``.
    """

    format: int = FORMAT
    rev: int = 0
    last_ids: dict[str, int] = field(default_factory=dict)
    session: Session

    def __post_init__(self) -> None:
        if self.rev < 0:
            raise RuleBroken(f"rev is {self.rev}: it counts changes from 0")


def grown(last_ids: dict[str, int], session: Session) -> dict[str, int]:
    """Return `last_ids` with the numbers of every id in `session` taken into account."""
    result = dict(last_ids)
    for collection in session.COLLECTIONS:
        for kind, number in links_of(getattr(session, collection)).highest.items():
            if number > result.get(kind, 0):
                result[kind] = number
    return result


def next_id(session: Session, last_ids: dict[str, int], kind: str) -> str:
    """Return the next id of `kind`: one that neither this session nor any earlier state of it has had."""
    return f"{kind}{grown(last_ids, session).get(kind, 0) + 1}"


def later_than(document: Document, before: Document) -> Document:
    """Return `document` with `rev` and `last_ids` not below what they were: both only grow."""
    last_ids = document.last_ids
    if any(last_ids.get(kind, 0) < number for kind, number in before.last_ids.items()):
        last_ids = {**last_ids, **{kind: max(n, last_ids.get(kind, 0)) for kind, n in before.last_ids.items()}}
    rev = max(document.rev, before.rev + 1)
    if rev == document.rev and last_ids is document.last_ids:
        return document
    return replace(document, rev=rev, last_ids=last_ids)
