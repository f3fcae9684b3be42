"""`schema`: print the JSON Schema of a session file."""

import click

from alignment_tui.cli.streams import put


@click.command("schema")
def command() -> None:
    """Print the JSON Schema that every session file follows."""
    from alignment_tui.storage.schema import schema_text

    put(schema_text().rstrip("\n"))
