"""What a record points to is read from its types, so that a field with a link needs no code of its own."""

from collections.abc import Iterator

import pytest
from msgspec import inspect

from alignment_tui.domain.records import Part
from alignment_tui.domain.references import plan


def kinds(kind: type[Part] = Part) -> Iterator[type[Part]]:
    for below in kind.__subclasses__():
        yield below
        yield from kinds(below)


@pytest.mark.parametrize("kind", sorted(kinds(), key=str), ids=str)
def test_the_types_as_written_say_what_msgspec_says_of_them(kind: type[Part]) -> None:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    expected = [(field.name, role) for field in info.fields if (role := role_of(field.type))]
    assert list(plan(kind)) == expected


def role_of(kind: inspect.Type) -> str:
    if isinstance(kind, inspect.Metadata):
        marks = kind.extra or {}
        return "names" if marks.get("names") else "refers" if marks.get("refers") else role_of(kind.type)
    if isinstance(kind, inspect.UnionType):
        return next(filter(None, map(role_of, kind.types)), "")
    if isinstance(kind, inspect.VarTupleType):
        return {"refers": "refer", "part": "parts"}.get(role_of(kind.item_type), "")
    if isinstance(kind, inspect.StructType):
        holds = issubclass(kind.cls, Part) and any(role_of(field.type) for field in kind.fields)
        return "part" if holds else ""
    return ""
