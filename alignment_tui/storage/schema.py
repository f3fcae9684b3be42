"""The published description of a session file, made from the records themselves."""

from typing import Any

import msgspec

from alignment_tui.domain.document import FORMAT, Document


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every session file of this format follows."""
    described = msgspec.json.schema(Document)
    described["$defs"]["Document"]["required"] = ["format", "rev", "last_ids", "session"]
    described["$defs"]["Document"]["properties"]["format"] = {"const": FORMAT}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"alignment-tui session, format {FORMAT}",
        **described,
    }


def schema_text() -> str:
    """Return the schema as it is published in ``docs/session.schema.json``."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"
