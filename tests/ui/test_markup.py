"""No word of a person reaches anything that parses markup: the sources are read, not trusted."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignment_tui.ui.actions import ACTIONS
from alignment_tui.ui.key_names import key_name
from tests.running import ROOT

SOURCES = sorted((ROOT / "alignment_tui" / "ui").rglob("*.py"))

# What of textual parses the text it is given, and is only safe with `markup=False` or `Content`.
PARSING_WIDGETS = {"Static", "Label", "Button", "Checkbox", "RadioButton", "Link", "Collapsible", "Tooltip"}
PARSING_CALLS = {"notify", "DiscoveryHit", "Hit", "Option", "Selection", "from_markup", "Placeholder"}
PARSING_PLACES = {"border_title", "border_subtitle", "tooltip", "placeholder", "title", "sub_title"}
# Every other widget needs a look at what it does with words before it is used.
KNOWN_WIDGETS = PARSING_WIDGETS | {"Input", "TextArea"}
MAKES_CONTENT = {"Content", "Content.assemble", "Content.styled"}

# (file, call): why no word of a person is in it.
ALLOWED = {
    ("palette.py", "DiscoveryHit"): "label, key and help of an action, held below to have no brackets",
    ("palette.py", "Hit"): "the same, highlighted",
}


def unsafe(source: str, name: str = "x.py") -> Iterator[str]:
    """Yield every call and assignment in which words could be parsed as markup."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="textual.widgets", names=names):
                yield from (f"{name}:{node.lineno} {one.name}" for one in names if one.name not in KNOWN_WIDGETS)
            case ast.ImportFrom(module=str(module), names=names) if module.startswith(
                ("textual.markup", "rich.markup")
            ):
                yield f"{name}:{node.lineno} {module}: escaping is no cure"
            case ast.ClassDef(bases=bases) if any(_called(base) in PARSING_WIDGETS for base in bases):
                yield from (f"{name}:{call.lineno} super().__init__" for call in _bare_starts(node))
            case ast.Call() if not _harmless(node) and (name, _called(node.func)) not in ALLOWED:
                yield f"{name}:{node.lineno} {ast.unparse(node)[:60]}"
            case ast.Assign(targets=targets, value=value) if not _plain(value):
                places = {target.attr for target in targets if isinstance(target, ast.Attribute)} & PARSING_PLACES
                yield from (f"{name}:{node.lineno} {place}" for place in places)


def _harmless(call: ast.Call) -> bool:
    called = _called(call.func)
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if any(arg in PARSING_PLACES and not _plain(value) for arg, value in given.items() if arg != "title"):
        return False
    if called == "from_markup":
        return bool(call.args) and isinstance(call.args[0], ast.Constant)
    if called not in PARSING_WIDGETS | PARSING_CALLS:
        return True
    off = given.get("markup")
    if isinstance(off, ast.Constant) and off.value is False:
        return True
    return all(_plain(value) for value in (*call.args, *given.values()))


def _plain(value: ast.expr) -> bool:
    """Tell whether an expression is surely no word of a person, or is surely not parsed."""
    if isinstance(value, ast.Constant):
        return not (isinstance(value.value, str) and "[" in value.value)
    return isinstance(value, ast.Call) and ast.unparse(value.func) in MAKES_CONTENT


def _bare_starts(cls: ast.ClassDef) -> Iterator[ast.Call]:
    """Yield the calls of a widget's own start that leave the parsing on."""
    starts = [
        node for node in ast.walk(cls) if isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__"
    ]
    for call in starts:
        off = next((keyword.value for keyword in call.keywords if keyword.arg == "markup"), None)
        if not (isinstance(off, ast.Constant) and off.value is False):
            yield call


def _called(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


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
    ],
)
def test_what_would_parse_words_is_found(source: str) -> None:
    assert list(unsafe(source))


@pytest.mark.parametrize(
    "source",
    [
        "Static(words, markup=False)",
        "Static('')",
        "Static(Content(words))",
        "Static(Content.assemble((words, '$role-text')))",
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
