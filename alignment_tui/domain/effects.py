"""What two options do to one metric, compared as far as it was said."""

from fractions import Fraction

from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import Effect, Metric, Option
from alignment_tui.domain.text import folded

_ORDER = {"worse": -1, "same": 0, "better": 1}


def compared(metric: Metric, option: Option, other: Option) -> Fraction | None:
    """Return above 0 where the first option is better for a metric, below 0 the second; `None` where it is not said.

    The further apart what was said, the more: better and worse are 2 apart, two amounts less than 1.
    """
    ours, theirs = (_effect(one, metric) for one in (option, other))
    if ours is None or theirs is None:
        return None
    if ours.direction != theirs.direction:
        return Fraction(_ORDER[ours.direction] - _ORDER[theirs.direction])
    first, second = _amount(ours, metric), _amount(theirs, metric)
    if first is None or second is None or first[1] != second[1] or first[0] == second[0]:
        return None
    share = (first[0] - second[0]) / (first[0] + second[0] + 1)
    return share * _ORDER[ours.direction]


def _effect(option: Option, metric: Metric) -> Effect | None:
    return next((effect for effect in option.effects if effect.metric == metric.id), None)


def _amount(effect: Effect, metric: Metric) -> tuple[Fraction, str] | None:
    """Return by how much and in which unit; a figure below nothing says no side."""
    if effect.amount is None or effect.amount < 0:
        return None
    return exact(effect.amount), folded(effect.unit or metric.unit)
