"""What is left hanging at the sign-off and on the scorecard, and what mends it."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from alignment_tui.domain.findings import Finding
from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.reviews import next_review, overdue
from alignment_tui.domain.scorecard import NOBODY_AGREED, rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.domain.tripwires import firing


def sign_off_findings(session: Session) -> Iterator[Finding]:
    """Yield what the sign-off leaves open; without anybody to sign, nothing can be decided."""
    if not session.signers:
        yield _finding("block", "signers", "sign-off", "", "nobody is asked to sign", "signers: Ana, Raj")
    if session.rule is None:
        message = "nobody said what counts as agreed; choose it before the round"
        yield _warn("rule", "sign-off", "", message, "rule everyone, rule no objection, or rule quorum 4 of 5")
    for one in standings(session):
        if one.verdict == "objection":
            message = f"{one.name} objects: {one.text}"
            yield _warn("objection", "sign-off", one.signature, message, f"amend, or {one.name} withdraws")
        elif one.verdict == "undecided" and session.signatures:
            message = f"{one.name} has not said anything yet"
            yield _warn(
                "undecided", "sign-off", one.person, message, f"{one.name} consents, or {one.name} objects: why"
            )
        for section in one.stale if one.verdict != "objection" else ():
            title = SECTION_TITLES.get(section.section, section.section)
            message = f'{one.name} signed another text of "{title}": {section.reason}'
            yield _warn("stale-signature", "sign-off", one.signature, message, f"{one.name} signs again")


def scorecard_findings(session: Session, today: date) -> Iterator[Finding]:
    """Yield what the scorecard leaves open; nothing before the memo was signed or read for the first time."""
    for one in firing(session):
        yield _warn(
            "tripwire",
            "scorecard",
            one.tripwire,
            one.words,
            f"{one.tripwire} trips",
        )
    due = next_review(session)
    if due and overdue(session, today) and (session.versions or session.readings):
        message = f"the review of {due.isoformat()} is not written"
        yield _warn("review-overdue", "scorecard", "", message, "review changed: text")
    if not session.versions and not session.readings:
        return
    for row in rows(session, today):
        if row.latest is None:
            message = f"{row.metric}, {row.name} has no readings yet"
            yield _warn("no-readings", "scorecard", row.metric, message, f"{row.metric} 91")
        for drifted in row.drift:
            message = f"{row.name} is not what was signed: {drifted}"
            yield _warn("drift", "scorecard", row.metric, message, "change it back, or sign again")
        if row.answered_by == NOBODY_AGREED:
            message = f"{row.metric}, {row.name} is {row.status}, and {NOBODY_AGREED}"
            yield _warn("unaccepted-miss", "scorecard", row.metric, message, "review now: what we do about it")


def _warn(code: str, stage: StageSlug, about: str, message: str, mend: str) -> Finding:
    return _finding("warn", code, stage, about, message, mend)


def _finding(
    level: Literal["block", "warn"], code: str, stage: StageSlug, about: str, message: str, mend: str
) -> Finding:
    return Finding(level=level, code=code, stage=stage, about=about, message=message, mend=mend)
