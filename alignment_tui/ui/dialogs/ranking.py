"""Forced ranking: each person, or all together, puts the requests in order, one a rank; then how it came out."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Key

from alignment_tui.domain.rankings import beginning, order_of
from alignment_tui.domain.requests import root_of, said
from alignment_tui.domain.room import present
from alignment_tui.editing.votes import rank
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.dialogs.vote_sheet import Keys, VoteSheet
from alignment_tui.ui.lines import Line, between, columns, line
from alignment_tui.ui.stages.base import id_room
from alignment_tui.ui.stages.votes import ranking_lines
from alignment_tui.ui.widgets.lines_view import Bar
from alignment_tui.ui.widgets.record_list import RecordList, Row

_DIGITS = "0123456789"
_TOGETHER, _RESULT = "all", "result"
_KEYS = (
    ("alt+↑ ↓", "move"),
    ("a number", "puts it there"),
    ("Enter", "keep"),
    ("← →", "who"),
    ("Esc", "back"),
)
_RESULT_KEYS = (("← →", "who"), ("Esc", "back"))


class RankingScreen(VoteSheet[None]):
    """One page a person, one for all together, and the result. Two requests cannot have one rank."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("enter", "keep", show=False),
        Binding("alt+up", "move(-1)", show=False),
        Binding("alt+down", "move(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in _DIGITS),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        ranked = [one.person for one in desk.session.rankings if one.person]
        self._pages = [*dict.fromkeys([*present(desk.session), *ranked]), _TOGETHER, _RESULT]
        self._page = next((page for page in self._pages[:-2] if page not in ranked), _RESULT)
        self._order: list[str] = []
        self._typed = ""
        self._then: str | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet", classes="-page"):
            yield Bar(id="sheet-title")
            yield RecordList(self._moved_to, id="choices")
            yield Bar(id="sheet-foot", classes="-two")

    def on_mount(self) -> None:
        self.query_one("#sheet-title", Bar).show(self._title)
        self._open(self._page)
        self.choices.focus()

    @property
    def keys(self) -> Keys:
        return _RESULT_KEYS if self._page == _RESULT else _KEYS

    @property
    def _person(self) -> str | None:
        return None if self._page == _TOGETHER else self._page

    @property
    def _changed(self) -> bool:
        return self._page != _RESULT and tuple(self._order) != beginning(self._desk.shown, self._person)

    def on_key(self, event: Key) -> None:
        """While it is asked what to do with an order that is not kept, any other key goes on with it."""
        if self._then is not None and event.key not in ("enter", "escape"):
            self._then = None
            self.say("")

    def _moved_to(self, row: Row) -> None:
        self._typed = ""

    def action_move(self, by: int) -> None:
        """Move the request under the cursor up or down; the others make room."""
        self.look()
        self._typed = ""
        self._put_at(self.choices.cursor + by)

    def action_digit(self, digit: str) -> None:
        """Put the request under the cursor at a rank; a second digit goes on with the first where that is a rank."""
        self.look()
        if self._page == _RESULT:
            return
        longer = f"{self._typed}{digit}".lstrip("0")
        self._typed = longer if longer and int(longer) <= len(self._order) else digit.strip("0")
        if self._typed and int(self._typed) <= len(self._order):
            self._put_at(int(self._typed) - 1)
        else:
            self._typed = ""
            self.say(f"there are ranks 1 to {len(self._order)}", "warn")

    def action_turn(self, by: int) -> None:
        """Go to the next page, or the one before."""
        place = (self._pages.index(self._page) + by) % len(self._pages)
        self._go(self._pages[place])

    def action_keep(self) -> None:
        """Keep the order as it is shown, and go on to the next page; or to where one wanted to go."""
        self.look()
        if self._page == _RESULT:
            return
        to = self._then if self._then is not None else self._pages[self._pages.index(self._page) + 1]
        name = self._called(self._page)
        label = "the ranking together" if self._person is None else f"{name}'s ranking"
        self._then = None
        if self.make(rank(self._person, self._order), label):
            self._leave_for(to)
            self.say(f"kept: {label}", "good")

    def action_leave(self) -> None:
        """Leave; an order that is not kept is asked about once."""
        if self._then is not None:
            self._leave_for(self._then)
        else:
            self._go("")

    def _go(self, page: str) -> None:
        if self._changed:
            self._then = page
            self.say(f"Enter keeps {self._called(self._page)}'s order, Esc forgets it, any other key goes on", "accent")
        else:
            self._leave_for(page)

    def take_in(self) -> None:
        """Go on with the order as it was put, with what is asked for now."""
        if self._page == _RESULT:
            self._show("")
            return
        now, here = beginning(self._seen, self._person), self.choices.selected
        self._order = [*(own for own in self._order if own in now), *(own for own in now if own not in self._order)]
        self._show(here.key if here else "")

    def _leave_for(self, page: str) -> None:
        self._then = None
        if page:
            self._open(page)
        else:
            self.dismiss(None)

    def _open(self, page: str) -> None:
        self._page = page
        self._order = [] if page == _RESULT else list(beginning(self._desk.shown, self._person))
        self._typed = ""
        self.say("")
        self.choices.begin()
        self._show(self._order[0] if self._order else "")

    def _put_at(self, place: int) -> None:
        here = self.choices.cursor
        if self._page == _RESULT or not 0 <= place < len(self._order):
            return
        request = self._order.pop(here)
        self._order.insert(place, request)
        self._show(request)
        self.say(f"{request} is at {place + 1}; Enter keeps the order" if self._changed else "")

    def _show(self, request: str) -> None:
        """Show the page with the cursor on a request."""
        session = self._seen = self._desk.shown
        if self._page == _RESULT:
            count = len(ranking_lines(session, 80))
            rows = [Row("line", str(place)) for place in range(count)] or [Row(heading="nobody has ranked yet")]
            self.choices.show(rows, lambda row, width: ranking_lines(session, width)[int(row.key)])
        else:
            self.choices.show([Row("rank", own) for own in self._order], self._row, ("rank", request))
        self.query_one("#sheet-title", Bar).show(self._title)

    def _row(self, row: Row, width: int) -> Line:
        session = self._seen
        request = root_of(session, row.key)
        kept = order_of(session, self._person)
        return columns(
            width,
            (str(self._order.index(row.key) + 1), -2, "accent"),
            (request.id, id_room(session.requests), "dim"),
            (session.name_of(request.asker), 12, "text"),
            (said(request), 0, "text"),
            ("new", -3, "warn") if kept and row.key not in kept else None,
        )

    def _title(self, width: int) -> list[Line]:
        session = self._desk.shown
        whose = {_TOGETHER: "All together rank", _RESULT: "How the ranking came out"}
        words = whose.get(self._page) or f"{self._called(self._page)} ranks"
        people = self._pages[:-2]
        done = sum(bool(order_of(session, person)) for person in people)
        asks = "" if self._page == _RESULT else "   what is wanted most comes first"
        start = line((words, "accent"), (asks, "dim"))
        return [between(start, line((f"{done} of {len(people)} ranked", "dim")), width)]

    def _called(self, page: str) -> str:
        return "all together" if page == _TOGETHER else self._desk.shown.name_of(page)
