"""Choosing how a group walks the stages."""

from msgspec.structs import replace

from alignment_tui.domain.playbook import SIX_DAYS, Playbook
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Edit, Moment


def walk_by(playbook: Playbook, before: Playbook = SIX_DAYS) -> Edit:
    """Return an edit that chooses a playbook; thresholds that nobody changed since `before` become those of it."""

    def edit(session: Session, moment: Moment) -> Session:
        untouched = session.thresholds == before.thresholds
        thresholds = playbook.thresholds if untouched else session.thresholds
        return replace(session, playbook=playbook.slug, thresholds=thresholds)

    return edit
