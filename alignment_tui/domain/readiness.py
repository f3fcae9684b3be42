"""When a stage is empty, and what keeps it from being ready."""

from collections.abc import Iterator
from datetime import date

from alignment_tui.domain.continuing import brought_along
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.metric_findings import lacking
from alignment_tui.domain.records import Memo, StageSlug
from alignment_tui.domain.reviews import next_review, overdue
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import outcome

# Of the findings of a stage, those without which it is ready: the rest only warn.
_KEEPS_OPEN: dict[StageSlug, frozenset[str]] = {
    "requests": frozenset({"no-requests", "not-heard", "attendance", "because"}),
    "value-stream": frozenset({"no-streams", "who-how-when", "no-steps", "times", "rework", "touches"}),
    "metrics": frozenset({"no-metrics", "stream-metric", "numbers"}),
    "constraints": frozenset({"cycle", "unnamed"}),
    "trade-offs": frozenset({"choice", "verdict", "reason", "bearer", "trade-off-metric"}),
}
_NEEDED = frozenset({"baseline", "target", "date", "owner"})


def is_empty(session: Session, slug: StageSlug) -> bool:
    """Return whether nothing has been said at a stage yet."""
    match slug:
        case "requests":
            return not (session.requests or session.stakeholders)
        case "value-stream":
            return not session.streams
        case "metrics":
            return not session.metrics
        case "constraints":
            return not (session.constraints or session.no_constraints)
        case "trade-offs":
            verdicts = any(request.verdict for request in session.requests)
            return not (session.options or session.trade_offs or session.choice or verdicts)
        case "memo":
            return session.memo == Memo() and is_empty(session, "trade-offs")
        case "sign-off":
            return not (session.signatures or session.rule)
        case "scorecard":
            learnt = len(session.lessons) > len(brought_along(session))
            return not (session.readings or session.reviews or learnt)


def keeping_open(session: Session, slug: StageSlug, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings without which a stage that was begun would be ready; `found` are all of the session.

    The memo is kept open by whatever would block it, wherever that is mended.
    """
    if is_empty(session, slug):
        return ()
    if slug == "memo":
        return tuple(finding for finding in found if finding.level == "block")
    keeps = _KEEPS_OPEN.get(slug, frozenset())
    return tuple(finding for finding in found if finding.stage == slug and finding.code in keeps)


def open_reasons(session: Session, slug: StageSlug, today: date, found: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return what keeps a stage from being ready, in words; `found` are all findings of the session."""
    if slug == "sign-off":
        result = outcome(session)
        return () if result.accepted else (result.why if not result.met else "an objection is open",)
    if slug == "scorecard":
        return tuple(_scorecard(session, today))
    reasons = [finding.message for finding in keeping_open(session, slug, found)]
    if slug == "metrics":
        reasons += _incomplete_outcomes(session)
    return tuple(reasons)


def _incomplete_outcomes(session: Session) -> Iterator[str]:
    """Each stream needs one outcome metric that says everything."""
    for stream in session.streams:
        if stream.future_of is not None:
            continue
        open_by_metric = [
            [finding.message for finding in lacking(session, metric) if finding.code in _NEEDED]
            for metric in session.metrics
            if metric.kind == "outcome" and stream.id in metric.streams
        ]
        if open_by_metric and all(open_by_metric):
            yield from min(open_by_metric, key=len)


def _scorecard(session: Session, today: date) -> Iterator[str]:
    read = {reading.metric for reading in session.readings}
    for metric in session.metrics:
        if metric.id not in read:
            yield f"{metric.id}, {metric.name} has no readings yet"
    due = next_review(session)
    if due and overdue(session, today):
        yield f"the review of {due.isoformat()} is not written"
    elif not session.reviews:
        yield "no review is written yet"
