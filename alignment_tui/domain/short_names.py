"""How long a name may be. It is asked where words come in: a file that has a longer one opens, and may keep it.

A name stands in lists, in the head of a screen and at the foot of each page; what people ask for may be of any length.
"""

from collections.abc import Iterator

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Part

LONGEST = 300
"""More letters than a tracker takes for a title, which is 255."""


def refuse_long(name: str, what: str) -> None:
    """Raise `RuleBroken` for a name that is longer than any name is."""
    if len(name) > LONGEST:
        raise RuleBroken(f"{what} has {len(name)} letters: at most {LONGEST}")


def refuse_long_names(entry: Part, standing: Part | None = None) -> None:
    """Raise `RuleBroken` for such a name in a record or inside it, unless it stood there before."""
    before = {name for _, name in _names(standing)} if standing else set()
    for what, name in _names(entry):
        if name not in before:
            refuse_long(name, what)


def _names(part: Part) -> Iterator[tuple[str, str]]:
    """Yield every long name with what it is."""
    for field in part.__struct_fields__:
        value = getattr(part, field)
        if field in part.SHORT:
            if len(value) > LONGEST:
                yield f"the {field}", value
        elif isinstance(value, Part):
            yield from _names(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            for inner in value:
                yield from _names(inner)
