"""A look at the source of the interface for every way by which words could come to be parsed as markup.

What is not known to be harmless is told: a new import, a widget under another name, a function that is handed on.
"""

import ast
from collections.abc import Iterator

# What of textual parses the text it is given, and is only safe with `markup=False` or `Content`.
PARSING_WIDGETS = {"Static", "Label", "Button", "Checkbox", "RadioButton", "Link", "Collapsible", "Tooltip", "Tab"}
PARSING_CALLS = {"notify", "DiscoveryHit", "Hit", "from_markup", "Placeholder", "visualize"}
PARSING_CALLS |= {"add_option", "add_options", "set_prompt", "replace_option_prompt", "add_row", "panic", "print"}
PARSING_PLACES = {"border_title", "border_subtitle", "tooltip", "placeholder", "title", "sub_title", "label", "prompt"}
PARSING_PLACES |= {"TITLE", "SUB_TITLE", "BORDER_TITLE", "BORDER_SUBTITLE"}
# Every other widget needs a look at what it does with words before it is used, and so does every other module.
KNOWN_WIDGETS = PARSING_WIDGETS | {"Input", "TextArea"}
DRIVERS = {"textual.driver", "textual.drivers", "textual.drivers.linux_driver"}
PARSERS_OF_KEYS = {"textual._ansi_sequences", "textual._xterm_parser"}
KNOWN_MODULES = (
    DRIVERS
    | PARSERS_OF_KEYS
    | {f"rich.{name}" for name in ("cells", "color", "segment", "style", "text")}
    | {
        f"textual.{name}"
        for name in (
            *(
                "app",
                "await_complete",
                "binding",
                "color",
                "command",
                "containers",
                "content",
                "css.query",
                "document._document",
                "document._wrapped_document",
                "dom",
                "drivers",
                "events",
            ),
            *(
                "filter",
                "geometry",
                "message",
                "message_pump",
                "reactive",
                "renderables.background_screen",
                "renderables.digits",
                "screen",
                "scroll_view",
            ),
            *("strip", "style", "theme", "timer", "widget", "widgets", "worker"),
        )
    }
)
KNOWN_NAMES = {
    ("textual", "on"),
    ("textual", "work"),
    ("textual._compositor", "Compositor"),
    ("textual._context", "active_app"),
    ("textual._styles_cache", "StylesCache"),
    ("textual.css.styles", "StylesBase"),
    ("rich.console", "RenderableType"),
}
MAKES_CONTENT = {"Content", "Content.assemble", "Content.styled", "Text"}

# (file, call): why no word of a person is in it.
ALLOWED = {
    ("palette.py", "DiscoveryHit"): "label, key and help of an action, held by a test to have no brackets",
    ("palette.py", "Hit"): "the same, highlighted",
}
_PARSING = PARSING_WIDGETS | PARSING_CALLS
_LOOKED_FOR = {"query", "query_one", "query_exactly_one", "isinstance"}
_BY_NAME = {"getattr", "setattr", "attrgetter", "methodcaller"}


def unsafe(source: str, name: str = "x.py") -> Iterator[str]:
    """Yield every import, call and assignment in which words could be parsed as markup."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for what in _troubles(node, name):
            yield f"{name}:{getattr(node, 'lineno', 0)} {what}"
    yield from (f"{name}:{node.lineno} {_called(node)} is handed on" for node in _handed_on(tree))


def _troubles(node: ast.AST, name: str) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (f"import {one.name}" for one in names if _package(one.name))
        case ast.ImportFrom(module=str(module), names=names) if _package(module):
            yield from _imported(module, names)
        case ast.ClassDef(bases=bases) if any(_called(base) in PARSING_WIDGETS for base in bases):
            if not _starts_without_markup(node):
                yield f"class {node.name} leaves the parsing on"
        case ast.FunctionDef(name="render", returns=returns):
            if not (isinstance(returns, ast.Name) and returns.id in ("Content", "Strip", "Ground")):
                yield "render does not say that it returns Content"
        case ast.Call() if not _harmless(node) and (name, _called(node.func)) not in ALLOWED:
            yield ast.unparse(node)[:60]
        case ast.Assign(targets=targets, value=value) if not _plain(value):
            yield from _places(targets)
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target, value=ast.expr()):
            if isinstance(node, ast.AugAssign) or not _plain(node.value):
                yield from _places([target])


def _package(module: str) -> bool:
    return module.split(".")[0] in ("textual", "rich")


def _imported(module: str, names: list[ast.alias]) -> Iterator[str]:
    for one in names:
        if (module, one.name) in KNOWN_NAMES:
            continue
        if module not in KNOWN_MODULES:
            yield f"{module} has not been looked at"
        elif module == "textual.widgets" and one.name not in KNOWN_WIDGETS:
            yield f"{one.name} has not been looked at"
        elif one.asname and one.name in _PARSING | MAKES_CONTENT:
            yield f"{one.name} under another name"


def _harmless(call: ast.Call) -> bool:
    called = _called(call.func)
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if any(arg in PARSING_PLACES and not _plain(value) for arg, value in given.items() if arg not in _OWN_TITLES):
        return False
    if called in _BY_NAME | {"set_reactive"}:
        return not any(_named(value) in PARSING_CALLS | PARSING_PLACES for value in call.args)
    if called == "from_markup":
        return bool(call.args) and isinstance(call.args[0], ast.Constant)
    if called == "exit":
        return all(map(_plain, (*call.args[2:], *(value for arg, value in given.items() if arg in ("message", None)))))
    if called not in _PARSING:
        return True
    off = given.get("markup")
    if isinstance(off, ast.Constant) and off.value is False:
        return True
    # A widget may be given other words later, so it says at its start that it parses none.
    return called not in ("Static", "Label") and all(map(_plain, (*call.args, *given.values())))


# Our own classes and textual's `notify` have these, and parse none of them; they are looked at where they are painted.
_OWN_TITLES = {"title", "label", "prompt"}


def _plain(value: ast.expr | None) -> bool:
    """Tell whether an expression is surely no word of a person, or is surely not parsed."""
    if isinstance(value, ast.Constant):
        return not (isinstance(value.value, str) and "[" in value.value)
    return isinstance(value, ast.Call) and ast.unparse(value.func) in MAKES_CONTENT


def _places(targets: list[ast.expr]) -> Iterator[str]:
    """Yield the parsing places among what is assigned to; a place in a class has a name only."""
    for target in targets:
        for node in ast.walk(target):
            if isinstance(node, ast.Attribute) and node.attr in PARSING_PLACES - {"label", "prompt"}:
                yield node.attr
            elif isinstance(node, ast.Name) and node.id.isupper() and node.id in PARSING_PLACES:
                yield node.id


def _starts_without_markup(cls: ast.ClassDef) -> bool:
    starts = [one for one in ast.walk(cls) if isinstance(one, ast.Call) and ast.unparse(one.func) == "super().__init__"]
    offs = [next((word.value for word in call.keywords if word.arg == "markup"), None) for call in starts]
    return bool(offs) and all(isinstance(off, ast.Constant) and off.value is False for off in offs)


def _handed_on(tree: ast.Module) -> Iterator[ast.Name | ast.Attribute]:
    """Yield what parses where it is neither called, nor looked for, nor a base, nor a type."""
    seen: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=func, args=args):
                seen.add(id(func))
                if _called(func) in _LOOKED_FOR:
                    seen |= {id(one) for arg in args for one in ast.walk(arg)}
            case ast.ClassDef(bases=bases):
                seen |= {id(base) for base in bases}
            case ast.arg(annotation=ast.expr() as kind) | ast.AnnAssign(annotation=kind):
                seen |= {id(one) for one in ast.walk(kind)}
            case ast.FunctionDef(returns=ast.expr() as kind) | ast.AsyncFunctionDef(returns=ast.expr() as kind):
                seen |= {id(one) for one in ast.walk(kind)}
    for node in ast.walk(tree):
        match node:
            case ast.Name(ctx=ast.Load()) | ast.Attribute(ctx=ast.Load()) if id(node) not in seen:
                if _called(node) in _PARSING:
                    yield node


def _called(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _named(node: ast.expr) -> str:
    """Return what is named by a text or a reference."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else _called(node)
