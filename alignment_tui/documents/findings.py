"""What is left hanging, each with where and what mends it."""

from collections.abc import Iterable, Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, line
from alignment_tui.domain.findings import Finding


def finding_blocks(found: Iterable[Finding], heading: str) -> Iterator[Block]:
    """Yield the findings under a heading, or nothing where nothing hangs."""
    entries = tuple(finding_entry(finding) for finding in found)
    if entries:
        yield Heading(heading)
        yield Entries(entries)


def finding_entry(finding: Finding) -> Entry:
    """Return a finding with what mends it; its id stands in front and is not said twice."""
    message = finding.message.removeprefix(f"{finding.about}, ") if finding.about else finding.message
    return Entry(
        id=finding.about or "-",
        head=line("in the way: " if finding.level == "block" else "", message),
        notes=(line("to mend it: ", finding.mend),) if finding.mend else (),
    )
