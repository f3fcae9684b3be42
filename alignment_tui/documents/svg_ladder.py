"""The timeline ladder under the lanes of a map: lead time, process time and %C/A of every place."""

from alignment_tui.documents.cells import shortened
from alignment_tui.documents.stream_layout import Place
from alignment_tui.documents.svg_places import CELL
from alignment_tui.documents.tags import Markup, tag
from alignment_tui.domain.quantities import exact, plain, work_time
from alignment_tui.domain.records import Step

LADDER_HEIGHT = 70
_ROWS = {"LT": 18, "PT": 40, "%C/A": 60}


def ladder(places: tuple[Place, ...], top: float) -> list[Markup]:
    """Return the timeline under the lanes: lead time as a span, process time and %C/A below each box."""
    parts = [tag("text", name, x=10, y=top + at, font_size=12, class_="label") for name, at in _ROWS.items()]
    for place in places:
        left, right = place.left + 1.5, place.right - 1.5
        y = top + _ROWS["LT"] - 4
        words = shortened(_longest_lead(place.steps), (place.right - place.left) // CELL - 2)
        half = len(words) * 3.6 + 5
        middle = (left + right) / 2
        spans = f"M{left:g} {y:g}H{middle - half:g}M{middle + half:g} {y:g}H{right:g}"
        ticks = f"M{left:g} {y - 5:g}v10M{right:g} {y - 5:g}v10"
        parts.append(tag("path", d=spans + ticks, fill="none", stroke="currentColor", stroke_width=1.2, class_="span"))
        parts.append(_centred(words, middle, y + 4.5, "600"))
        room = (place.right - place.left) // CELL
        for row, text in (("PT", _work(place.steps)), ("%C/A", _accurate(place.steps))):
            parts.append(_centred(shortened(text, room), place.middle, top + _ROWS[row]))
    return parts


def _centred(words: str, x: float, y: float, weight: str | None = None) -> Markup:
    return tag("text", words, x=x, y=y, text_anchor="middle", font_weight=weight)


def _longest_lead(steps: tuple[Step, ...]) -> str:
    times = [step.lead_time_minutes.typical for step in steps if step.lead_time_minutes is not None]
    return work_time(max(times, key=exact)) if len(times) == len(steps) else "?"


def _work(steps: tuple[Step, ...]) -> str:
    times = (step.process_time_minutes for step in steps)
    return "+".join(work_time(None if time is None else time.typical) for time in times)


def _accurate(steps: tuple[Step, ...]) -> str:
    shares = (step.percent_complete_accurate for step in steps)
    return "/".join("?" if share is None else plain(share.typical) for share in shares)
