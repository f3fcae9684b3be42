"""Lines of day 3: the figures of a metric, who agreed to them, and what is told of one that stands there."""

import re
from typing import Any

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Reader, Table
from alignment_tui.capture.measures import MEASURE_FORMS, fields_of, tail_words
from alignment_tui.capture.quantities import number
from alignment_tui.capture.spoken import Line, quoted, said
from alignment_tui.capture.tail import read_tail
from alignment_tui.domain.quantities import figures, plain
from alignment_tui.domain.records import Criterion, Metric, Stream
from alignment_tui.editing import metrics as edits

_COMMA = re.compile(r"[,\uff0c]")
_BOUND = re.compile(r"(at least|at most)\s+", re.IGNORECASE)


def _text(field: str, what: str) -> Reader:
    def read(line: Line, rest: str) -> Understood:
        text, own = said(rest, what), line.subject_id
        fields: dict[str, Any] = {field: text}
        return Understood(
            edit=edits.define(own, **fields), label=f"{own} {field}", words=f"{own} {field}: {quoted(text)}", about=own
        )

    return read


def _figure(field: str) -> Reader:
    def read(line: Line, rest: str) -> Understood:
        own, metric = line.subject_id, line.subject
        text = said(rest, "a number")
        fields: dict[str, Any] = {}
        bound = _BOUND.match(text)
        if bound and field == "target":
            fields["threshold"], text = bound[1].casefold(), text[bound.end() :]
        unit = metric.unit if isinstance(metric, Metric) else ""
        if unit and text.casefold().endswith(f" {unit.casefold()}"):
            text = text[: -len(unit)].rstrip()
        fields[field] = None if text == "?" else number(text)
        value = "not known" if text == "?" else f"{plain(fields[field])} {unit}".rstrip()
        return Understood(
            edit=edits.define(own, **fields), label=f"{own} {field} {text}", words=f"{own} {field}: {value}", about=own
        )

    return read


def _tail(line: Line, rest: str) -> Understood | None:
    words, tail = read_tail(line, rest, links=(Stream, Criterion), measured=True)
    if words or not rest:
        return None
    own = line.subject_id
    fields = fields_of(line, tail)
    if "streams" in fields and isinstance(line.subject, Metric):
        fields["streams"] = tuple(dict.fromkeys((*line.subject.streams, *fields["streams"])))
    said_so = tail_words(tail)
    return Understood(
        edit=edits.define(own, owner=tail.owner, **fields), label=f"{own}{said_so}", words=f"{own}{said_so}", about=own
    )


def _all_agreed(line: Line, rest: str) -> Understood | None:
    if not re.match(r"agreed\s*[:\uff1a]", rest, re.IGNORECASE):
        return None
    who = said(re.sub(r"^agreed\s*[:\uff1a]\s*", "", rest, flags=re.IGNORECASE), "who agrees")
    people = None if who.casefold() == "all" else line.people(who)
    with_figures = [metric for metric in line.session.metrics if figures(metric)]
    refusing = [
        f"{line.session.name_of(entry.person)} on {metric.id}"
        for metric in with_figures
        for entry in metric.agreements
        if not entry.agrees and (people is None or line.session.name_of(entry.person) in people)
    ]
    names = people or [line.session.name_of(person) for person in edits.askers_here(line.session)]
    change = f", instead of the not yet of {', '.join(refusing)}" if refusing else ""
    ids = ", ".join(metric.id for metric in with_figures)
    return Understood(
        edit=edits.agree_to_all(people), label="numbers agreed", words=f"{', '.join(names)} agree to {ids}{change}"
    )


def _agreed(line: Line, rest: str) -> Understood:
    own = line.subject_id
    if rest.casefold() == "all":
        people = tuple(line.session.name_of(person) for person in edits.askers_here(line.session))
        if not people:
            raise Unread("Nobody who asked for something is here: name who agrees.")
    else:
        people = line.people(rest)
    names = ", ".join(people)
    return Understood(
        edit=edits.agree(own, people),
        label=f"{own} agreed: {names}",
        words=f"{names} agree to the numbers of {own}",
        about=own,
    )


def _not_yet(line: Line, rest: str) -> Understood | None:
    match = re.match(r"yet\s*[:\uff1a]\s*", rest, re.IGNORECASE)
    if not match:
        return None
    parts = _COMMA.split(rest[match.end() :], maxsplit=1)
    who, why = line.person(parts[0]), parts[1].strip() if len(parts) > 1 else ""
    said(why, "why not yet")
    own = line.subject_id
    return Understood(
        edit=edits.disagree(own, who, why),
        label=f"{own} not yet: {who}",
        words=f"{who} does not agree to {own} yet: {quoted(why)}",
        about=own,
    )


_DAY_3 = Table("metrics")
FORMS = (
    *MEASURE_FORMS,
    _DAY_3.verb(
        "M",
        "scale",
        _text("scale", "the scale"),
        "M1 scale: minutes a week in which nobody can pay",
        means="what is counted",
        what="a scale",
        colon=True,
    ),
    _DAY_3.verb(
        "M",
        "meter",
        _text("meter", "the meter"),
        "M1 meter: read from the status page",
        means="how and where it is read",
        what="a meter",
        colon=True,
    ),
    _DAY_3.verb(
        "M", "unit", _text("unit", "the unit"), "M1 unit: min/week", means="its unit", what="a unit", colon=True
    ),
    _DAY_3.verb(
        "M",
        "stretch",
        _figure("stretch"),
        "M1 stretch 60",
        means="a stretch target",
        what="a stretch target",
        colon=None,
    ),
    _DAY_3.verb(
        "M", "baseline", _figure("baseline"), "M1 baseline 118", means="where it is now", what="a baseline", colon=None
    ),
    _DAY_3.verb(
        "M",
        "target",
        _figure("target"),
        "M1 target 85",
        "M2 target at least 8",
        means="where it should be",
        what="a target",
        colon=None,
    ),
    _DAY_3.opening(
        "numbers",
        _all_agreed,
        "numbers agreed: all",
        means="everyone who asked and is not away agrees to every metric's numbers",
        what="an agreement to all numbers",
        colon=None,
    ),
    _DAY_3.verb(
        "M",
        "agreed",
        _agreed,
        "M1 agreed: Ana, Raj",
        means="who agrees to its numbers",
        what="an agreement",
        colon=True,
    ),
    _DAY_3.verb(
        "M",
        "not",
        _not_yet,
        "M1 not yet: Raj, the baseline is from one bad week",
        means="who does not agree yet, and why",
        what="somebody who does not agree yet",
        colon=None,
    ),
    _DAY_3.verb(
        "M",
        "overrule",
        _text("overrule", "the note"),
        "M1 overrule: counting setups is what partners feel",
        means="the output check was heard and overruled",
        what="a note on the output check",
        colon=True,
    ),
    _DAY_3.verb(
        "M",
        "",
        _tail,
        "M1 by 2025-06-30 @Ana #V1",
        means="when, owner and stream of a metric that is there",
        what="the tail of a metric",
    ),
)
