"""Reading YAML that a person wrote: themes, playbooks, settings.

A hand-written file is wrong in small ways, so every refusal names file, line and key; and it may come from anybody, so
it is read without tags, within caps, and into a typed schema. YAML is imported when a file is read, not before.
"""

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import msgspec

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.text import visible

if TYPE_CHECKING:
    import yaml

T = TypeVar("T")

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_NODES = 10_000
MAX_ALIASES = 100


class ConfigRefused(AlignmentError):
    """A file of settings, a theme or a playbook that cannot be used; the text names file, line and key."""

    def __init__(self, path: Path, reason: str, *, key: str = "", line: int = 0) -> None:
        self.path, self.reason, self.key, self.line = path, visible(reason), visible(key), line
        place = [visible(str(path))]
        if line:
            place.append(f"line {line}")
        if key:
            place.append(self.key)
        super().__init__(f"{', '.join(place)}: {self.reason}")


class YamlFile(Generic[T]):
    """What a YAML file says, and on which line it says it: a rule found broken later can still name the place."""

    def __init__(self, path: Path, value: T, lines: dict[str, int]) -> None:
        self.path, self.value, self.lines = path, value, lines

    def refused(self, key: str, reason: str) -> ConfigRefused:
        """Return the refusal of one key, with its line (that of the nearest key above, where it is not written)."""
        return _refused(self.path, self.lines, key, reason)


class Reader(Protocol):
    """Reads a YAML file as `read_yaml` does."""

    def __call__(self, path: Path, schema: type[T]) -> YamlFile[T]:
        """Return the file as `schema`. Raises `ConfigRefused`."""


def read_yaml(path: Path, schema: type[T]) -> YamlFile[T]:
    """Return a YAML file as `schema`, a Struct that forbids unknown fields. Raises `ConfigRefused`."""
    import yaml

    text = read_text(path)
    try:
        node = _composed(path, text)
        data, lines = _Plain(path).read(node)
    except yaml.MarkedYAMLError as error:
        line = _line_of(error.problem_mark or error.context_mark)
        raise ConfigRefused(path, _in_words(error), line=line) from None
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigRefused(path, " ".join(str(error).split()) or "this is no YAML") from None
    try:
        return YamlFile(path, msgspec.convert(data, schema), lines)
    except msgspec.ValidationError as error:
        raise _misfit(path, lines, str(error)) from None


class _Plain:
    """Turns a composed document into plain values, and counts: what an alias repeats is counted each time."""

    def __init__(self, path: Path) -> None:
        from yaml.constructor import SafeConstructor

        self.path, self.lines, self.nodes, self.scalars = path, {"": 1}, 0, SafeConstructor()

    def read(self, node: "yaml.Node | None") -> tuple[object, dict[str, int]]:
        """Return the value and the line of each key; an empty file is an empty mapping."""
        return ({} if node is None else self._value(node, "", 0)), self.lines

    def _value(self, node: "yaml.Node", key: str, depth: int) -> object:
        import yaml

        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise ConfigRefused(self.path, "too much in too little: aliases or nesting without end", line=_line(node))
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return self._mapping(node.value, key, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self._item(item, f"{key}[{at}]", depth) for at, item in enumerate(node.value)]
        if not isinstance(node, yaml.ScalarNode):
            raise ConfigRefused(self.path, f"the tag {node.tag} has no meaning here", key=key, line=_line(node))
        return self.scalars.construct_object(node)

    def _item(self, node: "yaml.Node", key: str, depth: int) -> object:
        self.lines.setdefault(key, _line(node))
        return self._value(node, key, depth + 1)

    def _mapping(self, pairs: "list[tuple[yaml.Node, yaml.Node]]", key: str, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in pairs:
            if name.tag != "tag:yaml.org,2002:str":
                raise ConfigRefused(self.path, "a key must be a word: put it in quotes", key=key, line=_line(name))
            inner = f"{key}.{name.value}" if key else str(name.value)
            if name.value in found:
                raise ConfigRefused(self.path, "this key stands here twice", key=inner, line=_line(name))
            self.lines.setdefault(inner, _line(name))
            found[name.value] = self._value(value, inner, depth + 1)
        return found


def _composed(path: Path, text: str) -> "yaml.Node | None":
    import yaml

    node: yaml.Node | None = yaml.compose(text, Loader=looked_over(path, text))
    return node


def looked_over(path: Path, text: str) -> Any:
    """Return the loader to compose `text` with, once depth and aliases have been counted: composing recurses.

    Raises `ConfigRefused`, and what YAML itself says of text that is none.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = aliases = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH or aliases > MAX_ALIASES:
            what = "nested too deep" if depth > MAX_DEPTH else "too many aliases"
            raise ConfigRefused(path, what, line=_line_of(event.start_mark))
    return loader


def read_capped(path: Path, most: int, too_large: str) -> bytes:
    """Return the bytes of a regular file. Raises `ConfigRefused`, saying `too_large` where there are over `most`."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ConfigRefused(path, "this is no file")
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        raise ConfigRefused(path, error.strerror or "cannot be read") from None
    if len(raw) > most:
        raise ConfigRefused(path, too_large)
    return raw


def read_text(path: Path) -> str:
    """Return what a regular file holds, capped, as strict UTF-8."""
    raw = read_capped(path, MAX_BYTES, f"larger than {MAX_BYTES // 1024} KB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigRefused(path, "this is not UTF-8", line=raw.count(b"\n", 0, error.start) + 1) from None


def _misfit(path: Path, lines: dict[str, int], words: str) -> ConfigRefused:
    """Say what msgspec found in our way: the key as it is written, the value in YAML's terms."""
    reason, _, place = words.partition(" - at ")
    key = place.rpartition(" in ")[2].strip("`").lstrip("$.")
    if " unknown field " in reason:
        unknown = reason.partition("`")[2].rstrip("`")
        return _refused(path, lines, f"{key}.{unknown}".lstrip("."), "there is no such key")
    reason = reason.replace("`", "").replace("object", "mapping").replace("Object", "Mapping")
    if reason.endswith("got null"):
        reason += " (a value that begins with # must stand in quotes)"
    elif "str, got" in reason:
        reason += " (put it in quotes)"
    return _refused(path, lines, key, reason[:1].lower() + reason[1:])


def _refused(path: Path, lines: dict[str, int], key: str, reason: str) -> ConfigRefused:
    above = key
    while above and above not in lines:
        above = above[: max(above.rfind("."), above.rfind("["), 0)]
    return ConfigRefused(path, reason, key=key, line=lines.get(above, 0))


def _in_words(error: "yaml.MarkedYAMLError") -> str:
    return " ".join(part for part in (error.problem, error.context) if part) or "this is no YAML"


def _line(node: "yaml.Node") -> int:
    return _line_of(node.start_mark)


def _line_of(mark: Any) -> int:
    """Return the line a mark stands on, counted from 1; 0 if there is no mark."""
    return mark.line + 1 if mark else 0
