"""Where a round of signatures stands: whose turn it is, what is being asked for, and what was said to it."""

from collections.abc import Callable
from typing import Literal

from alignment_tui.domain.objections import sounds_like_a_preference
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings, word_of
from alignment_tui.domain.signing import asked
from alignment_tui.editing.moment import Edit
from alignment_tui.editing.sign_off import Word, choose_rule, sign, sign_again, withdraw
from alignment_tui.ui.dialogs import sign_round_pages as pages
from alignment_tui.ui.lines import Role, cut
from alignment_tui.ui.stages.sign_off import VERDICTS

Make = Callable[[Edit, str], str]
"""Makes an edit; returns why it could not be made, or nothing."""
Drafts = dict[str, str]
"""What was half typed, by verdict and person: ``objection S2``. There may be words for other dialogs among it."""
Asking = Literal["", "reservation", "objection", "quorum"]


def half_typed(session: Session, drafts: Drafts) -> tuple[str, str] | None:
    """Return what was half typed last, by what it is for, and the line that would say it."""
    for about, text in reversed(drafts.items()):
        asking, _, person = about.partition(" ")
        if asking in pages.ASKS and person in session.signers:
            return about, f"{pages.ASKS[asking].opening.format(session.name_of(person))} {text}"
    return None


class Round:
    """A round without a screen. Every word goes through `make` at once, so that leaving at any time loses none."""

    def __init__(self, session: Callable[[], Session], make: Make, drafts: Drafts, person: str = "") -> None:
        self._session = session
        self._make = make
        self._drafts = drafts
        self._guest = person
        self._confirmed = ""
        self._before = ""
        self.asking: Asking = ""
        self.told: tuple[str, Role] = ("", "dim")
        self._at = self.people.index(person) if person in self.people else self._first()
        self._turn = self._somebody(self._at)

    @property
    def session(self) -> Session:
        """The session as it is now, with what others saved meanwhile."""
        return self._session()

    @property
    def people(self) -> tuple[str, ...]:
        """Who is asked, by id: the signers who are here, and who was chosen although away."""
        here = asked(self.session)
        guests = dict.fromkeys((self._guest, self._turn if self.asking else ""))
        return (*here, *(one for one in guests if one in self.session.signers and one not in here))

    @property
    def person(self) -> str:
        """Whose turn it is; nobody's while the rule is chosen and at the end.

        Words that are being typed stay those of whom they were asked of, whatever others save meanwhile.
        """
        if self.asking and not self.choosing:
            return self._turn
        return self._somebody(self._place) if self.session.rule else ""

    @property
    def name(self) -> str:
        """Whose turn it is, by name."""
        return self.session.name_of(self.person)

    @property
    def choosing(self) -> bool:
        """Whether the rule has to be chosen first."""
        return self.session.rule is None

    @property
    def where(self) -> str:
        """How far the round is: ``3 of 7``."""
        if self.choosing:
            return "the rule first"
        return f"{self._place + 1} of {len(self.people)}" if self.person else "everybody here was asked"

    @property
    def keys(self) -> pages.Keys:
        """The keys that hold now, with their words."""
        if self.asking:
            return (("Enter", "takes it"), ("Esc", "back, the words are kept"))
        if self.choosing:
            return (*pages.RULE_KEYS, ("Esc", "leave"))
        if not self.person:
            return (("\u2190", "back"), ("F4", "memo"), ("Enter", "done"))
        following = self.people[self._place + 1 :]
        onward = f"on to {cut(self.session.name_of(following[0]), 16)}" if following else "on to the end"
        silent = word_of(self.session, self.person) is None
        return pages.signer_keys(self.session, self.person, f"{onward}, undecided" if silent else onward)

    @property
    def opening(self) -> str:
        """How the line begins in which words are asked for."""
        if self.asking == "quorum":
            return f"How many of {len(self.session.signers)}:"
        return pages.ASKS[self.asking].opening.format(self.name) if self.asking else ""

    def word(self, verdict: Word) -> None:
        """Record a word that needs no words."""
        self._record(sign(self.name, verdict), f"{self.name} {VERDICTS[verdict]}")

    def again(self) -> None:
        """Record the same word on the text as it is now."""
        self._record(sign_again(self.name), f"{self.name} signs again")

    def withdraw(self) -> None:
        """Record that the word is taken back."""
        self._record(withdraw(self.name), f"{self.name} takes it back")

    def rule(self, kind: Literal["everyone", "no objection"]) -> None:
        """Choose what counts as agreed."""
        self._record(choose_rule(kind), f"rule {kind}")

    def ask(self, asking: Literal["reservation", "objection", "quorum"]) -> str:
        """Ask for words; returns those that were half typed before, or said already."""
        self._turn = self.person or self._turn
        self.asking, self._confirmed = asking, ""
        self.told = (pages.ASKS[asking].told if asking != "quorum" else pages.QUORUM, "dim")
        stands = word_of(self.session, self.person) if self.person else None
        said = stands.text if stands and stands.verdict == asking else ""
        self._before = self._drafts.get(self._about, said)
        return self._before

    def typed(self, text: str) -> None:
        """Note what is half typed, at each key."""
        if self.asking and text != self._before:
            self._drafts.pop(self._about, None)
            if text.strip():
                self._drafts[self._about] = text

    def entered(self, text: str) -> None:
        """Take the words that were asked for, or say what is missing in them."""
        asking, words = self.asking, " ".join(text.split())
        if asking == "quorum":
            self._quorum(words)
        elif not asking:
            return
        elif not words:
            self.told = (pages.ASKS[asking].told, "warn")
        elif asking == "objection" and sounds_like_a_preference(words) and self._confirmed != words:
            self._confirmed = words
            self.told = (pages.PREFERENCE, "warn")
        elif self._record(sign(self.name, asking, words), f"{self.name} {VERDICTS[asking]}"):
            self._drafts.pop(self._about, None)
            self.asking = ""

    def ask_no_more(self) -> None:
        """Leave the words; what is half typed is kept for later."""
        kept = self._about in self._drafts
        self.told = ("The words are kept." if kept else "", "dim")
        self.asking = ""

    def go(self, by: int) -> bool:
        """Go on to the next, or back; returns whether there is somewhere to go."""
        if self.choosing or (by > 0 and not self.person):
            return False
        self._at = max(0, min(len(self.people), self._place + by))
        self._turn = self._somebody(self._at)
        self.told = ("", "dim")
        return True

    @property
    def _about(self) -> str:
        """What the words that are asked for are for."""
        return f"{self.asking} {self.person}"

    @property
    def _place(self) -> int:
        """How far the round is: at whoever is asked, wherever they stand by now, or where they stood."""
        people = self.people
        if self._turn in people:
            return people.index(self._turn)
        return min(self._at, len(people)) if self._turn else len(people)

    def _somebody(self, place: int) -> str:
        """Return who is at a place, nobody at the end."""
        people = self.people
        return people[place] if place < len(people) else ""

    def _first(self) -> int:
        """Return whose turn it is at first: the first who has not spoken of the text as it is."""
        done = {one.person for one in standings(self.session) if one.verdict != "undecided" and not one.stale}
        return next((place for place, person in enumerate(self.people) if person not in done), 0)

    def _quorum(self, words: str) -> None:
        signers = len(self.session.signers)
        if not words.isdecimal() or not 1 <= int(words) <= signers:
            self.told = (f"A number from 1 to {signers}: how many have to consent.", "warn")
        elif self._record(choose_rule("quorum", int(words), signers), f"rule quorum {words} of {signers}"):
            self.asking = ""

    def _record(self, edit: Edit, label: str) -> bool:
        before = self.session
        if trouble := self._make(edit, label):
            self.told = (trouble, "bad")
        elif self.session is before:
            self.told = (f"{label}: that is how it is already.", "dim")
        else:
            self.told = (f"{label}.", "good")
        return not trouble
