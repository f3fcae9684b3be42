"""The room's view on another screen: it follows stage and record, and can change nothing."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.screen import Screen

from alignment_tui.domain.time_box import allowed, elapsed, over_by, time_words
from alignment_tui.ui.following.followed import LOOK_SECONDS, Followed
from alignment_tui.ui.lines import BLANK, Line, between, cut_line, line
from alignment_tui.ui.present import PRESENTERS
from alignment_tui.ui.present.items import item, items
from alignment_tui.ui.present.page import Page, indented
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.stages.base import entry_of
from alignment_tui.ui.widgets.lines_view import Bar, LinesView


class FollowScreen(Screen[None]):
    """Shows what the other terminal stands on, as the room sees it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
    AUTO_FOCUS = "#detail"

    def __init__(self, followed: Followed) -> None:
        super().__init__(classes="-following")
        self._followed = followed

    def compose(self) -> ComposeResult:
        yield Bar(id="header")
        yield Bar(id="question")
        yield LinesView(id="detail")

    def on_mount(self) -> None:
        self.set_interval(LOOK_SECONDS, self._look)
        self.call_after_refresh(self._show)

    def _look(self) -> None:
        if self._followed.look():
            self._show()
        elif self._followed.live.time.running:
            self.query_one("#header", Bar).show(self._header)

    def _show(self) -> None:
        followed = self._followed
        stage, today = followed.stage, followed.now.date()
        presenter = PRESENTERS[stage.slug]
        rows = items(STAGE_VIEWS[stage.slug].rows(followed.session, today), presenter)
        shown = item(rows, followed.selected)
        place = f"{rows.index(shown) + 1} of {len(rows)}" if shown is not None and len(rows) > 1 else ""
        view = self.query_one("#detail", LinesView)

        def page(width: int) -> Sequence[Line]:
            made = Page(followed.session, entry_of(followed.session, shown), width, view.size.height, today)
            return indented(made, presenter.lines(made))

        def question(width: int) -> Sequence[Line]:
            gap = " " * self._margin(width)
            below = between(BLANK, line((place, "dim"), gap), width) if place else BLANK
            return [cut_line(line(gap, (stage.question, "accent")), width), below]

        self.query_one("#header", Bar).show(self._header)
        self.query_one("#question", Bar).show(question)
        view.show(page)

    def _header(self, width: int) -> list[Line]:
        followed, gap = self._followed, " " * self._margin(width)
        stage, box, now = followed.stage, followed.live.time, followed.now
        over = over_by(elapsed(box, stage.slug, now), allowed(box, stage.slug, stage.minutes))
        time = (time_words(box, stage.slug, stage.minutes, now), "warn" if over else "text")
        trouble = (f"{followed.trouble}   " if followed.trouble else "", "bad")
        return [between(line(gap, (stage.day, "dim")), (trouble, time, (gap, "text")), width)]  # type: ignore[arg-type]

    def _margin(self, width: int) -> int:
        return Page(self._followed.session, None, width, 0, self._followed.now.date()).margin
