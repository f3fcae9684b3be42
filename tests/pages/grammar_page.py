"""docs/grammar.md, written from the table that reads the lines, so that no line is told that is not read."""

from alignment_tui.capture.forms import FORMS
from alignment_tui.domain.stages import STAGES

_HEAD = """# The capture line

One line, as people speak. The same words are read at the bottom of every screen and by `alignment-tui capture`;
what was understood is shown before it is taken, and a line that is not understood says what an understood one looks
like.

**How a line is read.** Blank lines and lines that begin with `#` are skipped; in a file, `# stage: NAME` goes to
another stage. A line that begins with a word of its own (`park:`, `stream`, `option` ...) is read the same in every
stage, and so is an id with one of its verbs (`R1 because: ...`). What remains is read as this stage reads it.

**At its end**, in any order: `by DATE`, `on DATE`, `@NAME`, `#ID`, `guardrail`, `leading M1`. The separator is the
first colon followed by a space, so `10:30` and addresses are words. ` -> ` and ` even over ` need their spaces.

**Names** are those already known, in any case, the longest first; `@"SIG Release"` may quote one. A new name is
asked for twice on the screen; `capture` adds the person and says so: `new S4`.

**Numbers** are `1200`, `1.5`, `-3`; a range is low-typical-high: `4-6-9pw`. **Times** end in `m`, `h`, `d` or `w`;
`?` is unknown. **Dates** are `2025-06-30`, `30 Jun 2025`, `June 2025` (its last day) or `today`.

This page is made by `make docs` from the forms the program reads."""


def grammar_page() -> str:
    """Return the page: every form there is, by the stage it belongs to."""
    groups = [("any", "Any stage"), *((stage.slug, f"{stage.title} (`{stage.slug}`)") for stage in STAGES)]
    parts = [_HEAD]
    for slug, title in groups:
        rows = [f"| {_examples(form.examples)} | {_cell(form.means)} |" for form in FORMS if form.stage == slug]
        parts += [f"## {title}", "\n".join(["| line | means |", "|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _examples(examples: tuple[str, ...]) -> str:
    return " · ".join(f"`{_cell(example)}`" for example in examples)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
