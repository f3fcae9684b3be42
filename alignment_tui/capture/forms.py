"""The grammar as one table: the parser is driven by it, and its page is written from it."""

from functools import cache

from alignment_tui.capture import (
    anywhere,
    constraints,
    memo,
    metrics,
    requests,
    scorecard,
    sign_off,
    trade_offs,
    value_stream,
)
from alignment_tui.capture.form import Form, Reader
from alignment_tui.domain.records import StageSlug

FORMS: tuple[Form, ...] = (
    *anywhere.FORMS,
    *requests.FORMS,
    *value_stream.FORMS,
    *metrics.FORMS,
    *constraints.FORMS,
    *trade_offs.FORMS,
    *memo.FORMS,
    *sign_off.FORMS,
    *scorecard.FORMS,
)


@cache
def openings() -> dict[str, tuple[Form, ...]]:
    """Return the forms that are known by their first word, in every stage."""
    return _by_word([form for form in FORMS if form.reach == "opening"])


@cache
def verbs(kind: str) -> dict[str, tuple[Form, ...]]:
    """Return the forms that follow an id of this kind, by their verb; those without one stand under nothing."""
    return _by_word([form for form in FORMS if form.reach == "verb" and kind in form.kinds])


@cache
def person_verbs() -> dict[str, tuple[Form, ...]]:
    """Return the forms that follow the name of somebody known, by their verb."""
    return _by_word([form for form in FORMS if form.reach == "person"])


@cache
def bare(stage: StageSlug) -> tuple[Form, ...]:
    """Return the forms without an opening that are read in this stage, each way of reading once."""
    readers: dict[Reader, Form] = {}
    for form in FORMS:
        if form.reach == "bare" and form.stage == stage:
            readers.setdefault(form.read, form)
    return tuple(readers.values())


def _by_word(forms: list[Form]) -> dict[str, tuple[Form, ...]]:
    table: dict[str, tuple[Form, ...]] = {}
    for form in forms:
        for word in form.words or ("",):
            table[word] = (*table.get(word, ()), form)
    return table
