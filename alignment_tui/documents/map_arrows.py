"""The way from the boxes of one place of a map to those of the next: where it parts and meets, and how it waits."""

from fractions import Fraction

from alignment_tui.documents.cells import cells
from alignment_tui.documents.ladder_words import wait_words
from alignment_tui.documents.map_canvas import Canvas, Ink
from alignment_tui.documents.stream_layout import Place, longest_wait
from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import Step
from alignment_tui.domain.value_stream import wait_minutes

_SOLID, _WAITING, _WORST = "─", "╌", "╍"
# A cell by where the way goes on to from there: north, south, west, east.
_JOINTS = {
    "e": "╌", "we": "╌", "ns": "┊", "nw": "╯", "ne": "╰", "sw": "╮", "se": "╭",
    "nwe": "┴", "swe": "┬", "nsw": "┤", "nse": "├", "nswe": "┼",
}  # fmt: skip


def draw_arrows(
    canvas: Canvas, place: Place, before: list[int], rows: dict[str, int], worst: str, words_inside: bool
) -> None:
    """Draw the way to the boxes of a place from the rows `before`; `rows` says where each step stands.

    What waits is dashed, to proportion; the arrow of a step beside one that waits longer begins with a solid line.
    """
    targets = [rows[step.id] for step in place.steps]
    ways = {*before, *targets}
    for row in range(min(ways), max(ways) + 1):
        sides = "".join(
            side
            for side, there in (
                ("n", row > min(ways)),
                ("s", row < max(ways)),
                ("w", row in before),
                ("e", row in targets),
            )
            if there
        )
        canvas.put(row, place.left, _JOINTS[sides], "wait")
    for step in place.steps:
        _draw_arrow(canvas, place, step, rows[step.id], "worst" if step.name == worst else "wait", words_inside)


def _draw_arrow(canvas: Canvas, place: Place, step: Step, row: int, ink: Ink, words_inside: bool) -> None:
    waiting = _length(place, step)
    # The first cell is where the ways part; it belongs to the arrow alone where nothing else goes through it.
    begin = place.left + (canvas.text_at(row, place.left) != _WAITING)
    end = place.box_left - 1
    dashes = min(max(end - begin, 0), max(waiting - 1, 0))
    line = _SOLID * (end - begin - dashes) + (_WORST if ink == "worst" else _WAITING) * dashes
    canvas.put(row, begin, f"{line}▸", ink, (step.id,))
    if words_inside and (words := wait_words(step)):
        room = end - place.left - 1
        canvas.put(row, place.left + 1 + max(room - cells(words) - 2, 0) // 2, f" {words} ", ink, (step.id,))


def _length(place: Place, step: Step) -> int:
    """Return how many cells of the way to a step it waits for: all of it for the one that waits longest."""
    wait, longest = wait_minutes(step), longest_wait(place.steps)
    if wait is None or wait == longest:
        return place.wait if wait != 0 else 0
    return int(Fraction(exact(wait) * place.wait / exact(longest)) + Fraction(1, 2))
