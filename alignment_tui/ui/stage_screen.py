"""A stage on the screen: what it shows, and how one goes from stage to stage."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantBlur, DescendantFocus, Resize

from alignment_tui.capture.answers import Refused, Understood
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.stages import STAGES, Stage, place_of
from alignment_tui.ui import bars
from alignment_tui.ui.actions import Where
from alignment_tui.ui.bars import Disk
from alignment_tui.ui.bindings import bind, keys_and_letters
from alignment_tui.ui.calling_back import CallingBack
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.lines import Line, Role, width_of
from alignment_tui.ui.overview import Overview
from alignment_tui.ui.sized import SLIM
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.stages.base import StageView, begin_lines, rows_now
from alignment_tui.ui.widgets.capture_bar import CaptureBar
from alignment_tui.ui.widgets.lines_view import Bar, LinesView
from alignment_tui.ui.widgets.record_list import RecordList, Row

SMALLEST = (80, 24)


class StageScreen(CallingBack[None]):
    """Shows the session on the desk, stage by stage. What changes it is `WorkScreen`'s."""

    AUTO_FOCUS: ClassVar[str | None] = "#line"
    where: ClassVar[Where] = "work"

    def __init__(self, desk: Desk, keymap: Keymap) -> None:
        super().__init__()
        self.desk = desk
        self.keymap = keymap
        actions = [entry for entry in keymap.actions_in("work") if entry.id != "take"]
        # `typing` is looked at before the next key is sent on its way, so that what follows at once is text.
        bind(self, keys_and_letters(actions), priority=("typing",))
        self.disk = Disk("read only" if desk.read_only else "saved")
        self.places: dict[StageSlug, tuple[str, str]] = {}
        self._overview = Overview()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < SLIM, "-slim")
        self.show_header()

    # Layout: a header, the question, rail and desk side by side, the foot.

    def compose(self) -> ComposeResult:
        yield Bar(id="header")
        yield Bar(id="question")
        yield Bar(id="strip")
        with Horizontal(id="body"):
            yield Bar(id="rail")
            with Vertical(id="desk"):
                yield RecordList(self.moved_to, id="list")
                yield LinesView(id="detail")
        yield CaptureBar(self.read, self.take, self.hint, id="capture")
        yield Bar(id="footer")

    @property
    def view(self) -> StageView:
        """The stage as it is shown."""
        return STAGE_VIEWS[self.desk.stage]

    @property
    def stage(self) -> Stage:
        """The stage as the playbook has it."""
        return self.desk.playbook.stage(self.desk.stage)

    @property
    def time(self) -> Line:
        """What the header says of the time."""
        return ()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the stage as they are to be shown now."""
        return rows_now(self.desk.shown, self.view, self.desk.today)

    @property
    def records(self) -> RecordList:
        """The records of the stage."""
        return self.query_one("#list", RecordList)

    @property
    def capture(self) -> CaptureBar:
        """The foot with the line."""
        return self.query_one("#capture", CaptureBar)

    @property
    def typing(self) -> bool:
        """Whether letters are text now."""
        return self.focused is self.capture.line

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is left hanging in the session as it is now."""
        self._overview.look(self.desk.shown, self.desk.today)
        return self._overview.findings

    # Showing

    def show_stage(self) -> None:
        """Show the stage the desk is at, whole."""
        self.records.begin()
        self.show_session()
        self.capture.show_hint()
        self._show_footer()

    def show_session(self) -> None:
        """Show the session as it is now. What takes longer to work out follows in the next frame."""
        session, today, view = self.desk.shown, self.desk.today, self.view
        rows = self.rows
        share = view.detail_share
        self.query_one("#desk").update_classes(
            {
                "-weighing": share == 2,
                "-reading": share > 2,
                "-tabled": view.tabled and bool(rows),
                "-bare": not rows,
            }
        )
        self.records.show(
            rows, lambda row, width: view.row(session, row, width, today), self.places.get(self.desk.stage)
        )
        if row := self.records.selected:
            self.places[self.desk.stage] = (row.collection, row.key)
        self._show_bars()
        if self._overview.is_of(session, today):
            self.show_detail()
            self._show_rail()
            return
        if not view.detail_takes_long:
            self.show_detail()
        self.call_after_refresh(self._show_what_takes_long)

    def show_detail(self) -> None:
        """Show the record under the cursor."""
        session, today, view = self.desk.shown, self.desk.today, self.view
        row, place = self.records.selected, self.query_one("#detail", LinesView)
        if row is None and not any(found.selectable for found in self.records.rows):
            source = lambda width: begin_lines(view, width)  # noqa: E731 - a source is a small function
        else:
            source = lambda width: view.detail_in(session, row, width, place.height, today)  # noqa: E731
        place.show(source, opening=view.opening(row))

    def say(self, words: str, role: Role = "dim") -> None:
        """Say something at the foot."""
        self.capture.say(words, role)

    def show_disk(self, disk: Disk) -> None:
        """Show what became of the session on the disk."""
        self.disk = disk
        self.show_header()

    def show_header(self) -> None:
        """Show the line at the top."""
        self.query_one("#header", Bar).show(self.header_lines)

    def _show_footer(self) -> None:
        self.query_one("#footer", Bar).show(lambda width: bars.footer_lines(self.keymap, self.typing, width))

    def _show_bars(self) -> None:
        self.show_header()
        self.query_one("#question", Bar).show(self.question_lines)

    def question_lines(self, width: int) -> list[Line]:
        """Return the question with what stands beside and below it."""
        session = self.desk.shown
        return bars.question_lines(session, self.stage, self.view.aside(session, self.desk.today), width)

    def header_lines(self, width: int) -> list[Line]:
        """Return the line at the top; it says nothing of an earlier save while there is more to be saved."""
        disk = self.disk if self.disk.trouble or not self.desk.dirty else Disk("Saving")
        small = self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]
        return bars.header_lines(self.desk.shown, self.stage, self.time, disk, width, small=small)

    def _show_what_takes_long(self) -> None:
        if self.view.detail_takes_long:
            self.show_detail()
        self._overview.look(self.desk.shown, self.desk.today)
        self._show_rail()
        self.call_after_refresh(self.desk.prepare)

    def _show_rail(self) -> None:
        session, here, known = self.desk.shown, self.desk.stage, self._overview
        self.query_one("#strip", Bar).show(lambda width: bars.strip_lines(known.states, here, width))
        self.query_one("#rail", Bar).show(
            lambda width: bars.rail_lines(session, known.states, here, len(known.findings), width)
        )

    # What the line asks of the screen

    def read(self, text: str) -> Understood | Refused | None:
        """Read the line with the cursor where it is."""
        selected = self.records.selected
        return self.desk.read(text, selected.key if selected else None)

    def take(self, understood: Understood) -> None:
        """Take a line that was understood; a stage that only shows takes none."""

    def hint(self, typing: bool) -> str:
        """Return what can be done here, said while the line is empty."""
        if self.desk.read_only:
            return self.desk.read_only
        if typing:
            offered = [(self._key(name), self.keymap.action(name).label) for name in self.view.leads_on]
            keys = (f"{key} {label[0].lower()}{label[1:]}" for key, label in offered if key)
            return "; ".join((f"such as   {self.view.such_as(self.desk.shown, self.records.selected)}", *keys))
        fits = self.view.next_action(self.desk.shown, self.records.selected)
        key = self.keymap.key(fits) if fits else ""
        told = f"{key} {self.keymap.action(fits).label}" if key else self.keymap.way(fits) if fits else ""
        return "; ".join(filter(None, (f"letters are keys now; {self.keymap.way('typing')} to type", told)))

    def _key(self, name: str) -> str:
        """Say the key that does what the stage leads on to: where it is what the stage asks for, the one to go on."""
        on = self.keymap.key("go-through", typing=True) if name == self.view.asks else ""
        return on or self.keymap.key(name, typing=True)

    # Stages

    def go(self, slug: StageSlug, *, by_line: bool = False) -> None:
        """Show another stage; a line that says so has passed the one before already."""
        if by_line:
            self.desk.stage = slug
        else:
            self.desk.look_at(slug)
        self.show_stage()

    def action_stage(self, number: int) -> None:
        self.go(STAGES[number - 1].slug)

    def action_next_stage(self) -> None:
        self.action_stage(min(len(STAGES), place_of(self.desk.stage) + 2))

    def action_previous_stage(self) -> None:
        self.action_stage(max(1, place_of(self.desk.stage)))

    # Modes and places

    def action_keys(self) -> None:
        """Give the keys to the list, or to what is read where that has all the room."""
        self.set_focus(self.query_one("#detail") if self.has_class("-zoomed") else self.records)

    def action_typing(self) -> None:
        self.set_focus(self.capture.line)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `a` and `i` to the line while letters are text."""
        return super().check_action(action, parameters) and (action != "typing" or not self.typing)

    def action_zoom(self) -> None:
        typing = self.typing
        self.toggle_class("-zoomed")
        if not typing:
            self.call_after_refresh(self.action_keys)

    def action_page_detail(self, by: int) -> None:
        detail = self.query_one("#detail", LinesView)
        if by > 0:
            detail.action_page_down()
        else:
            detail.action_page_up()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        self._show_mode()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        if self.is_current:
            self._show_mode()

    def _show_mode(self) -> None:
        self.capture.typing = self.typing
        self._show_footer()

    def moved_to(self, row: Row) -> None:
        """Follow the cursor of the list."""
        self.places[self.desk.stage] = (row.collection, row.key)
        self.show_detail()
        self.capture.show_hint_again()

    def on_bar_clicked(self, event: Bar.Clicked) -> None:
        if event.bar.id == "rail" and event.y < len(STAGES):
            self.action_stage(event.y + 1)
        elif event.bar.id == "strip":
            end = 0
            width = event.bar.content_size.width
            for number, cell in enumerate(bars.strip_cells(self._overview.states, self.desk.stage, width), start=1):
                end += width_of(cell)
                if event.x < end:
                    self.action_stage(number)
                    break
