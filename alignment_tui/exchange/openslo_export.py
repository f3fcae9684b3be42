"""Error budgets as OpenSLO v1, one SLO each, such that OpenSLO's own validation takes them.

What a session does not hold and OpenSLO requires is named plainly, never made up in silence: the indicator is a
reference to fill in. What is spent has no place in OpenSLO and stays at home.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import ErrorBudget
from alignment_tui.exchange.openslo_origin import METHODS, NAME, Origin, origin_of
from alignment_tui.exchange.openslo_slo import SERVICE_NOTE
from alignment_tui.exchange.openslo_window import DURATION, said_duration

_HEAD = """\
# indicatorRef is a name to fill in or to find: a session does not hold how a service is measured.
# budgetingMethod is Occurrences where nobody said another. What is spent has no place in OpenSLO.
"""
_LONGEST_TITLE = 63
_SERVICE = re.compile(r"[a-z0-9][a-z0-9./-]{0,254}")
_ZONE = re.compile(r"[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/+-]+")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")


class Written(Struct, frozen=True):
    """An OpenSLO file, and what could not be put into it, each with the reason."""

    text: str
    left_out: tuple[str, ...]


def as_openslo(budgets: Iterable[ErrorBudget]) -> Written:
    """Return error budgets as the documents of one OpenSLO file."""
    import yaml

    documents: list[dict[str, Any]] = []
    left_out: list[str] = []
    names: set[str] = set()
    for budget in budgets:
        origin = origin_of(budget) or Origin(name="")
        duration = said_duration(budget.window_days, budget.since, origin.duration)
        if not duration:
            left_out.append(f"{budget.id} {budget.service}: its window is no whole number of minutes")
            continue
        name = _name(budget, origin, names)
        names.add(name)
        documents.append({
            "apiVersion": "openslo/v1",
            "kind": "SLO",
            "metadata": {
                "name": name,
                "displayName": budget.service[:_LONGEST_TITLE],
                "annotations": {SERVICE_NOTE: budget.service},
            },
            "spec": _spec(budget, origin, duration, name),
        })  # fmt: skip
    # Each `---` parts two documents: OpenSLO's own reader takes what stands before a first one for a document too.
    texts = (yaml.dump(it, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True) for it in documents)
    return Written(_HEAD + "---\n".join(texts) if documents else "", tuple(left_out))


def _name(budget: ErrorBudget, origin: Origin, taken: set[str]) -> str:
    name = origin.name if NAME.fullmatch(origin.name) else _slug(budget)
    if name in taken:
        end = f"-{budget.id.lower()}"
        name = name[: _LONGEST_TITLE - len(end)].rstrip("-") + end
    return name


def _service(budget: ErrorBudget, origin: Origin) -> str:
    return next((name for name in (origin.service, budget.service) if _SERVICE.fullmatch(name)), _slug(budget))


def _spec(budget: ErrorBudget, origin: Origin, duration: str, name: str) -> dict[str, Any]:
    window: dict[str, Any] = {"duration": duration, "isRolling": budget.since is None}
    if budget.since:
        time, zone = origin.start_time[11:], origin.time_zone
        window["calendar"] = {
            "startTime": f"{budget.since.isoformat()} {time if _TIME.fullmatch(time) else '00:00:00'}",
            "timeZone": zone if _ZONE.fullmatch(zone) else "Etc/UTC",
        }
    method, slices = _method(origin)
    indicator = origin.indicator_ref if NAME.fullmatch(origin.indicator_ref) else f"{name[:59].rstrip('-')}-sli"
    return {
        "service": _service(budget, origin),
        "indicatorRef": indicator,
        "timeWindow": [window],
        "budgetingMethod": method,
        "objectives": [{"target": number(exact(budget.slo_percent) / 100), **slices}],
    }


def _method(origin: Origin) -> tuple[str, dict[str, Any]]:
    """Return the budgeting method with the slices it needs, or the one that needs none."""
    sliced = bool(DURATION.fullmatch(origin.time_slice_window))
    window = {"timeSliceWindow": origin.time_slice_window}
    if origin.budgeting_method == METHODS[1] and sliced and 0 < (origin.time_slice_target or 0) <= 1:
        return METHODS[1], {"timeSliceTarget": origin.time_slice_target, **window}
    if origin.budgeting_method == METHODS[2] and sliced:
        return METHODS[2], window
    return METHODS[0], {}


def _slug(budget: ErrorBudget) -> str:
    plain = unicodedata.normalize("NFKD", budget.service).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_TITLE].rstrip("-") or budget.id.lower()
