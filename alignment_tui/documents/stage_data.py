"""A stage as data for other programs: its records as stored and what is computed from them."""

from datetime import date
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from alignment_tui.documents.scorecard_data import row_data
from alignment_tui.domain import offers, trade_offs, value_stream
from alignment_tui.domain.blind import masked
from alignment_tui.domain.capacity import balances
from alignment_tui.domain.error_budget import budgets, posture
from alignment_tui.domain.flow import findings, state, states
from alignment_tui.domain.memo_status import status
from alignment_tui.domain.metrics import agreement
from alignment_tui.domain.objections import trails
from alignment_tui.domain.order import cycles
from alignment_tui.domain.rankings import order_of, ranking
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.requests import demand, test_first
from alignment_tui.domain.reviews import next_review, overdue
from alignment_tui.domain.room import room
from alignment_tui.domain.scorecard import rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import outcome, standings, text_now
from alignment_tui.domain.target_realism import realism_words
from alignment_tui.domain.tripwires import firing
from alignment_tui.domain.verdicts import suggested_verdicts
from alignment_tui.domain.votes import fist

_RECORDS: dict[StageSlug, tuple[str, ...]] = {
    "requests": ("stakeholders", "deciders", "signers", "meetings", "requests"),
    "value-stream": ("streams",),
    "metrics": ("metrics",),
    "constraints": ("constraints", "no_constraints"),
    "trade-offs": ("options", "trade_offs", "rankings", "fists", "choice"),
    "memo": ("memo",),
    "sign-off": ("rule", "signatures", "versions"),
    "scorecard": ("readings", "tripwires", "reviews", "lessons"),
}


def stage_data(session: Session, slug: StageSlug, today: date) -> dict[str, Any]:
    """Return a stage's state with its reasons, its records as stored, its computed figures and its findings."""
    session = masked(session)
    here = state(session, slug, today)
    data: dict[str, Any] = {"session": session.title, "stage": slug, "state": here.state, "reasons": here.reasons}
    data |= {name: getattr(session, name) for name in _RECORDS[slug]}
    data["figures"] = _figures(session, slug, today)
    data["findings"] = [one for one in findings(session, today) if one.stage == slug]
    whole: dict[str, Any] = _whole(data)
    return whole


def session_data(session: Session, today: date) -> dict[str, Any]:
    """Return the whole session as stored, with the state of every stage and all findings.

    What is hidden until everybody has answered is hidden here too.
    """
    session = masked(session)
    return {
        "session": to_builtins(session),
        "states": _whole(states(session, today)),
        "findings": _whole(findings(session, today)),
    }


def _figures(session: Session, slug: StageSlug, today: date) -> Any:
    if slug == "requests":
        return {"room": room(session), "demand": demand(session), "test_first": test_first(session)}
    if slug == "value-stream":
        return {stream.id: value_stream.figures(stream) for stream in session.streams}
    if slug == "metrics":
        return {
            "agreement": {metric.id: agreement(session, metric) for metric in session.metrics},
            "realism": {metric.id: realism_words(session, metric, today) for metric in session.metrics},
        }
    if slug == "constraints":
        return {
            "budgets": {one.id: one for one in budgets(session)},
            "posture": posture(session),
            "thresholds": asdict(session.thresholds),
            "capacity": balances(session),
            "cycles": cycles(session),
        }
    if slug == "trade-offs":
        return {
            "options": {one.id: trade_offs.option_figures(session, one) for one in session.options},
            "offers": [_offer(session, one) for one in offers.offers(session)],
            "suggested_verdicts": suggested_verdicts(session),
            "ranking": ranking(session),
            "ranked_together": order_of(session, None),
            "fists": {one.id: fist(session, one.id) for one in session.options},
        }
    if slug == "memo":
        return {"status": status(session), "text": text_now(session)}
    if slug == "sign-off":
        return {
            "standings": standings(session),
            "outcome": outcome(session),
            "objections": trails(session),
        }
    return {
        "metrics": {row.metric: {"name": row.name, **row_data(row)} for row in rows(session, today)},
        "firing": firing(session),
        "next_review": next_review(session),
        "overdue": overdue(session, today),
    }


def _offer(session: Session, offer: offers.Offer) -> dict[str, Any]:
    """Return an offer as the trade-off it would become, and what it follows from."""
    one = offers.offered(session, offer)
    return {
        **{name: getattr(one, name) for name in ("gain", "give", "bearer", "metric", "option")},
        **{name: getattr(offer, name) for name in ("against", "gains", "left")},
        "why": offers.offer_why(session, offer),
    }


def _whole(value: Any) -> Any:
    """Return `value` as JSON holds it, every field there, so that a reader need not know the defaults."""
    if isinstance(value, Struct):
        config = value.__struct_config__
        tag = {config.tag_field: config.tag} if config.tag_field else {}
        return tag | {name: _whole(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return {name: _whole(entry) for name, entry in value.items()}
    if isinstance(value, (tuple, list)):
        return [_whole(entry) for entry in value]
    return to_builtins(value)
