"""No word of a person reaches anything that parses markup: the sources are read, not trusted."""

from pathlib import Path

import pytest

from alignment_tui.ui.actions import ACTIONS
from alignment_tui.ui.key_names import key_name
from tests.running import ROOT
from tests.ui.markup_check import unsafe

SOURCES = sorted((ROOT / "alignment_tui" / "ui").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_words_reach_a_parser_of_markup(path: Path) -> None:
    assert list(unsafe(path.read_text(), path.name)) == []


def test_the_actions_have_no_brackets_for_the_palette_to_parse() -> None:
    for entry in ACTIONS:
        first = next(iter((*entry.keys, *entry.letters)), "")
        assert "[" not in f"{entry.label} {entry.help} {key_name(first)}"


@pytest.mark.parametrize(
    "source",
    [
        "Static(words)",
        "Static(f'{words}')",
        "Static('[b]x[/b]')",
        "Static(words, markup=True)",
        "Label(session.title, classes='x')",
        "self.notify(str(problem))",
        "self.app.notify(f'{name}')",
        "Button(label=words)",
        "Input(placeholder=session.title)",
        "widget.border_title = session.title",
        "widget.tooltip = words",
        "Content.from_markup(words)",
        "Content.from_markup(f'[b]{words}[/b]')",
        "from textual.markup import escape",
        "from textual.widgets import DataTable",
        "class Mine(Static):\n    def __init__(self, words):\n        super().__init__(words)",
        "DiscoveryHit(words, run)",
        # Slips that somebody could make without a thought of markup.
        "Static('')",
        "class Mine(Static):\n    pass",
        "class Mine(Static):\n    def __init__(self, words, **more):\n        super().__init__(words, **more)",
        "tell = self.notify",
        "self.call_later(self.notify, words)",
        "partial(self.app.notify, words)",
        "rows = [Static(one) for one in words]",
        "rows = map(Static, words)",
        "setattr(widget, 'border_title', words)",
        "getattr(self, 'notify')(words)",
        "widget.set_reactive(Widget.border_title, words)",
        "widget.border_title: str = words",
        "widget.border_title += words",
        "widget.border_title, more = words, 1",
        "class Page(Widget):\n    BORDER_TITLE = words",
        "class Page(Widget):\n    def render(self) -> str:\n        return self.words",
        "class Page(Widget):\n    def render(self):\n        return self.words",
        "self.exit(1, message=words)",
        "self.exit(1, 1, words)",
        "self.panic(words)",
        "palette.add_option(words)",
        "import textual.widgets as w",
        "from textual import widgets",
        "from textual.widgets import Static as Words",
        "from textual.widgets._static import Static",
        "from textual.visual import visualize",
        "from rich.console import Console",
    ],
)
def test_what_would_parse_words_is_found(source: str) -> None:
    assert list(unsafe(source))


@pytest.mark.parametrize(
    "source",
    [
        "Static(words, markup=False)",
        "Static(Content(words), markup=False)",
        "place.query_one('.words', Static).update(words)",
        "def shown(self, place: Static) -> Static:\n    return place",
        "self.exit(1, message=Text(words))",
        "self.exit(code)",
        "class Page(Widget):\n    def render(self) -> Content:\n        return Content(self.words)",
        "self.notify(str(problem), markup=False)",
        "Content.from_markup('[b]$name[/b]', name=words)",
        "class Mine(Static):\n    def __init__(self, words):\n        super().__init__(markup=False)",
        "widget.border_title = Content(words)",
        "from textual.widgets import Input, Static",
        "Chooser(title=words)",
    ],
)
def test_what_does_not_parse_is_let_pass(source: str) -> None:
    assert not list(unsafe(source))
