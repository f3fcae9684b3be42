"""What looks wrong in a stage that is about to be left, in a list that leads to where each is mended."""

from collections.abc import Sequence

from textual.binding import Binding

from alignment_tui.domain.findings import Finding
from alignment_tui.ui.dialogs.chooser import Chooser
from alignment_tui.ui.dialogs.findings import finding_choices


class Guard(Chooser[Finding]):
    """Dismisses with the finding that is to be mended, or with nothing; `goes_on` says whether the stage is left."""

    BINDINGS = [Binding("f8", "go_on", show=False, priority=True)]

    def __init__(self, title: str, wrong: Sequence[Finding]) -> None:
        count = "1 thing" if len(wrong) == 1 else f"{len(wrong)} things"
        title = f"{title}: {count} to look at before you go on"
        super().__init__(title, finding_choices(wrong), also=(("F8", "goes on"),))
        self.goes_on = False

    def action_go_on(self) -> None:
        self.goes_on = True
        self.dismiss(None)
