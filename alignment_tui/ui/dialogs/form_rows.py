"""One line of a form: the label in its column, and beside it the value, or what it is edited in once one went there.

A form has some twenty fields, of which one looks at a few. An editor costs as much as all the painted values together,
so each is made when its field is first entered.
"""

from textual.app import ComposeResult
from textual.content import Content
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.events import MouseDown
from textual.geometry import Size
from textual.widget import Widget

from alignment_tui.ui.dialogs.form_choices import ChoiceEditor, Editor, PartsEditor, choice_content, parts_content
from alignment_tui.ui.dialogs.form_draft import Draft
from alignment_tui.ui.dialogs.form_editors import LineEditor, NameEditor, WordsEditor
from alignment_tui.ui.dialogs.form_fields import FormField
from alignment_tui.ui.dialogs.form_text import word_of
from alignment_tui.ui.lines import cut, fit, width_of
from alignment_tui.ui.sized import SLIM

_LABEL = 21
_INDENT = 3
_MOST_LINES = 6


class FormRow(Widget, can_focus=True):
    """A label and a value; the row under the cursor is marked, so that colour is not all that tells."""

    DEFAULT_CSS = """
    FormRow {
        width: 1fr; height: auto; padding: 0 1 0 0; color: $role-dim; background: $role-panel-background;
        border-left: blank $role-panel-background; text-wrap: nowrap; text-overflow: ellipsis;
        & > .form-editor {
            width: 1fr; height: auto; margin: 0 0 0 21; padding: 0 1; color: $role-text;
            background: $role-panel-background;
        }
        & > WordsEditor { max-height: 6; }
        & > LineEditor, & > ChoiceEditor, & > PartsEditor { height: 1; }
        & > ChoiceEditor, & > PartsEditor { text-wrap: nowrap; text-overflow: ellipsis; }
        &:focus-within {
            color: $role-accent; border-left: outer $role-accent;
            & > .form-editor { background: $role-line-background; }
        }
    }
    """

    def __init__(self, field: FormField, draft: Draft) -> None:
        super().__init__()
        self.field = field
        self.editable = field.kind != "fixed"
        self.can_focus = self.editable
        self._draft = draft
        self._editor: Editor | None = None
        self._parts = (0, "")

    @property
    def editor(self) -> Editor:
        """What the field is edited in, from now on to be seen."""
        if self._editor is None:
            self._editor = _editor(self.field, self._draft)
            self._editor.add_class("form-editor")
            if isinstance(self._editor, PartsEditor):
                self._editor.show(*self._parts)
            self.can_focus = False
            if self.is_attached:
                self.mount(self._editor)
        return self._editor

    def compose(self) -> ComposeResult:
        """Lay out the editor of a field that is begun in."""
        if self._editor is not None:
            yield self._editor

    def take_text(self) -> None:
        """Put what the editor has into the draft, where the message that tells of it may still be on its way."""
        if self._editor is not None and not isinstance(self._editor, PartsEditor):
            self._draft.texts[self.field.path] = self._editor.text

    def show_parts(self, count: int, words: str) -> None:
        """Show how many inner parts there are, and how they begin."""
        if (count, words) != self._parts:
            self._parts = count, words
            if isinstance(self._editor, PartsEditor):
                self._editor.show(count, words)
            self.refresh()

    def on_mouse_down(self, event: MouseDown) -> None:
        """Enter the field; a click on the value of a choice, or on parts, does what it does in the editor."""
        if not self.editable:
            return
        entered, editor = self._editor is not None, self.editor
        self.screen.set_focus(editor)
        place = event.get_content_offset(self)
        on_value = place is not None and (place.y if self._slim else place.x >= _LABEL)
        if on_value and not entered and isinstance(editor, ChoiceEditor | PartsEditor):
            editor.act()

    # What is painted

    def render(self) -> Content:
        """Paint the label, and beside or under it the value; an editor lies over that."""
        width = self.content_size.width
        # Bold for the label alone: a style of the row would be one of its editor as well.
        style = "bold" if self.has_pseudo_class("focus-within") else ""
        label = Content.styled(fit(f" {self.field.label}", width if self._slim else _LABEL), style)
        value = [] if self._editor is not None else self._value(width)
        if self._slim:
            lines = [label, *(Content.assemble(" " * _INDENT, line) for line in value)]
        else:
            first, *others = value or [Content("")]
            lines = [
                Content.assemble(label, " ", first),
                *(Content.assemble(" " * (_LABEL + 1), line) for line in others),
            ]
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Be as high as the value, or as its editor."""
        if self._editor is not None:
            return super().get_content_height(container, viewport, width)
        return self._slim + max(1, len(self._value(width)))

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a size without asking for another layout: how high a row is follows from the width it was given."""
        return super()._size_updated(size, virtual_size, container_size, layout and self._editor is not None)

    @property
    def _slim(self) -> bool:
        return self.app.size.width < SLIM

    def _value(self, width: int) -> list[Content]:
        """Return the value in lines, as its editor would show them."""
        field, text = self.field, self._draft.texts.get(self.field.path, "")
        room = max(1, width - (_INDENT if self._slim else _LABEL + 1) - 1)
        if field.part:
            return [parts_content(field, *self._parts).truncate(room, ellipsis=True)]
        if field.kind == "choice":
            return [choice_content(text)]
        style = "$role-text" if self.editable else "$role-dim"
        if field.kind != "text":
            return [Content.styled(fit(text, room).rstrip(), style)]
        lines = _wrapped(text, max(1, room - 1))
        if len(lines) > _MOST_LINES:
            lines[_MOST_LINES - 1 :] = [cut(f"{lines[_MOST_LINES - 1]} \N{HORIZONTAL ELLIPSIS}", room)]
        return [Content.styled(line, style) for line in lines]


def _wrapped(text: str, width: int) -> list[str]:
    """Break words into lines where their editor does, so that nothing moves when one goes there."""
    begun = text[: _MOST_LINES * width * 2]
    if len(begun) == len(text) and width_of(((text, "text"),)) <= width:
        return [text]
    document = WrappedDocument(Document(begun))
    document.wrap(width)
    if len(begun) < len(text) and document.height <= _MOST_LINES:  # signs that take no room
        document = WrappedDocument(Document(text))
        document.wrap(width)
    return [line.rstrip() for line in document.get_sections(0)]


def _editor(field: FormField, draft: Draft) -> Editor:
    text = draft.texts.get(field.path, "")
    if field.part:
        return PartsEditor(field)
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
