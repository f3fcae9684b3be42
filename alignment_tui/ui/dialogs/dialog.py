"""What every dialog stands on: it is left once, however often and however fast one presses the key for it."""

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from alignment_tui.ui.calling_back import CallingBack
from alignment_tui.ui.dialogs.backdrop import Ground, below

T = TypeVar("T")


class Dialog(ModalScreen[T], CallingBack[T], Generic[T]):
    """A screen over the others. Textual takes whatever is on top away when a dialog is dismissed a second time."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave with a result, unless that was done already; one that is not all there yet, when it is."""
        if not self.is_mounted:
            self.call_later(self.dismiss, result)
        elif self.is_active:
            return super().dismiss(result)
        return AwaitComplete()

    def render(self) -> Ground:
        return below(self) or super().render()
