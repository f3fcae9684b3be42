"""Older formats made new in memory: one step a format, numbered by place, never changed once released."""

from collections.abc import Callable, Sequence
from typing import Any

from alignment_tui.domain.document import FORMAT

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: tuple[Step, ...] = ()
"""``STEPS[0]`` turns format 1 into 2, and so on: a new format appends its step and raises `FORMAT`."""


def upgraded(plain: dict[str, Any], steps: Sequence[Step] = STEPS) -> dict[str, Any]:
    """Return a document of an older format as one of the newest, through every step between; `plain` stays as it is."""
    for number in range(plain["format"], len(steps) + 1):
        plain = {**steps[number - 1](plain), "format": number + 1}
    return plain


if len(STEPS) + 1 != FORMAT:  # pragma: no cover - held at import, so that no release can forget a step
    raise AssertionError(f"format {FORMAT} needs {FORMAT - 1} steps, there are {len(STEPS)}")
