"""The clock and the person, which no other ring knows."""

import os
from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Return the date in the room."""
    return datetime.now().astimezone().date()


def who() -> str:
    """Return who is at the keyboard: ``$ALIGNMENT_WHO``, or the login name; nothing where there is neither."""
    import getpass

    try:
        return os.environ.get("ALIGNMENT_WHO") or getpass.getuser()
    except (KeyError, OSError):
        return ""
