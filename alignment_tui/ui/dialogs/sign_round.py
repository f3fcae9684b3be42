"""The round of signatures: read back to one signer after the other, and one key for what they say.

Letters are keys here and nowhere else, which is why it is a screen of its own that shows each of them. A word is
shown before one goes on, so that the room sees what was understood.
"""

from collections.abc import Callable
from typing import Literal, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from alignment_tui.domain.session import Session
from alignment_tui.editing.sign_off import Word
from alignment_tui.ui.dialogs import sign_round_pages as pages
from alignment_tui.ui.dialogs.dialog import Dialog
from alignment_tui.ui.dialogs.sign_round_state import Round
from alignment_tui.ui.dialogs.words_line import WordsLine
from alignment_tui.ui.lines import line, paragraph
from alignment_tui.ui.widgets.lines_view import Bar, LinesView

_LOOK_SECONDS = 0.5
_TALL = 32


def _bound(keys: str, action: str) -> Binding:
    return Binding(keys, action, show=False)


class SignRound(Dialog[None]):
    """Shows a round. It may be left at any time: each word is recorded already, and what is half typed is kept."""

    VERTICAL_BREAKPOINTS = [(0, "-least"), (6, "-tiny"), (10, "-low"), (16, "-short"), (_TALL, "-tall")]
    AUTO_FOCUS = "#round-line"
    BINDINGS = [
        _bound("c", "word('consent')"),
        _bound("r", "ask('reservation')"),
        _bound("o", "ask('objection')"),
        _bound("s", "word('aside')"),
        _bound("a", "again"),
        _bound("w", "withdraw"),
        _bound("e", "rule('everyone')"),
        _bound("n", "rule('no objection')"),
        _bound("q", "ask('quorum')"),
        _bound("enter,right", "go(1)"),
        _bound("left,backspace", "go(-1)"),
        _bound("escape", "leave"),
        _bound("f4,m", "memo"),
        _bound("ctrl+z", "undo"),
        _bound("up,k", "scroll(-1)"),
        _bound("down,j", "scroll(1)"),
        _bound("pageup", "page(-1)"),
        _bound("pagedown,space", "page(1)"),
    ]

    def __init__(
        self, round: Round, memo: Callable[[], None], undo: Callable[[], str], remember: Callable[[], None]
    ) -> None:
        super().__init__()
        self.round = round
        self._memo = memo
        self._undo = undo
        self._remember = remember
        self._shown: Session | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="round-ground"), Vertical(id="round"):
            yield Bar(id="round-title")
            yield Bar(id="round-head")
            yield LinesView(id="round-page")
            yield Bar(id="round-count")
            with Horizontal(id="round-words"):
                yield Bar(id="round-opening")
                yield WordsLine(self._typed, self._entered, self._act, id="round-line")
            yield Bar(id="round-told")
            yield Bar(id="round-keys")

    def on_mount(self) -> None:
        self._page.can_focus = False  # the keys are the line's, all the time
        self._show()
        self.set_interval(_LOOK_SECONDS, self._look)

    # What the keys do

    async def _act(self, key: str) -> bool:
        """Do what a key does on this page; tells whether it is one of the round's."""
        bound = self._bindings.key_to_bindings.get(key, [])
        for binding in bound:
            await self.app.run_action(binding.action, self)
        return bool(bound)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters and Enter to the words while some are asked for, and offer only what holds on this page."""
        if not super().check_action(action, parameters):
            return False
        if self.round.asking:
            return action == "leave"
        if action == "rule" or parameters == ("quorum",):
            return self.round.choosing
        return action not in ("word", "ask", "again", "withdraw") or bool(self.round.person)

    def action_word(self, verdict: str) -> None:
        self.round.word(cast("Word", verdict))
        self._show()

    def action_again(self) -> None:
        self.round.again()
        self._show()

    def action_withdraw(self) -> None:
        self.round.withdraw()
        self._show()

    def action_rule(self, kind: str) -> None:
        self.round.rule(cast("Literal['everyone', 'no objection']", kind))
        self._show()

    def action_ask(self, asking: str) -> None:
        """Ask for words, with what was half typed before."""
        before = self.round.ask(cast("Literal['reservation', 'objection', 'quorum']", asking))
        self._line.put(before)
        self._show()

    def action_go(self, by: int) -> None:
        """Go on to the next signer, or back; from the end on, back to the stage."""
        if self.round.go(by):
            self._show(top=True)
        elif by > 0 and not self.round.choosing:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave the words, which are kept, or the round, in which each word is recorded already."""
        if self.round.asking:
            self.round.ask_no_more()
            self._show()
        else:
            self.dismiss(None)

    def action_memo(self) -> None:
        self._memo()

    def action_undo(self) -> None:
        self.round.told = (self._undo(), "good")
        self._show()

    def action_scroll(self, by: int) -> None:
        self._page.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        if by > 0:
            self._page.action_page_down()
        else:
            self._page.action_page_up()

    def _typed(self, text: str) -> None:
        self.round.typed(text)
        self._remember()

    def _entered(self, text: str) -> None:
        self.round.entered(text)
        self._remember()
        self._show()

    # What is shown

    def _look(self) -> None:
        """Show what others have saved meanwhile, from their own machines."""
        if self.round.session is not self._shown:
            self._show()

    def _show(self, *, top: bool = False) -> None:
        turn = self.round
        session = self._shown = turn.session
        person = turn.person if turn.person in session.signers else ""
        self.set_class(bool(turn.asking), "-asking")
        self._line.taking = bool(turn.asking)
        airy = self.size.height >= _TALL
        where, opening, keys, (told, role) = turn.where, turn.opening, turn.keys, turn.told
        self._bar("title").show(lambda width: pages.title_lines(session, where, width))
        self._bar("head").display = self._bar("count").display = bool(person)
        self._bar("count").show(lambda width: pages.count_line(session, width))
        self._bar("opening").styles.width = len(opening) + 1
        self._bar("opening").show(lambda width: [line((opening, "strong"))])
        self._bar("told").show(lambda width: paragraph(told, width, role)[:2] if told else [])
        self._bar("keys").show(lambda width: pages.keys_lines(keys, width))
        if person:
            self._bar("head").show(lambda width: pages.signer_head(session, person, width))
            self._page.show(lambda width: pages.signer_lines(session, person, width, airy), keep_place=not top)
        elif turn.choosing:
            self._page.show(lambda width: pages.rule_lines(session, width))
        else:
            self._page.show(lambda width: pages.end_lines(session, width))

    @property
    def _line(self) -> WordsLine:
        return self.query_one("#round-line", WordsLine)

    @property
    def _page(self) -> LinesView:
        return self.query_one("#round-page", LinesView)

    def _bar(self, name: str) -> Bar:
        return self.query_one(f"#round-{name}", Bar)
