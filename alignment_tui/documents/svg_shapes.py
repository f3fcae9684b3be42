"""The shapes on a map: the box of a step, the wait before it to proportion, and the arc of what goes back."""

from alignment_tui.documents.stream_layout import Place
from alignment_tui.documents.tags import Markup, markup, tag
from alignment_tui.domain.quantities import plain
from alignment_tui.domain.records import Rework

STEP_HEIGHT = 52
_BOX_HEIGHT = 34
_TURN = 7
_CORNER = 8
Seats = dict[str, tuple[float, float]]


def arrow(place: Place, before: list[float], y: float, worst: bool) -> Markup:
    """Return the wait before a step: from the boxes before, along its own lane, to its box."""
    left, right = place.left, place.box_left
    turns = markup(_turn(left, start, y) for start in dict.fromkeys(before) if start != y)
    weight = 2.2 if worst else 1.3
    begin = left + (_TURN if any(start != y for start in before) and y not in before else 1)
    rail = tag("path", d=f"M{begin:g} {y:g}H{right - 7:g}", stroke_width=weight, stroke_dasharray="5 3")
    head = tag("path", d=f"M{right - 8:g} {y - 4:g}l7 4l-7 4z", class_="head", fill="currentColor", stroke="none")
    words = tag(
        "text",
        place.wait_words.strip(),
        x=(left + _TURN + right - 7) / 2,
        y=y - 6,
        text_anchor="middle",
        font_size=12,
        font_weight="700" if worst else None,
    )
    lines = tag("g", turns, rail, head, fill="none", stroke="currentColor")
    return tag("g", lines, words, class_="wait worst" if worst else "wait")


def _turn(left: float, start: float, y: float) -> Markup:
    way = 1 if y > start else -1
    bend = f"q3 0 3 {3 * way}V{y - 3 * way:g}q0 {3 * way} 3 {3 * way}"
    return tag("path", d=f"M{left:g} {start:g}h{_TURN - 6}{bend}", stroke_width=1.3)


def box(place: Place, at: int, seats: Seats) -> Markup:
    """Return the box of a step with its name."""
    y = seats[place.steps[at].id][1]
    left, width = place.box_left, place.box
    top = y - _BOX_HEIGHT / 2
    frame = tag("rect", x=left + 0.5, y=top, width=width - 1, height=_BOX_HEIGHT, rx=4, fill="#fff", stroke_width=1.4)
    name = tag("text", place.names[at], x=left + width / 2, y=y + 4.5, text_anchor="middle", font_weight="600")
    return tag("g", tag("g", frame, stroke="currentColor", class_="box"), name)


def rework(loop: Rework, seats: Seats, y: float) -> Markup:
    """Return the arc of what goes back, from under the source's box along `y` up to the target's."""
    (start, top), (end, height) = seats[loop.source], seats[loop.target]
    shift = 8 if start == end else 0
    start, end = start + shift, end - shift
    way = -1 if end < start else 1
    bend = _CORNER if abs(end - start) > 2 * _CORNER else abs(end - start) / 2
    path = (
        f"M{start:g} {top:g}V{y - bend:g}q0 {bend:g} {way * bend:g} {bend:g}H{end - way * bend:g}"
        f"q{way * bend:g} 0 {way * bend:g} {-bend:g}V{height + 26:g}"
    )
    head = tag("path", d=f"M{end - 4:g} {height + 27:g}l4 -8l4 8z", fill="currentColor", stroke="none")
    words = f"{plain(loop.percent)} %"
    return tag(
        "g",
        tag("path", d=path, stroke_width=1.3, stroke_dasharray="5 3"),
        head,
        tag(
            "text",
            words,
            x=(start + end) / 2,
            y=y - 4,
            text_anchor="middle",
            font_size=12,
            fill="currentColor",
            stroke="none",
        ),
        class_="rework",
        fill="none",
        stroke="currentColor",
    )
