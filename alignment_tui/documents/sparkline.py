"""A metric's last weeks as bars of text, with its target beside them on the same scale."""

from functools import lru_cache

from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import Number

BARS = "▁▂▃▄▅▆▇"
BESIDE = "╎"
_EIGHTHS = f" {BARS}█"
_STEPS = 8


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


def tall_bars(values: tuple[Number, ...], rows: int) -> list[str]:
    """Draw values as bars over so many rows, the uppermost first, a cell between one and the next."""
    shown = [exact(value) for value in values]
    low, high = min(shown, default=0), max(shown, default=0)
    steps = rows * _STEPS - 1
    heights = [1 + (round((one - low) / (high - low) * steps) if high > low else steps // 2) for one in shown]
    return [
        " ".join(_EIGHTHS[max(0, min(_STEPS, height - row * _STEPS))] for height in heights)
        for row in reversed(range(rows))
    ]
