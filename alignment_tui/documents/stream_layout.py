"""Where everything on a value stream map stands: places, waits to proportion, bands where one row is too narrow.

Geometry only, in whole cells or any other unit of one's own, so that a terminal and a picture draw the same map.
"""

from fractions import Fraction

from msgspec import Struct

from alignment_tui.documents.cells import cells, shortened
from alignment_tui.domain.quantities import exact, work_time
from alignment_tui.domain.records import Number, Step, Stream
from alignment_tui.domain.value_stream import parallel_groups, wait_minutes

LABELS = 12
_LONGEST_NAME = 18
# Cells that a name's box and a wait's words have beside them; tight where that saves a band.
_ROOMY = (4, 3)
_TIGHT = (2, 1)


class Place(Struct, frozen=True, kw_only=True):
    """One place of the timeline: the wait before it, then a box for every step that stands there."""

    steps: tuple[Step, ...]
    names: tuple[str, ...]
    left: int
    wait: int
    wait_words: str
    box: int

    @property
    def box_left(self) -> int:
        """Where the boxes begin."""
        return self.left + self.wait

    @property
    def right(self) -> int:
        """Where the place ends."""
        return self.box_left + self.box

    @property
    def middle(self) -> int:
        """The middle of the boxes."""
        return self.box_left + self.box // 2


def laid_out(stream: Stream, width: int) -> tuple[tuple[Place, ...], ...]:
    """Return the map in bands of at most `width` cells, every wait on the map to the same scale."""
    room = width - LABELS
    bands = min((_bands(stream, room, density) for density in (_ROOMY, _TIGHT)), key=len)
    scale = min((_scale(band, room) for band in bands), default=Fraction(0))
    return tuple(_placed(band, scale, room) for band in bands)


def longest_wait(steps: tuple[Step, ...]) -> Number:
    """Return the wait of the step that makes work wait longest at one place; 0 where it is not known."""
    return max((wait_minutes(step) or 0 for step in steps), default=0)


def _bands(stream: Stream, room: int, density: tuple[int, int]) -> list[list[Place]]:
    bands: list[list[Place]] = []
    for group in parallel_groups(stream):
        draft = _draft(group, room, density)
        if not bands or sum(one.wait + one.box for one in bands[-1]) + draft.wait + draft.box > room:
            bands.append([])
        bands[-1].append(draft)
    return bands


def _draft(steps: tuple[Step, ...], room: int, density: tuple[int, int]) -> Place:
    """Return a place at its narrowest: a wait as wide as its words."""
    border, arrow = density
    wait = longest_wait(steps)
    unknown = any(wait_minutes(step) is None for step in steps)
    words = f" {work_time(wait)} " if wait else " ? " if unknown else ""
    narrowest = len(words) + arrow if words else 2
    most = max(min(_LONGEST_NAME, room - narrowest - border), 4)
    names = tuple(shortened(step.name, most) for step in steps)
    box = max(max(map(cells, names)), 6) + border
    return Place(steps=steps, names=names, left=0, wait=narrowest, wait_words=words, box=box)


def _scale(band: list[Place], room: int) -> Fraction:
    """Return cells a minute that this band can give its waits beyond their words."""
    spare = room - sum(place.wait + place.box for place in band)
    minutes = sum(exact(longest_wait(place.steps)) for place in band)
    return Fraction(spare) / minutes if minutes else Fraction(room)


def _placed(band: list[Place], scale: Fraction, room: int) -> tuple[Place, ...]:
    left, placed = LABELS, []
    for place in band:
        wait = min(place.wait + int(exact(longest_wait(place.steps)) * scale), room)
        placed.append(
            Place(
                steps=place.steps,
                names=place.names,
                left=left,
                wait=wait,
                wait_words=place.wait_words,
                box=place.box,
            )
        )
        left += wait + place.box
    return tuple(placed)
