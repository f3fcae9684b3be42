"""What is made from the source and committed: `make docs` writes it, and a test holds it."""

from collections.abc import Callable
from pathlib import Path

from alignment_tui.storage.schema import schema_text
from tests.pages.cli_page import cli_page
from tests.pages.examples import CASES, ROOT, example_bytes
from tests.pages.grammar_page import grammar_page
from tests.pages.keys_page import keys_page
from tests.pages.samples import samples

Made = dict[Path, Callable[[], bytes]]


def made() -> Made:
    """Return every file that is made from something else, and how."""
    pages: Made = {
        ROOT / "docs" / "cli.md": lambda: cli_page().encode(),
        ROOT / "docs" / "grammar.md": lambda: grammar_page().encode(),
        ROOT / "docs" / "keys.md": lambda: keys_page().encode(),
        ROOT / "docs" / "session.schema.json": lambda: schema_text().encode(),
    }
    sessions = {ROOT / "sessions" / f"{case.stem}.json": (lambda case=case: example_bytes(case)) for case in CASES}
    return pages | sessions | samples()


def main() -> None:
    """Write whatever is not as it should be."""
    for path, content in made().items():
        wanted = content()
        if not path.exists() or path.read_bytes() != wanted:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(wanted)
            print(f"wrote {path.relative_to(ROOT)}")  # noqa: T201 # a script for people


if __name__ == "__main__":
    main()
