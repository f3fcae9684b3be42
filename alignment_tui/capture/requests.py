"""Lines of day 1: who asks for what, in whose words, and the layers hidden under it."""

import re
from typing import Literal, get_args

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.names import is_id
from alignment_tui.capture.quantities import person_weeks
from alignment_tui.capture.request_heads import REQUEST_FORMS
from alignment_tui.capture.spoken import Line, quoted, said
from alignment_tui.domain.quantities import person_weeks as in_person_weeks
from alignment_tui.domain.records import Layer, Request
from alignment_tui.editing import requests as edits
from alignment_tui.editing.people import deciders, signers

_LAYERS: tuple[Layer, ...] = get_args(Layer)
_EMPTY = {
    "assume": "assumes nothing",
    "needs": "needs nothing",
    "takes": "takes nothing",
    "success": "has no success criteria",
}
_NATURES: dict[str, Literal["reliability", "security"]] = {"reliability": "reliability", "security": "security"}
_GAPS = re.compile(r"[\s,\uff0c]+")


def _by(line: Line, rest: str) -> Understood:
    who, own = line.person(rest), line.subject_id
    return Understood(edit=edits.attribute(own, who), label=f"{own} by {who}", words=f"{own} is {who}'s", about=own)


def _short(line: Line, rest: str) -> Understood:
    text, own = said(rest), line.subject_id
    return Understood(
        edit=edits.shorten(own, text), label=f"{own} short", words=f"{own} in short: {quoted(text)}", about=own
    )


def _because(line: Line, rest: str) -> Understood:
    text, own = said(rest, "the reason"), line.subject_id
    return Understood(
        edit=edits.explain(own, text),
        label=f"{own} because",
        words=f"{own} is needed because {quoted(text)}",
        about=own,
    )


def _merges(line: Line, rest: str) -> Understood:
    others, own = line.ids(rest, Request), line.subject_id
    if not others:
        raise Unread("Which request it merges is missing.")
    label = f"{own} merges {', '.join(others)}"
    return Understood(edit=edits.merge(own, others), label=label, words=f"{label}, every word is kept", about=own)


def _must(line: Line, rest: str) -> Understood | None:
    if rest:
        return None
    own = line.subject_id
    return Understood(
        edit=edits.insist(own),
        label=f"{own} must",
        words=f"{own} is a must: without it there is no agreement",
        about=own,
    )


def _is(line: Line, rest: str) -> Understood:
    own = line.subject_id
    if nature := _NATURES.get(rest.casefold()):
        return Understood(
            edit=edits.classify(own, nature), label=f"{own} is {nature}", words=f"{own} is {nature} work", about=own
        )
    raise Unread("A request is reliability or security.")


def _assume(line: Line, rest: str) -> Understood:
    text, own = said(rest, "the assumption"), line.subject_id
    if text.casefold() == "none":
        return _none(line, "assume")
    text, important, evidence = _weighed(text)
    said(text, "the assumption")
    weight = [word for word, so in (("important", important), ("little evidence", evidence)) if so]
    return Understood(
        edit=edits.assume(own, text, important=important or None, evidence="little" if evidence else None),
        label=f"{own} assume",
        words=f"{own} assumes {quoted(text)}" + (f" ({', '.join(weight)})" if weight else ""),
        about=own,
    )


def _weighed(text: str) -> tuple[str, bool, bool]:
    """Take the marks off the end: ``!!`` for important, ``?`` for little evidence, in any order."""
    end, important, evidence = len(text), False, False
    while text.endswith(("!!", "?"), 0, end):
        heavy = text.endswith("!!", 0, end)
        important, evidence = important or heavy, evidence or not heavy
        end -= 2 if heavy else 1
        while end and text[end - 1].isspace():
            end -= 1
    return text[:end], important, evidence


def _needs(line: Line, rest: str) -> Understood:
    text, own = said(rest, "what it needs"), line.subject_id
    if text.casefold() == "none":
        return _none(line, "needs")
    words = [word for word in _GAPS.split(text) if word]
    if words and all(is_id(word) and (word[0] in "Rr" or line.exists(word)) for word in words):
        first = line.ids(text, Request)
        return Understood(
            edit=edits.need_requests(own, first),
            label=f"{own} needs {', '.join(first)}",
            words=f"{own} needs {', '.join(first)} first",
            about=own,
        )
    return Understood(
        edit=edits.need_outside(own, text),
        label=f"{own} needs",
        words=f"{own} needs something outside: {quoted(text)}",
        about=own,
    )


def _takes(line: Line, rest: str) -> Understood:
    own = line.subject_id
    if rest.casefold() == "none":
        return _none(line, "takes")
    weeks, team = person_weeks(said(rest, "a number of person-weeks"))
    effort = in_person_weeks(weeks) if weeks else "nobody knows how much"
    return Understood(
        edit=edits.take(own, weeks, team),
        label=f"{own} takes",
        words=f"{own} takes {effort}" + (f" of {team}" if team else ""),
        about=own,
    )


def _success(line: Line, rest: str) -> Understood:
    text, own = said(rest, "what success means"), line.subject_id
    if text.casefold() == "none":
        return _none(line, "success")
    return Understood(
        edit=edits.succeed(own, text), label=f"{own} success", words=f"{own} succeeds when {quoted(text)}", about=own
    )


def _none(line: Line, rest: str) -> Understood:
    own = line.subject_id
    said_layers = [word for word in _GAPS.split(rest.casefold()) if word]
    layers = [layer for layer in _LAYERS if layer in said_layers]
    if not layers or len(layers) != len(said_layers):
        raise Unread(f"A layer is one of {', '.join(_LAYERS)}.")
    words = ", ".join(_EMPTY[layer] for layer in layers)
    request = line.subject
    if isinstance(request, Request) and request.needs and "needs" in layers:
        words += f", and no longer {', '.join(request.needs)}"
    return Understood(
        edit=edits.say_none(own, layers),
        label=f"{own} none: {', '.join(layers)}",
        words=f"{own} {words}, on purpose",
        about=own,
    )


def _decider(line: Line, rest: str) -> Understood:
    people = line.people(rest)
    return Understood(edit=deciders(people), label="who decides", words=f"who decides: {', '.join(people)}")


def _signers(line: Line, rest: str) -> Understood:
    people = line.people(rest)
    return Understood(edit=signers(people), label="who signs", words=f"who signs: {', '.join(people)}")


_DAY_1 = Table("requests")
FORMS = (
    *REQUEST_FORMS,
    _DAY_1.verb("R", "by", _by, "R1 by Raj", means="whose it is", what="whose a request is"),
    _DAY_1.verb("R", "short", _short, "R1 short: no outage", means="a paraphrase", what="a paraphrase", colon=True),
    _DAY_1.verb(
        "R",
        "merges",
        _merges,
        "R1 merges R4",
        means="near-duplicates, nobody's words lost",
        what="a request and its near-duplicates",
    ),
    _DAY_1.verb(
        "R",
        "because",
        _because,
        "R1 because: an hour of it costs more than any feature brings",
        means="why it is needed: the outcome behind the ask",
        what="why a request is needed",
        colon=True,
    ),
    _DAY_1.verb("R", "must", _must, "R1 must", means="without it there is no agreement", what="a must"),
    _DAY_1.verb(
        "R",
        "is",
        _is,
        "R1 is reliability",
        "R1 is security",
        means="reliability or security work, which a freeze allows",
        what="the nature of a request",
    ),
    _DAY_1.verb(
        "R",
        "assume",
        _assume,
        "R1 assume: partners have a designer !! ?",
        "R1 assume: the sale is in spring",
        means="an assumption; !! important; ? little evidence; not said is not said",
        what="an assumption",
        colon=True,
    ),
    _DAY_1.verb(
        "R",
        "needs",
        _needs,
        "R1 needs: R2",
        "R1 needs: a contract with the bank",
        means="R2 comes first; or something outside, unless the text is all ids",
        what="a dependency",
        colon=True,
    ),
    _DAY_1.verb(
        "R",
        "takes",
        _takes,
        "R1 takes: 6pw",
        "R1 takes: 4-6-9pw Payments",
        means="person-weeks, of a team if named; ? when nobody knows",
        what="what a request takes",
        colon=None,
    ),
    _DAY_1.verb(
        "R",
        "success",
        _success,
        "R1 success: the sale runs a week without a call at night",
        means='who cares, how it will be used, what "done" means',
        what="a success criterion",
        colon=True,
    ),
    _DAY_1.verb(
        "R",
        "none",
        _none,
        "R1 none: success",
        means="a layer empty on purpose: assume, needs, takes, success",
        what="a layer that is empty on purpose",
        colon=True,
    ),
    _DAY_1.opening("decider deciders", _decider, "decider: Ana", means="who decides", what="who decides", colon=True),
    _DAY_1.opening("signers", _signers, "signers: Ana, Raj", means="who signs", what="who signs", colon=True),
)
