"""Trade-offs: what each option takes, breaks and leaves behind, and whose that is."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.capacity import Balance, balance_words, balances
from alignment_tui.domain.error_budget import posture
from alignment_tui.domain.once import once
from alignment_tui.domain.order import Before, befores, broken
from alignment_tui.domain.quantities import exact, number, person_weeks
from alignment_tui.domain.records import Effort, Option, Request, TradeOff
from alignment_tui.domain.requests import Demand, demand, merged
from alignment_tui.domain.session import Session

Answer = Literal["will", "wont", "later"]


class Left(Struct, frozen=True, kw_only=True):
    """A request that an option does not do, and everybody whose words it is."""

    request: str
    askers: tuple[str, ...]


class OptionFigures(Struct, frozen=True, kw_only=True):
    """What an option means. It is feasible unless `why_not` says what stands in its way; a broken order only warns."""

    option: str
    name: str
    demand: Demand
    balances: tuple[Balance, ...]
    feasible: bool
    why_not: tuple[str, ...]
    order_broken: tuple[Before, ...]
    freeze_broken: tuple[str, ...]
    musts_broken: tuple[Left, ...]
    leaves: tuple[Left, ...]


class Suggestion(Struct, frozen=True, kw_only=True):
    """A verdict that follows from the chosen option, for the room to change."""

    request: str
    answer: Answer
    reason: str


def option_figures(session: Session, option: Option) -> OptionFigures:
    """Return what an option takes of what there is, what it breaks, and what it leaves behind."""
    groups = merged(session)
    taken = taken_by(session, option)
    requests = [groups[root][0] for root in taken]
    held = balances(session, requests)
    frozen = breaks_freeze(session, taken)
    why_not = [f"takes {balance_words(balance)}" for balance in held if balance.over_by]
    if frozen:
        why_not.append(f"breaks the freeze: {', '.join(frozen)} is not reliability or security work")
    leaves = [
        Left(request=root, askers=tuple(dict.fromkeys(voice.asker for voice in spoken)))
        for root, spoken in groups.items()
        if root not in taken
    ]
    return OptionFigures(
        option=option.id,
        name=option.name,
        demand=demand(session, requests),
        balances=held,
        feasible=not why_not,
        why_not=tuple(why_not),
        order_broken=broken(session, taken),
        freeze_broken=frozen,
        musts_broken=tuple(
            Left(request=left.request, askers=tuple(voice.asker for voice in groups[left.request] if voice.must))
            for left in leaves
            if any(voice.must for voice in groups[left.request])
        ),
        leaves=tuple(leaves),
    )


@once(kept=4)
def all_option_figures(session: Session) -> dict[str, OptionFigures]:
    """Return the figures of every option by its id; a screen asks for the same ones again and again."""
    return {option.id: option_figures(session, option) for option in session.options}


def taken_by(session: Session, option: Option) -> tuple[str, ...]:
    """Return the ids of the standing requests an option does; a near-duplicate counts as the one it went into."""
    roots = {voice.id: root for root, spoken in merged(session).items() for voice in spoken}
    return tuple(dict.fromkeys(roots[request] for request in option.requests))


def breaks_freeze(session: Session, promised: tuple[str, ...]) -> tuple[str, ...]:
    """Return which promised requests a freeze forbids: all that are not reliability or security work."""
    if posture(session) != "freeze":
        return ()
    groups = merged(session)
    return tuple(root for root in promised if not any(voice.nature for voice in groups[root]))


def chosen(session: Session) -> Option | None:
    """Return the option that was chosen."""
    choice = session.choice
    return next((option for option in session.options if choice and option.id == choice.option), None)


def accepted(session: Session) -> tuple[TradeOff, ...]:
    """Return the trade-offs that the decision accepts: those of the chosen option and those of none."""
    choice = session.choice.option if session.choice else None
    return tuple(one for one in session.trade_offs if one.option is None or one.option == choice)


def with_answer(session: Session, answer: Answer) -> tuple[Request, ...]:
    """Return the standing requests that ended as `answer`."""
    return tuple(
        spoken[0] for spoken in merged(session).values() if (end := spoken[0].verdict) and end.answer == answer
    )


def promised(session: Session) -> tuple[str, ...]:
    """Return the ids of what will be done: the chosen option, as changed by the verdicts given since."""
    option = chosen(session)
    taken = taken_by(session, option) if option else ()
    ends = {root: spoken[0].verdict for root, spoken in merged(session).items()}
    return tuple(root for root, verdict in ends.items() if (verdict.answer == "will" if verdict else root in taken))


def trade_off_words(trade_off: TradeOff) -> str:
    """Say a trade-off: ``uptime even over branding, accepting one more quarter``."""
    accepting = f", accepting {trade_off.accepting}" if trade_off.accepting else ""
    return f"{trade_off.gain} even over {trade_off.give}{accepting}"


def suggested_verdicts(session: Session) -> tuple[Suggestion, ...]:
    """Return a verdict with a reason for every request without one, as the chosen option implies; none before it."""
    option = chosen(session)
    if option is None:
        return ()
    groups = merged(session)
    taken = taken_by(session, option)
    held = balances(session, [groups[root][0] for root in taken])
    frozen = breaks_freeze(session, tuple(groups))
    first = {edge.then: edge.first for edge in befores(session) if edge.first not in taken}
    within = f" and fits into {person_weeks(held[0].available)}" if held[0].available is not None else ""
    suggestions = []
    for root, spoken in groups.items():
        if spoken[0].verdict is not None:
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
        suggestions.append(Suggestion(request=root, answer=answer, reason=reason))
    return tuple(suggestions)


def _with(held: tuple[Balance, ...], effort: Effort) -> Balance | None:
    """Return the first balance that one more effort would bring over what there is; what does not fit now may later."""
    for row in held:
        if row.available is not None and row.team in ("", effort.team):
            typical = exact(row.typical) + exact(effort.person_weeks.typical)
            over = typical - exact(row.available)
            if over > 0:
                return replace(row, typical=number(typical), over_by=number(over))
    return None
