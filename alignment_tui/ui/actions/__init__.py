"""Every action once: its keys, its words, and why it may be off. Footer, palette, help and docs read this table."""

from alignment_tui.ui.actions.everywhere import EVERYWHERE, TO_STAGES
from alignment_tui.ui.actions.library import IN_THE_LIBRARY
from alignment_tui.ui.actions.row import Action, Where
from alignment_tui.ui.actions.work import AT_WORK

__all__ = ["ACTIONS", "TO_STAGES", "Action", "Where", "action", "actions_in"]

ACTIONS: tuple[Action, ...] = (*AT_WORK, *IN_THE_LIBRARY, *EVERYWHERE, *TO_STAGES)


def actions_in(where: Where) -> tuple[Action, ...]:
    """Return the actions of a screen, with those that are on any."""
    return tuple(entry for entry in ACTIONS if entry.where in (where, "any"))


def action(action_id: str) -> Action:
    """Return the action with this id."""
    return next(entry for entry in ACTIONS if entry.id == action_id)
