"""The edit that replaces the wording of a record, whatever kind of record it is."""

import re

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.session import Session
from alignment_tui.editing.fields import called, changed
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import known

_FIELDS = {
    "Stakeholder": "name",
    "Parked": "text",
    "Request": "words",
    "Assumption": "text",
    "Dependency": "text",
    "Criterion": "text",
    "Stream": "name",
    "Step": "name",
    "Metric": "name",
    "Platform": "text",
    "Risk": "text",
    "ErrorBudget": "service",
    "Option": "name",
    "Lesson": "text",
}
_EVEN_OVER = re.compile(r"\seven over\s", re.IGNORECASE)
_ACCEPTING = re.compile(r",\s?accepting\s", re.IGNORECASE)


def reword(record_id: str, words: str) -> Edit:
    """Return an edit that replaces a record's own words: a request's, a name, a risk, a whole trade-off."""

    def edit(session: Session, moment: Moment) -> Session:
        found = session.find(record_id)
        kind = type(found)
        if kind.__name__ == "TradeOff":
            gain, give, accepting = traded(words)
            return changed(session, record_id, gain=gain, give=give, accepting=accepting)
        if kind.__name__ not in _FIELDS:
            raise RuleBroken(f"{record_id.upper()} is {called(kind)}: it has no wording to replace")
        if kind.__name__ == "Stakeholder":
            other = known(session, words)
            if other and other is not found:
                raise RuleBroken(f"{other.id} is already called {other.name}")
        return changed(session, record_id, **{_FIELDS[kind.__name__]: words})

    return edit


def traded(words: str) -> tuple[str, str, str]:
    """Split "X even over Y, accepting Z" into its parts.

    Raises `RuleBroken` when it is not such a sentence.
    """
    gain, even_over, rest = _parted(words, _EVEN_OVER)
    if not even_over:
        raise RuleBroken("a trade-off says: X even over Y, accepting Z")
    give, _, accepting = _parted(rest, _ACCEPTING)
    return gain, give, accepting


def _parted(words: str, separator: re.Pattern[str]) -> tuple[str, str, str]:
    match = separator.search(words)
    if not match:
        return words.strip(), "", ""
    return words[: match.start()].strip(), match[0], words[match.end() :].strip()
