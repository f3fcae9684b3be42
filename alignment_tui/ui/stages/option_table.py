"""Options side by side: what each takes, does to every metric, breaks, and whom it leaves behind."""

from collections.abc import Iterator, Sequence

from alignment_tui.domain.capacity import Balance
from alignment_tui.domain.quantities import measure, rounded
from alignment_tui.domain.records import Effect, Metric, Option
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import Left, OptionFigures, all_option_figures
from alignment_tui.domain.votes import FistResult, fist
from alignment_tui.ui.lines import Line, Role, cut, fit, wrap

_NARROWEST, _CLOSE, _COMFORTABLE = 14, 18, 20
_LABEL, _READABLE_LABEL, _LONGEST_LABEL = 12, 16, 26
_LABEL_LINES = 2
_MOST = 6
_GAP = 2
_WITH_UNIT = 16
Cell = tuple[str, Role]
Cells = Sequence[Cell]


def option_table(session: Session, selected: Option, width: int) -> list[Line]:
    """Return the options as columns, as many as can be read in `width`, the selected one always among them."""
    count = max(1, min(_MOST, len(session.options), (width - _LABEL) // (_NARROWEST + _GAP)))
    close, comfortable = (width - count * (column + _GAP) for column in (_CLOSE, _COMFORTABLE))
    label_width = max(_LABEL, min(_LONGEST_LABEL, max(comfortable, min(_READABLE_LABEL, close))))
    column = (width - label_width) // count - _GAP
    options = _shown(session.options, selected, count)
    some = f"{count} of {len(session.options)}" if count < len(session.options) else ""
    names: Cells = [(_name(session, one, column), "strong" if one is selected else "dim") for one in options]
    rows = ((some, names), *_rows(session, options, column))
    return [line for label, cells in rows for line in _row(label, cells, label_width, column)]


def _shown(options: tuple[Option, ...], selected: Option, count: int) -> list[Option]:
    first = list(options[:count])
    return first if selected in first else [*first[:-1], selected]


def _rows(session: Session, options: list[Option], column: int) -> Iterator[tuple[str, Cells]]:
    figures = [all_option_figures(session)[option.id] for option in options]
    yield "Possible", [_possible(one, column) for one in figures]
    yield from _effects(session, options)
    rows: tuple[tuple[str, Cells], ...] = (
        ("Left behind", [(_whose(session, one.leaves) or "nobody", "text") for one in figures]),
        ("Breaks must", [(_whose(session, one.musts_broken), "warn") for one in figures]),
        ("Order", [(_first(one), "warn") for one in figures]),
        ("In a freeze", [(_frozen(one), "bad") for one in figures]),
        ("Not sized", [(" ".join(one.demand.unsized), "warn") for one in figures]),
        ("Fist to five", [_fingers(session, fist(session, one.id)) for one in options]),
    )
    for label, cells in rows:
        if any(text for text, _ in cells):
            yield label, cells


def _row(label: str, cells: Cells, label_width: int, column: int) -> Iterator[Line]:
    wrapped = [[part for text in cell.split("\n") for part in wrap(text, column)] for cell, _ in cells]
    labels = _fitted(label, label_width - 1, max(_LABEL_LINES, *map(len, wrapped)))
    for number in range(max(len(labels), *map(len, wrapped))):
        spans: list[tuple[str, Role]] = [(fit(_at(labels, number), label_width), "dim")]
        for parts, (_, role) in zip(wrapped, cells, strict=True):
            spans.append((fit(_at(parts, number), column) + " " * _GAP, role))
        yield tuple(spans)


def _at(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _fitted(text: str, width: int, most: int) -> list[str]:
    """Wrap a text into at most so many lines; the words that do not fit are left out of the last one."""
    lines = wrap(text, width)
    return lines if len(lines) <= most else [*lines[: most - 1], cut(f"{lines[most - 1]}…", width)]


def _name(session: Session, option: Option, column: int) -> str:
    chosen = session.choice is not None and session.choice.option == option.id
    return "\n".join([*_fitted(f"{option.id} {option.name}", column, 2), *(["chosen"] if chosen else [])])


def _possible(figures: OptionFigures, column: int) -> Cell:
    """Say whether it can be done, what it takes of what there is, and why not; the order has a row of its own."""
    unit = " pw" if column >= _WITH_UNIT else ""
    over = [balance for balance in figures.balances if balance.over_by]
    whole = figures.balances[0]
    takes = ", ".join(_takes(balance, unit) for balance in over or [whole])
    if figures.feasible:
        return (f"yes: {takes}", "text") if whole.available is not None else (takes, "text")
    return f"no: {', '.join([*(['a freeze'] if figures.freeze_broken else []), *([takes] if over else [])])}", "bad"


def _takes(balance: Balance, unit: str) -> str:
    available = "?" if balance.available is None else rounded(balance.available, 3)
    return f"{rounded(balance.typical, 3)} of {available}{unit}" + (f" {balance.team}" if balance.team else "")


def _frozen(figures: OptionFigures) -> str:
    return f"not {' '.join(figures.freeze_broken)}" if figures.freeze_broken else ""


def _effects(session: Session, options: list[Option]) -> Iterator[tuple[str, Cells]]:
    """Yield a row for each metric that an option says something of, and one that names the others."""
    untold = []
    for metric in session.metrics:
        effects = [next((item for item in one.effects if item.metric == metric.id), None) for one in options]
        if any(effects):
            yield f"{metric.id} {metric.name}", [_effect(effect, metric) for effect in effects]
        else:
            untold.append(metric.id)
    if untold:
        yield "Not said", [(f"of {' '.join(untold)}", "dim")] * len(options)


def _effect(effect: Effect | None, metric: Metric) -> Cell:
    if effect is None:
        return "not said", "dim"
    amount = f", {measure(effect.amount, effect.unit or metric.unit)}" if effect.amount is not None else ""
    role: Role = {"better": "good", "worse": "warn", "same": "text"}[effect.direction]  # type: ignore[assignment]
    return f"{effect.direction}{amount}", role


def _whose(session: Session, left: tuple[Left, ...]) -> str:
    by_people: dict[str, list[str]] = {}
    for one in left:
        by_people.setdefault(" and ".join(session.name_of(person) for person in one.askers), []).append(one.request)
    return ", ".join(f"{people} {' '.join(requests)}" for people, requests in by_people.items())


def _first(figures: OptionFigures) -> str:
    return ", ".join(f"{edge.first} before {edge.then}" for edge in figures.order_broken)


def _fingers(session: Session, result: FistResult) -> Cell:
    if not result.votes:
        return "", "dim"
    if result.hidden or result.waiting:
        return f"{result.votes} of {result.of} in", "dim"
    if result.passes:
        return ("passes, no champion", "warn") if result.no_champion else ("passes", "good")
    return f"no: {', '.join(f'{session.name_of(one.person)} {one.fingers}' for one in result.objections)}", "warn"
