"""A metric's last weeks as bars of text, with its target beside them on the same scale."""

from functools import lru_cache

from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import Number

BARS = "▁▂▃▄▅▆▇"
BESIDE = "╎"


@lru_cache(maxsize=256)
def sparkline(values: tuple[Number, ...], target: Number | None = None) -> str:
    """Draw values as bars of seven heights, the last of them the target where there is one: ``▇▆▄▂╎▁``."""
    if not values:
        return ""
    shown = [exact(value) for value in values] + ([] if target is None else [exact(target)])
    low, high = min(shown), max(shown)
    bars = "".join(
        BARS[round((one - low) / (high - low) * (len(BARS) - 1))] if high > low else BARS[3] for one in shown
    )
    return bars if target is None else f"{bars[:-1]}{BESIDE}{bars[-1]}"
