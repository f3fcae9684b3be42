"""What speaks for and against each option, as a decision record says it: good, neutral or bad, because."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import plain, refs
from alignment_tui.documents.phrases import people
from alignment_tui.domain.capacity import balance_words
from alignment_tui.domain.quantities import measure
from alignment_tui.domain.records import Option, TradeOff
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import accepted, chosen, option_figures

_WEIGHTS = (("Good", "better", "gets better"), ("Neutral", "same", "stays as it is"), ("Bad", "worse", "gets worse"))


def consequences(session: Session) -> Iterator[str]:
    """Yield what follows from the decision: the effects of the chosen option, and what is accepted with it."""
    option = chosen(session)
    if option:
        yield from _effects(session, option, ("Good", "Neutral", "Bad"))
        yield from (_given_up(session, one) for one in accepted(session))


def pros_and_cons(session: Session, option: Option) -> Iterator[str]:
    """Yield the arguments for an option, those that weigh nothing, and those against it."""
    figures = option_figures(session, option)
    if option.requests:
        yield f"Good, because it does {plain(refs(option.requests))}"
    yield from _effects(session, option, ("Good", "Neutral"))
    for balance in figures.balances:
        if balance.available is not None and balance.typical and not balance.over_by:
            yield f"Neutral, because it takes {balance_words(balance)}"
    yield from _effects(session, option, ("Bad",))
    for reason in figures.why_not:
        yield f"Bad, because it cannot be done: it {reason}"
    broken = {one.request for one in figures.musts_broken}
    for one in figures.leaves:
        what = "breaks a must of" if one.request in broken else "leaves behind what was asked by"
        yield f"Bad, because it {what} {people(session, one.askers)} ({one.request})"
    standing = chosen(session)
    for trade in session.trade_offs:
        if trade.option == option.id and option is not standing:
            yield _given_up(session, trade)


def _effects(session: Session, option: Option, wanted: tuple[str, ...]) -> Iterator[str]:
    metrics = {metric.id: metric for metric in session.metrics}
    for weight, direction, words in _WEIGHTS:
        for effect in option.effects:
            if weight in wanted and effect.direction == direction:
                metric = metrics[effect.metric]
                by = f" by {measure(effect.amount, effect.unit or metric.unit)}" if effect.amount is not None else ""
                yield f"{weight}, because {metric.id} {words}{by} ({metric.name})"


def _given_up(session: Session, one: TradeOff) -> str:
    cost = one.accepting or f"{one.give} gives way to {one.gain}"
    bearer = f"{session.name_of(one.bearer)} bears it" if one.bearer else "nobody bears it yet"
    return f"Bad, because of {cost} ({one.id}, {one.gain} even over {one.give}; {bearer})"
