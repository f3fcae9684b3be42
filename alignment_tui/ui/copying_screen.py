"""What is taken out of the program by its text: the record under the cursor, the memo, the map. Never a hidden word."""

from datetime import date

from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import plain
from alignment_tui.ui.stages.base import StageView, entry_of
from alignment_tui.ui.viewing_screen import ViewingScreen
from alignment_tui.ui.widgets.record_list import Row

COPY_WIDTH = 80


class CopyingScreen(ViewingScreen):
    """A stage whose records can be copied. What is copied is what the room may see."""

    async def action_copy_record(self) -> None:
        """Copy the record under the cursor, as its detail tells it."""
        row = self.records.selected
        if row is None:
            self.say("nothing is under the cursor to copy")
        elif getattr(entry_of(self.desk.shown, row), "blind", False):
            reveals = self.keymap.way("reveal")
            self.say(f"not copied: hidden until everybody has answered; {reveals} reveals", "warn")
        else:
            await self._copy(record_text(self.view, self.desk.shown, row, self.desk.today), row.key)

    async def action_copy_memo(self) -> None:
        from alignment_tui.ui.stages.memo import memo_lines

        await self._copy(plain(memo_lines(self.desk.shown, COPY_WIDTH, self.desk.today)), "the memo")

    async def action_copy_map(self) -> None:
        """Copy the map of the stream under the cursor; where it is on none, those of all streams."""
        if self.is_off("copy-map"):
            return
        row = self.records.selected
        held = row.key.partition(".")[0] if row and row.collection == "streams" else ""
        await self._copy(map_text(self.desk.shown, held), f"the map of {held}" if held else "the maps of all streams")

    async def _copy(self, text: str, what: str) -> None:
        from alignment_tui.ui.clipboard import copy

        await copy(self.app, text)
        count = text.count("\n") + 1
        self.say(f"copied {what}: {count} line{'s' if count != 1 else ''}", "good")


def record_text(view: StageView, session: Session, row: Row, today: date) -> str:
    """Return a record as text; of the memo's own sentences, whose detail is the whole memo, the row alone."""
    if row.collection == "memo":
        return plain([view.row(session, row, 10_000, today)])
    return plain(view.detail(session, row, COPY_WIDTH, today)).strip("\n")


def map_text(session: Session, stream_id: str) -> str:
    """Return the map of one stream, or without one of all, each under its name."""
    from alignment_tui.documents.value_stream_map import map_lines
    from alignment_tui.domain.value_stream import touching

    parts: list[str] = []
    for stream in session.streams:
        if stream_id in ("", stream.id):
            asked = {step.id: " ".join(one.id for one in touching(session, step.id)) for step in stream.steps}
            drawn = map_lines(stream, COPY_WIDTH, asked if any(asked.values()) else {})
            parts.append("\n".join([f"{stream.id}  {stream.name}", "", *(one.rstrip() for one in drawn)]))
    return "\n\n".join(parts)
