"""The fields of a form, read from the types of a record, so that no record needs a form of its own."""

from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct, inspect
from msgspec.structs import replace

from alignment_tui.domain.records import Estimate, Part
from alignment_tui.ui.dialogs.form_labels import FIXED, HIDDEN, LABELS

FieldKind = Literal[
    "text",
    "choice",
    "words",
    "date",
    "number",
    "whole",
    "numbers",
    "estimate",
    "link",
    "links",
    "parts",
    "part",
    "fixed",
]
Unit = Literal["", "person-weeks", "percent", "work time", "calendar time", "days"]
Path = tuple[str, ...]

_INLINE_UP_TO = 5


class FormField(Struct, frozen=True, kw_only=True):
    """One line of a form.

    `path` is where its value stands: one name, or two for a field of a part that may be missing altogether. `blank`
    is the value of an empty text, `NODEFAULT` where there must be one. `pattern` is the form of the ids it links to;
    what is `short` is a name.
    """

    path: Path
    kind: FieldKind
    label: str
    prompt: str = ""
    blank: Any = NODEFAULT
    required: bool = False
    choices: tuple[Any, ...] = ()
    unit: Unit = ""
    pattern: str = ""
    part: type[Part] | None = None
    short: bool = False

    @property
    def nested(self) -> bool:
        """Whether the part that holds this field may be missing."""
        return len(self.path) > 1


@cache
def fields_of(kind: type[Part]) -> tuple[FormField, ...]:
    """Return the fields a form shows for a kind of record, in the order in which people think of them."""
    members = {member.name: member for member in members_of(kind) if member.name not in HIDDEN}
    known = [name for name in LABELS.get(kind, {}) if name in members]
    return tuple(field for name in dict.fromkeys([*known, *members]) for field in _fields(kind, members[name]))


def members_of(kind: type[Part]) -> tuple[inspect.Field, ...]:
    """Return every field of a kind of record as its type declares it."""
    info = inspect.type_info(kind)
    return info.fields if isinstance(info, inspect.StructType) else ()


def _fields(kind: type[Part], member: inspect.Field) -> tuple[FormField, ...]:
    label, prompt = LABELS.get(kind, {}).get(member.name, (member.name.replace("_", " ").capitalize(), ""))
    field = FormField(
        path=(member.name,),
        label=label,
        prompt=prompt,
        blank=member.default,
        required=member.required,
        short=member.name in kind.SHORT,
        **_details(kind, member),
    )
    if member.name in FIXED.get(kind, ()):
        return (replace(field, kind="fixed"),)
    if field.kind == "part" and field.part and len(fields_of(field.part)) <= _INLINE_UP_TO:
        first, *others = (replace(inner, path=(member.name, *inner.path)) for inner in fields_of(field.part))
        return (replace(first, label=label, prompt=prompt or first.prompt), *others)
    if field.kind == "text" and field.blank is NODEFAULT:
        return (replace(field, blank=""),)  # the record itself says, in its own words, what may not be empty
    return (field,)


def _details(kind: type[Part], member: inspect.Field) -> dict[str, Any]:
    members = member.type.types if isinstance(member.type, inspect.UnionType) else (member.type,)
    first, *others = (one for one in members if not isinstance(one, inspect.NoneType))
    many = isinstance(first, inspect.VarTupleType)
    real = first.item_type if isinstance(first, inspect.VarTupleType) else first
    if isinstance(real, inspect.Metadata):
        return {"kind": "links" if many else "link", "pattern": getattr(real.type, "pattern", "")}
    if isinstance(real, inspect.LiteralType):
        return {"kind": "words" if many else "choice", "choices": _literals(get_type_hints(kind)[member.name])}
    if isinstance(real, inspect.StructType):
        if real.cls is Estimate:
            return {"kind": "estimate", "unit": _unit(member.name)}
        return {"kind": "parts" if many else "part", "part": real.cls}
    if many:
        return {"kind": "numbers"}
    if isinstance(real, inspect.BoolType):
        return {"kind": "choice", "choices": (False, True)}
    if isinstance(real, inspect.IntType):
        return {"kind": "number", "unit": _unit(member.name)} if others else {"kind": "whole"}
    if isinstance(real, inspect.DateType):
        return {"kind": "date"}
    return {"kind": "text" if isinstance(real, inspect.StrType) else "fixed"}


def _literals(hint: Any) -> tuple[Any, ...]:
    """Return the words of a Literal in the order in which they are declared, which `inspect` forgets."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return next((found for inner in get_args(hint) if (found := _literals(inner))), ())


def _unit(name: str) -> Unit:
    if name == "person_weeks":
        return "person-weeks"
    if "percent" in name:
        return "percent"
    if name in ("process_time_minutes", "lead_time_minutes"):
        return "work time"
    return "calendar time" if name.endswith("_minutes") else "days" if name.endswith("_days") else ""
