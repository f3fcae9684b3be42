"""The versions of the signed text that are kept, and what differs between any two of them, said section by section."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from msgspec import Struct, ValidationError, convert

from alignment_tui.domain.digests import digests, short, whole
from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.records import Cadence
from alignment_tui.domain.reviews import cadence_words
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import text_now
from alignment_tui.domain.signed_differences import LeafChange, change_words, leaf_changes
from alignment_tui.domain.text import visible

NOW = "now"
_VERDICTS = ("will", "wont", "later")
_MOST_WORDS = 60
_FIELDS = {"slo percent": "objective in percent", "window days": "window in days", "by": "date", "since": "first day"}


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
    moved = _ends(before), _ends(after)
    found = []
    for name in dict.fromkeys((*SECTION_TITLES, *before, *after)):
        old, new = before.get(name), after.get(name)
        sentences = tuple(visible(said) for said in _sentences(name, old, new, moved))
        if sentences:
            found.append(SectionDifference(title=SECTION_TITLES.get(name, name), sentences=sentences))
    return tuple(found)


_Ends = Mapping[str, str]
"""The section in which each request ended, by its id."""


def _ends(text: Mapping[str, Any]) -> _Ends:
    return {own: name for name in _VERDICTS for own in _by_id(text.get(name)) or ()}


def _sentences(name: str, old: Any, new: Any, ends: tuple[_Ends, _Ends]) -> Iterator[str]:
    if name == "cadence":
        if old != new:
            yield f"was {_cadence(old)}, now {_cadence(new)}"
        return
    inner = "budgets" if name == "error_budgets" else ""
    if inner:
        thresholds = (_part(old, "thresholds"), _part(new, "thresholds"))
        yield from (_change("", "thresholds", change) for change in leaf_changes(*thresholds))
        old, new = _part(old, inner), _part(new, inner)
    before, after = _by_id(old), _by_id(new)
    if before is None or after is None:
        yield from (change_words(change) for change in leaf_changes(old, new))
        return
    for own in dict.fromkeys((*before, *after)):
        if own not in after:
            yield f"{_called(own, before[own])} {_gone(ends[1].get(own))}"
        elif own not in before:
            yield f"{_called(own, after[own])} {_come(ends[0].get(own))}{_why(after[own])}"
        else:
            # Called as it was: what it is called now may be what is to be told.
            called = _called(own, before[own])
            yield from (_change(own, called, change) for change in leaf_changes(before[own], after[own]))


def _gone(to: str | None) -> str:
    return f'went to "{SECTION_TITLES[to]}"' if to else "is gone"


def _come(origin: str | None) -> str:
    return f'came from "{SECTION_TITLES[origin]}"' if origin else "is new"


def _called(own: str, entry: Mapping[str, Any]) -> str:
    """Return a record as people know it: by its id, and by its words or its name."""
    voices = entry.get("voices")
    if isinstance(voices, Sequence) and voices and isinstance(voices[0], Mapping):
        return f'{own}, {voices[0].get("asker")}\'s "{_short(str(voices[0].get("words")))}"'
    if "gain" in entry:
        return f"{own}, {entry.get('gain')} even over {entry.get('give')}"
    name = entry.get("name") or entry.get("service")
    return f"{own}, {name}" if name else own


def _why(entry: Mapping[str, Any]) -> str:
    return f": {entry['reason']}" if entry.get("reason") else ""


def _change(own: str, called: str, change: LeafChange) -> str:
    """Say a change of a field: ``M1, checkout downtime: the target was 90, now 80``."""
    where = change.where.removeprefix(f"{own} ")
    if where == change.where and where.partition(" ")[0] in ("", own):
        return f"{called}: {change_words(change)}"
    if isinstance(change.before, Mapping) or isinstance(change.after, Mapping):
        return f"{called}: {change_words(change)}"
    said = f"{_said(change.before)}, now {_said(change.after)}"
    if where == "words":
        return f"{own}: the words were {said}"
    return f"{called}: the {_FIELDS.get(where, where)} was {said}"


def _said(value: Any) -> str:
    if value in (None, ""):
        return "not said"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _cadence(value: Any) -> str:
    if value is None:
        return "not said"
    try:
        return cadence_words(convert(value, Cadence))
    except ValidationError:
        return str(value)


def _by_id(entries: Any) -> dict[str, Mapping[str, Any]] | None:
    """Return the entries of a section by their ids; `None` for what is no list of such entries."""
    if entries is None:
        return {}
    if not isinstance(entries, Sequence) or not all(isinstance(one, Mapping) and "id" in one for one in entries):
        return None
    return {str(one["id"]): one for one in entries}


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else None


def _short(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS].rstrip()}..."
