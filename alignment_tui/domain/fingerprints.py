"""What a stage stands on: short hashes of the fields upstream, so that a later change of one of them shows.

Only fields that matter to the stage are in: a verdict on R1 does not make the value stream stale, new words do.
"""

import hashlib
from collections.abc import Iterator

import msgspec

from alignment_tui.domain.error_budget import budget
from alignment_tui.domain.records import Constraint, ErrorBudget, Part, StageSlug
from alignment_tui.domain.session import Session

_ASKED = ("asker", "words", "short", "because", "merged_into")
_SIZED = (*_ASKED, "must", "nature", "needs", "outside", "takes", "none")
_DECIDED = (*_SIZED, "verdict")
_BENEFITS = ("name", "who", "how", "when")
_AIMS = ("name", "kind", "unit", "baseline", "target", "threshold", "by", "owner", "leads")
_OFFERED = ("name", "requests", "effects")
_GIVEN_UP = ("gain", "give", "accepting", "bearer", "metric", "option")
_CHOSEN = ("option",)

# For each stage: (collection, fields) of the records it stands on. Constraints are taken whole.
_UPSTREAM: dict[StageSlug, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "requests": (),
    "value-stream": (("requests", _ASKED),),
    "metrics": (("requests", (*_ASKED, "success")), ("streams", _BENEFITS)),
    "constraints": (("requests", _SIZED),),
    "trade-offs": (("requests", _SIZED), ("metrics", _AIMS), ("constraints", ())),
    "memo": (
        ("requests", _DECIDED),
        ("streams", _BENEFITS),
        ("metrics", _AIMS),
        ("constraints", ()),
        ("options", _OFFERED),
        ("trade_offs", _GIVEN_UP),
        ("choice", _CHOSEN),
    ),
    "sign-off": (
        ("requests", ("words", "verdict", "merged_into")),
        ("metrics", _AIMS),
        ("trade_offs", _GIVEN_UP),
        ("choice", _CHOSEN),
    ),
    "scorecard": (("metrics", _AIMS), ("trade_offs", _GIVEN_UP)),
}


def stood_on(session: Session, slug: StageSlug) -> dict[str, str]:
    """Return the short hash of what the stage stands on, by record id; the choice has the name ``choice``."""
    return dict(_hashes(session, slug))


def changed_since(session: Session, slug: StageSlug) -> tuple[str, ...]:
    """Say which records changed since the stage was last left: ``R1 changed since``, ``R5 is new``, ``M2 is gone``."""
    before = next((passed.stood_on for passed in session.passed if passed.stage == slug), None)
    if before is None:
        return ()
    now = stood_on(session, slug)
    said = []
    for name in dict.fromkeys((*now, *before)):
        title = "the choice" if name == "choice" else name
        if name not in before:
            said.append(f"{title} is new")
        elif name not in now:
            said.append(f"{title} is gone")
        elif now[name] != before[name]:
            said.append(f"{title} changed since")
    return tuple(said)


def _hashes(session: Session, slug: StageSlug) -> Iterator[tuple[str, str]]:
    for collection, names in _UPSTREAM[slug]:
        if collection == "constraints":
            for constraint in session.constraints:
                yield constraint.id, _hash(_constraint(session, constraint))
        elif collection == "choice":
            if session.choice:
                yield "choice", _hash(_values(session.choice, names))
        else:
            for record in getattr(session, collection):
                yield record.id, _hash(_values(record, names))


def _constraint(session: Session, record: Constraint) -> list[object]:
    """A constraint whole; of an error budget what follows from the spend, not each minute of it."""
    ignored = {"id", "created", "creator", "formerly", "extra", "spent_minutes", "spent_on"}
    values = _values(record, tuple(name for name in record.__struct_fields__ if name not in ignored))
    return [*values, budget(record, session.thresholds).posture] if isinstance(record, ErrorBudget) else values


def _values(record: Part, names: tuple[str, ...]) -> list[object]:
    return [getattr(record, name) for name in names]


def _hash(values: list[object]) -> str:
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()[:8]
