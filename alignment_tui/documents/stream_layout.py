"""Where everything on a value stream map stands: places, waits to proportion, bands where one row is too narrow.

Geometry only, in whole cells or any other unit of one's own, so that a terminal and a picture draw the same map.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.documents.cells import cells, shortened
from alignment_tui.documents.ladder_words import accurate_words, lead_words, process_words, wait_words, waits_words
from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import Number, Step, Stream
from alignment_tui.domain.value_stream import parallel_groups, wait_minutes

LABELS = 12
_SHORTEST_CUT, _LONGEST_NAME = 18, 24
_NARROWEST_BOX = 6
# What an arrow takes at least: its head and a line where nothing waits, one cell more where something does, and what
# words inside it have around them.
_NO_WAIT, _SHORT_WAIT, _AROUND_WORDS = 2, 3, 6
# How many times its true length words may make an arrow, before they all go to the ladder.
_STRETCHED = 2
# The longest wait gets this share of the room, and what the bands leave.
_LONGEST_WAIT = Fraction(1, 6)


class Place(Struct, frozen=True, kw_only=True):
    """One place of the timeline: the wait before it, then a box for every step that stands there."""

    steps: tuple[Step, ...]
    names: tuple[str, ...]
    left: int = 0
    wait: int
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


class Layout(Struct, frozen=True):
    """The bands of a map, and whether each wait is said in its arrow or all of them on the ladder."""

    bands: tuple[tuple[Place, ...], ...]
    words_inside: bool


def laid_out(
    stream: Stream, width: int, borders: Sequence[int] = (4, 2), *, words_inside: bool | None = None
) -> Layout:
    """Return the map in bands of at most `width` cells, every wait on the map to the same scale.

    `borders` are the cells that a box may have beside its name; of them the first that needs the fewest bands.
    Words stand inside the arrows where one band has room for them without twisting the proportions much, unless
    `words_inside` says it.
    """
    room = width - LABELS
    if words_inside is None and (band := _with_words_inside(stream, room, borders[0])):
        return Layout((band,), True)
    bands = min((_broken(_drafts(stream, room, border, bool(words_inside)), room) for border in borders), key=len)
    return Layout(_to_scale(bands, room), bool(words_inside))


def name_room(room: int) -> int:
    """Return how long a name may be on a map with so much room."""
    return max(_SHORTEST_CUT, min(_LONGEST_NAME, room // 4))


def longest_wait(steps: tuple[Step, ...]) -> Number:
    """Return the wait of the step that makes work wait longest at one place; 0 where it is not known."""
    return max((wait_minutes(step) or 0 for step in steps), default=0)


def wait_scale(waits: Iterable[tuple[Number, int]], room: int) -> Fraction:
    """Return how long a minute of waiting is drawn, so that waits of (minutes, least length) fill a room.

    It is 0 where all of them have no more than their least.
    """
    free = [(exact(minutes), least) for minutes, least in waits]
    left = Fraction(room)
    while free:
        minutes = sum(minutes for minutes, _ in free)
        scale = max(left / minutes, Fraction(0)) if minutes else Fraction(0)
        short = [least for minutes, least in free if minutes * scale < least]
        if not short:
            return scale
        left -= sum(short)
        free = [(minutes, least) for minutes, least in free if minutes * scale >= least]
    return Fraction(0)


def _drafts(stream: Stream, room: int, border: int, words_inside: bool) -> list[Place]:
    """Return the places at their narrowest."""
    return [_draft(steps, room, border, words_inside) for steps in parallel_groups(stream)]


def _with_words_inside(stream: Stream, room: int, border: int) -> tuple[Place, ...]:
    """Return the one band of a map whose arrows are long enough for their words, nothing where they are not."""
    drafts = _drafts(stream, room, border, words_inside=True)
    if sum(place.wait + place.box for place in drafts) > room:
        return ()
    (band,) = _to_scale([drafts], room)
    return () if _is_twisted(band) else band


def _draft(steps: tuple[Step, ...], room: int, border: int, words_inside: bool) -> Place:
    said = max(cells(wait_words(step)) for step in steps)
    wait = (said + _AROUND_WORDS if words_inside else _SHORT_WAIT) if said else _NO_WAIT
    most = max(min(name_room(room), room - wait - border), 4)
    names = tuple(shortened(step.name, most, "…") for step in steps)
    box = max(max(map(cells, names)), _NARROWEST_BOX) + border
    rungs = [f"├ {lead_words(steps)} ┤", process_words(steps), accurate_words(steps)]
    if not words_inside:
        rungs.append(f"{waits_words(steps)} ")
    box = max(box, min(max(map(cells, rungs)), room) - wait)
    return Place(steps=steps, names=names, wait=wait, box=box)


def _broken(drafts: list[Place], room: int) -> list[list[Place]]:
    """Return places in as few bands as the room allows, all about as wide, the longest wait with its share."""
    longest = max((longest_wait(place.steps) for place in drafts), default=0)
    scale = room * _LONGEST_WAIT / exact(longest) if longest else Fraction(0)
    sizes = [place.wait + place.box for place in (_scaled(draft, scale, room) for draft in drafts)]
    # By how many places are laid out: the bands so far, the sum of their squared widths, and where the last begins.
    best = [(0, 0, 0)]
    for end in range(1, len(sizes) + 1):
        ways: list[tuple[int, int, int]] = []
        size = 0
        for begin in range(end - 1, -1, -1):
            size += sizes[begin]
            if ways and size > room:
                break
            bands, squares, _ = best[begin]
            ways.append((bands + 1, squares + size**2, begin))
        best.append(min(ways))
    broken: list[list[Place]] = []
    end = len(drafts)
    while end:
        begin = best[end][2]
        broken.insert(0, drafts[begin:end])
        end = begin
    return broken


def _to_scale(bands: list[list[Place]], room: int) -> tuple[tuple[Place, ...], ...]:
    scales = (
        wait_scale(((longest_wait(place.steps), place.wait) for place in band), room - sum(place.box for place in band))
        for band in bands
    )
    scale = min(scales, default=Fraction(0))
    placed: list[tuple[Place, ...]] = []
    for band in bands:
        left, row = LABELS, []
        for place in band:
            row.append(replace(_scaled(place, scale, room), left=left))
            left = row[-1].right
        placed.append(tuple(row))
    return tuple(placed)


def _scaled(draft: Place, scale: Fraction, room: int) -> Place:
    """Return a place with its wait as long as the scale makes it, between its least and what a band can hold."""
    length = int(exact(longest_wait(draft.steps)) * scale)
    return replace(draft, wait=min(max(draft.wait, length), max(room - draft.box, draft.wait)))


def _is_twisted(band: tuple[Place, ...]) -> bool:
    """Return whether words make an arrow more than twice as long, against the longest, as its wait is."""
    longest = max(band, key=lambda place: longest_wait(place.steps), default=None)
    if longest is None or not longest_wait(longest.steps):
        return False
    scale = Fraction(longest.wait) / exact(longest_wait(longest.steps))
    waits = [(place.wait, exact(longest_wait(place.steps)) * scale) for place in band if longest_wait(place.steps)]
    return any(drawn > true * _STRETCHED for drawn, true in waits)
