"""A signed text in words: one entry of it in a sentence, one value as people say it.

What was kept with a signature is plain data that anybody may have written, so that nothing here counts on a field.
"""

from collections.abc import Mapping
from typing import Any

NOTHING: tuple[Any, ...] = ("", None, [], {})


def said(value: Any) -> str:
    """Say one value: ``90``, ``"one more quarter"``, ``not said``."""
    if value in NOTHING:
        return "not said"
    if isinstance(value, Mapping):
        return entry_said(value)
    if isinstance(value, list):
        return ", ".join(said(item) for item in value)
    return f'"{value}"' if isinstance(value, str) and " " in value else str(value)


def entry_said(entry: Mapping[str, Any]) -> str:
    """Say one entry of a section in a sentence, whatever it is of."""
    if "voices" in entry:
        return _request(entry)
    if "gain" in entry:
        return _trade_off(entry)
    if "slo_percent" in entry:
        return _error_budget(entry)
    if "baseline" in entry:
        return _metric(entry)
    return ", ".join(said(value) for name, value in entry.items() if name != "id" and value not in NOTHING) or "nothing"


def cadence_said(cadence: Any) -> str:
    """Say when the reviews are: ``every 2 weeks from 2025-05-05``; empty where nobody said."""
    if not isinstance(cadence, Mapping):
        return ""
    every, unit, first = cadence.get("every", 1), cadence.get("unit", "week"), cadence.get("first")
    often = f"every {unit}" if every == 1 else f"every {every} {unit}s"
    return f"{often} from {first}" if first else often


def _request(entry: Mapping[str, Any]) -> str:
    voices = entry["voices"] if isinstance(entry["voices"], list) else []
    spoken = [voice for voice in voices if isinstance(voice, Mapping)]
    words = ", ".join(f'"{voice.get("words", "")}" ({voice.get("asker", "")})' for voice in spoken)
    reason = entry.get("reason")
    return f"{words}, because {reason}" if reason else words


def _trade_off(entry: Mapping[str, Any]) -> str:
    accepting = f", accepting {entry['accepting']}" if entry.get("accepting") else ""
    bearer = f"{entry['bearer']} bears it" if entry.get("bearer") else "nobody bears it"
    return f"{entry['gain']} even over {entry.get('give', '')}{accepting}; {bearer}"


def _error_budget(entry: Mapping[str, Any]) -> str:
    window = f"{entry.get('window_days')} days" + (f" since {entry['since']}" if entry.get("since") else "")
    posture = f", {entry['posture']}" if entry.get("posture") else ""
    return f"{entry.get('service', '')} {entry['slo_percent']} % over {window}{posture}"


def _metric(entry: Mapping[str, Any]) -> str:
    def figure(name: str) -> str:
        return "?" if entry.get(name) is None else str(entry[name])

    threshold = f"{entry['threshold']} " if entry.get("threshold") else ""
    parts = [f"{entry.get('name', '')} {figure('baseline')} -> {threshold}{figure('target')} {entry.get('unit') or ''}"]
    parts += [f"by {entry['by']}"] if entry.get("by") else []
    owner = f", {entry['owner']}" if entry.get("owner") else ""
    return " ".join(part.strip() for part in parts) + owner
