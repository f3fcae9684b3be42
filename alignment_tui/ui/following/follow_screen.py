"""The room's view on another screen: it follows stage and record, and can change nothing."""

from textual.app import ComposeResult

from alignment_tui.ui.calling_back import CallingBack
from alignment_tui.ui.clock_line import clock_line
from alignment_tui.ui.following.followed import LOOK_SECONDS, Followed
from alignment_tui.ui.lines import Line
from alignment_tui.ui.present.shared_view import SharedView, shared_rows
from alignment_tui.ui.widgets.lines_view import Bar, LinesView


class FollowScreen(CallingBack[None]):
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
        shared = self._shared
        self.query_one("#header", Bar).show(self._header)
        self.query_one("#question", Bar).show(shared.question)
        shared.show_in(self.query_one("#detail", LinesView))

    def _header(self, width: int) -> list[Line]:
        followed = self._followed
        time = clock_line(followed.live.time, followed.stage, followed.now)
        return self._shared.header(width, time, followed.trouble)

    @property
    def _shared(self) -> SharedView:
        followed, today = self._followed, self._followed.now.date()
        rows = shared_rows(followed.session, followed.stage.slug, today)
        return SharedView(followed.session, followed.stage, rows, followed.selected, today)
