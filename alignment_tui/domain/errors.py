"""The few errors that reach a person, each told once and in plain words."""


class AlignmentError(Exception):
    """Anything this program refuses; its text is one line that a person can act on."""


class RuleBroken(AlignmentError, ValueError):
    """A value that no session may hold, refused alike by line, form, import and file.

    It is a ``ValueError`` so that decoding a document reports it with its path.
    """


class NotFound(AlignmentError, LookupError):
    """A name or an id that the session does not have."""
