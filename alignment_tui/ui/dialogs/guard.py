"""What looks wrong in a stage that is about to be left, in a list that leads to where each is mended."""

from collections.abc import Sequence

from alignment_tui.domain.findings import Finding
from alignment_tui.ui.bindings import bind
from alignment_tui.ui.dialogs.chooser import Chooser
from alignment_tui.ui.dialogs.findings import finding_choices
from alignment_tui.ui.keymap import Keymap


class Guard(Chooser[Finding]):
    """Dismisses with the finding that is to be mended, or with nothing; `goes_on` says whether the stage is left."""

    def __init__(self, title: str, wrong: Sequence[Finding], keymap: Keymap) -> None:
        count = "1 thing" if len(wrong) == 1 else f"{len(wrong)} things"
        title = f"{title}: {count} to look at before you go on"
        on = keymap.action("next-stage")
        choices = finding_choices(wrong, of_one_stage=True)
        super().__init__(title, choices, also=((keymap.key(on.id), "goes on"),) if on.keys else ())
        bind(self, [(on._replace(method="go_on"), on.keys)], priority=(on.id,))
        self.goes_on = False

    def action_go_on(self) -> None:
        self.goes_on = True
        self.dismiss(None)
