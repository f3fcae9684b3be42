"""The envelope in which a session is kept: what only grows, and then the session."""

from msgspec import Struct, field

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.references import names
from alignment_tui.domain.session import Session

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
    for _, entry in session.entries():
        for own, _part in names(entry):
            kind, number = split_id(own)
            if number > result.get(kind, 0):
                result[kind] = number
    return result


def split_id(record_id: str) -> tuple[str, int]:
    """Split an id into what stands before its number, and the number: ``R1.A2`` is ``("R1.A", 2)``."""
    kind = record_id.rstrip("0123456789")
    return kind, int(record_id[len(kind) :])


def next_id(session: Session, last_ids: dict[str, int], kind: str) -> str:
    """Return the next id of `kind`: one that neither this session nor any earlier state of it has had."""
    return f"{kind}{grown(last_ids, session).get(kind, 0) + 1}"
