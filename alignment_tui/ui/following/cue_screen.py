"""The facilitator's own terminal: it follows the shared one, and only here can private notes be read and written."""

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import TextArea

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.text import visible
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.notes import note_aside, read_notes, write_note
from alignment_tui.storage.refusals import shown, words_of
from alignment_tui.ui.calling_back import CallingBack
from alignment_tui.ui.clock_line import clock_line
from alignment_tui.ui.following.cue_lines import cue_lines
from alignment_tui.ui.following.followed import LOOK_SECONDS, Followed
from alignment_tui.ui.lines import Line, Role, between, line
from alignment_tui.ui.widgets.lines_view import Bar, LinesView

KEEP_SECONDS = 0.5


class CueScreen(CallingBack[None]):
    """What to say, what is missing, and the notes of this stage."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
    AUTO_FOCUS = "#notes"
    BINDINGS = [
        Binding("pagedown", "read_on(1)", show=False, priority=True),
        Binding("pageup", "read_on(-1)", show=False, priority=True),
    ]

    def __init__(self, followed: Followed, leaving_key: str) -> None:
        super().__init__(classes="-cue")
        self._followed = followed
        self._leaving_key = leaving_key
        self._real = followed.sessions.real(followed.slug)
        self._shown: StageSlug | None = None
        self._kept = ""
        self._keeping = False
        self._state: tuple[str, Role] = ("only you see this", "dim")

    def compose(self) -> ComposeResult:
        yield Bar(id="header")
        with Horizontal(id="cue-body"):
            yield LinesView(id="cue")
            with Vertical(id="cue-notes"):
                yield Bar(id="notes-title")
                yield TextArea(id="notes", soft_wrap=True, show_line_numbers=False)
        yield Bar(id="footer")

    def on_mount(self) -> None:
        self.query_one("#footer", Bar).show(lambda width: [self._foot])
        self.set_interval(LOOK_SECONDS, self._look)
        self.call_after_refresh(self._show)

    @property
    def notes(self) -> TextArea:
        """The notes of the stage that is open."""
        return self.query_one("#notes", TextArea)

    def action_read_on(self, by: int) -> None:
        """Show what is further down on the sheet, or further up, while the cursor stays in the notes."""
        sheet = self.query_one("#cue", LinesView)
        (sheet.action_page_down if by > 0 else sheet.action_page_up)()

    def keep(self) -> bool:
        """Put what was typed on the disk and tell whether it is there; until then it stays in sight, and is retried."""
        self._keeping = False
        text = self.notes.text
        if self._shown is None or text == self._kept:
            return True
        try:
            write_note(self._real, self._shown, text)
        except (OSError, Unfit, AlignmentError) as trouble:
            self._told(f"NOT SAVED: {visible(str(trouble))}", "bad")
            self._keep_soon()
            return False
        self._kept = text
        self._told("only you see this; saved", "dim")
        return True

    def keep_aside(self, state: Path) -> str:
        """Put what is not on the disk into the state folder, and say where it is, or why it is nowhere."""
        if self._shown is None:
            return ""
        try:
            return f"a copy is in {shown(note_aside(state, self._real, self._shown, self.notes.text))}"
        except OSError as trouble:
            return f"no copy could be written either: {words_of(trouble)}"

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        if self._shown is not None and event.text_area.text != self._kept:
            self._keep_soon()

    def _keep_soon(self) -> None:
        if not self._keeping:
            self._keeping = True
            self.set_timer(KEEP_SECONDS, self.keep)

    def _look(self) -> None:
        if self._followed.look():
            self._show()
        elif self._followed.live.time.running:
            self._show_sheet()

    def _show(self) -> None:
        turned = self._followed.stage.slug != self._shown
        if turned:
            self._turn_to(self._followed.stage.slug)
        self._show_sheet(from_top=turned)

    def _turn_to(self, stage: StageSlug) -> None:
        """Show the notes of another stage, once those of the last are kept."""
        self.keep()
        if self._shown is not None and self.notes.text != self._kept:
            return  # not on the disk yet: they stay in sight
        try:
            text = read_notes(self._real).by_stage.get(stage, "")
        except (OSError, Unfit) as trouble:
            self._told(f"the notes cannot be read: {visible(str(trouble))}", "bad")
            self._shown, self.notes.read_only = None, True
            return
        self._shown, self._kept, self.notes.read_only = stage, text, False
        self.notes.load_text(text)
        self.notes.move_cursor(self.notes.document.end)
        self._told("only you see this", "dim")

    def _show_sheet(self, *, from_top: bool = False) -> None:
        followed = self._followed
        session, stage, record = followed.session, followed.stage, followed.record
        box, stages, now = followed.live.time, followed.stages, followed.now
        self.query_one("#header", Bar).show(self._header)
        self.query_one("#cue", LinesView).show(
            lambda width: cue_lines(session, stage, record, box, stages, now, width), keep_place=not from_top
        )

    def _header(self, width: int) -> list[Line]:
        followed = self._followed
        stage = followed.stage
        time = clock_line(followed.live.time, stage, followed.now) or line("the clock has not run here")
        start = line(" ", (followed.session.title, "strong"), "   ", (stage.day, "dim"), "  ", (stage.title, "accent"))
        trouble = f"{followed.trouble}   " if followed.trouble else ""
        return [between(start, line((trouble, "bad"), *time, " "), width)]

    @property
    def _foot(self) -> Line:
        return line(
            (f" {self._leaving_key} ", "key"),
            ("leave   ", "dim"),
            ("ctrl+z ", "key"),
            ("undo   ", "dim"),
            ("PgDn ", "key"),
            ("reads on   ", "dim"),
            ("what is typed here is never in the session", "dim"),
        )

    def _told(self, words: str, role: Role) -> None:
        self._state = (words, role)
        self.query_one("#notes-title", Bar).show(
            lambda width: [between(line(("Your notes", "accent")), line(self._state), width)]
        )
