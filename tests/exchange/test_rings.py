"""This ring knows the domain and nothing of how a session is changed, kept or shown."""

import ast
from pathlib import Path

import pytest

from tests.running import ROOT

SOURCES = sorted((ROOT / "alignment_tui" / "exchange").glob("*.py"))
KNOWN = ("alignment_tui.domain", "alignment_tui.exchange", "alignment_tui.yaml_files")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_imports_domain_only(path: Path) -> None:
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        for name in names:
            if name.startswith("alignment_tui"):
                assert name.startswith(KNOWN), name
            else:
                assert name.partition(".")[0] not in {"textual", "rich", "click", "tinydb"}, name


def test_yaml_is_imported_where_it_is_read() -> None:
    for path in SOURCES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [it.name for it in node.names]
                assert not any(name.partition(".")[0] == "yaml" for name in names), path.name
