"""What a field may link to, how people call it, and which of it is meant by what they typed."""

import re
from datetime import date

from msgspec import Struct

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Part
from alignment_tui.domain.references import names
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded

_SHAPED_LIKE_ID = re.compile(r"[A-Z][0-9]+(\.[A-Z]?[0-9]+)?", re.IGNORECASE)


class Target(Struct, frozen=True, kw_only=True):
    """Something to link to: its id, what it is called where it has a name, and words to recognise it by.

    `sought` is all of it in the form in which it is looked through.
    """

    id: str
    name: str = ""
    words: str = ""
    sought: str = ""

    @property
    def said(self) -> str:
        """The target in one line."""
        return " ".join(part for part in (self.id, self.name or self.words) if part)


class Links:
    """The targets of a session as it would be with the parts under edit.

    `home` is the id of the record under edit; `inner` are its parts as they are now, in place of those in the session.
    """

    def __init__(
        self, session: Session, *, today: date | None = None, home: str = "", inner: tuple[Part, ...] | None = None
    ) -> None:
        self.session = session
        self.today = today
        self.home = home
        self._inner = inner
        self._groups: dict[str, _Group] = {}

    def within(self, home: str, inner: tuple[Part, ...]) -> "Links":
        """Return the same links as seen from inside the record `home` that now has the parts `inner`."""
        return Links(self.session, today=self.today, home=home, inner=inner)

    def targets(self, pattern: str) -> tuple[Target, ...]:
        """Return everything whose id has this pattern, in the order of the document."""
        return tuple(self._group(pattern).by_id.values())

    def text(self, pattern: str, record_id: str) -> str:
        """Return how a target is written: by its name where that is enough, else by its id."""
        target = self._group(pattern).by_id.get(record_id)
        name = target.name if target else ""
        if not name or "," in name or name != name.strip() or _SHAPED_LIKE_ID.fullmatch(name):
            return record_id
        return name if self._meant(pattern, name) == [record_id] else record_id

    def find_or_none(self, pattern: str, said: str) -> str | None:
        """Return the id of the one target meant, or `None`."""
        try:
            return self.find(pattern, said)
        except RuleBroken:
            return None

    def find(self, pattern: str, said: str) -> str:
        """Return the id of the target meant by a name (any case) or an id; raises `RuleBroken` for none or many."""
        group = self._group(pattern)
        if said.upper() in group.by_id:
            return said.upper()
        meant = self._meant(pattern, said)
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise RuleBroken(f"{said} is {' and '.join(meant)}: say which by its id")
        few = ", ".join(self.text(pattern, own) for own in list(group.by_id)[:4])
        raise RuleBroken(f"nothing here is called {said}" + (f": there is {few}" if few else ""))

    def completions(self, pattern: str, begun: str) -> tuple[Target, ...]:
        """Return the targets of which the id, the name or a word begins like this; those that begin so come first."""
        start = folded(begun)
        found = [one for one in self.targets(pattern) if f" {start}" in one.sought]
        first = [one for one in found if one.sought.startswith(f" {start}") or folded(one.name).startswith(start)]
        begins = {one.id for one in first}
        return (*first, *(one for one in found if one.id not in begins))

    def described(self, pattern: str, record_id: str) -> str:
        """Return a target in one line, to be recognised by."""
        target = self._group(pattern).by_id.get(record_id)
        return target.said if target else record_id

    def _meant(self, pattern: str, name: str) -> list[str]:
        ids = self._group(pattern).by_name.get(folded(name), [])
        ours = [own for own in ids if self.home and own.startswith(f"{self.home}.")]
        return ours if len(ours) == 1 else ids

    def _group(self, pattern: str) -> "_Group":
        if pattern not in self._groups:
            self._groups[pattern] = self._gathered(re.compile(pattern))
        return self._groups[pattern]

    def _gathered(self, pattern: re.Pattern[str]) -> "_Group":
        group = _Group()
        replaced = f"{self.home}." if self._inner is not None else ""
        for _, entry in self.session.entries():
            for own, part in names(entry):
                if replaced and own.startswith(replaced):
                    continue
                if pattern.fullmatch(own):
                    group.add(own, part)
        for part in self._inner or ():
            for own, inner in names(part):
                if pattern.fullmatch(own):
                    group.add(own, inner)
        return group


class _Group:
    def __init__(self) -> None:
        self.by_id: dict[str, Target] = {}
        self.by_name: dict[str, list[str]] = {}

    def add(self, own: str, part: Part) -> None:
        name = getattr(part, "name", "")
        words = _words(part)
        self.by_id[own] = Target(id=own, name=name, words=words, sought=f" {folded(f'{own} {name or words}')}")
        if name:
            self.by_name.setdefault(folded(name), []).append(own)


def _words(part: Part) -> str:
    if hasattr(part, "gain") and hasattr(part, "give"):
        return f"{part.gain} even over {part.give}"
    return next((str(getattr(part, name)) for name in ("short", "words", "text") if getattr(part, name, "")), "")
