"""Launch on the screen: who has said what to which text, what broke it, and whether the rule is met."""

from collections.abc import Sequence
from datetime import date

from alignment_tui.domain import sign_off as rules
from alignment_tui.domain.objections import trails
from alignment_tui.domain.records import Rule, Signature
from alignment_tui.domain.session import Session
from alignment_tui.domain.signing import absent, asked, not_to_sign, to_sign_again
from alignment_tui.ui.actions import action
from alignment_tui.ui.key_names import key_name
from alignment_tui.ui.lines import BLANK, Line, Role, Span, between, columns, cut_line, line, paragraph
from alignment_tui.ui.stages.base import StageView, entry_of, id_room, rows_of
from alignment_tui.ui.stages.signed_lines import (
    VERDICT_ROLES,
    read_back_lines,
    stale_lines,
    trail_lines,
    word_lines,
)
from alignment_tui.ui.widgets.record_list import Row

VERDICTS = {
    "undecided": "undecided",
    "consent": "consents",
    "reservation": "consents, but",
    "objection": "objects",
    "aside": "stands aside",
    "withdrawal": "takes it back",
}


class SignOffView(StageView):
    """Each signer's word now, the rule, and the whole trail of signatures."""

    slug = "sign-off"
    asks = "sign-round"
    leads_on = ("sign-round",)
    begin = (
        "Choose the rule first, then ask each signer in turn:",
        "signers: Ana, Raj",
        "rule everyone",
        "Ana consents",
        "Raj objects: partners would leave before the branding comes",
    )

    def rows(self, session: Session, today: date) -> Sequence[Row]:
        stands = rules.standings(session)
        missing = Row(note=line(("    No rule yet: what counts as agreed is chosen before the round", "warn")))
        rule = [Row("rule", "rule")] if session.rule else [missing] if stands else []
        signers = [Row("stakeholders", standing.person) for standing in stands]
        heading = [Row(heading="Who signs")] if signers else []
        return [*rule, *heading, *signers, *rows_of("signatures", session.signatures, "What was said, in order")]

    def row(self, session: Session, row: Row, width: int, today: date) -> Line:
        if row.collection == "stakeholders":
            return _signer(session, row.key, width)
        match entry_of(session, row):
            case Rule() as rule:
                return columns(width, ("", 4, "dim"), ("Rule", 14, "dim"), (rule_words(rule), 0, "text"))
            case Signature() as signature:
                stands = signature.id in {one.signature for one in rules.standings(session)}
                text = f"takes back {signature.withdraws}" if signature.withdraws else signature.text
                version = f"{'key, ' if signature.ssh else ''}version {signature.version}"
                return columns(
                    width,
                    (signature.id, id_room(session.signatures), "dim"),
                    (session.name_of(signature.person), 14, "text" if stands else "dim"),
                    (
                        VERDICTS[signature.verdict],
                        14,
                        VERDICT_ROLES.get(signature.verdict, "text") if stands else "dim",
                    ),
                    (text, 0, "text" if stands else "dim"),
                    (version, -len(version), "dim"),
                )
            case _:
                return BLANK

    def aside(self, session: Session, today: date) -> str:
        outcome = rules.outcome(session)
        if outcome.accepted:
            return "the rule is met"
        open_words = [
            f"{len(people)} {what}"
            for people, what in (
                (outcome.objections, "object" if len(outcome.objections) > 1 else "objects"),
                (outcome.undecided, "undecided"),
                (outcome.stale, "to sign again"),
            )
            if people
        ]
        return ", ".join(open_words)

    def detail(self, session: Session, row: Row | None, width: int, today: date) -> list[Line]:
        lines: list[Line] = []
        if person := person_of(session, row):
            lines = [*_person(session, person, width), BLANK]
        outcome = rules.outcome(session)
        role: Role = "good" if outcome.accepted else "bad" if outcome.objections else "strong"
        lines.extend(paragraph(rules.outcome_words(session, outcome), width, role))
        if outcome.eligible and not outcome.accepted:
            lines.extend(paragraph(f"not agreed yet: {outcome.why}", width, "dim"))
        lines.extend(_way_on(session, width))
        text = rules.text_now(session)
        known = "" if not text.is_new else ", not signed yet"
        lines.append(BLANK)
        lines.append(
            line(("Read this back", "accent"), (f"   text {text.short}, version {text.version}{known}", "dim"))
        )
        lines.extend(read_back_lines(session, width, person))
        return lines


def person_of(session: Session, row: Row | None) -> str:
    """Return whose word a row of this stage is about, by id; empty for the rule."""
    if row is None:
        return ""
    if row.collection == "stakeholders":
        return row.key
    entry = entry_of(session, row)
    return entry.person if isinstance(entry, Signature) else ""


def said_of(standing: rules.Standing) -> Span:
    """Say what somebody said, as a span that shows whether it is of this text."""
    said = VERDICTS[standing.verdict]
    if standing.stale:
        return f"{said}, to another text", "warn"
    return said, VERDICT_ROLES.get(standing.verdict, "text")


def rule_words(rule: Rule) -> str:
    """Say a rule as people chose it."""
    if rule.kind == "quorum":
        return f"{rule.needed} of {rule.of} consent" if rule.of else f"{rule.needed} consent"
    return {"everyone": "everyone consents", "no objection": "nobody objects"}[rule.kind]


def _signer(session: Session, person: str, width: int) -> Line:
    standing = next(item for item in rules.standings(session) if item.person == person)
    objects = standing.verdict == "objection"
    broke = "; ".join(stale.reason for stale in standing.stale)
    text = standing.text if objects or not broke else broke
    state = ""
    role: Role = "dim"
    verdict = VERDICT_ROLES.get(standing.verdict, "text")
    if standing.stale:
        verdict = verdict if objects else "dim"
        state, role = "amended" if objects else "stale", "warn"
    elif not standing.eligible:
        state = "not asked"
    elif standing.verdict == "undecided" and person in absent(session):
        state = "away"
    return columns(
        width,
        ("", 4, "dim"),
        (standing.name, 14, "text"),
        (VERDICTS[standing.verdict], 14, verdict),
        (text, 0, "text"),
        (state, -9 if state else 1, role),
    )


def _person(session: Session, person: str, width: int) -> list[Line]:
    standing = next(item for item in rules.standings(session) if item.person == person)
    entry = next((one for one in session.signatures if one.id == standing.signature), None)
    role = session.person(person).role
    named = line((standing.name, "strong"), (f", {role}" if role else "", "dim"))
    verdict = line(said_of(standing))
    lines: list[Line] = [between(named, verdict, width), *word_lines(standing, entry, width)]
    if standing.stale:
        again = line(("This text has changed since", "warn"))
        if standing.verdict != "objection":
            again = (*again, ("   ", "text"), (f"{_key('sign-again')} ", "key"), ("signs again", "dim"))
        lines.extend([BLANK, again, *stale_lines(standing.stale, width)])
    for trail in trails(session):
        if trail.person == person:
            lines.extend([BLANK, *trail_lines(trail, width)])
    return lines


def _way_on(session: Session, width: int) -> list[Line]:
    """Say which key goes on, or what is missing before anybody can be asked."""
    if reason := not_to_sign(session):
        return paragraph(reason, width, "warn")
    again = to_sign_again(session)
    spans = line((f"{_key('go-through')} ", "key"), (f"asks {len(asked(session))}, one by one", "dim"))
    if again:
        spans = (*spans, (f"   {_key('sign-again')} ", "key"), ("signs again for who is under the cursor", "dim"))
    return [cut_line(spans, width)]


def _key(action_id: str) -> str:
    entry = action(action_id)
    return key_name((entry.keys or entry.letters)[0])
