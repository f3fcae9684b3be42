"""How much of a long battery the suite tries: a portion, always the same one; `make soak` tries the whole of each."""

import os
from collections.abc import Sequence
from typing import TypeVar

Case = TypeVar("Case")
Other = TypeVar("Other")

ALL = os.environ.get("ALIGNMENT_PORTION") == "all"


def some(cases: Sequence[Case], count: int) -> Sequence[Case]:
    """Return so many of the cases, spread over them from the first on; all of them in the long form."""
    if ALL or count >= len(cases):
        return cases
    return [cases[place * len(cases) // count] for place in range(count)]


def dealt(cases: Sequence[Case], place: int, hands: int) -> Sequence[Case]:
    """Return the cases for one of so many hands, dealt like cards; in the long form each has all."""
    return cases if ALL else cases[place % hands :: hands]


def paired(cases: Sequence[Case], others: Sequence[Other]) -> list[tuple[Case, Other]]:
    """Return each case with one of the others in turn; in the long form with each of them."""
    if ALL:
        return [(case, other) for case in cases for other in others]
    return [(case, others[place % len(others)]) for place, case in enumerate(cases)]
