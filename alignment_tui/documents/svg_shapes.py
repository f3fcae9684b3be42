"""The shapes on a map: the box of a step, the wait before it to proportion, and the arc of what goes back."""

from alignment_tui.documents.ladder_words import wait_words
from alignment_tui.documents.map_loops import Loop
from alignment_tui.documents.stream_layout import Place, longest_wait
from alignment_tui.documents.tags import Markup, markup, tag
from alignment_tui.domain.quantities import exact
from alignment_tui.domain.records import Step
from alignment_tui.domain.value_stream import wait_minutes

STEP_HEIGHT = 52
_BOX_HEIGHT = 34
_TURN = 7
_CORNER = 8
Seats = dict[str, tuple[float, float]]


def arrow(place: Place, step: Step, before: list[float], y: float, worst: bool) -> Markup:
    """Return the way to a step: from the boxes before, along its own lane; dashed where it waits, to proportion."""
    left, right = place.left, place.box_left
    turns = markup(_turn(left, start, y) for start in dict.fromkeys(before) if start != y)
    weight = 2.2 if worst else 1.3
    begin = left + (_TURN if any(start != y for start in before) and y not in before else 1)
    waits = max(right - _waiting(place, step), begin)
    solid = tag("path", d=f"M{begin:g} {y:g}H{waits:g}", stroke_width=weight) if waits > begin else ""
    dashed = tag("path", d=f"M{waits:g} {y:g}H{right - 7:g}", stroke_width=weight, stroke_dasharray="5 3")
    head = tag("path", d=f"M{right - 8:g} {y - 4:g}l7 4l-7 4z", class_="head", fill="currentColor", stroke="none")
    words = tag(
        "text",
        wait_words(step),
        x=(left + _TURN + right - 7) / 2,
        y=y - 6,
        text_anchor="middle",
        font_size=12,
        font_weight="700" if worst else None,
    )
    rail = dashed if waits < right - 7 else ""
    lines = tag("g", turns, solid, rail, head, fill="none", stroke="currentColor")
    return tag("g", lines, words if wait_words(step) else "", class_="wait worst" if worst else "wait")


def _waiting(place: Place, step: Step) -> float:
    """Return how much of the way to a step is waiting: all of it for the one that waits longest."""
    wait, longest = wait_minutes(step), longest_wait(place.steps)
    if wait is None or wait == longest:
        return place.wait if wait != 0 else 0
    return float(exact(wait) * place.wait / exact(longest))


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


def rework(loop: Loop, seats: Seats, y: float) -> Markup:
    """Return the arc of what goes back, along `y` from under the source's box to the target's, or to words for it."""
    left, right = min(loop.ends), max(loop.ends)
    bend = min(_CORNER, (right - left) / 2) if left < right else _CORNER
    begin, end = left + bend, right - bend
    over = left < loop.words_at < right
    if loop.words_end <= left:
        begin = loop.words_end + 4
    elif loop.words_at >= right:
        end = loop.words_at - 4
    path, heads = [f"M{begin:g} {y:g}H{end:g}"], []
    for step, column in zip(loop.steps, (loop.source, loop.target), strict=True):
        if column is None:
            continue
        floor = seats[step][1] + _BOX_HEIGHT / 2
        way = 1 if column == left and (left < right or loop.words_at >= right) else -1
        path.append(f"M{column:g} {floor + 1:g}V{y - bend:g}q0 {bend:g} {way * bend:g} {bend:g}")
        if column == loop.target:
            heads.append(tag("path", d=f"M{column - 4:g} {floor + 9:g}l4 -8l4 8z", fill="currentColor", stroke="none"))
    words = tag(
        "text",
        loop.words,
        x=(left + right) / 2 if over else loop.words_end if loop.words_end <= left else loop.words_at,
        y=y - 4 if over else y + 4,
        text_anchor="middle" if over else "end" if loop.words_end <= left else "start",
        font_size=12,
        fill="currentColor",
        stroke="none",
    )
    return tag(
        "g",
        tag("path", d="".join(path), stroke_width=1.3, stroke_dasharray="5 3"),
        *heads,
        words,
        class_="rework",
        fill="none",
        stroke="currentColor",
    )
