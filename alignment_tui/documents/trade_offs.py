"""What was given up for what, who bears it, and which options lay on the table."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Ref, joined, line, refs
from alignment_tui.documents.phrases import people
from alignment_tui.domain.capacity import Balance, balance_words
from alignment_tui.domain.offers import offer_why, offered, offers
from alignment_tui.domain.quantities import measure, rounded
from alignment_tui.domain.records import Effect, Option, TradeOff, Tripwire
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import Left, OptionFigures, accepted, option_figures
from alignment_tui.domain.votes import fist, fist_words


def trade_off_blocks(session: Session) -> Iterator[Block]:
    """Yield the trade-offs that were accepted, with bearer, metric and tripwire, or those on the table so far."""
    standing = accepted(session) if session.choice else session.trade_offs
    if standing:
        yield Heading("Trade-offs accepted" if session.choice else "Trade-offs on the table")
        yield Entries(tuple(trade_off_entry(session, one) for one in standing))


def option_blocks(session: Session) -> Iterator[Block]:
    """Yield every option with its effects, what it takes, breaks and leaves behind, and what people thought of it."""
    if session.options:
        yield Heading("Options considered")
        yield Entries(tuple(option_entry(session, option) for option in session.options))


def offer_blocks(session: Session) -> Iterator[Block]:
    """Yield what the chosen option gives up against the others, as trade-offs that nobody has taken yet."""
    entries = []
    for offer in offers(session):
        one = offered(session, offer)
        entries.append(
            Entry(
                head=line(one.gain, " even over ", one.give),
                aside=f"{session.name_of(one.bearer)} would bear it",
                notes=(line(f"{offer_why(session, offer)}; ", Ref(offer.give), " would show it"),),
            )
        )
    if entries:
        yield Heading("Offered, and not taken")
        yield Entries(tuple(entries))


def trade_off_entry(session: Session, record: TradeOff) -> Entry:
    """Return a trade-off with who bears it, which metric will show it, and when it is open again."""
    notes = [line("accepting ", record.accepting)] if record.accepting else []
    if record.metric:
        metric = next(one for one in session.metrics if one.id == record.metric)
        notes.append(line(Ref(record.metric), " will show it: ", metric.name))
    else:
        notes.append(line("no metric shows it yet"))
    wires = [wire for wire in session.tripwires if wire.reopens == record.id]
    notes += [line(*_tripwire(session, wire), " (", Ref(wire.id), ")") for wire in wires]
    bearer = f"{session.name_of(record.bearer)} bears it" if record.bearer else "nobody bears it yet"
    return Entry(id=record.id, head=line(record.gain, " even over ", record.give), aside=bearer, notes=tuple(notes))


def tripwire_entry(session: Session, record: Tripwire) -> Entry:
    """Return when a trade-off is open again, as it was agreed beforehand."""
    return Entry(id=record.id, head=line(Ref(record.reopens), " is ", *_tripwire(session, record)))


def option_entry(session: Session, option: Option) -> Entry:
    """Return an option with everything that speaks for and against it."""
    chosen = session.choice and session.choice.option == option.id
    return Entry(
        id=option.id,
        head=line(option.name),
        aside="chosen" if chosen else "",
        notes=tuple(_option_notes(session, option, option_figures(session, option))),
        children=tuple(
            trade_off_entry(session, one)
            for one in session.trade_offs
            if one.option == option.id and session.choice and not chosen
        ),
    )


def effect_lines(session: Session, option: Option) -> Iterator[Line]:
    """Yield what an option makes better, worse or leaves as it is: ``better: M1 checkout downtime, 30 min/week``."""
    for direction in ("better", "worse", "same"):
        effects = [effect for effect in option.effects if effect.direction == direction]
        if effects:
            yield line(f"{direction}: ", *joined((_effect(session, effect) for effect in effects), "; "))


def _tripwire(session: Session, record: Tripwire) -> Line:
    metric = next(one for one in session.metrics if one.id == record.metric)
    when = f"is {record.when} {measure(record.value, metric.unit)}" if record.value is not None else record.when
    reopened = f", reopened on {record.reopened_on.isoformat()}" if record.reopened_on else ""
    return line("open again when ", Ref(record.metric), f" {when}{reopened}")


def _option_notes(session: Session, option: Option, figures: OptionFigures) -> Iterator[Line]:
    yield line("does ", *refs(option.requests)) if option.requests else line("does nothing of what was asked")
    yield from effect_lines(session, option)
    yield from _capacity(figures)
    for reason in figures.why_not:
        yield line(f"cannot be done: {reason}")
    if figures.order_broken:
        edges = (line(Ref(one.first), " before ", Ref(one.then)) for one in figures.order_broken)
        yield line("breaks the order: ", *joined(edges))
    for words, left in (("breaks a must: ", figures.musts_broken), ("leaves behind ", figures.leaves)):
        if left:
            yield line(words, *joined(_left(session, one) for one in left))
    yield from _fingers(session, option)


def _effect(session: Session, effect: Effect) -> Line:
    metric = next(one for one in session.metrics if one.id == effect.metric)
    by = f", {measure(effect.amount, effect.unit or metric.unit)}" if effect.amount is not None else ""
    return line(Ref(effect.metric), f" {metric.name}{by}")


def _capacity(figures: OptionFigures) -> Iterator[Line]:
    for balance in figures.balances:
        known = balance.available is not None or not balance.team
        if known and balance.typical and not balance.over_by:
            spread = f" ({_spread(balance)})" if balance.low != balance.high else ""
            yield line(f"takes {balance_words(balance)}{spread}")
    if figures.demand.unsized:
        yield line("not sized: ", *refs(figures.demand.unsized))


def _spread(balance: Balance) -> str:
    return f"between {rounded(balance.low, 3)} and {rounded(balance.high, 3)}"


def _left(session: Session, left: Left) -> Line:
    return line(Ref(left.request), f" ({people(session, left.askers)})")


def _fingers(session: Session, option: Option) -> Iterator[Line]:
    votes = [one for one in session.fists if one.option == option.id]
    if not votes:
        return
    counted = fist(session, option.id)
    said = (f"{session.name_of(vote.person)} {vote.fingers}{f' ({vote.why})' if vote.why else ''}" for vote in votes)
    yield line("fist to five: ", "" if counted.hidden else f"{', '.join(said)}; ", fist_words(session, counted))
