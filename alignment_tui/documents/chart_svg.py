"""A metric's picture as SVG for the page and the print of a review: the same geometry as in the terminal.

Nothing is told by colour: limits are dashed, the target is heavy, a signal is a diamond and has its words below.
"""

from collections.abc import Iterator

from alignment_tui.documents.cells import cells, shortened
from alignment_tui.documents.chart_plot import Dot, Level, Plot
from alignment_tui.documents.tags import Markup, tag
from alignment_tui.domain.quantities import plain

WIDTH = 640
_HEIGHT, _TOP, _LINE = 190, 42, 18
_LETTER_WIDTH = 7.0
_MOST_TOLD = 6
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STROKES: dict[str, dict[str, str | float]] = {
    "limit": {"stroke_dasharray": "6 4", "stroke_width": 1},
    "centre": {"stroke_width": 1},
    "target": {"stroke_width": 2.6, "stroke_opacity": 0.55},
}


def chart_svg(chart: Plot, **attributes: str) -> Markup:
    """Return the picture, 640 pixels wide, with its signals and events in words below it.

    `attributes` go to the ``svg`` element, such as ``font_family``.
    """
    frame = _Frame(chart)
    told = [*_told_signals(chart), *_told_events(chart)]
    bottom = _TOP + _HEIGHT
    height = bottom + 30 + _LINE * len(told)
    days = [(chart.first, frame.left, "start"), (chart.last, frame.right, "end")]
    unit = f", {chart.unit}" if chart.unit else ""
    title = shortened(f"{chart.metric} {chart.name}{unit}", 80)
    parts = [
        tag("text", title, x=0, y=14, font_weight="600"),
        *frame.scale(),
        *(frame.level(level) for level in chart.levels),
        *frame.level_words(),
        *frame.events(),
        tag("polyline", points=frame.line(), fill="none", stroke="currentColor", stroke_width=1.6),
        *(frame.dot(dot, small=len(chart.dots) > 60) for dot in chart.dots),
        *(_words(day.isoformat(), x, bottom + 18, anchor) for day, x, anchor in days[: 1 + (chart.first < chart.last)]),
        *(_words(words, 0, bottom + 22 + _LINE * place) for place, words in enumerate(told, 1)),
    ]
    return tag(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        width=WIDTH,
        height=height,
        aria_label=f"{chart.metric} {chart.name}: {chart.summary}",
        font_size=13,
        fill="currentColor",
        **{"font_family": "system-ui, sans-serif"} | attributes,
    )


class _Frame:
    """Where the shares of a picture are on the page."""

    def __init__(self, chart: Plot) -> None:
        self.chart = chart
        self.left = max(cells(words) for _, words in chart.scale) * 8.5 + 14
        wide = max((cells(level.words) for level in chart.levels), default=0)
        self.right = WIDTH - min(wide * _LETTER_WIDTH, WIDTH / 3) - 12

    def x(self, share: float) -> float:
        return self.left + share * (self.right - self.left)

    def y(self, share: float) -> float:
        return _TOP + (1 - share) * _HEIGHT

    def line(self) -> str:
        return " ".join(f"{self.x(dot.x):g},{self.y(dot.y):g}" for dot in self.chart.dots)

    def scale(self) -> Iterator[Markup]:
        axis = f"M{self.left - 8:g} {_TOP}V{_TOP + _HEIGHT + 4}H{self.right:g}"
        yield tag("path", d=axis, fill="none", stroke="currentColor", stroke_opacity=0.5)
        for share, words in self.chart.scale:
            yield _words(words, self.left - 12, self.y(share) + 4.5, "end")

    def level(self, level: Level) -> Markup:
        path = f"M{self.left:g} {self.y(level.y):g}H{self.right:g}"
        return tag("path", d=path, fill="none", stroke="currentColor", class_=level.kind, **_STROKES[level.kind])

    def level_words(self) -> Iterator[Markup]:
        """Yield the words beside the levels; where two would meet they move apart and keep their order."""
        levels = sorted(self.chart.levels, key=lambda level: -level.y)
        places: list[float] = []
        for level in levels:
            places.append(max(self.y(level.y), places[-1] + 15 if places else 0))
        for at in range(len(places) - 1, -1, -1):
            places[at] = min(places[at], _TOP + _HEIGHT if at == len(places) - 1 else places[at + 1] - 15)
        for level, y in zip(levels, places, strict=True):
            yield _words(shortened(level.words, 30), self.right + 8, y + 4.5)

    def events(self) -> Iterator[Markup]:
        for letter, event in zip(_LETTERS, self.chart.events[-_MOST_TOLD:], strict=False):
            x = self.x(event.x)
            path = f"M{x:g} {_TOP}V{_TOP + _HEIGHT + 4}"
            yield tag("path", d=path, stroke="currentColor", stroke_dasharray="1 4", class_="event")
            yield _words(letter, x, _TOP - 2, "middle")

    def dot(self, dot: Dot, small: bool) -> Markup:
        x, y = self.x(dot.x), self.y(dot.y)
        if dot.said or (dot.in_signal and not small):
            size = 4.5 if small else 6
            part = None if dot.said else 0.3
            path = f"M{x - size:g} {y:g}l{size} -{size}l{size} {size}l-{size} {size}z"
            return tag("path", _title(dot), d=path, fill_opacity=part, stroke="currentColor", class_="signal")
        return tag("circle", _title(dot), cx=x, cy=y, r=1.5 if small else 3)


def _title(dot: Dot) -> Markup:
    said = f", a signal: {dot.said}" if dot.said else ""
    return tag("title", f"{dot.on.isoformat()}: {plain(dot.value)}{said}")


def _words(words: str, x: float, y: float, anchor: str | None = None) -> Markup:
    return tag("text", words, x=x, y=y, text_anchor=None if anchor == "start" else anchor)


def _told_signals(chart: Plot) -> Iterator[str]:
    signals = [dot for dot in chart.dots if dot.said]
    if (earlier := len(signals) - _MOST_TOLD) > 0:
        yield f"\N{BLACK DIAMOND SUIT} {earlier} earlier {'signal' if earlier == 1 else 'signals'}"
    for dot in signals[-_MOST_TOLD:]:
        yield f"\N{BLACK DIAMOND SUIT} {dot.on.isoformat()}, a signal: {dot.said}"


def _told_events(chart: Plot) -> Iterator[str]:
    if (earlier := len(chart.events) - _MOST_TOLD) > 0:
        yield f"{earlier} earlier {'event' if earlier == 1 else 'events'}"
    for letter, event in zip(_LETTERS, chart.events[-_MOST_TOLD:], strict=False):
        yield shortened(f"{letter} {event.on.isoformat()}, {event.words}", 86)
