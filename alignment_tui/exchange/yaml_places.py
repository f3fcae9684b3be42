"""YAML from elsewhere, read place by place: each value knows its file, line and key, and is typed when asked for.

Documents of other tools hold anything at all beside what we look for, so what nobody asks for is never looked at: no
tag in it is obeyed, no alias in it is unfolded.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignment_tui.domain.quantities import exact, number
from alignment_tui.domain.records import Number
from alignment_tui.yaml_files import ConfigRefused, looked_over, read_text

if TYPE_CHECKING:
    import yaml

_TAG = "tag:yaml.org,2002:"
_WRITTEN = {f"{_TAG}str", f"{_TAG}timestamp"}
_SHOWN = 60


class Place:
    """One value of a YAML file and where it stands."""

    def __init__(self, path: Path, node: "yaml.Node", key: str, line: int = 0) -> None:
        self.path, self.node, self.key = path, node, key
        self.line = line or _line(node.start_mark)

    def refused(self, reason: str) -> ConfigRefused:
        """Return the refusal of this value."""
        return ConfigRefused(self.path, reason, key=self.key, line=self.line)

    def get(self, name: str) -> "Place | None":
        """Return the value of a key of this mapping; nothing where it is missing or null."""
        import yaml

        if not isinstance(self.node, yaml.MappingNode) or self.node.tag != f"{_TAG}map":
            raise self.refused(f"expected a mapping, got {self._kind()}")
        found: dict[str, Place] = {}
        for key, value in self.node.value:
            if key.tag == f"{_TAG}merge":
                raise self._below("<<", key).refused("merged keys are not followed here: write them out")
            if not isinstance(key, yaml.ScalarNode):
                continue
            inner = self._below(str(key.value), value, _line(key.start_mark))
            if key.value in found:
                raise inner.refused("this key stands here twice")
            found[key.value] = inner
        place = found.get(name)
        return None if place is None or place.node.tag == f"{_TAG}null" else place

    def need(self, name: str) -> "Place":
        """Return the value of a key of this mapping; raises `ConfigRefused` where there is none."""
        place = self.get(name)
        if place is None:
            raise self.refused(f"there is no {name}")
        return place

    def said(self, name: str) -> str:
        """Return the text of a key of this mapping; nothing where there is none."""
        place = self.get(name)
        return "" if place is None or place.node.value == "" else place.words()

    def items(self) -> list["Place"]:
        """Return the values of this list."""
        if not self.is_list():
            raise self.refused(f"expected a list, got {self._kind()}")
        return [Place(self.path, item, f"{self.key}[{at}]") for at, item in enumerate(self.node.value)]

    def words(self) -> str:
        """Return text that is not empty; a moment counts as the text it was written as."""
        if self.node.tag not in _WRITTEN or not isinstance(self.node.value, str):
            raise self.refused(f"expected text, got {self._kind()}")
        if not self.node.value.strip():
            raise self.refused("this is empty")
        return self.node.value.strip()

    def number(self) -> Number:
        """Return a number as YAML has it; infinity and not-a-number are left to the rules of the record."""
        value = self._scalar()
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refused(f"expected a number, got {self._kind()}")
        return value if isinstance(value, float) else number(exact(value))

    def flag(self) -> bool:
        """Return yes or no."""
        value = self._scalar()
        if not isinstance(value, bool):
            raise self.refused(f"expected true or false, got {self._kind()}")
        return value

    def is_text(self) -> bool:
        """Tell whether this is text."""
        return self.node.tag in _WRITTEN

    def is_list(self) -> bool:
        """Tell whether this is a list."""
        return self.node.tag == f"{_TAG}seq"

    def _below(self, name: str, node: "yaml.Node", line: int = 0) -> "Place":
        return Place(self.path, node, f"{self.key}.{name}" if self.key else name, line)

    def _scalar(self) -> object:
        import yaml
        from yaml.constructor import SafeConstructor

        if not isinstance(self.node, yaml.ScalarNode):
            return None
        try:
            return SafeConstructor().construct_object(self.node)
        except (yaml.YAMLError, ValueError, OverflowError):
            return None

    def _kind(self) -> str:
        if self.node.tag.startswith(_TAG):
            kind = self.node.tag.removeprefix(_TAG)
            names = {"map": "a mapping", "seq": "a list", "null": "nothing", "str": "text", "timestamp": "a time"}
            shown = f" ({self.node.value[:_SHOWN]})" if isinstance(self.node.value, str) and kind != "null" else ""
            return names.get(kind, f"a value of the kind {kind}") + shown
        return f"the tag {self.node.tag[:_SHOWN]}, which has no meaning here"


def read_places(path: Path) -> list[Place]:
    """Return the documents of a YAML (or JSON) file; a document that is a list counts as its entries.

    Raises `ConfigRefused` for what is no YAML, too large, nested too deep or full of aliases.
    """
    import yaml

    text = read_text(path)
    try:
        return list(_documents(path, text))
    except yaml.MarkedYAMLError as error:
        words = " ".join(part for part in (error.problem, error.context) if part) or "this is no YAML"
        raise ConfigRefused(path, words, line=_line(error.problem_mark or error.context_mark)) from None
    except yaml.YAMLError as error:
        raise ConfigRefused(path, " ".join(str(error).split()) or "this is no YAML") from None


def _documents(path: Path, text: str) -> Iterator[Place]:
    import yaml

    for node in yaml.compose_all(text, Loader=looked_over(path, text)):
        document = None if node is None else Place(path, node, "")
        if document is None or node.tag == f"{_TAG}null":
            continue
        if document.is_list():
            yield from document.items()
        else:
            yield document


def _line(mark: Any) -> int:
    """Return the line a mark stands on, counted from 1; 0 if there is no mark."""
    return mark.line + 1 if mark else 0
