"""The session's own few fields, as a part, so that the one form serves them too."""

from typing import ClassVar

from alignment_tui.domain.records import Part


class SessionFacts(Part, frozen=True, kw_only=True):
    """Title and note of a session."""

    SHORT: ClassVar[tuple[str, ...]] = ("title",)

    title: str
    note: str = ""
