"""A record while it is being typed: texts and inner parts, which may be wrong for now and are never lost."""

from collections.abc import Iterator
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec import field as member
from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Part
from alignment_tui.domain.references import without
from alignment_tui.ui.dialogs.form_fields import FormField, Path, fields_of, members_of
from alignment_tui.ui.dialogs.form_links import Links
from alignment_tui.ui.dialogs.form_text import text_of, value_of


class Blank(Struct, frozen=True, kw_only=True):
    """A record or part that is not there yet: its kind, and what is known of it, such as its id."""

    kind: type[Part]
    given: dict[str, Any] = member(default_factory=dict)


class Unreadable(RuleBroken):
    """What is wrong with a draft, and the field to mend."""

    def __init__(self, field: FormField, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Draft:
    """The texts of a form's fields, and the inner parts behind the others, by path."""

    def __init__(self, value: Part | Blank, links: Links) -> None:
        self.base = value if isinstance(value, Part) else None
        self.kind = type(value) if isinstance(value, Part) else value.kind
        self.given = {} if isinstance(value, Part) else value.given
        self.fields = fields_of(self.kind)
        self.links = links
        self.texts: dict[Path, str] = {}
        self.parts: dict[Path, tuple[Part, ...]] = {}
        for field in self.fields:
            found = self._standing(field)
            if field.part:
                self.parts[field.path] = found if isinstance(found, tuple) else (found,) if found else ()
            else:
                self.texts[field.path] = text_of(found, field, links)
        self._texts, self._parts = dict(self.texts), dict(self.parts)

    @property
    def id(self) -> str:
        """The id of what is edited; empty for a part that has none."""
        return str(getattr(self.base, "id", "") or self.given.get("id", ""))

    @property
    def changed(self) -> bool:
        """Whether anything differs from what the form was opened with."""
        return self.texts != self._texts or self.parts != self._parts

    @property
    def typed(self) -> tuple[dict[Path, str], dict[Path, tuple[Part, ...]]]:
        """The texts and the inner parts that differ from what the form was opened with."""
        texts = {path: text for path, text in self.texts.items() if text != self._texts[path]}
        return texts, {path: parts for path, parts in self.parts.items() if parts != self._parts[path]}

    @property
    def inner(self) -> tuple[Part, ...]:
        """Every part inside, as it is now."""
        return tuple(part for parts in self.parts.values() for part in parts)

    def put_parts(self, field: FormField, parts: tuple[Part, ...]) -> int:
        """Take the parts of one field; links to a part that left go too, with what cannot be without them.

        Returns how many other parts left so: the loops from and to a step.
        """
        gone = _ids(self.parts[field.path]) - _ids(parts)
        self.parts[field.path] = parts
        before = len(self.inner)
        for path, others in self.parts.items():
            cleared = (without(part, gone.__contains__) for part in others)
            self.parts[path] = tuple(part for part in cleared if part is not None)
        return before - len(self.inner)

    def build(self) -> Part:
        """Return the record that the texts mean; raises `Unreadable`."""
        if self.base is not None and not self.changed:
            return self.base
        values = dict(self._values())
        try:
            return replace(self.base, **values) if self.base is not None else self.kind(**{**self.given, **values})
        except RuleBroken as broken:
            raise Unreadable(self._suspect(str(broken)), str(broken)) from broken

    def _values(self) -> Iterator[tuple[str, Any]]:
        nested: dict[str, list[FormField]] = {}
        for field in self.fields:
            if field.nested:
                nested.setdefault(field.path[0], []).append(field)
            elif self._touched(field) and field.kind != "fixed":
                yield field.path[0], self._value(field)
        for name, fields in nested.items():
            if any(self._touched(field) for field in fields):
                yield name, self._nested(name, fields)

    def _nested(self, name: str, fields: list[FormField]) -> Part | None:
        if not any(self.texts[field.path].strip() for field in fields):
            return None
        kind = next(one for one in members_of(self.kind) if one.name == name)
        part = _part_of(kind.type)
        standing = getattr(self.base, name, None)
        values = {field.path[1]: self._value(field) for field in fields if standing is None or self._touched(field)}
        try:
            made: Part = replace(standing, **values) if standing is not None else part(**values)
        except RuleBroken as broken:
            raise Unreadable(fields[0], str(broken)) from broken
        return made

    def _value(self, field: FormField) -> Any:
        if field.part:
            parts = self.parts[field.path]
            return parts if field.kind == "parts" else parts[0] if parts else None
        try:
            value = value_of(self.texts[field.path], field, self.links)
        except RuleBroken as broken:
            raise Unreadable(field, str(broken)) from broken
        if value is None and field.blank is NODEFAULT:
            raise Unreadable(field, "this cannot be left open")
        return value

    def _touched(self, field: FormField) -> bool:
        if field.part:
            return self.base is None or self.parts[field.path] != self._parts[field.path]
        return self.base is None or self.texts[field.path] != self._texts[field.path]

    def _standing(self, field: FormField) -> Any:
        head, *rest = field.path
        owner = (
            getattr(self.base, head, None) if self.base is not None else self.given.get(head, _default(self.kind, head))
        )
        return getattr(owner, rest[0]) if rest and owner is not None else owner

    def _suspect(self, sentence: str) -> FormField:
        """Return the field that a record's own words are most likely about."""
        said = sentence.casefold()
        touched = [field for field in self.fields if self._touched(field)] or list(self.fields)
        empty = [
            one for one in self.fields if one.kind == "text" and one.blank == "" and not self.texts[one.path].strip()
        ]
        if said.endswith("is missing") and empty:
            return empty[0]
        return next((one for one in touched if one.label.casefold() in said), touched[-1])


def _default(kind: type[Part], name: str) -> Any:
    found = next(member.default for member in members_of(kind) if member.name == name)
    return None if found is NODEFAULT else found


def _ids(parts: tuple[Part, ...]) -> set[str]:
    return {own for part in parts if (own := getattr(part, "id", ""))}


def _part_of(kind: Any) -> type[Part]:
    """Return the class of a part from the type of an optional field."""
    found: type[Part] = next(one.cls for one in getattr(kind, "types", (kind,)) if hasattr(one, "cls"))
    return found
