"""The trail of the record under the cursor, link by link, from the asker's words to the number and the verdict."""

from datetime import date

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import stage_of
from alignment_tui.domain.text import folded
from alignment_tui.domain.trail import Stop, trail
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.dialogs.search import Found
from alignment_tui.ui.lines import Line, Role, columns, labelled, paragraph

_ROLES: dict[str, Role] = {"asked": "quote", "reading": "strong", "verdict": "strong"}


def trail_chooser(session: Session, own: str, today: date, stage: StageSlug) -> Chooser[Found] | None:
    """Return the dialog over the trail, with the cursor on the record it was asked for; nothing where none leads on."""
    found = trail(session, own, today, stage)
    if not found.stops:
        return None
    labels = ("", *(stop.label for stop in found.stops))
    choices = [_choice(stop, stop.label != before) for before, stop in zip(labels, found.stops, strict=False)]
    return Chooser("The trail, from the words to the number", choices, begin=found.begin)


def _choice(stop: Stop, first: bool) -> Choice[Found]:
    role: Role = "warn" if stop.gap else _ROLES.get(stop.label, "text")

    def shown(width: int) -> Line:
        return columns(width, (stop.label if first else "", 9, "accent"), (stop.id, 6, "dim"), (stop.words, 0, role))

    def more(width: int) -> list[Line]:
        where = stage_of(stop.stage).title
        return [*labelled(stop.id, stop.words, width, role, 8)[:3], *paragraph(f"Enter goes to {where}", width, "dim")]

    return Choice(
        shown, Found(stop.stage, stop.collection, stop.id), folded(f"{stop.label} {stop.id} {stop.words}"), more
    )
