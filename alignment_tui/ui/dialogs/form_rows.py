"""One line of a form: the label in its column, and beside it what the field is edited in."""

from textual.containers import Horizontal
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Static

from alignment_tui.ui.dialogs.form_choices import ChoiceEditor, PartsEditor
from alignment_tui.ui.dialogs.form_draft import Draft
from alignment_tui.ui.dialogs.form_editors import LineEditor, NameEditor, WordsEditor
from alignment_tui.ui.dialogs.form_fields import FormField
from alignment_tui.ui.dialogs.form_text import word_of


class FormRow(Horizontal):
    """A label and an editor; the row under the cursor is marked, so that colour is not all that tells."""

    DEFAULT_CSS = """
    FormRow {
        height: auto;
        padding: 0 1 0 0;
        border-left: blank $role-panel-background;
        & > .form-label { width: 21; padding: 0 1; color: $role-dim; }
        & > .form-editor {
            width: 1fr; height: auto; padding: 0 1; color: $role-text; background: $role-panel-background;
        }
        & > .form-fixed { color: $role-dim; }
        & > WordsEditor { max-height: 6; }
        & > LineEditor { height: 1; }
        & > ChoiceEditor, & > PartsEditor { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        &:focus-within {
            border-left: outer $role-accent;
            & > .form-label { color: $role-accent; text-style: bold; }
            & > .form-editor { background: $role-line-background; }
        }
    }
    """

    def __init__(self, field: FormField, draft: Draft) -> None:
        editor = _editor(field, draft)
        editor.add_class("form-editor")
        super().__init__(Static(field.label, markup=False, classes="form-label"), editor)
        self.field = field
        self.editor = editor

    def on_click(self, event: Click) -> None:
        self.editor.focus()


def _editor(field: FormField, draft: Draft) -> Widget:
    text = draft.texts.get(field.path, "")
    if field.part:
        return PartsEditor(field)
    if field.kind == "fixed":
        return Static(text, markup=False, classes="form-fixed")
    if field.kind == "text":
        return WordsEditor(field, text)
    if field.kind == "choice":
        return ChoiceEditor(field, text, _words(field, text))
    if field.kind in ("link", "links", "words"):
        return NameEditor(field, text, lambda begun: fitting(field, draft, begun))
    return LineEditor(field, text)


def fitting(field: FormField, draft: Draft, begun: str) -> tuple[str, ...]:
    """Return the texts that may stand for what was begun."""
    if field.kind == "words":
        return tuple(word for word in map(word_of, field.choices) if word.startswith(begun.casefold()))
    return tuple(draft.links.text(field.pattern, one.id) for one in draft.links.completions(field.pattern, begun))


def _words(field: FormField, text: str) -> tuple[str, ...]:
    words = tuple(word_of(value) for value in field.choices)
    optional = field.nested or field.blank is None or not text
    return ("", *words) if optional else words
