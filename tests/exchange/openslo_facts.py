"""What OpenSLO v1 asks of an SLO document, as facts of our own words.

Gathered from the specification, from the JSON schema that its project kept until 2024, and from the rules of its Go
SDK; where they differ, the narrower holds. The real schema is asked too where there is a copy of it:
`test_openslo_project.py`.
"""

import re
from datetime import datetime
from typing import Any

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_SERVICE = re.compile(r"[a-z0-9][a-z0-9.|/\\-]*")
_DURATION = re.compile(r"[1-9][0-9]*[mhdwMQY]")
_ZONE = re.compile(r"[A-Z][A-Za-z_]+/[A-Z][A-Za-z_]+")
_ANNOTATION = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}")


def faults(document: Any) -> list[str]:
    """Return what OpenSLO would say against an SLO document; nothing where it is sound."""
    spec, metadata = document["spec"], document["metadata"]
    window = spec["timeWindow"][0]
    sliced = spec["budgetingMethod"] in ("Timeslices", "RatioTimeslices")
    said = {
        "apiVersion": document["apiVersion"] == "openslo/v1",
        "kind": document["kind"] == "SLO",
        "top level": set(document) == {"apiVersion", "kind", "metadata", "spec"},
        "name": _is(_LABEL, metadata["name"], 63),
        "displayName": 0 < len(metadata["displayName"]) <= 63,
        "annotations": all(
            _is(_ANNOTATION, key, 63) and isinstance(value, str) for key, value in metadata["annotations"].items()
        ),
        "service": _is(_SERVICE, spec["service"], 255),
        "indicatorRef": _is(_LABEL, spec["indicatorRef"], 63) and "indicator" not in spec,
        "budgetingMethod": spec["budgetingMethod"] in ("Occurrences", "Timeslices", "RatioTimeslices"),
        "one window": len(spec["timeWindow"]) == 1,
        "duration": _is(_DURATION, window["duration"], 20),
        "rolls or calendar": window["isRolling"] is ("calendar" not in window),
        "calendar": window["isRolling"] or _is_calendar(window["calendar"]),
        "objectives": len(spec["objectives"]) >= 1,
        "targets": all(0 <= objective["target"] < 1 for objective in spec["objectives"]),
        "slices": all(
            ("timeSliceWindow" in objective) is sliced
            and ("timeSliceTarget" in objective) is (spec["budgetingMethod"] == "Timeslices")
            for objective in spec["objectives"]
        ),
    }
    return [fact for fact, holds in said.items() if not holds]


def _is(pattern: re.Pattern[str], value: object, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and bool(pattern.fullmatch(value))


def _is_calendar(dates: Any) -> bool:
    if set(dates) != {"startTime", "timeZone"} or not isinstance(dates["startTime"], str):
        return False
    datetime.strptime(dates["startTime"], "%Y-%m-%d %H:%M:%S")  # OpenSLO's times have no zone
    return bool(_ZONE.search(dates["timeZone"]))
