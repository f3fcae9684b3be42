"""How a document words what many records share: efforts, people, lists and reasons."""

from collections.abc import Iterable
from datetime import date

from alignment_tui.domain.quantities import person_weeks
from alignment_tui.domain.records import Effort
from alignment_tui.domain.session import Session


def effort(value: Effort) -> str:
    """Return what something takes: ``4 to 9 person-weeks, likely 6, of Payments``."""
    words = person_weeks(value.person_weeks)
    if not value.team:
        return words
    return f"{words}{',' if 'likely' in words else ''} of {value.team}"


def people(session: Session, ids: Iterable[str]) -> str:
    """Return the names of several people: ``Ana, Raj and Li``."""
    return listed(session.name_of(person) for person in ids)


def listed(items: Iterable[str]) -> str:
    """Return several words as one says them: ``a, b and c``."""
    *most, last = [*items] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def because(opening: str, reason: str) -> str:
    """Return a reason after its opening, without saying "because" twice."""
    said = reason.casefold().startswith(("because ", "so that ", "in order to "))
    return f"{opening} {reason}" if said else f"{opening} because {reason}"


def when_and_who(session: Session, on: date | None, present: Iterable[str]) -> str:
    """Return on which day something was settled and who was in the room, as far as it is known."""
    names = people(session, present)
    day = f"on {on.isoformat()}" if on else ""
    return ", ".join(part for part in (day, f"present {names}" if names else "") if part)
