"""The places of a map in pixels: the rows and boxes of the screen, with every wait drawn to one scale.

On the screen a wait is at least as wide as its words; here the words stand above the line, so that a day is a day.
"""

from fractions import Fraction

from msgspec.structs import replace

from alignment_tui.documents.cells import cells
from alignment_tui.documents.ladder_words import wait_words
from alignment_tui.documents.stream_layout import LABELS, Place, laid_out, longest_wait, wait_scale
from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import Stream

CELL = 8
LETTER = 7
_MARGIN = CELL
_BESIDE = 22
_NARROWEST = 16


def pixel_bands(stream: Stream, width: int) -> list[tuple[Place, ...]]:
    """Return the bands of a map `width` cells wide, in pixels; only what waits too little for its words is wider."""
    bands = laid_out(stream, width - 1, words_inside=True).bands
    room = (width - LABELS) * CELL - _MARGIN
    scales = (
        wait_scale(
            ((longest_wait(place.steps), _least(place)) for place in band),
            room - sum(place.box for place in band) * CELL,
        )
        for band in bands
    )
    scale = min(scales, default=Fraction(0))
    return [_placed(band, scale) for band in bands]


def _least(place: Place) -> int:
    said = max(cells(wait_words(step)) for step in place.steps)
    return said * LETTER + _BESIDE if said else _NARROWEST


def _placed(band: tuple[Place, ...], scale: Fraction) -> tuple[Place, ...]:
    left, placed = LABELS * CELL, []
    for place in band:
        wait = max(_least(place), int(exact(longest_wait(place.steps)) * scale))
        placed.append(replace(place, left=left, wait=wait, box=place.box * CELL))
        left = placed[-1].right
    return tuple(placed)
