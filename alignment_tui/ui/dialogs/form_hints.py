"""What the foot of a form says about the field under the cursor: what is asked, what was recognised, what would fit."""

from alignment_tui.ui.dialogs.form_draft import Draft
from alignment_tui.ui.dialogs.form_fields import FormField
from alignment_tui.ui.dialogs.form_rows import fitting
from alignment_tui.ui.dialogs.form_text import items
from alignment_tui.ui.dialogs.sheet import Keys

_BY_KIND: dict[str, Keys] = {
    "choice": (("← →", "choose"),),
    "link": (("Tab", "complete"),),
    "links": (("Tab", "complete"),),
    "words": (("Tab", "complete"),),
    "parts": (("Enter", "open"), ("↓", "next")),
    "part": (("Enter", "open"), ("Delete", "clear")),
}
_FEW = 5


def keys_for(field: FormField, *, last: bool) -> Keys:
    """Return the keys that help in a field, each with its word."""
    own = _BY_KIND.get(field.kind, ())
    enter: Keys = () if field.part else (("Enter", "save" if last else "next"),)
    return (*own, *enter, ("F2", "save"), ("Esc", "back"))


def hint_for(field: FormField, draft: Draft, begun: str) -> str:
    """Return one line about a field; `begun` is the name that is being typed in it."""
    if field.kind == "words":
        return _offer(field, draft, begun)
    if field.kind not in ("link", "links"):
        return field.prompt
    pattern, links = field.pattern, draft.links
    said = [found for item in items(draft.texts[field.path]) if (found := links.find_or_none(pattern, item))]
    if begun and not links.find_or_none(pattern, begun):
        return _offer(field, draft, begun)
    if any(links.text(pattern, own) == own for own in said):
        return "   ".join(links.described(pattern, own) for own in said)
    return field.prompt if said else " : ".join(part for part in (field.prompt, _offer(field, draft, "")) if part)


def _offer(field: FormField, draft: Draft, begun: str) -> str:
    offered = fitting(field, draft, begun)
    if not offered:
        return f"nothing here begins with {begun}" if begun else ""
    more = f" and {len(offered) - _FEW} more" if len(offered) > _FEW else ""
    return ", ".join(offered[:_FEW]) + more
