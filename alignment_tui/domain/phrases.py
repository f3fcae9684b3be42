"""A short phrase as words: base forms, the verb it opens with, and the noun that a group of words is about.

In an English compound the last noun is the head (`launch delay` is a delay, `satisfaction survey` a survey), and a
preposition or a verb ends the group; that is what tells `deploy lead time` from `deploy the gateway`. (Huddleston and
Pullum, The Cambridge Grammar of the English Language, chapter 5.)
"""

from functools import cache
from re import Pattern
from re import compile as compiled

from msgspec import Struct

from alignment_tui.domain.work_words import (
    BOUNDARY,
    COUNTING,
    DONE,
    EFFECT,
    FILLERS,
    IRREGULAR,
    JOINED,
    LESS,
    MAYBE_ORDER,
    MORE,
    NUMBERS,
    ORDER,
    PERIOD,
    SERVED,
    SHARES,
    SINGULAR,
)


class Word(Struct, frozen=True):
    """One word: as typed, in its base form, and where it stands in the text."""

    typed: str
    base: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Return whether it is a number, in figures or in letters."""
        return self.base[:1].isdigit() or self.base in NUMBERS

    @property
    def is_told(self) -> bool:
        """Return whether it looks like a verb that tells (``shipping``, ``shipped``) rather than orders (``ship``)."""
        return self.typed.casefold().endswith(("ing", "ed"))


class Group(Struct, frozen=True):
    """A noun with the words before it; `end` is the place after it.

    What stood before them is kept: whether they were counted (``number of``) or numbered (``12``), a ``frequency of``,
    and what had been `done` to them (``automated tests``).
    """

    words: tuple[Word, ...]
    end: int
    counted: bool
    numbered: bool
    frequency: bool
    done: str

    @property
    def head(self) -> str:
        """Return the base form of the noun it is about."""
        return next((word.base for word in reversed(self.words) if not word.is_number), "")

    @property
    def before(self) -> frozenset[str]:
        """Return the base forms of what stands before the noun."""
        return frozenset(word.base for word in self.words[:-1])


class Phrase:
    """A phrase and its words, two that are one joined: ``pull requests`` is one word, ``pr``."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        plain = [Word(m.group(), base(m.group()), m.start(), m.end()) for m in _word().finditer(self.text)]
        words: list[Word] = []
        place = 0
        while place < len(plain):
            here = plain[place]
            size = 3 if here.base == "line" and [word.base for word in plain[place + 1 : place + 2]] == ["of"] else 2
            last = plain[min(place + size, len(plain)) - 1]
            one = JOINED.get((here.base, last.base))
            words.append(Word(self.text[here.start : last.end], one, here.start, last.end) if one else here)
            place += size if one else 1
        self.words = tuple(words)

    def base(self, place: int) -> str:
        """Return the base form of the word at a place, nothing outside the phrase."""
        return self.words[place].base if 0 <= place < len(self.words) else ""

    def bases(self, start: int, end: int | None = None) -> list[str]:
        """Return the base forms from one place up to another."""
        return [word.base for word in self.words[max(start, 0) : end]]

    def typed(self, start: int, end: int) -> str:
        """Return what was typed from one place up to another."""
        if start >= min(end, len(self.words)):
            return ""
        return self.text[self.words[start].start : self.words[min(end, len(self.words)) - 1].end]

    def verb(self, place: int) -> str:
        """Return the order a word gives or tells of: ``ship`` for ``ship``, ``shipping`` and ``shipped``."""
        if place >= len(self.words):
            return ""
        word = self.words[place]
        if word.base in ("rollout", "setup"):
            return word.base
        low = word.typed.casefold()
        stems = (low, IRREGULAR.get(low, ""), *_stems(low))
        return next((stem for stem in stems if stem in ORDER or stem in MAYBE_ORDER), "")

    def group(self, place: int) -> Group:
        """Return the noun at a place with the words before it, past any ``number of``, figure, article or ``done``."""
        counted = numbered = frequency = False
        done = ""
        while place < len(self.words) - 1:
            word, after = self.words[place], self.base(place + 1)
            counted |= word.base == "#" or (word.base in COUNTING and after == "of")
            numbered |= word.is_number
            frequency |= word.base == "frequency" and after == "of"
            if word.base in COUNTING | SHARES and after == "of":
                place += 2
            elif word.is_number or word.base == "#" or word.base in FILLERS or (word.base in ("%", "of") and place):
                place += 1
            elif word.base in DONE | SERVED and after not in BOUNDARY:
                done, place = word.base, place + 1
            else:
                break
        if place == len(self.words) - 1 and self.words[place].is_number:
            numbered, place = True, place + 1
        start = place
        while place < len(self.words) and not self._ends_group(place):
            place += 1
        return Group(self.words[start:place], place, counted, numbered, frequency, done)

    def _ends_group(self, place: int) -> bool:
        word = self.base(place)
        if word in ("and", "or"):
            after = self.base(place + 1)
            return not after or after in LESS or after in MORE or self.verb(place + 1) in ORDER
        if word.endswith("ly"):
            return self.base(place + 1) in BOUNDARY | DONE | SERVED | {""}
        if word.endswith("ed") and not word.endswith("eed") and self.base(place + 1) in BOUNDARY:
            return True
        if word == "/":
            return self.base(place + 1) in PERIOD | {""}
        return word in BOUNDARY or word in ("%", ",") or word in DONE or word in SERVED


def base(word: str) -> str:
    """Return a word in lower case and, where it looks like a plural, in the singular; a ``time-to-value`` is a time."""
    first, *more = word.split("-", 2)
    if more and first.casefold() in EFFECT:
        return first.casefold()
    low = word.casefold().replace("\u2019", "'").removesuffix("'s").strip("'")
    if low[0] == "v" and low[1:2].isdigit():
        return "version"
    if low in SINGULAR:
        return SINGULAR[low]
    if len(low) < 3 or low[-1] != "s" or low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("yses"):
        return f"{low[:-2]}is"
    if low.endswith("ies"):
        return f"{low[:-3]}y" if len(low) > 4 else low[:-1]
    return low[:-2] if low.endswith(("ches", "shes", "xes", "sses", "zes")) else low[:-1]


def _stems(low: str) -> tuple[str, ...]:
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            stem = low[: -len(ending)]
            return (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem)
    return ()


@cache
def _word() -> Pattern[str]:
    number = r"\d+(?:[.,]\d+)*"
    return compiled(
        rf"{number}(?: ?(?:-|to) ?{number})?"  # 12, 1,000, 3 to 5
        r"|[aA]/[bB]\b"
        r"|[^\W_]+(?:-[^\W_]+){2,}"  # time-to-value
        r"|[^\W_]+(?:[.'\u2019][^\W_]+)*"
        r"|[%#/,]"
    )
