"""The versions of the signed text that are kept, and what differs between any two of them, said section by section."""

from collections.abc import Mapping
from datetime import datetime
from itertools import combinations
from typing import Any

from msgspec import Struct

from alignment_tui.domain.digests import digests, short, whole
from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.session import Session
from alignment_tui.domain.signed_differences import LeafChange, change_words, section_changes, title_of
from alignment_tui.domain.signed_text import text_now
from alignment_tui.domain.signed_words import NOTHING, said
from alignment_tui.domain.text import visible

NOW = "now"
_MOST_WORDS = 60


class Edition(Struct, frozen=True, kw_only=True):
    """One text: a version that was signed, or the text as it is now where that is another. `signers` are names."""

    number: int
    short: str
    sections: Mapping[str, Any]
    at: datetime | None = None
    signers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: ``version 2``, or ``the text now``."""
        return f"version {self.number}" if self.at else "the text now"


class SectionDifference(Struct, frozen=True, kw_only=True):
    """What differs in one section, in sentences."""

    title: str
    sentences: tuple[str, ...]


def editions(session: Session) -> tuple[Edition, ...]:
    """Return the versions that were signed, in their order, then the text now where it is not one of them."""
    kept = [
        Edition(
            number=version.number,
            short=short(whole(digests(version.sections))),
            sections=version.sections,
            at=version.at,
            signers=tuple(
                dict.fromkeys(
                    session.name_of(one.person) for one in session.signatures if one.version == version.number
                )
            ),
        )
        for version in sorted(session.versions, key=lambda version: version.number)
    ]
    now = text_now(session)
    if now.is_new:
        kept.append(Edition(number=now.version, short=now.short, sections=now.sections))
    return tuple(kept)


def edition(session: Session, name: str) -> Edition:
    """Return a text by its number, or that of today by ``now``. Raises `NotFound`, which names those there are."""
    known = editions(session)
    if name.casefold() == NOW:
        return known[-1]
    for one in known:
        if one.at and str(one.number) == name.casefold().removeprefix("version").strip():
            return one
    there = ", ".join(str(one.number) for one in known if one.at)
    raise NotFound(
        f"there is no version {name} here: {f'{there} and now' if there else 'only now, nothing was signed'}"
    )


def pairs(session: Session) -> tuple[tuple[Edition, Edition], ...]:
    """Return any two texts that can be compared, the earlier first; those with the latest one come first."""
    found = combinations(editions(session), 2)
    return tuple(sorted(found, key=lambda pair: (-pair[1].number, -pair[0].number)))


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[SectionDifference, ...]:
    """Return what differs between two signed texts, for each section in which something does."""
    found = []
    for name in dict.fromkeys((*SECTION_TITLES, *before, *after)):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        called = _names(new) | _names(old)  # called as it was: what it is called now may be what is to be told
        changes = section_changes(name, before, after)
        sentences = tuple(visible(_told(change, called)) for change in changes if change.before != change.after)
        if sentences:
            found.append(SectionDifference(title=title_of(name), sentences=sentences))
    return tuple(found)


def _names(section: Any) -> dict[str, str]:
    """Return how each record of a section is called, by its id."""
    entries = section.get("budgets") if isinstance(section, Mapping) else section
    if not isinstance(entries, list):
        return {}
    return {str(entry["id"]): _called(entry) for entry in entries if isinstance(entry, Mapping) and "id" in entry}


def _called(entry: Mapping[str, Any]) -> str:
    """Return a record as people know it: by its id, and by its words or its name."""
    own, voices = entry["id"], entry.get("voices")
    if isinstance(voices, list) and voices and isinstance(voices[0], Mapping):
        return f'{own}, {voices[0].get("asker")}\'s "{_short(str(voices[0].get("words")))}"'
    if "gain" in entry:
        return f"{own}, {entry.get('gain')} even over {entry.get('give')}"
    name = entry.get("name") or entry.get("service")
    return f"{own}, {name}" if name else str(own)


def _told(change: LeafChange, names: Mapping[str, str]) -> str:
    """Say a change of a record by what people call it: ``M1, checkout downtime: the target was 90, now 80``."""
    own, _, field = change.where.partition(" ")
    called = names.get(own)
    if called is None:
        return change_words(change)
    if field == "words":
        return f"{own}: the words were {said(change.before)}, now {said(change.after)}"
    if field:
        return f"{called}: the {field} was {said(change.before)}, now {said(change.after)}"
    if change.before in NOTHING:
        reason = change.after.get("reason") if isinstance(change.after, Mapping) else ""
        came = f'came from "{change.moved}"' if change.moved else "is new"
        return f"{called} {came}" + (f": {reason}" if reason else "")
    if change.after in NOTHING:
        return f'{called} went to "{change.moved}"' if change.moved else f"{called} is gone"
    return change_words(change)


def _short(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS].rstrip()}..."
