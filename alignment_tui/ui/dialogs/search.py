"""Any word in the session, found while it is typed."""

from alignment_tui.domain.records import Part, Record
from alignment_tui.domain.said import STAGE_OF_COLLECTION, Found
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.lines import Line, columns

__all__ = ["Found", "search_chooser"]


def search_chooser(session: Session) -> Chooser[Found]:
    """Return the dialog over every record of the session, each found by any of its words."""
    choices = [
        _choice(session, collection, entry)
        for collection, entry in session.entries()
        if collection in STAGE_OF_COLLECTION and isinstance(entry, Record)
    ]
    return Chooser("Search this session", choices, empty="no record has these words")


def words_of(part: Part) -> list[str]:
    """Return every text in a record and in what is inside it."""
    found: list[str] = []
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if isinstance(value, str) and name not in ("creator", "formerly"):
            found.append(value)
        elif isinstance(value, Part):
            found.extend(words_of(value))
        elif isinstance(value, tuple):
            for item in value:
                found.extend(words_of(item) if isinstance(item, Part) else [item] if isinstance(item, str) else [])
    return [text for text in found if text]


def _choice(session: Session, collection: str, entry: Part) -> Choice[Found]:
    texts = words_of(entry)
    main = next((text for text in texts if " " in text), texts[-1])
    people = " ".join(person.name for person in session.stakeholders if person.id in texts)

    def shown(width: int) -> Line:
        return columns(width, (entry.key, 6, "dim"), (main, 0, "text"), (STAGE_OF_COLLECTION[collection], 14, "dim"))

    where = Found(STAGE_OF_COLLECTION[collection], collection, entry.key)
    return Choice(shown, where, folded(" ".join([*texts, people])))
