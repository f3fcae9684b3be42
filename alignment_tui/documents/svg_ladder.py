"""The timeline ladder under the lanes of a map: lead time, process time and %C/A of every place."""

from collections.abc import Mapping

from alignment_tui.documents.cells import shortened
from alignment_tui.documents.ladder_words import accurate_words, lead_words, process_words
from alignment_tui.documents.stream_layout import Place
from alignment_tui.documents.svg_places import CELL
from alignment_tui.documents.tags import Markup, tag

_ROWS = {"LT": 18, "PT": 40, "%C/A": 60}
_ASKED, _BELOW = 80, 10


def ladder_height(asked: Mapping[str, str]) -> int:
    """Return how much room the rungs take."""
    return (_ASKED if asked else max(_ROWS.values())) + _BELOW


def ladder(places: tuple[Place, ...], top: float, asked: Mapping[str, str]) -> list[Markup]:
    """Return the timeline under the lanes: lead time as a span, process time and %C/A below each box.

    `asked` says by step what asks for it, which is a rung of its own where any is.
    """
    rows = {**_ROWS, **({"asked by": _ASKED} if asked else {})}
    parts = [tag("text", name, x=10, y=top + at, font_size=12, class_="label") for name, at in rows.items()]
    for place in places:
        room = (place.right - place.left) // CELL
        parts += _span(place, room, top + _ROWS["LT"] - 4)
        by = " ".join(asked[step.id] for step in place.steps if step.id in asked)
        for row, text in (("PT", process_words(place.steps)), ("%C/A", accurate_words(place.steps)), ("asked by", by)):
            if text:
                parts.append(_centred(shortened(text, room, "…"), place.middle, top + rows[row]))
    return parts


def _span(place: Place, room: int, y: float) -> list[Markup]:
    left, right = place.left + 1.5, place.right - 1.5
    words = shortened(lead_words(place.steps), room - 2, "…")
    half = len(words) * 3.6 + 5
    middle = (left + right) / 2
    spans = f"M{left:g} {y:g}H{middle - half:g}M{middle + half:g} {y:g}H{right:g}"
    ticks = f"M{left:g} {y - 5:g}v10M{right:g} {y - 5:g}v10"
    line = tag("path", d=spans + ticks, fill="none", stroke="currentColor", stroke_width=1.2, class_="span")
    return [line, _centred(words, middle, y + 4.5, "600")]


def _centred(words: str, x: float, y: float, weight: str | None = None) -> Markup:
    return tag("text", words, x=x, y=y, text_anchor="middle", font_weight=weight)
