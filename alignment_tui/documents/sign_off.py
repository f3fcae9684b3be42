"""Who signed what, in whose words, what became of objections, and what was said on the way; silence is shown too."""

from collections.abc import Iterable, Iterator

from alignment_tui.documents.blocks import Block, Entries, Entry, Heading, Line, Paragraph, Quote, Ref, line
from alignment_tui.domain.objections import Step, Trail, trail_words, trails
from alignment_tui.domain.records import Rule, Signature
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import Standing, outcome_words, standings, tally
from alignment_tui.domain.signed_differences import title_of
from alignment_tui.domain.signing import recorded, said

_BY_DEFAULT = "Where nothing else is said, the word was recorded by the facilitator."


def signature_blocks(session: Session) -> Iterator[Block]:
    """Yield the rule, where each signer stands, each objection with its end, and what else was said before."""
    now = standings(session)
    if not now and not session.signatures and not session.rule:
        return
    yield Heading("Signatures")
    if session.rule:
        yield Paragraph(line(f"The rule, chosen before the round: {rule_words(session.rule)}."))
    by_id = {one.id: one for one in session.signatures}
    if now:
        yield Entries(tuple(_standing_entry(one, by_id.get(one.signature)) for one in now))
        yield Paragraph(line(outcome_words(session, tally(session, now)) + "."))
    if session.signatures:
        yield Paragraph(line(_BY_DEFAULT))
    objections = trails(session)
    if objections:
        yield Heading("Objections and what became of them")
        yield Entries(tuple(_trail_entry(trail) for trail in objections))
    told = {one.signature for one in now} | {step.entry.id for trail in objections for step in trail.steps}
    earlier = tuple(_earlier_entry(session, one) for one in session.signatures if one.id not in told)
    if earlier:
        yield Heading("What was said before")
        yield Entries(earlier)


def rule_words(rule: Rule) -> str:
    """Return what counts as agreed, in words."""
    if rule.kind == "quorum":
        return f"{rule.needed}{f' of {rule.of}' if rule.of else ''} consent, and no objection is open"
    return "everyone consents" if rule.kind == "everyone" else "no objection is open"


def _standing_entry(standing: Standing, entry: Signature | None) -> Entry:
    notes: list[Line] = [line(Quote(standing.text))] if standing.text else []
    notes += [line(f"stale: {title_of(one.section)}: {one.reason}") for one in standing.stale]
    notes += _how(entry)
    version = f", version {standing.version}" if standing.version else ""
    return Entry(
        id=standing.signature or standing.person,
        head=line(standing.name),
        figures=line(said(standing.verdict) + version),
        aside=standing.at.date().isoformat() if standing.at else "",
        notes=tuple(notes),
    )


def _trail_entry(trail: Trail) -> Entry:
    """Return an objection, and under it each word that followed with what was amended before it."""
    first, *later = trail.steps
    children = tuple(_step_entry(step) for step in later)
    amended = Entry(id="-", head=line("amended since"), notes=_amended(trail.amended)) if trail.amended else None
    return Entry(
        id=first.entry.id,
        head=line(trail.name),
        figures=line(f"{said(first.entry.verdict)}, version {first.entry.version}: {trail_words(trail)}"),
        aside=first.entry.at.date().isoformat(),
        notes=(line(Quote(first.entry.text)), *_how(first.entry)),
        children=(*children, amended) if amended else children,
    )


def _step_entry(step: Step) -> Entry:
    entry = step.entry
    words = (line(Quote(entry.text)),) if entry.text else ()
    before = ((line("amended in between:"), *_amended(step.changed))) if step.changed else ()
    return Entry(
        id=entry.id,
        head=line(said(entry.verdict), f", version {entry.version}"),
        aside=entry.at.date().isoformat(),
        notes=(*words, *before, *_how(entry)),
    )


def _amended(changes: Iterable[str]) -> tuple[Line, ...]:
    return tuple(line(change) for change in changes)


def _earlier_entry(session: Session, signature: Signature) -> Entry:
    takes_back = (" (", Ref(signature.withdraws), ")") if signature.withdraws else ()
    words = (line(Quote(signature.text)),) if signature.text else ()
    return Entry(
        id=signature.id,
        head=line(session.name_of(signature.person)),
        figures=line(said(signature.verdict), *takes_back, f", version {signature.version}"),
        aside=signature.at.date().isoformat(),
        notes=(*words, *_how(signature)),
    )


def _how(entry: Signature | None) -> tuple[Line, ...]:
    """Say how a word came in that was not recorded by the facilitator.

    A page cannot tell whether a key is whose it should be, so it says what can.
    """
    if entry is None or not (entry.own_hand or entry.ssh):
        return ()
    return (line(f"{recorded(entry)}{', check with verify' if entry.ssh else ''}"),)
