"""Who signed what, in whose words, and what was said on the way; silence is shown as what it is."""

from collections.abc import Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Paragraph, Quote, Ref, line
from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.records import Rule, Signature
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import Standing, outcome_words, standings, tally

_SAYS = {
    "consent": "consents",
    "reservation": "consents, with a reservation",
    "objection": "objects",
    "aside": "stands aside",
    "withdrawal": "takes it back",
    "undecided": "undecided",
}


def signature_blocks(session: Session) -> Iterator[Block]:
    """Yield the rule, where each signer stands, and what was said before."""
    now = standings(session)
    if not now and not session.signatures and not session.rule:
        return
    yield Heading("Signatures")
    if session.rule:
        yield Paragraph(line(f"The rule, chosen before the round: {rule_words(session.rule)}."))
    if now:
        yield Entries(tuple(_standing_entry(one) for one in now))
        yield Paragraph(line(outcome_words(session, tally(session, now)) + "."))
    current = {one.signature for one in now}
    earlier = tuple(_earlier_entry(session, one) for one in session.signatures if one.id not in current)
    if earlier:
        yield Heading("What was said before")
        yield Entries(earlier)


def rule_words(rule: Rule) -> str:
    """Return what counts as agreed, in words."""
    if rule.kind == "quorum":
        return f"{rule.needed}{f' of {rule.of}' if rule.of else ''} consent, and no objection is open"
    return "everyone consents" if rule.kind == "everyone" else "no objection is open"


def _standing_entry(standing: Standing) -> Entry:
    notes: list[Line] = [line(Quote(standing.text))] if standing.text else []
    notes += [line(f"stale: {SECTION_TITLES.get(one.section, one.section)}: {one.reason}") for one in standing.stale]
    version = f", version {standing.version}" if standing.version else ""
    return Entry(
        id=standing.signature or standing.person,
        head=line(standing.name),
        figures=line(_SAYS[standing.verdict] + version),
        aside=standing.at.date().isoformat() if standing.at else "",
        notes=tuple(notes),
    )


def _earlier_entry(session: Session, signature: Signature) -> Entry:
    takes_back = (" (", Ref(signature.withdraws), ")") if signature.withdraws else ()
    return Entry(
        id=signature.id,
        head=line(session.name_of(signature.person)),
        figures=line(_SAYS[signature.verdict], *takes_back, f", version {signature.version}"),
        aside=signature.at.date().isoformat(),
        notes=(line(Quote(signature.text)),) if signature.text else (),
    )
