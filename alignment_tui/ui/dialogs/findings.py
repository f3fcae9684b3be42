"""What is left hanging, as choices that lead to where it is mended."""

from collections.abc import Sequence

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.stages import stage_of
from alignment_tui.domain.text import folded
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.dialogs.search import Found
from alignment_tui.ui.lines import Line, columns, labelled, paragraph

_MEND_FROM = 110
_MEMO_ROWS = {"context": "context", "cadence": "cadence", "first-review": "cadence", "superseded-link": "links"}


def findings_chooser(findings: Sequence[Finding]) -> Chooser[Finding]:
    """Return the dialog over all findings, the blocking ones first."""
    blocking = sum(finding.level == "block" for finding in findings)
    title = "What is missing" if not blocking else f"What is missing: {blocking} would block the memo"
    return Chooser(title, finding_choices(findings), empty="nothing is missing")


def finding_choices(findings: Sequence[Finding], *, of_one_stage: bool = False) -> list[Choice[Finding]]:
    """Return a choice for each finding, with its stage where they are not all of one."""
    return [_choice(finding, told=not of_one_stage) for finding in findings]


def place_of(finding: Finding) -> Found:
    """Return where a finding is mended; one about the memo itself has the row of what it is about."""
    return Found(finding.stage, "", finding.about or _MEMO_ROWS.get(finding.code, ""))


def _choice(finding: Finding, *, told: bool) -> Choice[Finding]:
    def shown(width: int) -> Line:
        level = ("blocks", 7, "bad") if finding.level == "block" else ("look at", 7, "warn")
        stage = [(stage_of(finding.stage).title, 12, "dim")] if told else []
        cells = [level, *stage, (finding.message, 0, "text")]
        if width >= _MEND_FROM:
            cells.append((finding.mend, 44, "dim"))
        return columns(width, *cells)  # type: ignore[arg-type]

    def more(width: int) -> list[Line]:
        return [*paragraph(finding.message, width)[:2], *labelled("To mend it", finding.mend, width, "accent", 12)]

    return Choice(shown, finding, folded(f"{finding.about} {finding.stage} {finding.message} {finding.mend}"), more)
