"""Day 6 on the screen: the few sentences a person writes, and under them the memo as it would be printed."""

from collections.abc import Sequence
from datetime import date

from alignment_tui.domain.memo_status import status
from alignment_tui.domain.once import once
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import Line, columns, line, paragraph
from alignment_tui.ui.stages.base import StageView
from alignment_tui.ui.widgets.record_list import Row

_NARROWEST = 40
_SENTENCES = ("context", "facing", "why", "decision")
_MISSING = {
    "context": "not said yet: context: ...",
    "facing": "not said yet: facing: ...",
    "why": "not said yet: why: ...",
    "decision": "composed from the chosen option; decision: ... says it otherwise",
}


_BEGIN = {"facing": "Facing", "why": "Because", "decision": "We decided", "cadence": "WHEN WE"}


class MemoView(StageView):
    """The memo's own fields; the detail is the memo itself."""

    slug = "memo"
    asks = "write-outside"
    leads_on = ("write-outside",)
    detail_share = 3
    begin = (
        "The memo writes itself from what was said. A few sentences are yours:",
        "context: the spring sale starts on 2025-04-14",
        "facing: 12 person-weeks, and a platform without theming",
        "review weekly from 2025-05-05",
        "status proposed",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        return [Row("memo", field) for field in (*_SENTENCES, "cadence", "status")]

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        memo = session.memo
        if row.key == "cadence":
            said = "" if memo.cadence is None else _cadence(memo.cadence.every, memo.cadence.unit, memo.cadence.first)
            missing = "not said yet: review weekly from DATE"
        elif row.key == "status":
            said, missing = status(session).words, ""
        else:
            said, missing = getattr(memo, row.key), _MISSING[row.key]
        label = {"cadence": "review"}.get(row.key, row.key)
        return columns(width, (label, 10, "dim"), (said or missing, 0, "text" if said else "dim"))

    def aside(self, session: Session, today: date) -> str:
        return status(session).words

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        return memo_lines(session, width, today)

    def opening(self, row: Row | None) -> str:
        return memo_opening(row)


def memo_opening(row: Row | None) -> str:
    """Return what the memo's line about a record begins with; empty where none is its own."""
    if row is None or row.collection == "memo":
        return _BEGIN.get(row.key, "") if row else ""
    return f"{row.key.partition('.')[0]}  " if row.key else ""


@once(kept=2)
def memo_lines(session: Session, width: int, today: date) -> list[Line]:
    """Return the memo as text in at most 80 columns."""
    from alignment_tui.documents.memo import memo_document
    from alignment_tui.documents.text import as_text

    text = as_text(memo_document(session, today), width=max(_NARROWEST, min(80, width)))
    lines = [
        line((part, "strong" if not number or (part.isupper() and part[0].isalpha()) else "text"))
        for number, part in enumerate(text.splitlines())
    ]
    too_narrow = f"make the terminal larger: the memo takes {_NARROWEST} columns"
    return [*paragraph(too_narrow, width, "warn"), *lines] if width < _NARROWEST else lines


def _cadence(every: int, unit: str, first: date | None) -> str:
    often = {(1, "week"): "weekly", (1, "month"): "monthly"}.get((every, unit), f"every {every} {unit}s")
    return f"{often} from {first}" if first else often
