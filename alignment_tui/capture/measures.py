"""A metric in one line: its name, baseline, arrow, target and unit, and the tail behind them."""

import re
from typing import Any, Literal

from msgspec import Struct

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.names import is_id
from alignment_tui.capture.quantities import is_number, number
from alignment_tui.capture.spoken import Line, quoted, said
from alignment_tui.capture.tail import Tail, read_tail
from alignment_tui.domain.quantities import plain
from alignment_tui.domain.records import Criterion, Number, Stream
from alignment_tui.domain.text import folded
from alignment_tui.editing.metrics import measure

_ARROW = " -> "
_BOUND = re.compile(r"(at least|at most)\s", re.IGNORECASE)


class Figures(Struct, frozen=True, kw_only=True):
    """The numbers around the arrow."""

    name: str
    baseline: Number | None
    target: Number | None
    threshold: Literal["at least", "at most"] | None
    unit: str


def _metric(line: Line, rest: str) -> Understood | None:
    if _ARROW not in f"{rest} ":
        return None
    text, tail = read_tail(line, rest, links=(Stream, Criterion), measured=True)
    if _ARROW not in f"{text} ":
        return None
    found = read_figures(f"{text} ")
    if is_id(found.name):
        raise Unread(f"{found.name} is an id and no name: say {found.name} baseline and {found.name} target.")
    return _understood(line, found, tail)


def _named(line: Line, rest: str) -> Understood:
    text, tail = read_tail(line, said(rest, "the metric's name"), links=(Stream, Criterion), measured=True)
    said(text, "the metric's name")
    if _ARROW in text:
        return _understood(line, read_figures(text), tail)
    nothing = Figures(name=text, baseline=None, target=None, threshold=None, unit="")
    return _understood(line, nothing, tail)


def _understood(line: Line, found: Figures, tail: Tail) -> Understood:
    numbers = _words(found)
    kind = "guardrail" if tail.guardrail else "leading" if tail.leads else "outcome"
    leads = f", leads {tail.leads}" if tail.leads else ""
    twin = next((other.id for other in line.session.metrics if folded(other.name) == folded(found.name)), None)
    beside = f" ({twin} has the same name)" if twin else ""
    return Understood(
        edit=measure(
            found.name,
            owner=tail.owner,
            baseline=found.baseline,
            target=found.target,
            threshold=found.threshold,
            unit=found.unit,
            **fields_of(line, tail),
        ),
        label=f"new metric {found.name}",
        words=f"a new {kind} metric {quoted(found.name)}{numbers}{leads}{tail_words(tail, kind=False)}{beside}",
    )


def read_figures(text: str) -> Figures:
    """Read "downtime 120 -> 90 min/week": the baseline is the last number before the last arrow between numbers."""
    left, _, right = _split(text)
    name, baseline, before = _baseline(left)
    bound = _BOUND.match(right)
    first, _, unit = (right[bound.end() :] if bound else right).strip().partition(" ")
    target, attached = _value(first)
    unit = " ".join(part for part in (attached, unit.strip()) if part)
    if before and unit and folded(before) != folded(unit):
        raise Unread(f"{quoted(before)} stands between the baseline and the arrow, and the unit is {quoted(unit)}.")
    if "@" in unit:
        raise Unread('A name of several words after @ needs quotes, such as @"SIG Release".')
    threshold: Literal["at least", "at most"] | None = None
    if bound:
        threshold = "at least" if bound[1].casefold() == "at least" else "at most"
    return Figures(
        name=said(name, "the metric's name"),
        baseline=baseline,
        target=target,
        threshold=threshold,
        unit=unit or before,
    )


def fields_of(line: Line, tail: Tail) -> dict[str, Any]:
    """Return the fields of a metric that a tail fills, apart from its owner."""
    fields: dict[str, Any] = {}
    if tail.by and tail.on:
        raise Unread("There are two days: by one, and on another.")
    if tail.on:
        raise Unread("A metric is reached by a day, not on it.")
    if tail.by:
        fields["by"] = tail.by
    streams = tuple(own for own in tail.ids if own[0] == "V")
    if streams:
        fields["streams"] = streams
    criterion = next((own for own in tail.ids if own[0] == "R"), None)
    if criterion:
        fields["criterion"] = criterion
    if tail.guardrail:
        fields |= {"kind": "guardrail", "leads": None}
    if tail.leads:
        fields |= {"kind": "leading", "leads": tail.leads}
    return fields


def tail_words(tail: Tail, *, kind: bool = True) -> str:
    """Say a tail as it was understood."""
    parts = [
        f" by {tail.by.isoformat()}" if tail.by else "",
        f", owned by {tail.owner}" if tail.owner else "",
        f", for {', '.join(tail.ids)}" if tail.ids else "",
        ", a guardrail" if tail.guardrail and kind else "",
        f", leading {tail.leads}" if tail.leads and kind else "",
    ]
    return "".join(parts)


def _split(text: str) -> tuple[str, str, str]:
    """Split at the last arrow that has numbers on both sides, or else at the last one."""
    places = [match.start() for match in re.finditer(_ARROW, text)][-20:]
    for place in reversed(places):
        right = text[place + len(_ARROW) :].lstrip()
        bound = _BOUND.match(right)
        first = (right[bound.end() :] if bound else right).split(maxsplit=1)[:1]
        if first and _meant(first[0]):
            return text[:place].rstrip(), _ARROW, right
    before, arrow, after = text.rpartition(_ARROW)
    return before.rstrip(), arrow, after.lstrip()


def _baseline(text: str) -> tuple[str, Number | None, str]:
    """Return the name, the last number of `text`, and what stands behind that number."""
    words = text.split()
    for place in range(len(words) - 1, max(-1, len(words) - 6), -1):
        if _meant(words[place]):
            value, attached = _value(words[place])
            after = " ".join(part for part in (attached, *words[place + 1 :]) if part)
            head = text.rsplit(None, len(words) - place)
            return head[0].rstrip() if len(head) > len(words) - place else "", value, after
    raise Unread("The number before the arrow is missing: ? if nobody knows it.")


def _value(text: str) -> tuple[Number | None, str]:
    """Read a number, ``?``, or a number with its percent sign; returns the sign as a unit."""
    if text == "?":
        return None, ""
    if text.endswith("%"):
        return number(text[:-1]), "%"
    if not is_number(text) and (match := re.fullmatch(r"(-?[0-9][0-9.]*)([^\W\d_]+.*)", text)):
        raise Unread(f"Put a space between a number and its unit: {match[1]} {match[2]}.")
    if not text:
        raise Unread("The number after the arrow is missing.")
    return number(text), ""


def _meant(word: str) -> bool:
    return word == "?" or is_number(word.removesuffix("%")) or bool(re.match(r"-?[0-9][0-9.,]*[a-z%]*$", word))


def _words(found: Figures) -> str:
    if found.baseline is None and found.target is None:
        return ""
    baseline = "?" if found.baseline is None else plain(found.baseline)
    target = "?" if found.target is None else plain(found.target)
    aim = f"{found.threshold} {target}" if found.threshold else target
    return f": {baseline} -> {aim} {found.unit}".rstrip()


_DAY_3 = Table("metrics")
MEASURE_FORMS = (
    _DAY_3.bare(
        _metric,
        "checkout downtime 120 -> 90 min/week by 2025-06-30 @Ana #V1",
        means="baseline (the last number before the arrow), target, unit, and the tail in any order",
        what="a metric",
    ),
    _DAY_3.bare(
        _metric,
        "partner setups 7 -> at least 7 a month #V1 guardrail",
        means="a threshold instead of a direction (`at least`, `at most`)",
        what="a metric",
    ),
    _DAY_3.bare(
        _metric,
        "failed payments 3 -> 1 % by June 2025 @Raj leading M1",
        means="it leads M1",
        what="a metric",
    ),
    _DAY_3.opening(
        "metric",
        _named,
        "metric: shoppers trust the till",
        "metric: checkout downtime 120 -> 90 min/week",
        means="one without figures yet, so that the output check can ask; with figures too, in every stage",
        what="a metric",
        colon=True,
    ),
)
