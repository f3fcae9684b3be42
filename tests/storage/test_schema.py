"""The published schema is the one the program follows, and every example follows it."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from alignment_tui.domain.document import Document
from alignment_tui.paths import examples_folder
from alignment_tui.storage.reading import encoded
from alignment_tui.storage.schema import schema, schema_text

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((examples_folder() or ROOT / "sessions").glob("*.json"))


def test_the_published_schema_is_this_one() -> None:
    """When it is not: `alignment-tui schema > docs/session.schema.json`."""
    assert (ROOT / "docs" / "session.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_saved_document_follows_it(make: Callable[..., Document]) -> None:
    jsonschema.validate(json.loads(encoded(make())), schema())


@pytest.mark.parametrize("field", ["mood", "id"])
def test_an_unknown_field_does_not(make: Callable[..., Document], field: str) -> None:
    plain = json.loads(encoded(make()))
    plain["session"][field] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_follows_it(path: Path) -> None:
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema())
