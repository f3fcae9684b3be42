"""The value stream map as a picture: the same places as on the screen, in lines, boxes and arrows.

Colours are plain attributes with `currentColor` for ink, so that it prints anywhere; a page may dress the classes.
"""

from collections.abc import Mapping
from typing import get_args

from msgspec import Struct

from alignment_tui.documents.blocks import Entry
from alignment_tui.documents.map_loops import Loop, loops_of
from alignment_tui.documents.stream_layout import Place
from alignment_tui.documents.svg_ladder import ladder, ladder_height
from alignment_tui.documents.svg_places import CELL, LETTER, pixel_bands
from alignment_tui.documents.svg_shapes import STEP_HEIGHT, arrow, box, rework
from alignment_tui.documents.tags import Markup, tag
from alignment_tui.domain.records import Lane, Step, Stream
from alignment_tui.domain.value_stream import figures

_LANES: tuple[Lane, ...] = get_args(Lane)
_BAND_GAP = 26
_LOOP_HEIGHT = 24


class _Band(Struct, frozen=True):
    """A row of places with the height of each lane in it, from `top` down."""

    places: tuple[Place, ...]
    lanes: dict[Lane, int]
    loops: tuple[Loop, ...]
    asked: Mapping[str, str]
    top: int

    @property
    def floor(self) -> int:
        """Where the lanes end."""
        return self.top + sum(self.lanes.values())

    @property
    def bottom(self) -> int:
        """Where the ladder ends."""
        rows = max((loop.row + 1 for loop in self.loops), default=0)
        return self.floor + rows * _LOOP_HEIGHT + ladder_height(self.asked)


def svg_map(stream: Stream, width: int = 92, touched: Mapping[str, str] | None = None, **attributes: str) -> Markup:
    """Return the map of a stream, `width` cells wide (40 and more), or nothing where it has no steps.

    `touched` says by step what each is touched by. `attributes` go to the ``svg`` element, such as ``font_family``;
    sizes are in pixels at a cell of eight.
    """
    if not stream.steps:
        return Markup()
    bands = _bands(stream, max(width, 40), touched or {})
    height = bands[-1].bottom + 6
    return tag(
        "svg",
        *(part for band in bands for part in _drawn(stream, band, width)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width * CELL} {height}",
        role="img",
        width=width * CELL,
        height=height,
        aria_label=f"Value stream map of {stream.name}: {_said(stream)}",
        font_size=13,
        fill="currentColor",
        **{"font_family": "system-ui, sans-serif"} | attributes,
    )


def drawn_under(entry: Entry) -> bool:
    """Return whether a picture belongs here: an entry that says so, or a stream with its steps."""
    return entry.pictured or any(child.id.startswith(f"{entry.id}.") for child in entry.children)


def _bands(stream: Stream, width: int, touched: Mapping[str, str]) -> list[_Band]:
    bands: list[_Band] = []
    top = 0
    for places in pixel_bands(stream, width):
        stacked = {lane: max(_in_lane(place, lane) for place in places) for lane in _LANES}
        lanes = {lane: count * STEP_HEIGHT for lane, count in stacked.items() if count}
        here = {step.id for place in places for step in place.steps}
        loops = loops_of(stream, places, width * CELL, LETTER)
        bands.append(_Band(places, lanes, loops, {own: by for own, by in touched.items() if own in here and by}, top))
        top = bands[-1].bottom + _BAND_GAP
    return bands


def _drawn(stream: Stream, band: _Band, width: int) -> list[Markup]:
    parts: list[Markup] = []
    top = band.top
    for lane, height in band.lanes.items():
        parts.append(tag("rect", x=0, y=top, width=width * CELL, height=height - 4, rx=4, fill_opacity=0.05))
        parts.append(tag("text", lane, x=10, y=top + (height + 4) / 2, font_size=12, class_="label"))
        top += height
    counted = figures(stream)
    worst = counted.worst_wait.step if counted.worst_wait else None
    seats = {step.id: _seat(band, place, step) for place in band.places for step in place.steps}
    parts += [rework(loop, seats, band.floor + (loop.row + 1) * _LOOP_HEIGHT - 6) for loop in band.loops]
    before: tuple[Step, ...] = ()
    for place in band.places:
        for step in place.steps:
            wait = arrow(place, step, [seats[one.id][1] for one in before], seats[step.id][1], step.name == worst)
            parts.append(wait)
        before = place.steps
    parts += [box(place, at, seats) for place in band.places for at in range(len(place.steps))]
    return [*parts, *ladder(band.places, band.bottom - ladder_height(band.asked), band.asked)]


def _seat(band: _Band, place: Place, step: Step) -> tuple[float, float]:
    """Return the middle of a step's box."""
    top = band.top
    for lane, height in band.lanes.items():
        if lane == step.lane:
            above = [one for one in place.steps if one.lane == lane].index(step)
            return place.middle, top + above * STEP_HEIGHT + (STEP_HEIGHT - 4) / 2
        top += height
    raise AssertionError(step.lane)


def _in_lane(place: Place, lane: Lane) -> int:
    return sum(step.lane == lane for step in place.steps)


def _said(stream: Stream) -> str:
    return f"{len(stream.steps)} steps, {', '.join(step.name for step in stream.steps)}"
