"""Fist to five: round those who are here, one key each, hidden until all are in; then what is said against it."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.records import Fist
from alignment_tui.domain.room import present
from alignment_tui.domain.session import Session
from alignment_tui.domain.votes import LEGEND, FistResult, fist, fist_words
from alignment_tui.editing.moment import Edit
from alignment_tui.editing.votes import another_round, object_because, reveal_fists, show_fist
from alignment_tui.ui.desk import Desk
from alignment_tui.ui.dialogs.vote_sheet import Keys, VoteSheet
from alignment_tui.ui.lines import Line, between, columns, line, paragraph
from alignment_tui.ui.stages.votes import SHORT_NAME, WITH_WHY, fist_row, outcome_role
from alignment_tui.ui.widgets.lines_view import Bar
from alignment_tui.ui.widgets.one_line import OneLine
from alignment_tui.ui.widgets.record_list import RecordList, Row

_ROUND_KEYS = (("0 to 5", "shows"), ("↑ ↓", "who"), ("← →", "option"), ("F10", "reveal"), ("Esc", "back"))
_DONE_KEYS = (("0 to 5", "changes"), ("Enter", "why"), ("ctrl+n", "again"), ("← →", "option"), ("Esc", "back"))
_WHY_KEYS = (("Enter", "keep it, and on"), ("Esc", "not now"))
FIST = "fist"


def asked_for(session: Session, drafts: dict[str, str]) -> tuple[str, str] | None:
    """Return the option and the person whose reason was half typed last and can be said now."""
    for about in reversed(drafts):
        option, _, person = about.removeprefix(f"{FIST} ").partition("/")
        open_now = any((one.option, one.person, one.blind) == (option, person, False) for one in session.fists)
        if about.startswith(FIST) and open_now:
            return option, person
    return None


class FistScreen(VoteSheet[str]):
    """One option at a time: who has shown, what it came to once all are in, and why the low ones are low.

    Dismisses with the option that was looked at last. A reason is asked for in the open only; while it is half typed it
    is in `drafts`, which `remember` keeps. With a `person` theirs is asked for at once.
    """

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("enter", "why", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("f10", "reveal", show=False),
        Binding("ctrl+n", "again", show=False),
        Binding("ctrl+z", "undo", show=False),
        *(Binding(str(fingers), f"give({fingers})", show=False) for fingers in LEGEND),
    ]

    def __init__(
        self, desk: Desk, option: str, drafts: dict[str, str], remember: Callable[[], None], person: str = ""
    ) -> None:
        super().__init__(desk)
        self._option = option
        self._drafts = drafts
        self._remember = remember
        self._begin_with = person
        self._asked = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet", classes="-page"):
            yield Bar(id="sheet-title")
            yield Bar(id="legend")
            yield RecordList(self._moved_to, id="choices")
            yield Bar(id="outcome")
            with Vertical(id="asked"):
                yield Bar(id="asked-whom")
                yield OneLine(id="reason", compact=True, select_on_focus=False)
            yield Bar(id="sheet-foot", classes="-two")

    def on_mount(self) -> None:
        self.query_one("#sheet-title", Bar).show(self._title)
        self.query_one("#legend", Bar).show(_legend)
        self.query_one("#outcome", Bar).show(self._outcome)
        self.query_one("#asked-whom", Bar).show(self._whom)
        self._open(self._option)
        self.watch(self._reason, "value", self._typed, init=False)
        if (shown := self._shown(self._begin_with)) is not None:
            self._ask(shown)

    @property
    def keys(self) -> Keys:
        if self._asked and self.focused is self._reason:
            return _WHY_KEYS
        return _DONE_KEYS if self.result.votes and not self.result.hidden else _ROUND_KEYS

    @property
    def result(self) -> FistResult:
        """How it stands."""
        return fist(self._desk.shown, self._option)

    def action_give(self, fingers: int) -> None:
        """Record the fingers of the person under the cursor, and go on to who has not shown yet."""
        row = self.choices.selected
        if row is None:
            return
        was_open = bool(self.result.votes) and not self.result.hidden
        label = f"{self._option} fist of {self._desk.shown.name_of(row.key)}"
        if not self.make(show_fist(self._option, row.key, fingers), label):
            return
        result = self.result
        if result.waiting:
            self._stand_on(result.waiting[0])
        elif not was_open:
            self.say("all are in", "good")
            self._ask_next()

    def action_reveal(self) -> None:
        """Show what was given, although somebody has not shown yet."""
        if not self.result.hidden:
            self.say("nothing is hidden here", "warn")
        elif self.make(reveal_fists(self._option), f"revealed the fists on {self._option}"):
            self._ask_next()

    def action_again(self) -> None:
        """Begin another round, hidden like the first."""
        if not self.result.votes:
            self.say("nobody has shown yet: this is the first round", "warn")
        elif self.make(another_round(self._option), f"another round on {self._option}"):
            self._open(self._option)
            self.say(f"another round; ctrl+z brings the last one back{self._kept}", "good")

    def action_undo(self) -> None:
        """Take back the last change, by its name."""
        try:
            undone = self._desk.undo()
        except AlignmentError as problem:
            self.say(str(problem), "bad")
            return
        self._show()
        if undone:
            self.say(f"Undone: {undone.change.label}{self._kept}", "good")
        else:
            self.say("there is nothing to undo")

    def action_turn(self, by: int) -> None:
        """Go to another option."""
        options = [option.id for option in self._desk.shown.options]
        place = options.index(self._option) + by if self._option in options else 0
        self._open(options[place % len(options)])

    def action_why(self) -> None:
        """Ask the person under the cursor why, once that may be seen."""
        row = self.choices.selected
        shown = self._shown(row.key) if row else None
        if row is None or shown is None:
            self.say("0 to 5: nothing was shown yet", "warn")
        elif self.result.hidden:
            self.say("asked once all are in, so that a question does not tell", "warn")
        else:
            self._ask(shown)

    def action_leave(self) -> None:
        """Leave the question, or the dialog; a reason that is typed is kept."""
        if self.focused is self._reason:
            self._asking(False)
            self.say("Enter on a name asks why")
        elif self._keep_reason():
            self.dismiss(self._option)

    def _typed(self, text: str) -> None:
        """Note what is half typed, at each key."""
        if self._asked:
            self._drafts.pop(self._about(self._asked), None)
            if text.strip() and text.strip() != self._reason_of(self._asked):
                self._drafts[self._about(self._asked)] = text
            self._remember()

    def take_in(self) -> None:
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        person = self._asked
        if self._keep_reason():
            self._ask_next(after=person)

    def _moved_to(self, row: Row) -> None:
        self.query_one("#outcome", Bar).show(self._outcome)

    @property
    def _reason(self) -> Input:
        return self.query_one("#reason", Input)

    def _keep_reason(self) -> bool:
        """Keep what is typed as the reason of whoever was asked; tells whether there is nothing in the way."""
        person, why = self._asked, self._reason.value.strip()
        if person and self._reason_of(person) != why:
            label = f"what {self._desk.shown.name_of(person)} says to {self._option}"
            if not self.make(object_because(self._option, person, why), label):
                return False
        if person:
            self._drafts.pop(self._about(person), None)
            self._remember()
        self._asked = self._reason.value = ""
        return True

    def _put_by(self) -> None:
        """Stop asking for a reason that cannot be said now: the fist is gone, or hidden again. The words are kept."""
        self._asked = self._reason.value = ""
        self._asking(False)
        self.say(self._kept.removeprefix("; "), "warn")

    @property
    def _kept(self) -> str:
        """What is to be said of reasons that are half typed and cannot be asked for now."""
        about = f"{FIST} {self._option}/"
        waiting = any(one.startswith(about) and one != f"{about}{self._asked}" for one in self._drafts)
        return "; the half-typed reason is kept" if waiting else ""

    def _ask_next(self, after: str = "") -> None:
        """Ask the next one who showed less than three and has not said why."""
        low = [one for one in self.result.objections if not one.why]
        people = [one.person for one in self.result.objections]
        rest = [one for one in low if not after or people.index(one.person) > _place(people, after)]
        if rest:
            self._ask(rest[0])
        else:
            self._asked = ""
            self._asking(False)

    def _ask(self, shown: Fist) -> None:
        if self._asked != shown.person and self._keep_reason():
            self._asked = shown.person
            self._reason.value = self._drafts.get(self._about(shown.person), shown.why)
            self._reason.cursor_position = len(self._reason.value)
        self._stand_on(shown.person)
        self._asking(True)

    def _asking(self, asking: bool) -> None:
        self.query_one("#asked").display = bool(self._asked)
        self.query_one("#asked-whom", Bar).show(self._whom)
        (self._reason if asking else self.choices).focus()
        self.show_foot()

    def _open(self, option: str) -> None:
        if not self._keep_reason():
            return
        self._option = option
        self._told = ("", "dim")
        self._show()
        waiting = self.result.waiting
        self._stand_on(waiting[0] if waiting else "")
        self._asking(False)

    def _show(self) -> None:
        session = self._seen = self._desk.shown
        given = [one.person for one in session.fists if one.option == self._option]
        people = dict.fromkeys([*(one for one in present(session)), *given])
        here = self.choices.selected
        self.choices.show([Row("fist", person) for person in people], self._row, ("fist", here.key) if here else None)
        for place, source in (("#sheet-title", self._title), ("#outcome", self._outcome)):
            self.query_one(place, Bar).show(source)
        self.show_foot()
        if self._asked and (self._shown(self._asked) is None or self.result.hidden):
            self._put_by()

    def make(self, edit: Edit, label: str) -> bool:
        """Make an edit, and show what became of it; tells whether nothing stood in the way."""
        made = super().make(edit, label)
        if made:
            self.say("")
            self._show()
        return made

    def _stand_on(self, person: str) -> None:
        if not self.choices.select("fist", person):
            self.choices.action_first()

    def _shown(self, person: str) -> Fist | None:
        own = f"{self._option}/{person}"
        return next((one for one in self._desk.shown.fists if one.key == own), None)

    def _reason_of(self, person: str) -> str:
        shown = self._shown(person)
        return shown.why if shown else ""

    def _about(self, person: str) -> str:
        """What somebody's reason is kept under while it is half typed."""
        return f"{FIST} {self._option}/{person}"

    def _row(self, row: Row, width: int) -> Line:
        session = self._desk.shown
        shown = self._shown(row.key)
        if shown is not None:
            return fist_row(session, shown, width)
        name = session.name_of(row.key)
        if width < WITH_WHY:
            return columns(width, (name, SHORT_NAME, "text"), ("0 to 5?", 0, "accent"))
        return columns(width, (name, 18, "text"), ("", 5, "dim"), ("0 to 5?", 0, "accent"))

    def _title(self, width: int) -> list[Line]:
        result = self.result
        name = next((one.name for one in self._desk.shown.options if one.id == self._option), "")
        start = line(("Fist to five   ", "accent"), (f"{self._option} {name}", "strong"))
        return [between(start, line((f"{result.votes} of {result.of} in", "dim")), width)]

    def _outcome(self, width: int) -> list[Line]:
        result = self.result
        if result.hidden or not result.votes:
            return [line(("hidden until everybody here has shown", "dim"))]
        shown = self._shown(self.choices.selected.key) if self.choices.selected else None
        why = paragraph(f'"{shown.why}"', width, "quote") if shown and shown.why else []
        return [*paragraph(fist_words(self._desk.shown, result), width, outcome_role(result))[:2], *why]

    def _whom(self, width: int) -> list[Line]:
        name = self._desk.shown.name_of(self._asked) if self._asked else ""
        return [line((f"{name}, what would have to change?", "accent"))]


def _legend(width: int) -> list[Line]:
    """Return what the fingers mean, in two columns: those that carry it, and those that do not."""
    pairs = ((5, 2), (4, 1), (3, 0))
    return [
        columns(
            width, *[cell for fingers in pair for cell in ((f"  {fingers}", 3, "key"), (LEGEND[fingers], 20, "text"))]
        )
        for pair in pairs
    ]


def _place(people: list[str], person: str) -> int:
    return people.index(person) if person in people else -1
