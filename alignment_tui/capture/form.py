"""A form: one kind of line, with examples, what it means, and how it is read. The parser is a table of these."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from alignment_tui.capture.answers import Understood
from alignment_tui.capture.spoken import Line
from alignment_tui.domain.records import StageSlug

Reader = Callable[[Line, str], Understood | None]


class Form(Struct, frozen=True, kw_only=True):
    """One row of the grammar.

    `reach` says when it is tried. An *opening* is read in every stage by its first word; a *verb* in every stage
    after an existing id of one of `kinds`; a *person* form after a known name; a *bare* form in its own stage.
    `words` are what it begins with (after the id or the name), `colon` whether a separator must follow the word.
    `what` completes "this reads as ...". `read` gets what follows, and may return `None`: it is another form's.
    """

    stage: StageSlug | Literal["any"]
    examples: tuple[str, ...]
    means: str
    what: str
    reach: Literal["opening", "verb", "person", "bare"]
    read: Reader
    words: tuple[str, ...] = ()
    colon: bool | None = None
    kinds: tuple[str, ...] = ()

    def fits(self, colon: bool) -> bool:
        """Tell whether a first word may be followed so."""
        return self.colon is None or self.colon == colon


def kind_of(record_id: str) -> str:
    """Return an id without its numbers: ``R1.A2`` is ``R.A``, ``V1.2`` is ``V.``."""
    return "".join(char for char in record_id if not char.isdigit())


class Table:
    """Makes the forms of one stage, each in one call."""

    def __init__(self, stage: StageSlug | Literal["any"]) -> None:
        self._stage = stage

    def opening(
        self, words: str, read: Reader, *examples: str, means: str, what: str, colon: bool | None = False
    ) -> Form:
        """Return a form that begins with one of `words`, in every stage."""
        return self._form("opening", read, examples, means, what, words=words, colon=colon)

    def verb(
        self, kinds: str, words: str, read: Reader, *examples: str, means: str, what: str, colon: bool | None = False
    ) -> Form:
        """Return a form that follows an existing id of one of `kinds`; without `words` it looks for itself."""
        return self._form("verb", read, examples, means, what, words=words, colon=colon, kinds=kinds)

    def person(
        self, words: str, read: Reader, *examples: str, means: str, what: str, colon: bool | None = False
    ) -> Form:
        """Return a form that follows names of people who are known, in every stage."""
        return self._form("person", read, examples, means, what, words=words, colon=colon)

    def bare(self, read: Reader, *examples: str, means: str, what: str) -> Form:
        """Return a form that has no opening and is read in its own stage."""
        return self._form("bare", read, examples, means, what)

    def _form(
        self,
        reach: Literal["opening", "verb", "person", "bare"],
        read: Reader,
        examples: tuple[str, ...],
        means: str,
        what: str,
        *,
        words: str = "",
        colon: bool | None = None,
        kinds: str = "",
    ) -> Form:
        return Form(
            stage=self._stage,
            examples=examples,
            means=means,
            what=what,
            reach=reach,
            read=read,
            words=tuple(words.split()),
            colon=colon,
            kinds=tuple(kinds.split()),
        )
