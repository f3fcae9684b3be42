"""What looks wrong in a stage that is about to be left, in a list that leads to where each is mended, or on."""

from collections.abc import Sequence
from typing import Literal

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.text import folded
from alignment_tui.ui.bindings import bind
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.dialogs.findings import finding_choices
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.lines import Line, columns

GoOn = Literal["go on"]
_GO_ON = "Go on all the same"


class Guard(Chooser[Finding | GoOn]):
    """Dismisses with the finding that is to be mended, with "go on", or with nothing."""

    def __init__(self, title: str, wrong: Sequence[Finding], keymap: Keymap) -> None:
        count = "1 thing" if len(wrong) == 1 else f"{len(wrong)} things"
        title = f"{title}: {count} to look at before you go on"
        on = keymap.action("next-stage")
        choices: list[Choice[Finding | GoOn]] = [*finding_choices(wrong, of_one_stage=True)]
        choices.append(Choice(_go_on_line, "go on", folded(_GO_ON)))
        super().__init__(title, choices, also=((keymap.key(on.id), "goes on"),) if on.keys else ())
        bind(self, [(on._replace(method="go_on"), on.keys)], priority=(on.id,))

    def action_go_on(self) -> None:
        self.dismiss("go on")


def _go_on_line(width: int) -> Line:
    return columns(width, ("", 7, "dim"), (_GO_ON, 0, "text"))
