"""A document of former times becomes the session again: a change like any other, so that it can be taken back."""

import os
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from alignment_tui.domain.changes import diff
from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Saved, Sessions
from alignment_tui.storage.history import History
from alignment_tui.storage.history_recent import Past
from alignment_tui.storage.reading import Loaded
from alignment_tui.storage.refusals import NotSaved, Refusal


def restored(
    sessions: Sessions, slug: str, loaded: Loaded, then: Document, label: str, at: datetime, who: str
) -> Saved:
    """Save `then` over what was loaded; the file as it was is a backup for sure, and no id is given again."""
    if loaded.read_only:
        raise NotSaved(sessions.path(slug), loaded.read_only)
    now = loaded.document
    if now.session == then.session:
        return Saved(now, loaded.stamp)
    document = replace(now, rev=now.rev + 1, session=then.session)
    change = Past(document.rev, at, who, label, diff(now.session, then.session))
    return sessions.save(slug, document, loaded, [change], backup=True)


def created_again(sessions: Sessions, slug: str, then: Document, label: str) -> Path | None:
    """Make the session anew where its file is gone or cannot be opened; returns where the bad file is now."""
    known = _last_known(sessions.real(slug)) or then
    kinds = (*then.last_ids, *known.last_ids)
    last_ids = {kind: max(then.last_ids.get(kind, 0), known.last_ids.get(kind, 0)) for kind in kinds}
    aside = sessions.set_aside(slug) if os.path.lexists(sessions.path(slug)) else None
    sessions.create(slug, replace(then, rev=max(then.rev, known.rev) + 1, last_ids=last_ids), label)
    return aside


def _last_known(real: Path) -> Document | None:
    """Return the newest document that the history has."""
    history = History(real)
    try:
        return history.document(len(history.entries) - 1) if history.entries else None
    except Refusal:
        return None
