"""A merge in git that could not know which of two values holds: asked when the session is opened."""

from alignment_tui.storage.git_conflicts import forget_unsettled, unsettled
from alignment_tui.ui.dialogs.conflict import ConflictScreen
from alignment_tui.ui.editing_screen import EditingScreen
from alignment_tui.ui.unasked import put


def ask_to_settle(screen: EditingScreen) -> None:
    """Show both values side by side; the answers are one change, and what is not answered is asked again."""
    desk = screen.desk
    real = desk.sessions.real(desk.slug)
    found = unsettled(real)
    if found is None or desk.read_only:
        return

    def answered(theirs_holds: tuple[bool, ...] | None) -> None:
        if theirs_holds is None:
            return
        then = found.settled(desk.document, theirs_holds).session
        screen.make(lambda _session, _moment: then, "settled a merge")
        forget_unsettled(real)
        screen.say(f"settled; now git add {real.name}. {screen.keymap.way('undo')} takes it back", "good")

    put(screen, ConflictScreen(found.conflicts), answered)
