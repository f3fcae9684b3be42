"""What blocks the memo, and nothing else: a memo that nothing blocks need not know how all the rest is looked for."""

from alignment_tui.domain.constraint_findings import constraint_findings
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.late_findings import sign_off_findings
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_off_findings import trade_off_findings


def blocking(session: Session) -> tuple[Finding, ...]:
    """Return only what blocks the memo, in the order of the stages; what deserves a look is not looked for."""
    found = (*constraint_findings(session), *trade_off_findings(session), *sign_off_findings(session))
    return tuple(finding for finding in found if finding.level == "block")
