"""The flow: how far each stage is, what it stood on, and everything that is left hanging."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.constraint_findings import constraint_findings
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.fingerprints import changed_since, stood_on
from alignment_tui.domain.late_findings import scorecard_findings, sign_off_findings
from alignment_tui.domain.memo_findings import NOTHING_KNOWN, Outside, memo_findings, outside_findings
from alignment_tui.domain.metric_findings import metric_findings
from alignment_tui.domain.once import once
from alignment_tui.domain.readiness import is_empty, open_reasons
from alignment_tui.domain.records import Passed, StageSlug
from alignment_tui.domain.request_findings import request_findings
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, place_of
from alignment_tui.domain.stream_findings import stream_findings
from alignment_tui.domain.trade_off_findings import trade_off_findings

__all__ = ["StageState", "findings", "move_on", "stage_findings", "state", "states", "stood_on"]

State = Literal["empty", "partial", "ready", "stale"]


class StageState(Struct, frozen=True, kw_only=True):
    """How far a stage is; `reasons` say what is missing, or which records changed under it."""

    slug: StageSlug
    state: State
    reasons: tuple[str, ...]


def state(session: Session, slug: StageSlug, today: date) -> StageState:
    """Return how far one stage is."""
    return _state(session, slug, today, findings(session, today))


def states(session: Session, today: date, found: tuple[Finding, ...] | None = None) -> tuple[StageState, ...]:
    """Return how far every stage is, in order; `found` are the session's findings, where somebody has them already."""
    if found is None:
        found = findings(session, today)
    return tuple(_state(session, stage.slug, today, found) for stage in STAGES)


def findings(session: Session, today: date, outside: Outside = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """Return all that is left hanging, blocking first, then in the order of the stages.

    `outside` is what somebody looked up besides: how many pages the memo takes, and what other sessions say of it.
    """
    found = _found(session, today)
    return found if outside is NOTHING_KNOWN else _in_order((*found, *outside_findings(session, outside)))


@once(kept=2)
def _found(session: Session, today: date) -> tuple[Finding, ...]:
    """Return it once for all that show it: the rail, the list of findings, and the memo."""
    found = (
        *request_findings(session),
        *stream_findings(session),
        *metric_findings(session),
        *constraint_findings(session),
        *trade_off_findings(session),
        *memo_findings(session),
        *sign_off_findings(session),
        *scorecard_findings(session, today),
    )
    return _in_order(found)


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: (finding.level != "block", place_of(finding.stage))))


def stage_findings(found: Iterable[Finding], slug: StageSlug) -> tuple[Finding, ...]:
    """Return those findings that belong to a stage; the memo has every blocking one."""
    return tuple(finding for finding in found if finding.stage == slug or (slug == "memo" and finding.level == "block"))


def move_on(session: Session, leaving: StageSlug, to: StageSlug) -> Session:
    """Return the session that remembers what the left stage stood on, when going forward from one that is not empty."""
    if place_of(to) <= place_of(leaving) or is_empty(session, leaving):
        return session
    now = Passed(stage=leaving, stood_on=stood_on(session, leaving))
    if now in session.passed:
        return session
    kept = [passed for passed in session.passed if passed.stage != leaving]
    return replace(session, passed=tuple(sorted((*kept, now), key=lambda passed: place_of(passed.stage))))


def _state(session: Session, slug: StageSlug, today: date, found: tuple[Finding, ...]) -> StageState:
    if is_empty(session, slug):
        return StageState(slug=slug, state="empty", reasons=())
    changed = changed_since(session, slug)
    if changed:
        return StageState(slug=slug, state="stale", reasons=changed)
    reasons = open_reasons(session, slug, today, found)
    return StageState(slug=slug, state="partial" if reasons else "ready", reasons=reasons)
