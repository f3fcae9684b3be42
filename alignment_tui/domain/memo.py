"""The memo: what is signed, as data, and the decision in a few labelled lines."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from alignment_tui.domain.capacity import whole
from alignment_tui.domain.error_budget import Posture, budget
from alignment_tui.domain.metrics import direction
from alignment_tui.domain.quantities import figures, person_weeks
from alignment_tui.domain.records import Cadence, ErrorBudget, Metric, Platform, Request, TradeOff
from alignment_tui.domain.requests import merged
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import Answer, accepted, chosen, taken_by

SECTION_TITLES = {
    "will": "We will",
    "wont": "We won't",
    "later": "Not yet",
    "metrics": "How we will know",
    "trade_offs": "What we accept",
    "error_budgets": "Error budget",
    "cadence": "When we review",
}
Postures = Mapping[str, Posture | None]


class DecisionLine(Struct, frozen=True, kw_only=True):
    """One labelled line of the decision."""

    label: str
    text: str


def sections(session: Session, postures: Postures | None = None) -> dict[str, Any]:
    """Return the signed text as plain data, section by section: what people put their name to and nothing else.

    `postures` are those that held when it was signed, by constraint id; they are worked out where not given. What is
    spent, today, readings, status and other signatures are not part of it.
    """
    return {
        "will": _verdicts(session, "will"),
        "wont": _verdicts(session, "wont"),
        "later": _verdicts(session, "later"),
        "metrics": _sorted([metric_text(session, metric) for metric in session.metrics]),
        "trade_offs": _sorted([_trade_off(session, one) for one in accepted(session)]),
        "error_budgets": _error_budgets(session, postures or {}),
        "cadence": _cadence(session.memo.cadence),
    }


def postures_in(text: Mapping[str, Any]) -> dict[str, Posture | None]:
    """Return the postures that a signed text holds, by the id of the constraint; none of a text of another shape."""
    held = text.get("error_budgets")
    budgets = held.get("budgets") if isinstance(held, Mapping) else None
    entries = budgets if isinstance(budgets, list | tuple) else ()
    return {one["id"]: one["posture"] for one in entries if isinstance(one, Mapping) and {"id", "posture"} <= {*one}}


def decision_lines(session: Session) -> tuple[DecisionLine, ...]:
    """Return the decision as labelled lines; a decision that a person wrote stands instead of the composed one."""
    memo = session.memo
    lines = [("Context", memo.context), ("Facing", memo.facing or _facing(session))]
    if memo.decision:
        lines.append(("We decided", memo.decision))
    else:
        option = chosen(session)
        others = [f"{other.id} {other.name}" for other in session.options if other is not option]
        if option:
            done = ", ".join(taken_by(session, option))
            lines.append(("We decided for", f"{option.id} {option.name}" + (f": {done}" if done else "")))
            lines.append(("and against", ", ".join(others)))
    lines.append(("To achieve", "; ".join(_aims(session))))
    lines.append(("Accepting", "; ".join(_accepted(session, one) for one in accepted(session))))
    lines.append(("Because", memo.why))
    return tuple(DecisionLine(label=label, text=text) for label, text in lines if text)


def _sorted(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By id, so that moving a record up or down its list changes nothing that was signed."""
    return sorted(entries, key=lambda entry: (len(entry["id"]), entry["id"]))


def _verdicts(session: Session, answer: Answer) -> list[dict[str, Any]]:
    ended = []
    for spoken in merged(session).values():
        verdict = spoken[0].verdict
        if verdict and verdict.answer == answer:
            voices = _sorted([_voice(session, voice) for voice in spoken])
            ended.append({"id": spoken[0].id, "voices": voices, "reason": verdict.reason})
    return _sorted(ended)


def _voice(session: Session, request: Request) -> dict[str, Any]:
    return {"id": request.id, "asker": session.name_of(request.asker), "words": request.words}


def metric_text(session: Session, metric: Metric) -> dict[str, Any]:
    """Return what is signed of one metric."""
    return {
        "id": metric.id,
        "name": metric.name,
        "unit": metric.unit,
        "baseline": metric.baseline,
        "target": metric.target,
        "threshold": metric.threshold,
        "by": metric.by.isoformat() if metric.by else None,
        "owner": session.name_of(metric.owner),
    }


def _trade_off(session: Session, one: TradeOff) -> dict[str, Any]:
    return {
        "id": one.id,
        "gain": one.gain,
        "give": one.give,
        "accepting": one.accepting,
        "bearer": session.name_of(one.bearer),
        "metric": one.metric,
    }


def _error_budgets(session: Session, postures: Postures) -> dict[str, Any]:
    records = [record for record in session.constraints if isinstance(record, ErrorBudget)]
    if not records:
        return {}
    return {
        "thresholds": asdict(session.thresholds),
        "budgets": _sorted(
            [
                {
                    "id": record.id,
                    "service": record.service,
                    "slo_percent": record.slo_percent,
                    "window_days": record.window_days,
                    "since": record.since.isoformat() if record.since else None,
                    "posture": postures[record.id]
                    if record.id in postures
                    else budget(record, session.thresholds).posture,
                }
                for record in records
            ]
        ),
    }


def _cadence(cadence: Cadence | None) -> dict[str, Any] | None:
    if cadence is None:
        return None
    first = cadence.first.isoformat() if cadence.first else None
    return {"every": cadence.every, "unit": cadence.unit, "first": first}


def _facing(session: Session) -> str:
    available = whole(session).available
    known = [person_weeks(available)] if available is not None else []
    known += [record.text for record in session.constraints if isinstance(record, Platform)]
    return "; ".join(known)


def _aims(session: Session) -> list[str]:
    option = chosen(session)
    better = {effect.metric for effect in option.effects if effect.direction == "better"} if option else set()
    aimed = [
        metric
        for metric in session.metrics
        if (metric.id in better if better else metric.kind == "outcome" and direction(metric))
    ]
    return [f"{metric.name} {figures(metric)}".rstrip() + f" ({metric.id})" for metric in aimed]


def _accepted(session: Session, one: TradeOff) -> str:
    bearer = f"{session.name_of(one.bearer)} bears it" if one.bearer else "nobody bears it yet"
    return f"{one.accepting or f'{one.give} gives way to {one.gain}'} ({one.id}, {bearer})"
