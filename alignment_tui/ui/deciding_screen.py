"""How a group decides: what is offered, forced ranking, fist to five, and the verdicts that follow from a choice.

A dialog is imported when it is first opened.
"""

from typing import TYPE_CHECKING, Any

from alignment_tui.domain.offers import Offer, offered, offers
from alignment_tui.domain.records import Fist, Option, TradeOff
from alignment_tui.domain.trade_offs import chosen
from alignment_tui.domain.verdicts import suggested_verdicts
from alignment_tui.domain.votes import fist, fist_words
from alignment_tui.editing.verdicts import fill
from alignment_tui.storage.forms import OpenForm
from alignment_tui.ui.guarding_screen import GuardingScreen
from alignment_tui.ui.stages.base import entry_of
from alignment_tui.ui.stages.trade_offs import OFFERS, offer_of

if TYPE_CHECKING:
    from alignment_tui.domain.records import Part

OFFER = "offer"


class DecidingScreen(GuardingScreen):
    """A stage from which a group decides; none of it happens by itself, and each is one step to undo."""

    def action_open_form(self) -> None:
        """Open the form of a record; an offer is no record yet, and goes into the line."""
        row = self.records.selected
        offer = offer_of(self.desk.session, row) if row and row.collection == OFFERS else None
        if offer is None:
            super().action_open_form()
        else:
            self._put_into_line(offer)

    def action_offer(self) -> None:
        """Put the offer under the cursor into the line, or the first one."""
        if self.is_off("offer"):
            return
        row, session = self.records.selected, self.desk.session
        here = offer_of(session, row) if row and row.collection == OFFERS else None
        self._put_into_line(here or offers(session)[0])

    def action_verdicts(self) -> None:
        """Give every request nobody has decided the verdict that follows from the chosen option."""
        if self.is_off("verdicts"):
            return
        session = self.desk.session
        option, count = chosen(session), len(suggested_verdicts(session))
        if option and self.make(fill(), f"verdicts from {option.id}"):
            said = "1 verdict follows" if count == 1 else f"{count} verdicts follow"
            back = self.keymap.way("undo")
            self.say(f"{said} from {option.id} {option.name}, open to change. {back} takes all back", "good")

    def action_rank(self) -> None:
        """Rank the requests, person by person or together."""
        from alignment_tui.ui.dialogs.ranking import RankingScreen

        if not self.is_off("rank"):
            self.app.push_screen(RankingScreen(self.desk), lambda _: self._show_votes("rankings"))

    def action_fist(self) -> None:
        """Go round those who are here with a fist to five."""
        if not self.is_off("fist"):
            self._show_fists(self._weighed())

    def open_what_was_left(self) -> None:
        super().open_what_was_left()
        if not self.drafts or self.filling or self.desk.read_only:
            return
        from alignment_tui.ui.dialogs.fist import asked_for

        if asked := asked_for(self.desk.session, self.drafts):
            self._show_fists(*asked)
            self.notify("the reason is asked for again, as it was left", markup=False)

    def _show_fists(self, option: str, person: str = "") -> None:
        from alignment_tui.ui.dialogs.fist import FistScreen

        fists = FistScreen(self.desk, option, self.drafts, self.remember_soon, person)
        self.app.push_screen(fists, self._fist_shown)

    def _fist_shown(self, option: str | None) -> None:
        session = self.desk.session
        self._show_votes("fists", f"{option}/")
        if option and any(shown.option == option for shown in session.fists):
            self.say(f"{option}: {fist_words(session, fist(session, option))}")

    def _show_votes(self, collection: str, beginning: str = "") -> None:
        """Show how a vote came out: the cursor on its first row, where this stage has one."""
        rows = self.view.rows(self.desk.shown, self.desk.today)
        first = next((row for row in rows if row.collection == collection and row.key.startswith(beginning)), None)
        if first is not None:
            self.places[self.desk.stage] = (first.collection, first.key)
        self.show_session()

    def _weighed(self) -> str:
        """Return the option in question: under the cursor, else the one that was chosen, else the first."""
        session = self.desk.session
        entry = entry_of(session, self.records.selected)
        if isinstance(entry, Option):
            return entry.id
        if isinstance(entry, Fist):
            return entry.option
        option = chosen(session)
        return option.id if option else session.options[0].id

    def _put_into_line(self, offer: Offer) -> None:
        """Put an offer into the line to be said; into a form where the line is taken or would read it otherwise."""
        one = offered(self.desk.session, offer)
        line = None if self.capture.text else self.desk.line_for(one)
        if line is None:
            self._open_offer(one)
            return
        text, place = line
        self.set_focus(self.capture.line)
        self.capture.put(text)
        self.capture.line.cursor_position = place

    def _open_offer(self, one: TradeOff) -> None:
        self._open_given({name: getattr(one, name) for name in ("gain", "give", "bearer", "metric", "option")})

    def _open_given(self, given: dict[str, Any]) -> None:
        from alignment_tui.ui.dialogs.form import FormScreen
        from alignment_tui.ui.dialogs.form_draft import Blank
        from alignment_tui.ui.dialogs.form_saving import edit_of

        desk = self.desk
        blank = Blank(kind=TradeOff, given={**given, "id": desk.new_id("T")})

        def done(new: "Part | None") -> None:
            if isinstance(new, TradeOff):
                self.make_or_raise(edit_of(blank, new), f"new trade-off {new.gain} even over {new.give}")

        form = FormScreen(blank, desk.session, desk.new_id, today=desk.today, focus="accepting")
        self.fill_in(form, done, OFFER, given)

    def open_form_of(self, left: OpenForm) -> None:
        if left.of == OFFER:
            self._open_given(left.given)
        else:
            super().open_form_of(left)
