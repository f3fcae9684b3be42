"""Lines of the sign-off: the rule, and each person's word."""

import re
from typing import Literal

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.spoken import Line, quoted, said
from alignment_tui.domain.objections import sounds_like_a_preference
from alignment_tui.domain.sign_off import word_of
from alignment_tui.editing import sign_off as edits
from alignment_tui.editing.fields import together

_PLAIN_RULES: dict[str, Literal["everyone", "no objection"]] = {"everyone": "everyone", "no objection": "no objection"}
_QUORUM = re.compile(r"quorum\s+([0-9]{1,4})(?:\s+of\s+([0-9]{1,4}))?", re.IGNORECASE)
_BUT = re.compile(r"[,\uff0c]?\s*but\s*[:\uff1a]\s*", re.IGNORECASE)


def _rule(line: Line, rest: str) -> Understood:
    if kind := _PLAIN_RULES.get(" ".join(rest.casefold().split())):
        words = "everyone consents" if kind == "everyone" else "nobody objects"
        return Understood(edit=edits.choose_rule(kind), label=f"rule {kind}", words=f"it is agreed when {words}")
    match = _QUORUM.fullmatch(rest)
    if not match:
        raise Unread("A rule is everyone, no objection, or quorum 4 of 5.")
    needed, of = int(match[1]), int(match[2]) if match[2] else None
    words = f"{needed} of {of} consent" if of else f"{needed} consent"
    return Understood(
        edit=edits.choose_rule("quorum", needed, of), label="rule quorum", words=f"it is agreed when {words}"
    )


def _consents(line: Line, rest: str) -> Understood | None:
    people = line.speakers
    names = ", ".join(people)
    if not rest:
        each = [edits.sign(who, "consent") for who in people]
        words = f"{names}: consent to the memo as it is{_resolving(line)}"
        return Understood(edit=together(*each), label=f"{names} consents", words=words)
    match = _BUT.match(rest)
    if not match:
        return None
    text = said(rest[match.end() :], "the reservation")
    each = [edits.sign(who, "reservation", text) for who in people]
    return Understood(
        edit=together(*each),
        label=f"{names} consents, but",
        words=f"{names}: consent, with the reservation {quoted(text)}{_resolving(line)}",
    )


def _resolving(line: Line) -> str:
    """Say which open objections end with a consent of their owners."""
    known = [line.names.known(who) for who in line.speakers]
    words = [word_of(line.session, person.id) for person in known if person]
    ended = [word.id for word in words if word and word.verdict == "objection"]
    return f"; that resolves the objection {', '.join(ended)}" if ended else ""


def _objects(line: Line, rest: str) -> Understood:
    match = re.match(r"\s*[:\uff1a]\s*", rest)
    text = rest[match.end() :] if match else ""
    if not text:
        raise Unread("An objection names a concrete harm, not a preference: what would go wrong, and for whom?")
    names = ", ".join(line.speakers)
    each = [edits.sign(who, "objection", text) for who in line.speakers]
    words = f"{names}: objection, {quoted(text)}"
    if sounds_like_a_preference(text):
        words += ". That sounds like a preference: what harm would come of it?"
    return Understood(edit=together(*each), label=f"{names} objects", words=words)


def _withdraws(line: Line, rest: str) -> Understood | None:
    if rest:
        return None
    taken = []
    for who in line.speakers:
        person = line.names.known(who)
        word = word_of(line.session, person.id) if person else None
        taken.append(f"{who} takes back {f'the {word.verdict} {word.id}' if word else 'nothing'}, undecided then")
    names = ", ".join(line.speakers)
    each = [edits.withdraw(who) for who in line.speakers]
    return Understood(edit=together(*each), label=f"{names} withdraws", words="; ".join(taken))


def _again(line: Line, rest: str) -> Understood | None:
    if rest.casefold() != "again":
        return None
    names = ", ".join(line.speakers)
    each = [edits.sign_again(who) for who in line.speakers]
    words = f"{names}: the same word on the text as it is now"
    return Understood(edit=together(*each), label=f"{names} signs again", words=words)


def _aside(line: Line, rest: str) -> Understood | None:
    match = re.match(r"aside\s*(?:$|[:\uff1a]\s*)", rest, re.IGNORECASE)
    if not match:
        return None
    text = rest[match.end() :]
    names = ", ".join(line.speakers)
    each = [edits.sign(who, "aside", text) for who in line.speakers]
    return Understood(
        edit=together(*each),
        label=f"{names} stands aside",
        words=f"{names}: stands aside" + (f", {quoted(text)}" if text else ""),
    )


_LAUNCH = Table("sign-off")
FORMS = (
    _LAUNCH.opening(
        "rule",
        _rule,
        "rule everyone",
        "rule no objection",
        "rule quorum 4 of 5",
        means="what counts as agreed, chosen before the round",
        what="the rule of the sign-off",
    ),
    _LAUNCH.person(
        "consents consent",
        _consents,
        "Ana consents",
        "Ana consents, but: the date is tight",
        means="consent; consent with a reservation; it resolves an objection of theirs",
        what="a consent",
        colon=None,
    ),
    _LAUNCH.person(
        "objects object",
        _objects,
        "Raj objects: partners leave before summer",
        means="an objection and its reason, a concrete harm",
        what="an objection",
        colon=None,
    ),
    _LAUNCH.person(
        "withdraws withdraw",
        _withdraws,
        "Raj withdraws",
        means="takes back their word, an objection as any other; then undecided",
        what="a withdrawal",
        colon=None,
    ),
    _LAUNCH.person(
        "signs sign",
        _again,
        "Ana signs again",
        means="the same word on a text that has changed since",
        what="a word given again",
    ),
    _LAUNCH.person(
        "stands stand",
        _aside,
        "Li stands aside",
        means="neither consents nor stops it",
        what="somebody who stands aside",
        colon=None,
    ),
)
