"""Lines about error budgets: a service's objective, its window, and what is spent."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.dates import day
from alignment_tui.capture.form import Table
from alignment_tui.capture.quantities import CALENDAR_MINUTES, calendar_time, number
from alignment_tui.capture.spoken import Line, said
from alignment_tui.domain.error_budget import threshold_words
from alignment_tui.domain.quantities import calendar_time as in_calendar_time
from alignment_tui.domain.quantities import exact, plain
from alignment_tui.domain.quantities import number as as_number
from alignment_tui.domain.records import ErrorBudget, Number
from alignment_tui.editing import constraints as edits


def _slo(line: Line, rest: str) -> Understood:
    words = said(rest, "the service").split()
    place = next((at for at, word in enumerate(words) if word.endswith("%") and word[:1].isdigit()), None)
    if place is None:
        raise Unread("The objective is missing: a percentage such as 99.9%.")
    if place == 0:
        raise Unread("The service is missing.")
    service, slo = " ".join(words[:place]), number(words[place][:-1])
    if len(words) < place + 2:
        raise Unread("The window is missing: a time such as 30d.")
    window = as_number(exact(calendar_time(words[place + 1])) / CALENDAR_MINUTES["d"])
    since_words: list[str] = []
    spent_words: list[str] = []
    into: list[str] | None = None
    for word in words[place + 2 :]:
        if word.casefold() in ("since", "spent"):
            into = since_words if word.casefold() == "since" else spent_words
            if into:
                raise Unread(f"{word} is said twice.")
        elif into is None:
            raise Unread(f"After the window comes spent or since: {word[:40]} is neither.")
        else:
            into.append(word)
    since = day(" ".join(since_words), line.moment.today) if since_words else None
    spent = calendar_time(" ".join(spent_words)) if spent_words else None
    return _understood(line, service, slo, window, since=since, spent=spent)


def _understood(
    line: Line, service: str, slo: Number, window: Number, *, since: date | None, spent: Number | None
) -> Understood:
    standing = edits.same_budget(line.session, service, slo, window)
    kind = f"from {since.isoformat()}" if since else "rolling"
    used = f", {in_calendar_time(spent)} spent as of today" if spent is not None else ""
    name = f"{standing.id} again" if standing else "a new error budget"
    return Understood(
        edit=edits.budget_errors(service, slo, window, since=since, spent_minutes=spent),
        label=f"{standing.id} {service}" if standing else f"new error budget {service}",
        words=f"{name}: {service} {plain(slo)} % over {plain(window)} d, {kind}{used}",
        about=standing.id if standing else None,
    )


def _spent(line: Line, rest: str) -> Understood:
    own = line.record(line.subject_id, ErrorBudget).id
    minutes = calendar_time(said(rest, "a time such as 31m"))
    return Understood(
        edit=edits.spend(own, minutes),
        label=f"{own} spent",
        words=f"{own}: {in_calendar_time(minutes)} spent as of today",
        about=own,
    )


def _posture(line: Line, rest: str) -> Understood:
    words = said(rest, "a posture such as push").split()
    name = words[0].casefold()
    if name == "freeze":
        raise Unread("A freeze begins where protect ends: posture protect above 0%.")
    if name not in ("push", "careful", "protect"):
        raise Unread("It is one of push, careful, protect; below protect there is a freeze.")
    fields = {f"{name}_{field}": value for field, value in _beginnings(words[1:])}
    if "careful_pace" in fields or "protect_pace" in fields:
        raise Unread("Only push has a pace.")
    after = replace(line.session.thresholds, **fields)
    return Understood(
        edit=edits.begin_postures(**fields), label=f"posture {name}", words=f"postures: {threshold_words(after)}"
    )


def _beginnings(words: list[str]) -> Iterator[tuple[str, Number]]:
    """Read pairs such as ``above 40%`` and ``pace 1.5``."""
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if not pairs or len(words) % 2:
        raise Unread("Say where it begins: above 40%, or pace 1.5.")
    for word, value in pairs:
        if word.casefold() == "above" and value.endswith("%"):
            yield "above_percent", number(value[:-1])
        elif word.casefold() == "pace":
            yield "pace", number(value)
        else:
            raise Unread(f"Say where it begins: above 40%, or pace 1.5; {word[:40]} {value[:40]} is neither.")


_DAY_4 = Table("constraints")
BUDGET_FORMS = (
    _DAY_4.opening(
        "slo",
        _slo,
        "slo checkout 99.9% 30d spent 27m",
        "slo search 99.5% 28d since 2025-02-01",
        means="an error budget: rolling window; a calendar window from a date",
        what="an error budget",
    ),
    _DAY_4.verb(
        "C", "spent", _spent, "C4 spent 31m", means="what is spent, as of today", what="what is spent", colon=None
    ),
    _DAY_4.opening(
        "posture",
        _posture,
        "posture careful above 30%",
        "posture push above 60% pace 1.5",
        means="what must be left of an error budget for a posture to hold; the pace up to which we push",
        what="where a posture begins",
    ),
)
