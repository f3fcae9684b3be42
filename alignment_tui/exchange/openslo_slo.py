"""One SLO of an OpenSLO file: the error budgets it holds, one for each objective, and what of it cannot be kept."""

import math
from datetime import date

from msgspec import Struct

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.quantities import exact, number, plain
from alignment_tui.domain.records import ErrorBudget, Number
from alignment_tui.domain.text import visible
from alignment_tui.exchange.openslo_origin import METHODS, Origin
from alignment_tui.exchange.openslo_window import Window, read_window
from alignment_tui.exchange.yaml_places import Place

SERVICE_NOTE = "alignment-tui.service"
"""The annotation under which a service keeps the name it has in a session, which OpenSLO may not take for a name."""

_IN_MINUTES = {
    "Occurrences": "Occurrences counts events: a session tells the budget in minutes, as if they came evenly",
    "Timeslices": "Timeslices counts bad slices: a session tells the budget in the minutes they last",
    "RatioTimeslices": "RatioTimeslices averages slices: a session tells the budget in minutes of full outage",
}


class Objective(Struct, frozen=True, kw_only=True):
    """One objective as an error budget to be.

    `named` is what a session called it when it wrote the file; `label` tells it from the other objectives of its SLO,
    where there are others.
    """

    line: int
    service: str
    named: str
    slo: str
    label: str
    slo_percent: Number
    window: Window
    origin: Origin
    notes: tuple[str, ...]


def read_slo(document: Place, today: date) -> tuple[Objective, ...]:
    """Return the objectives of an SLO document; raises `ConfigRefused` for the first thing in it that is wrong."""
    metadata, spec = document.need("metadata"), document.need("spec")
    name = metadata.need("name").words()
    service, method = visible(spec.need("service").words()), _method(spec)
    annotations = metadata.get("annotations")
    window = read_window(spec, today)
    _ask_the_record(spec.need("timeWindow").items()[0].need("duration"), window_days=window.days)
    objectives = spec.need("objectives")
    entries = objectives.items()
    if not entries:
        raise objectives.refused("there is no objective")
    found = []
    for at, objective in enumerate(entries):
        percent = _percent(objective)
        found.append(
            Objective(
                line=objective.line if at else document.line,
                service=service,
                named=visible(annotations.said(SERVICE_NOTE)) if annotations else "",
                slo=visible(metadata.said("displayName") or name),
                label=_label(objective, percent) if len(entries) > 1 else "",
                slo_percent=percent,
                window=window,
                origin=Origin(
                    name=visible(name),
                    objective=at,
                    service=service,
                    budgeting_method=method,
                    duration=window.duration,
                    start_time=window.start_time,
                    time_zone=visible(window.time_zone),
                    time_slice_target=_optional_number(objective, "timeSliceTarget"),
                    time_slice_window=_slice(objective),
                    indicator_ref=visible(_indicator(objective) or _indicator(spec)),
                ),
                notes=(*window.notes, *_notes(spec, method)),
            )
        )
    return tuple(found)


def _method(spec: Place) -> str:
    place = spec.need("budgetingMethod")
    if place.words() not in METHODS:
        raise place.refused(f"{place.words()[:40]} is no budgeting method: {', '.join(METHODS)}")
    return place.words()


def _percent(objective: Place) -> Number:
    target, percent = objective.get("target"), objective.get("targetPercent")
    if target and percent:
        raise percent.refused("target and targetPercent say the same: give one of them")
    told = target or percent
    if told is None:
        raise objective.refused("there is no target")
    value = told.number()
    if target and math.isfinite(value):
        value = number(exact(value) * 100)
    _ask_the_record(told, slo_percent=value)
    return value


def _ask_the_record(place: Place, *, slo_percent: Number = 50, window_days: Number = 1) -> None:
    """Refuse what no error budget may hold, with the record's own words and the place in the file."""
    try:
        ErrorBudget(id="C1", service="any", slo_percent=slo_percent, window_days=window_days)
    except RuleBroken as broken:
        raise place.refused(str(broken)) from None


def _label(objective: Place, percent: Number) -> str:
    return visible(objective.said("displayName")) or f"{plain(percent)} %"


def _optional_number(objective: Place, name: str) -> Number | None:
    place = objective.get(name)
    if place is None:
        return None
    value = place.number()
    if not 0 < value <= 1:
        raise place.refused(f"{name} of {value:g}: above 0, at most 1")
    return value


def _slice(objective: Place) -> str:
    """Return the length of a time slice as a duration; a bare number is minutes."""
    place = objective.get("timeSliceWindow")
    if place is None:
        return ""
    return place.words() if place.is_text() else f"{plain(place.number())}m"


def _indicator(holder: Place) -> str:
    """Return the name of the indicator, of which nothing else is looked at."""
    inline = holder.get("indicator")
    metadata = inline.get("metadata") if inline else None
    return holder.said("indicatorRef") or (metadata.said("name") if metadata else "")


def _notes(spec: Place, method: str) -> tuple[str, ...]:
    notes = [_IN_MINUTES[method], "how it is measured (the indicator) stays in the file"]
    policies = spec.get("alertPolicies")
    if policies and policies.is_list() and policies.items():
        notes.append("alert policies stay in the file")
    return tuple(notes)
