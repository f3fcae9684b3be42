"""What lies under a dialog is dimmed as textual would dim it, style by style."""

from functools import partial
from pathlib import Path
from typing import cast

from rich.segment import Segment
from textual.renderables.background_screen import BackgroundScreen

from alignment_tui.ui.dialogs.backdrop import Backdrop
from alignment_tui.ui.dialogs.reader import Reader
from alignment_tui.ui.lines import line
from tests.driver import Facilitator, example


async def test_the_screen_under_a_dialog_is_dimmed_as_textual_dims_it(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, example("checkout").session) as room:
        strips = room.work._compositor.render_strips()
        await room.press("f4").sees("The memo as it would be printed now")
        color = room.app.screen.styles.background
        assert isinstance(room.app.screen.render(), Backdrop)
        assert 0 < color.a < 1
    pieces = [segment for strip in strips for segment in strip]
    pieces += [Segment("none", None), Segment("", None, [])]
    assert list(Backdrop.process_segments(pieces, color)) == list(BackgroundScreen.process_segments(pieces, color))


async def test_dialogs_over_dialogs_show_what_is_right_below_each(tmp_path: Path) -> None:
    readers = [Reader(f"Page {number}", lambda width: [line(" " * 70 + "words")]) for number in range(3)]
    async with Facilitator.opens(tmp_path, example("checkout").session) as room:
        for number, reader in enumerate(readers):
            room.app.push_screen(reader)
            await room.until(partial(getattr, reader, "is_active"), f"page {number}").sees(f"Page {number}")
        for reader in readers:
            reader.refresh()
            await room.sees("Page 2")
        below = [cast("Backdrop", reader.render()).screen for reader in readers]
        assert below == [room.work, *readers[:2]]
        assert room.app.is_running
