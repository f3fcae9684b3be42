"""One term for one thing: what the screens say keeps to the words of docs/architecture.md."""

import ast
import re
from functools import cache

import pytest

from tests.running import ROOT

SHOWN = [path for folder in ("ui", "capture") for path in sorted((ROOT / "alignment_tui" / folder).rglob("*.py"))]
OTHERWISE = {
    "stakeholder": "person",
    "deletes?|deleted": "removed",
    "alarm(ed)?": "signal",
    "per cent": "percent",
    "cancel(led)?": "leave, or undo",
    "document": "session",
    "the timer": "the clock",
    "ultimatums?": "a must",
}


@cache
def sentences() -> list[str]:
    """Return what is said in words somewhere in the modules: their texts with a space in them, but no docstring."""
    said: list[str] = []
    for path in SHOWN:
        nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
        unsaid = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        texts = (node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in unsaid)
        said += [text for text in texts if isinstance(text, str) and " " in text]
    return said


@pytest.mark.parametrize(("word", "ours"), OTHERWISE.items())
def test_one_thing_has_one_word(word: str, ours: str) -> None:
    assert [text for text in sentences() if re.search(rf"\b({word})\b", text)] == [], f"say {ours}"
