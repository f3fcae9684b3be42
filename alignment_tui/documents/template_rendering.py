"""A person's own template, filled in a sandbox: it sees the memo as plain data, the files of its folder, and no more.

What is put between the words of a template is escaped for what it writes, and there is no way to switch that off.
"""

import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from alignment_tui.documents.markdown import escaped as escaped_in_markdown
from alignment_tui.documents.tags import escaped as escaped_in_html
from alignment_tui.documents.template_files import Kind, Template, TemplateRefused, source_of
from alignment_tui.domain.text import visible

MOST_CHARACTERS = 4_000_000
# These would make markup, a link or a script of somebody's words, or take the escaping of HTML for that of text.
_REMOVED = ("safe", "urlize", "xmlattr", "tojson")


def _in_markdown(text: str) -> str:
    """Escape a text and keep one space on either side: more of them could make a block of code of it."""
    inner = escaped_in_markdown(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * text[-1:].isspace()}" if inner else inner


_ESCAPES: dict[Kind, Callable[[str], str]] = {
    "text": visible,
    "Markdown": _in_markdown,
    "HTML": escaped_in_html,
}
_NOT_IN_IT = re.compile(r"'dict object' has no attribute ('.+')")


def render(folder: Path, template: Template, data: dict[str, Any]) -> str:
    """Return a template of the folder filled with the memo, as `memo`.

    Raises `TemplateRefused` with the file, the line and the reason. Time and memory are whoever calls it's to limit.
    """
    try:
        parts, length = [], 0
        for part in _environment(folder, template.kind).get_template(template.file).generate(memo=data):
            parts.append(part)
            length += len(part)
            if length > MOST_CHARACTERS:
                raise TemplateRefused(template.file, f"it writes more than {MOST_CHARACTERS // 1_000_000} MB")
        return "".join(parts)
    except TemplateRefused as refused:
        file, line = _place(refused, folder, "")
        if not line:
            raise
        raise TemplateRefused(file, f"{refused.file}: {refused.reason}", line) from None
    except TemplateSyntaxError as error:
        raise TemplateRefused(error.name or template.file, error.message or "not understood", error.lineno) from None
    except Exception as error:
        # A template is a program of its own: whatever goes wrong in it is told with the line of the template.
        file, line = _place(error, folder, template.file)
        raise TemplateRefused(file, _reason(error), line) from None


class _Folder(BaseLoader):
    """Files of one folder, and nothing that leads out of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Return the text and the path of a file; escaping is not to be switched off in it."""
        try:
            pieces = split_template_path(template)
        except TemplateError:
            raise TemplateRefused(template, "leads out of the folder of templates") from None
        text, path = source_of(self._folder, "/".join(pieces))
        for node in environment.parse(text, template, str(path)).find_all(nodes.EvalContextModifier):
            raise TemplateSyntaxError("escaping cannot be switched off", node.lineno, template, str(path))
        return text, str(path), None


def _environment(folder: Path, kind: Kind) -> ImmutableSandboxedEnvironment:
    escape = _ESCAPES[kind]

    def put(value: Any) -> Any:
        # What a block or a macro of the template has made is escaped already, and is its own words besides.
        return value if isinstance(value, Markup) else Markup("" if value is None else escape(str(value)))  # noqa: S704

    made = ImmutableSandboxedEnvironment(
        loader=_Folder(folder),
        autoescape=True,
        finalize=put,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=0,
    )
    for name in _REMOVED:
        del made.filters[name]
    for name in ("e", "escape", "forceescape"):
        made.filters[name] = put
    del made.globals["lipsum"]
    return made


def _place(error: Exception, folder: Path, file: str) -> tuple[str, int]:
    """Return the file and the line of the template in which something went wrong."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(folder):
            return str(Path(frame.filename).relative_to(folder)), frame.lineno or 0
    return file, 0


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError | RecursionError):
        return "it takes more memory than a template may"
    words = " ".join(str(error).split()) or type(error).__name__
    return _NOT_IN_IT.sub(r"there is no \1 in it", words)
