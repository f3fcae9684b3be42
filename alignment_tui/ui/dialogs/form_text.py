"""The text of a field and back, without a screen: what a form shows is what it can read."""

from typing import Any

from msgspec import NODEFAULT

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.short_names import refuse_long
from alignment_tui.ui.dialogs.form_fields import FormField
from alignment_tui.ui.dialogs.form_figures import figure_text, read_day, read_estimate, read_number, read_whole
from alignment_tui.ui.dialogs.form_links import Links

_WORDS: dict[Any, str] = {True: "yes", False: "no", "wont": "won't"}
NOT_SAID = "not said"


def text_of(value: Any, field: FormField, links: Links) -> str:
    """Return the text of one field; a missing value is an empty text."""
    if value is None or value == ():
        return ""
    if field.kind == "choice":
        return word_of(value)
    if field.kind == "words":
        return ", ".join(word_of(one) for one in value)
    if field.kind == "date":
        return str(value.isoformat())
    if field.kind in ("number", "whole", "estimate"):
        return figure_text(value, field.unit)
    if field.kind == "numbers":
        return ", ".join(figure_text(one) for one in value)
    if field.kind == "link" or (field.kind == "fixed" and field.pattern):
        return links.text(field.pattern, value)
    if field.kind == "links":
        return ", ".join(links.text(field.pattern, one) for one in value)
    return str(value)


def value_of(text: str, field: FormField, links: Links) -> Any:
    """Return the value that a text means; raises `RuleBroken` in words a person can act on."""
    said = text.strip()
    if not said:
        if field.blank is NODEFAULT:
            raise RuleBroken("this cannot be left empty")
        return field.blank
    if field.kind == "choice":
        return _chosen(said, field)
    if field.kind == "words":
        return tuple(dict.fromkeys(_chosen(one, field) for one in items(said)))
    if field.kind == "date":
        return read_day(said, links.today)
    if field.kind == "number":
        return read_number(said, field.unit)
    if field.kind == "whole":
        return read_whole(said)
    if field.kind == "numbers":
        return tuple(read_number(one, "") for one in items(said))
    if field.kind == "estimate":
        return read_estimate(said, field.unit)
    if field.kind == "link":
        return links.find(field.pattern, said)
    if field.kind == "links":
        return tuple(dict.fromkeys(links.find(field.pattern, one) for one in items(said)))
    if field.short:
        refuse_long(said, f"the {field.path[-1]}")
    return said


def word_of(value: Any) -> str:
    """Return the word for one of the values a field chooses from."""
    return _WORDS.get(value, str(value))


def items(text: str) -> list[str]:
    """Split a text at its commas; empty items are left out."""
    return [item.strip() for item in text.split(",") if item.strip()]


def _chosen(said: str, field: FormField) -> Any:
    for value in field.choices:
        if said.casefold() in (word_of(value), str(value).casefold()):
            return value
    raise RuleBroken(f"{said} is none of {', '.join(word_of(value) for value in field.choices)}")
