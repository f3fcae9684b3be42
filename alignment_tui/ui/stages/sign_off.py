"""Launch on the screen: who has said what to which text, and whether the rule is met."""

from collections.abc import Sequence
from datetime import date

from alignment_tui.domain import sign_off as rules
from alignment_tui.domain.memo import decision_lines
from alignment_tui.domain.records import Rule, Signature
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import accepted, trade_off_words
from alignment_tui.ui.lines import BLANK, Line, Role, columns, labelled, line, paragraph
from alignment_tui.ui.stages.base import StageView, entry_of, rows_of
from alignment_tui.ui.widgets.record_list import Row

_WORDS = {
    "undecided": "undecided",
    "consent": "consents",
    "reservation": "consents, but",
    "objection": "objects",
    "aside": "stands aside",
    "withdrawal": "withdrew",
}
_ROLES: dict[str, Role] = {"consent": "good", "reservation": "good", "objection": "bad", "undecided": "warn"}


class SignOffView(StageView):
    """Each signer's word now, the rule, and the whole trail of signatures."""

    slug = "sign-off"
    begin = (
        "Choose the rule first, then ask each signer in turn:",
        "signers: Ana, Raj",
        "rule everyone",
        "Ana consents",
        "Raj objects: partners would leave before the branding comes",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        rule = [Row("rule", "rule")] if session.rule else []
        signers = [Row("stakeholders", standing.person) for standing in rules.standings(session)]
        heading = [Row(heading="Who signs")] if signers else []
        return [*rule, *heading, *signers, *rows_of("signatures", session.signatures, "What was said, in order")]

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        if row.collection == "stakeholders":
            standing = next(item for item in rules.standings(session) if item.person == row.key)
            state = (
                f"stale: {', '.join(stale.section.replace('_', ' ') for stale in standing.stale)}"
                if standing.stale
                else ""
            )
            return columns(
                width,
                ("", 4, "dim"),
                (standing.name, 14, "text"),
                (_WORDS[standing.verdict], 14, _ROLES.get(standing.verdict, "text")),
                (standing.text, 0, "text"),
                (state, -24 if state else 1, "warn"),
            )
        match entry_of(session, row):
            case Rule() as rule:
                return columns(width, ("", 4, "dim"), ("Rule", 14, "dim"), (rule_words(rule), 0, "text"))
            case Signature() as signature:
                return columns(
                    width,
                    (signature.id, 4, "dim"),
                    (session.name_of(signature.person), 14, "text"),
                    (_WORDS[signature.verdict], 14, _ROLES.get(signature.verdict, "text")),
                    (signature.text, 0, "text"),
                    (f"version {signature.version}", -10, "dim"),
                )
            case _:
                return BLANK

    def aside(self, session: Session, today: date) -> str:
        outcome = rules.outcome(session)
        return "the rule is met" if outcome.met else f"{len(outcome.undecided)} undecided" if outcome.undecided else ""

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        lines: list[Line] = []
        if row is not None and row.collection == "stakeholders":
            standing = next(item for item in rules.standings(session) if item.person == row.key)
            lines.append(
                line(
                    (standing.name, "strong"), (f"   {_WORDS[standing.verdict]}", _ROLES.get(standing.verdict, "text"))
                )
            )
            for stale in standing.stale:
                lines.extend(labelled("Stale", stale.reason, width, "warn"))
            lines.append(BLANK)
        text = rules.text_now(session)
        lines.append(line(("Read this back", "strong"), (f"   text {text.short}, version {text.version}", "dim")))
        for decided in decision_lines(session):
            lines.extend(labelled(decided.label, decided.text, width, label_width=17))
        for trade in accepted(session):
            lines.extend(labelled(trade.id, trade_off_words(trade), width, label_width=17))
        lines.append(BLANK)
        lines.extend(paragraph(rules.outcome_words(session, rules.outcome(session)), width, "strong"))
        return lines


def rule_words(rule: Rule) -> str:
    """Say a rule as people chose it."""
    if rule.kind == "quorum":
        return f"{rule.needed} of {rule.of} consent" if rule.of else f"{rule.needed} consent"
    return {"everyone": "everyone consents", "no objection": "nobody objects"}[rule.kind]
