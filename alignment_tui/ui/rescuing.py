"""Work that a leaving program could not save: written aside with a word on where, and offered at the next start."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from alignment_tui.storage.emergency import Rescued, forget_rescued, rescue, rescued
from alignment_tui.storage.refusals import shown, words_of
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.dialogs.conflict import ConflictScreen
from alignment_tui.ui.disk_events import DiskEvents, settled
from alignment_tui.ui.lines import Line, line
from alignment_tui.ui.unasked import put

Answer = Literal["take", "later", "away"]


def copy_aside(desk: Desk, state_folder: Path) -> str:
    """Write what is not on the disk into the state folder, and say where it is, or why there is no copy."""
    try:
        place = rescue(state_folder, desk.path, desk.document, desk.last_seen)
    except OSError as error:
        return f"no copy could be written either: {words_of(error)}"
    return f"a copy is in {shown(place)}"


def offer_rescued(screen: DiskEvents, state_folder: Path) -> None:
    """Ask what shall become of work that was not saved, where there is some that the session does not have."""
    desk = screen.desk
    found = rescued(state_folder, desk.path)
    if found is None or desk.read_only:
        return
    if found.merged(desk.document).document.session == desk.session:
        forget_rescued(state_folder, desk.path)
        return

    def answered(answer: Answer | None) -> None:
        if answer == "take":
            _take(screen, found, state_folder)
        elif answer == "away":
            forget_rescued(state_folder, desk.path)
            screen.say("thrown away")
        else:
            screen.say("kept, and asked for again at the next start")

    when = f"{found.at.astimezone():%Y-%m-%d %H:%M}"
    choices: list[Choice[Answer]] = [
        Choice(_told("take it in"), "take", "take it in"),
        Choice(_told("leave it for later"), "later", "leave it for later"),
        Choice(_told("throw it away"), "away", "throw it away"),
    ]
    put(screen, Chooser(f"Work of {when} could not be saved then", choices, foot="does that"), answered)


def _take(screen: DiskEvents, found: Rescued, state_folder: Path) -> None:
    merged = found.merged(screen.desk.document)

    def answered(theirs_holds: tuple[bool, ...] | None) -> None:
        session = settled(merged, theirs_holds or ()).session
        screen.desk.apply(lambda _session, _moment: session, "took in what was not saved")
        forget_rescued(state_folder, screen.desk.path)
        screen.show_session()
        screen.say(f"taken in. {screen.keymap.way('undo')} takes it back", "good")

    if merged.conflicts:
        screen.app.push_screen(ConflictScreen(merged.conflicts), answered)
    else:
        answered(())


def _told(words: str) -> Callable[[int], Line]:
    return lambda width: line(words)
