"""Trade-offs: what each option takes, breaks and leaves behind, and whose that is."""

from typing import Literal

from msgspec import Struct

from alignment_tui.domain.capacity import Balance, balance_words, balances
from alignment_tui.domain.error_budget import posture
from alignment_tui.domain.once import once
from alignment_tui.domain.order import Before, broken
from alignment_tui.domain.records import Option, Request, TradeOff
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
    return given_up(session, session.choice.option if session.choice else None)


def given_up(session: Session, option: str | None) -> tuple[TradeOff, ...]:
    """Return the trade-offs that come with an option: its own, and those that hold whatever is chosen."""
    return tuple(one for one in session.trade_offs if one.option in (None, option))


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
