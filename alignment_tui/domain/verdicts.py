"""Verdicts that follow from the chosen option: proposed with a reason, for the room to change."""

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.capacity import Balance, balance_words, balances
from alignment_tui.domain.once import once
from alignment_tui.domain.order import befores
from alignment_tui.domain.quantities import exact, number, person_weeks
from alignment_tui.domain.records import Effort, Request
from alignment_tui.domain.requests import demand, merged
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import Answer, breaks_freeze, chosen, taken_by


class Suggestion(Struct, frozen=True, kw_only=True):
    """A verdict that follows from the chosen option, for the room to change."""

    request: str
    answer: Answer
    reason: str


@once(kept=4)
def suggested_verdicts(session: Session) -> tuple[Suggestion, ...]:
    """Return what the chosen option implies for every request that nobody has decided; nothing before it is chosen.

    A verdict that was filled in and that nobody has touched is told again where it would be another one now.
    """
    option = chosen(session)
    if option is None:
        return ()
    groups = merged(session)
    taken = taken_by(session, option)
    frozen = breaks_freeze(session, tuple(groups))
    held = balances(session, [groups[root][0] for root in taken])
    first = {edge.then: edge.first for edge in befores(session) if edge.first not in taken}
    within = _within(session, [groups[root][0] for root in taken], held)
    suggestions = []
    for root, spoken in groups.items():
        verdict = spoken[0].verdict
        if verdict is not None and verdict.follows is None:
            continue
        answer: Answer = "later"
        effort = next((voice.takes for voice in spoken if voice.takes), None)
        over = _with(held, effort) if effort else None
        if root in taken:
            answer, reason = "will", f"it is part of {option.name}{within}"
        elif root in frozen:
            reason = "the error budget is spent: a freeze until it is back"
        elif over:
            reason = f"with it, {option.name} would take {balance_words(over)}"
        elif root in first:
            reason = f"{first[root]} comes first"
        else:
            answer, reason = "wont", f"it is not part of {option.name}"
        if verdict is None or (verdict.answer, verdict.reason) != (answer, reason):
            suggestions.append(Suggestion(request=root, answer=answer, reason=reason))
    return tuple(suggestions)


def _within(session: Session, taken: list[Request], held: tuple[Balance, ...]) -> str:
    """Say that it fits, where all of it is sized, and it does."""
    whole = held[0]
    if whole.available is None or demand(session, taken).unsized or any(row.over_by for row in held):
        return ""
    return f" and fits into {person_weeks(whole.available)}"


def _with(held: tuple[Balance, ...], effort: Effort) -> Balance | None:
    """Return the first balance that one more effort would bring over what there is; what does not fit now may later."""
    for row in held:
        if row.available is not None and row.team in ("", effort.team):
            typical = exact(row.typical) + exact(effort.person_weeks.typical)
            over = typical - exact(row.available)
            if over > 0:
                return replace(row, typical=number(typical), over_by=number(over))
    return None
