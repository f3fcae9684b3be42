"""Options side by side: what each does to every metric, what it takes, what it breaks, and whom it leaves behind."""

from collections.abc import Iterator

from alignment_tui.domain.capacity import balance_words
from alignment_tui.domain.quantities import plain
from alignment_tui.domain.records import Effect, Option
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import OptionFigures, option_figures
from alignment_tui.domain.votes import fist, fist_words
from alignment_tui.ui.lines import Line, Role, fit, line, wrap

_NARROWEST = 18
_MOST = 4
_GAP = 2
_Cells = list[tuple[str, Role]]


def option_table(session: Session, selected: Option, width: int) -> list[Line]:
    """Return the options as columns, the selected one first to be kept where there is no room for all."""
    label_width = 13 if width < 90 else 24
    count = max(1, min(_MOST, len(session.options), (width - label_width) // (_NARROWEST + _GAP)))
    shown = _shown(session.options, selected, count)
    column = (width - label_width) // count - _GAP
    figures = [option_figures(session, option) for option in shown]
    lines: list[Line] = []
    for label, cells in _rows(session, shown, figures, selected):
        lines.extend(_row(label, cells, label_width, column))
    hidden = len(session.options) - count
    if hidden:
        lines.append(line((f"{hidden} more: the cursor brings each one here", "dim")))
    return lines


def _shown(options: tuple[Option, ...], selected: Option, count: int) -> list[Option]:
    first = list(options[:count])
    return first if selected in first else [*first[:-1], selected]


def _rows(
    session: Session, options: list[Option], figures: list[OptionFigures], selected: Option
) -> Iterator[tuple[str, _Cells]]:
    yield "", [(f"{one.id} {one.name}", "strong" if one is selected else "dim") for one in options]
    yield "Capacity", [_capacity(one) for one in figures]
    if any(_but_capacity(one) for one in figures):
        yield "Not possible", [("; ".join(_but_capacity(one)), "warn") for one in figures]
    if any(one.order_broken for one in figures):
        yield (
            "Order",
            [("; ".join(f"{edge.first} comes first" for edge in one.order_broken), "warn") for one in figures],
        )
    if any(one.musts_broken for one in figures):
        yield (
            "Breaks",
            [
                (
                    "; ".join(f"{named(session, left.askers)}'s must, {left.request}" for left in one.musts_broken),
                    "warn",
                )
                for one in figures
            ],
        )
    yield "Leaves", [(_leaves(session, one), "text") for one in figures]
    if session.fists:
        yield "Fist to five", [(fist_words(session, fist(session, one.id)), "text") for one in options]
    touched = {effect.metric for one in options for effect in one.effects}
    for metric in session.metrics:
        if metric.id in touched:
            effects = [next((item for item in one.effects if item.metric == metric.id), None) for one in options]
            yield f"{metric.id} {metric.name}", [_effect(effect) for effect in effects]


def _row(label: str, cells: _Cells, label_width: int, column: int) -> Iterator[Line]:
    wrapped = [wrap(text, column) for text, _ in cells]
    for number in range(max(map(len, wrapped))):
        spans: list[tuple[str, Role]] = [(fit(label if not number else "", label_width - 1) + " ", "dim")]
        for parts, (_, role) in zip(wrapped, cells, strict=True):
            spans.append((fit(parts[number] if number < len(parts) else "", column) + " " * _GAP, role))
        yield tuple(spans)


def _capacity(figures: OptionFigures) -> tuple[str, Role]:
    whole = figures.balances[0]
    over = any(balance.over_by for balance in figures.balances)
    words = "; ".join(balance_words(balance) for balance in figures.balances if balance is whole or balance.over_by)
    return words, "bad" if over else "text"


def _but_capacity(figures: OptionFigures) -> list[str]:
    """Return why an option cannot be done, but for capacity, which has a row of its own."""
    said = tuple(balance_words(balance) for balance in figures.balances)
    return [reason for reason in figures.why_not if not reason.endswith(said)]


def _leaves(session: Session, figures: OptionFigures) -> str:
    by_people: dict[str, list[str]] = {}
    for left in figures.leaves:
        by_people.setdefault(named(session, left.askers), []).append(left.request)
    return "; ".join(f"{people}: {' '.join(requests)}" for people, requests in by_people.items()) or "nobody"


def _effect(effect: Effect | None) -> tuple[str, Role]:
    if effect is None:
        return "not said", "dim"
    amount = f", {plain(effect.amount)} {effect.unit}".rstrip() if effect.amount is not None else ""
    role: Role = {"better": "good", "worse": "warn", "same": "text"}[effect.direction]  # type: ignore[assignment]
    return f"{effect.direction}{amount}", role
