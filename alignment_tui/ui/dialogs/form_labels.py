"""What a form calls each kind of record and field, in which order, and what it asks.

A field that is not listed still shows, after the others and under its own name, so that a new field is never missing.
"""

from alignment_tui.domain.records import (
    Criterion,
    ErrorBudget,
    Fist,
    LockedLimits,
    Meeting,
    Part,
    Passed,
    Platform,
    Ranking,
    Reading,
    Rework,
    Rule,
    Signature,
    Thresholds,
    TradeOff,
    Version,
)
from alignment_tui.ui.dialogs.form_words_asked import ASKED
from alignment_tui.ui.dialogs.form_words_decided import DECIDED

Labels = dict[str, tuple[str, str]]

HIDDEN = frozenset(
    {"id", "created", "creator", "formerly", "extra", "digests", "sections", "stood_on", "ssh", "follows"}
)

FIXED: dict[type[Part], frozenset[str]] = {
    # A word given stays as it is; it is taken back by another entry.
    Signature: frozenset({"person", "verdict", "text", "at", "withdraws", "version", "own_hand"}),
    Version: frozenset({"number"}),
    Passed: frozenset({"stage"}),
    Reading: frozenset({"before"}),
    Ranking: frozenset({"person"}),  # nobody's would be that of all together
}

NAMES: dict[type[Part], str] = {
    ErrorBudget: "Error budget",
    Platform: "Platform limit",
    TradeOff: "Trade-off",
    Criterion: "Success criterion",
    Fist: "Fist to five",
    Meeting: "In the room",
    Rework: "Rework loop",
    LockedLimits: "Process limits",
    Rule: "Rule of agreement",
    Thresholds: "Where each posture begins",
}

LABELS: dict[type[Part], Labels] = ASKED | DECIDED


def name_of(kind: type[Part]) -> str:
    """Return what a kind of record is called at the head of its form: ``Trade-off``."""
    return NAMES.get(kind, kind.__name__)
