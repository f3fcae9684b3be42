"""Day 5 for the room: the options side by side, and what is given up in whole sentences."""

from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import cell_len

from alignment_tui.domain.capacity import balance_words
from alignment_tui.domain.quantities import plain
from alignment_tui.domain.records import Effect, Option
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import OptionFigures, chosen, given_up, option_figures
from alignment_tui.ui.lines import BLANK, Line, Role, Span, fit, line, paragraph, wrap
from alignment_tui.ui.present.page import AIR, Page, Presenter

_NARROWEST = 22
_MOST = 4
_NARROW, _NARROW_LABEL, _LEAST_LABEL = 60, 14, 20
_GAP = 3
_Cell = tuple[str, Role]


def _lines(page: Page) -> Iterator[Line]:
    session = page.session
    if session.options:
        yield from _side_by_side(page)
        yield BLANK
    option = chosen(session) or (page.record if isinstance(page.record, Option) else None)
    for place, trade in enumerate(given_up(session, option.id if option else None)):
        if option and not place:
            yield line((f"With {option.name}", "dim"))
        yield AIR
        shown = next((metric.name for metric in session.metrics if metric.id == trade.metric), "")
        sentences = [f"{trade.gain[:1].upper()}{trade.gain[1:]} even over {trade.give}."]
        sentences += [f"Accepting {trade.accepting}."] if trade.accepting else []
        sentences += [f"{session.name_of(trade.bearer)} bears it."] if trade.bearer else []
        sentences += [f"{shown[:1].upper()}{shown[1:]} will show it."] if shown else []
        yield from paragraph(" ".join(sentences), page.inner, "strong")


def _side_by_side(page: Page) -> Iterator[Line]:
    session, width = page.session, page.width - 2 * page.margin
    least = _LEAST_LABEL if width >= _NARROW else _NARROW_LABEL
    count = max(1, min(_MOST, len(session.options), (width - least) // (_NARROWEST + _GAP)))
    longest = max((cell_len(metric.name) for metric in session.metrics), default=0) + 2
    label = max(least, min(longest, width - count * (_NARROWEST + _GAP)))
    options = _shown(session.options, page.record, count)
    column = min(40, (width - label) // count - _GAP)
    taken = chosen(session)
    shining = taken or page.record
    names = [(one.name + (", chosen" if one is taken else ""), _role(one is shining)) for one in options]
    figures = [option_figures(session, one) for one in options]
    yield from _row("", label, names, column)
    yield BLANK
    for metric in session.metrics:
        effects = [next((each for each in one.effects if each.metric == metric.id), None) for one in options]
        if any(effects):
            yield from _row(metric.name, label, [_effect(effect) for effect in effects], column)
    yield from _row("Capacity", label, [_capacity(one) for one in figures], column)
    yield from _row("Leaves behind", label, [(_leaves(session, one), "text") for one in figures], column)
    more = len(session.options) - count
    if more:
        yield line((f"{more} more to the right", "dim"))


def _shown(options: tuple[Option, ...], selected: object, count: int) -> tuple[Option, ...]:
    at = options.index(selected) if selected in options else 0
    start = min(at, len(options) - count)
    return options[start : start + count]


def _row(title: str, label: int, cells: list[_Cell], column: int) -> Iterator[Line]:
    if title:
        yield AIR
    parts = [wrap(title, label - 2), *(wrap(text, column) for text, _ in cells)]
    roles: list[Role] = ["dim", *(role for _, role in cells)]
    for texts in zip_longest(*parts, fillvalue=""):
        first, *rest = texts
        spans: list[Span] = [(fit(first, label), "dim")]
        spans += [(fit(text, column) + " " * _GAP, role) for text, role in zip(rest, roles[1:], strict=True)]
        yield tuple(spans)


def _role(shining: bool) -> Role:
    return "strong" if shining else "dim"


def _effect(effect: Effect | None) -> _Cell:
    if effect is None:
        return "not said", "dim"
    amount = f", {plain(effect.amount)} {effect.unit}".rstrip() if effect.amount is not None else ""
    roles: dict[str, Role] = {"better": "good", "worse": "warn", "same": "text"}
    return f"{effect.direction}{amount}", roles[effect.direction]


def _capacity(figures: OptionFigures) -> _Cell:
    """Say what an option takes of what there is, and what makes it impossible."""
    over = [balance for balance in figures.balances if balance.over_by]
    words = [balance_words(balance) for balance in over or figures.balances[:1]]
    words += ["the freeze forbids it"] if figures.freeze_broken else []
    return "; ".join(words), "text" if figures.feasible else "bad"


def _leaves(session: Session, figures: OptionFigures) -> str:
    people = dict.fromkeys(named(session, left.askers) for left in figures.leaves)
    return "; ".join(people) or "nobody"


PRESENTER = Presenter(("options",), _lines)
