"""The session's own few fields, as a part, so that the one form serves them too."""

from alignment_tui.domain.records import Part


class SessionFacts(Part, frozen=True, kw_only=True):
    """Title and note of a session."""

    title: str
    note: str = ""
