"""What lies under a dialog is dimmed as textual would dim it, style by style."""

from pathlib import Path

from rich.segment import Segment
from textual.renderables.background_screen import BackgroundScreen

from alignment_tui.ui.dialogs.backdrop import Backdrop
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
