"""What the saver's thread has to say, as messages that reach the screen in its own time."""

from dataclasses import dataclass

from textual.message import Message
from textual.message_pump import MessagePump

from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Saved
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import NotSaved, SaveConflict


@dataclass
class OnDisk(Message):
    """The session is on the disk as it was sent."""

    saved: Saved


@dataclass
class MergedOnDisk(Message):
    """The session is on the disk, together with what others had saved."""

    saved: Saved
    sent: Document


@dataclass
class SavedOutside(Message):
    """Somebody else saved the session; both versions grew from `seen`."""

    loaded: Loaded
    seen: Document


@dataclass
class SaveFailed(Message):
    """The session is not on the disk."""

    problem: NotSaved | SaveConflict


@dataclass
class SaverCrashed(Message):
    """The program itself failed while it saved or looked at the disk."""

    error: Exception


class Telling:
    """A saver's listener that posts each event to a screen; posting is safe from any thread."""

    def __init__(self, target: MessagePump) -> None:
        self._target = target

    def to(self, target: MessagePump) -> None:
        """Tell another target from now on."""
        self._target = target

    def saved(self, saved: Saved) -> None:
        """Tell that the document is on the disk."""
        self._target.post_message(OnDisk(saved))

    def merged(self, saved: Saved, sent: Document) -> None:
        """Tell that it is there together with what others saved."""
        self._target.post_message(MergedOnDisk(saved, sent))

    def outside(self, loaded: Loaded, seen: Document) -> None:
        """Tell that somebody else saved."""
        self._target.post_message(SavedOutside(loaded, seen))

    def failed(self, problem: NotSaved | SaveConflict) -> None:
        """Tell that it is not on the disk."""
        self._target.post_message(SaveFailed(problem))

    def crashed(self, error: Exception) -> None:
        """Tell that the program itself failed in the thread."""
        self._target.post_message(SaverCrashed(error))
