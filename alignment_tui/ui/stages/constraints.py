"""Day 4 on the screen: what is true whatever we choose, kind by kind."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from alignment_tui.domain import constraints as rules
from alignment_tui.domain.budget_end import runs_out_words
from alignment_tui.domain.capacity import Balance, balance_words, balances
from alignment_tui.domain.error_budget import CONSEQUENCES, budget, budget_words, threshold_words
from alignment_tui.domain.once import once
from alignment_tui.domain.order import befores, chains, circle_words, cycles
from alignment_tui.domain.quantities import calendar_time, person_weeks, plain, rounded
from alignment_tui.domain.records import Capacity, Constraint, ErrorBudget, Order, Part, Platform, Risk, Thresholds
from alignment_tui.domain.requests import root_of, said
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import BLANK, Line, Role, columns, headed, labelled, line, paragraph, wrap
from alignment_tui.ui.stages.base import StageView, entry_of, fields, id_room
from alignment_tui.ui.widgets.record_list import Row

KINDS: tuple[tuple[str, type[Part], str], ...] = (
    ("capacity", Capacity, "Capacity"),
    ("platform", Platform, "Platform"),
    ("order", Order, "Order"),
    ("risk", Risk, "Risk"),
    ("slo", ErrorBudget, "Error budget"),
)

_BAR = 24
_LONGEST_END = 24


class ConstraintsView(StageView):
    """Capacity, platform, order, risk and error budget, each named or none on purpose."""

    slug = "constraints"
    begin = (
        "Name what holds whatever is chosen, or say that there is none:",
        "capacity 12pw until 2025-04-30",
        "platform: no theming without a refactoring",
        "R2 before R1",
        "risk: the sale starts early",
        "slo checkout 99.9% 30d spent 27m",
        "none: order",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        rows: list[Row] = []
        for kind, record_type, title in KINDS:
            named = [record for record in session.constraints if isinstance(record, record_type)]
            if named:
                rows.append(Row(heading=title))
                rows.extend(Row("constraints", record.key) for record in named)
                if kind == "slo":
                    rows.append(Row("thresholds", "postures"))
            elif kind in session.no_constraints:
                rows.append(Row(heading=f"{title}: none, on purpose"))
        return rows

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        record = entry_of(session, row)
        if isinstance(record, Thresholds):
            return columns(width, ("", 4, "dim"), (f"Postures: {_in_short(record)}", 0, "dim"))
        if not isinstance(record, Constraint):
            return BLANK
        said_short, end = _said(session, record)
        return columns(
            width,
            (record.id, id_room(session.constraints), "dim"),
            (said_short, 0, "text"),
            (end, -_end_room(session), "dim"),
        )

    def aside(self, session: Session, today: date) -> str:
        missing = [state.kind for state in rules.kinds(session) if state.state == "missing"]
        return f"not said yet: {', '.join(missing)}" if missing and len(missing) < len(KINDS) else ""

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        record = entry_of(session, row)
        lines: list[Line] = []
        if isinstance(record, Thresholds):
            lines = [*_postures(record, width), BLANK]
        if isinstance(record, Constraint):
            lines = [*_detail(session, record, width), BLANK]
        if session.constraints:
            lines.append(line(("Capacity", "strong")))
            for balance in balances(session):
                lines.extend(balance_lines(balance, width))
        if befores(session):
            lines.extend([BLANK, line(("Order", "strong"))])
            lines.extend(line(("  " + " ╌▸ ".join(chain), "text")) for chain in chains(session))
        for cycle in cycles(session):
            lines.extend(paragraph(circle_words(cycle), width, "bad", indent=2))
        return lines


@once(kept=4)
def _end_room(session: Session) -> int:
    """Return how much room the ends of the rows have: what the longest takes, so that words get the rest."""
    longest = max((cell_len(_said(session, record)[1]) for record in session.constraints), default=0)
    return min(max(longest, 1), _LONGEST_END)


def _in_short(thresholds: Thresholds) -> str:
    """Return where each posture begins, short enough for a row; the detail says it whole."""
    above = (
        ("push", thresholds.push_above_percent),
        ("careful", thresholds.careful_above_percent),
        ("protect", thresholds.protect_above_percent),
    )
    return ", ".join(f"{posture} above {plain(percent)} %" for posture, percent in above)


def _postures(thresholds: Thresholds, width: int) -> list[Line]:
    lines = [line(("Postures", "strong")), *paragraph(threshold_words(thresholds), width), BLANK]
    for posture, consequence in CONSEQUENCES.items():
        lines.extend(labelled(posture.capitalize(), consequence, width))
    return lines


def balance_lines(balance: Balance, width: int, indent: int = 2) -> list[Line]:
    """Draw what is asked for against what there is: full cells fit, hatched ones are too many, dots are free."""
    words = balance_words(balance)
    role: Role = "bad" if balance.over_by else "text"
    if balance.low != balance.high:
        words = f"{words}; {rounded(balance.low)} to {rounded(balance.high)} possible"
    if not balance.available:
        return paragraph(words, width, role, indent=indent)
    # A part of the whole first: what is next to nothing has no scale of its own.
    most = max(float(balance.available), float(balance.typical))
    fits = round(_BAR * (min(float(balance.typical), float(balance.available)) / most))
    over = round(_BAR * (max(0.0, float(balance.typical - balance.available)) / most))
    pad = " " * indent
    drawn = line(pad, ("█" * fits, "text"), ("▒" * over, "bad"), ("·" * (_BAR - fits - over), "dim"), "  ")
    first, *rest = wrap(words, width - _BAR - indent - 2)
    return [(*drawn, (first, role)), *(line((pad + " " * (_BAR + 2) + part, role)) for part in rest)]


def _said(session: Session, record: Constraint) -> tuple[str, str]:
    match record:
        case Capacity():
            until = f"until {record.until}" if record.until else "no end said"
            return f"{plain(record.person_weeks)} person-weeks{f' of {record.team}' if record.team else ''}", until
        case Platform():
            effort = record.refactoring
            return record.text, person_weeks(effort.person_weeks) if effort else "size not said"
        case Order():
            return f"{record.first} before {record.then}", ""
        case Risk():
            return record.text, ", ".join(part for part in (record.likelihood, record.impact) if part)
        case ErrorBudget():
            posture = budget(record, session.thresholds).posture
            window = f"{plain(record.window_days)} d"
            return f"{record.service}, {plain(record.slo_percent)} % over {window}", posture or "spend not said"


def _detail(session: Session, record: Constraint, width: int) -> list[Line]:
    lines = headed(record.id, _said(session, record)[0], width)
    match record:
        case Order():
            first, then = root_of(session, record.first), root_of(session, record.then)
            return [*lines, *fields(width, (record.first, said(first)), (record.then, said(then)))]
        case Risk():
            return [
                *lines,
                *fields(
                    width,
                    ("Likely", record.likelihood or ""),
                    ("Impact", record.impact or ""),
                    ("Then", record.response),
                ),
            ]
        case Platform():
            effort = record.refactoring
            return [*lines, *fields(width, ("Refactoring", person_weeks(effort.person_weeks) if effort else ""))]
        case ErrorBudget():
            figures = budget(record, session.thresholds)
            window = f"calendar, since {record.since}" if record.since else "rolling"
            lines.extend(fields(width, ("Window", window), ("Budget", calendar_time(figures.budget_minutes))))
            lines.extend(labelled("Spent", budget_words(figures), width))
            lines.extend(fields(width, ("Runs out", runs_out_words(record))))
            if figures.posture:
                lines.extend(
                    labelled("Posture", f"{figures.posture}: {CONSEQUENCES[figures.posture]}", width, "strong")
                )
            return lines
        case _:
            return lines
