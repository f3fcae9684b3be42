"""Important assumptions that stand on little evidence, collected: what to find out before it is built on."""

from alignment_tui.domain.requests import TestFirst, test_first
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.dialogs.search import Found
from alignment_tui.ui.lines import Line, columns, labelled, paragraph
from alignment_tui.ui.stages.base import id_room


def test_first_chooser(session: Session) -> Chooser[Found]:
    """Return the dialog over what to test first; it leads to the request that assumes it."""
    return Chooser(
        "Test first: important, with little evidence", [_choice(session, item) for item in test_first(session)]
    )


def _choice(session: Session, item: TestFirst) -> Choice[Found]:
    asker = session.name_of(item.asker)
    request = next(one for one in session.requests if one.id == item.request)

    def shown(width: int) -> Line:
        return columns(
            width, (item.request, id_room(session.requests, 5), "dim"), (asker, 16, "text"), (item.text, 0, "text")
        )

    def more(width: int) -> list[Line]:
        return [*paragraph(item.text, width)[:2], *labelled("Under", f'"{request.words}"', width, "quote", 8)[:2]]

    where = Found("requests", "requests", item.request)
    return Choice(shown, where, folded(f"{item.request} {asker} {item.text}"), more)
