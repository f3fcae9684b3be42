"""Choosing a playbook: its days, stages and time boxes are shown as the cursor passes over it."""

from collections.abc import Callable, Sequence

from alignment_tui.domain.playbook import Playbook
from alignment_tui.domain.quantities import plain
from alignment_tui.domain.stages import Stage
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.lines import Line, columns, paragraph


def playbooks_chooser(playbooks: Sequence[Playbook], now: Playbook, unusable: int) -> Chooser[Playbook]:
    """Return the dialog over the playbooks there are, that of the session marked."""
    title = "Choose a playbook" + (f"; {unusable} cannot be used: alignment-tui doctor says why" if unusable else "")
    return Chooser(
        title,
        [
            Choice(
                _shown(playbook, playbook.slug == now.slug),
                playbook,
                f"{playbook.name} {playbook.slug}",
                _days(playbook),
            )
            for playbook in playbooks
        ],
        foot="takes it",
    )


def _shown(playbook: Playbook, current: bool) -> Callable[[int], Line]:
    def shown(width: int) -> Line:
        mark = "now" if current else ""
        return columns(width, (playbook.name, 18, "strong"), (playbook.about, 0, "dim"), (mark, 3, "accent"))

    return shown


def _planned(stage: Stage) -> str:
    return f"{stage.title} {plain(stage.minutes)} min" if stage.minutes else stage.title


def _days(playbook: Playbook) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        days = [f"{day}: {', '.join(map(_planned, stages))}" for day, stages in playbook.days()]
        return paragraph("; ".join(days), width, "dim")

    return lines
