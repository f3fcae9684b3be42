"""Every record of a session, immutable, with the rules that no record may break.

Rules stand in ``__post_init__``, which runs on construction, replacement and decoding, so that a line, a form, an
import and a file are refused with the same words.
"""

from alignment_tui.domain.records.base import Estimate, Number, Part, Record
from alignment_tui.domain.records.constraints import (
    Capacity,
    Constraint,
    ConstraintKind,
    ErrorBudget,
    Order,
    Platform,
    Risk,
    Thresholds,
)
from alignment_tui.domain.records.flow import Passed, StageSlug
from alignment_tui.domain.records.ids import (
    ToCriterion,
    ToMetric,
    ToOption,
    ToRequest,
    ToSignature,
    ToStakeholder,
    ToStep,
    ToStream,
    ToTradeOff,
)
from alignment_tui.domain.records.memo import Cadence, Memo, TimeOfDay
from alignment_tui.domain.records.metrics import Agreement, LockedLimits, Metric
from alignment_tui.domain.records.people import Meeting, Parked, Stakeholder
from alignment_tui.domain.records.requests import Assumption, Criterion, Dependency, Effort, Layer, Request, Verdict
from alignment_tui.domain.records.scorecard import Lesson, Reading, Review, Tripwire
from alignment_tui.domain.records.sign_off import Rule, Signature, Version
from alignment_tui.domain.records.trade_offs import Choice, Effect, Fist, Option, Ranking, TradeOff
from alignment_tui.domain.records.value_stream import Lane, Rework, Step, Stream

__all__ = [
    "Agreement",
    "Assumption",
    "Cadence",
    "Capacity",
    "Choice",
    "Constraint",
    "ConstraintKind",
    "Criterion",
    "Dependency",
    "Effect",
    "Effort",
    "ErrorBudget",
    "Estimate",
    "Fist",
    "Lane",
    "Layer",
    "Lesson",
    "LockedLimits",
    "Meeting",
    "Memo",
    "Metric",
    "Number",
    "Option",
    "Order",
    "Parked",
    "Part",
    "Passed",
    "Platform",
    "Ranking",
    "Reading",
    "Record",
    "Request",
    "Review",
    "Rework",
    "Risk",
    "Rule",
    "Signature",
    "StageSlug",
    "Stakeholder",
    "Step",
    "Stream",
    "Thresholds",
    "TimeOfDay",
    "ToCriterion",
    "ToMetric",
    "ToOption",
    "ToRequest",
    "ToSignature",
    "ToStakeholder",
    "ToStep",
    "ToStream",
    "ToTradeOff",
    "TradeOff",
    "Tripwire",
    "Verdict",
    "Version",
]
