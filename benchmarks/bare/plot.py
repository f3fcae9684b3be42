"""One plot of a metric's 520 weekly readings, drawn by plotext in Textual's own widget for it."""

from textual.app import App, ComposeResult
from textual_plotext import PlotextPlot

READINGS = 520


class Bare(App[None]):
    """Shows one line with its words."""

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield PlotextPlot()

    def on_mount(self) -> None:
        """Draw ten years of weeks."""
        plot = self.query_one(PlotextPlot).plt
        plot.plot(range(READINGS), [100 + week % 37 for week in range(READINGS)])
        plot.hline(90)
        plot.title("first-words")


Bare().run()
