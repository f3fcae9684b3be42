"""What the round shows, as lines: the rule to choose, one signer at a time, and how it ended."""

from typing import NamedTuple

from rich.cells import cell_len

from alignment_tui.domain import sign_off as rules
from alignment_tui.domain.objections import trails
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.signing import absent, again
from alignment_tui.domain.stages import stage_of
from alignment_tui.ui.lines import BLANK, Line, Span, between, columns, cut_line, line, paragraph, width_of
from alignment_tui.ui.stages.sign_off import VERDICTS, rule_words, said_of
from alignment_tui.ui.stages.signed_lines import VERDICT_ROLES, read_back_lines, stale_lines, trail_lines, word_lines

Keys = tuple[tuple[str, str], ...]

QUESTION = stage_of("sign-off").question
RULE_KEYS: Keys = (("e", "everyone consents"), ("n", "nobody objects"), ("q", "a quorum"))


class Ask(NamedTuple):
    """What is asked for when a word needs words: how the line begins, and what is told beside it."""

    opening: str
    told: str


ASKS = {
    "reservation": Ask("{} consents, but:", "In their words: what is the reservation?"),
    "objection": Ask(
        "{} objects:", "A concrete harm, not a preference: what would go wrong, and for whom? Ask until you have it."
    ),
}
QUORUM = "So many have to consent; the others may stand aside or stay silent."
PREFERENCE = "This sounds like a preference. What harm would come of it? Enter again takes it as it is."


def title_lines(session: Session, where: str, width: int) -> list[Line]:
    """Return the line at the top: where in the round one is, and the short form of the text, to be read aloud."""
    text = rules.text_now(session)
    start = line(("Sign-off", "accent"), ("   ", "text"), (where, "strong"))
    return [between(start, line((f"text {text.short}, version {text.version}", "dim")), width)]


def rule_lines(session: Session, width: int) -> list[Line]:
    """Return the page that asks for the rule, before anybody is asked for a word."""
    signers = len(session.signers)
    lines = [line(("What counts as agreed?", "strong")), BLANK]
    lines += paragraph("It is chosen beforehand, so that nobody can bend it when they have heard the others.", width)
    lines.append(BLANK)
    for (key, word), means in zip(
        RULE_KEYS,
        (
            f"all {signers} have to consent; a reservation is a consent, standing aside is none",
            "everybody has spoken and nobody objects; who does not mind stands aside",
            f"so many of {signers} have to consent; an open objection still has to be resolved",
        ),
        strict=True,
    ):
        lines.append(line((f"  {key}  ", "key"), (word, "strong")))
        lines += paragraph(means, width, "dim", indent=5)
        lines.append(BLANK)
    return lines


def signer_head(session: Session, person: str, width: int) -> list[Line]:
    """Return who is asked, what they have said of this text so far, and the question; the name in any case."""
    standing = _standing(session, person)
    role = session.person(person).role
    away = ", away today" if person in absent(session) else ""
    start = line((standing.name, "strong"), (f"{f', {role}' if role else ''}{away}", "dim"))
    silent: Span = ("has not spoken yet", "warn")
    end = line(silent if standing.verdict == "undecided" else said_of(standing))
    end = cut_line(end, max(0, width - cell_len(standing.name) - 1))
    return [between(start, end, width), *paragraph(QUESTION, width, "accent")[:1]]


def signer_lines(session: Session, person: str, width: int, airy: bool = False) -> list[Line]:
    """Return what is read back to one signer; what they said, and what broke it, before that."""
    standing = _standing(session, person)
    entry = next((one for one in session.signatures if one.id == standing.signature), None)
    lines = word_lines(standing, entry, width)
    if standing.stale:
        lines += [line((f"Changed since {standing.name} spoke", "warn")), *stale_lines(standing.stale, width)]
    for trail in trails(session):
        if trail.person == person and trail.state == "open":
            lines += trail_lines(trail, width)
    return [*lines, *([BLANK] if lines else []), *read_back_lines(session, width, person, airy=airy)]


def signer_keys(session: Session, person: str, onward: str) -> Keys:
    """Return the keys that hold for one signer; ``a`` only where a word can be given again."""
    standing = _standing(session, person)
    keys = [("c", "consents"), ("r", "consents, but \u2026"), ("o", "objects"), ("s", "stands aside")]
    if again(session, person):
        keys.append(("a", "signs again"))
    if standing.verdict != "undecided":
        keys.append(("w", "takes it back"))
    return (*keys, ("Enter", onward), ("\u2190", "back"), ("F4", "memo"), ("Esc", "leave"))


def end_lines(session: Session, width: int) -> list[Line]:
    """Return how the round ended: everybody's word, who was not asked, and what is still to be done."""
    stands, outcome = rules.standings(session), rules.outcome(session)
    lines: list[Line] = []
    rule = f"The rule: {rule_words(session.rule)}." if session.rule else "No rule was chosen."
    if outcome.accepted:
        lines += [line(("Agreed", "good")), *paragraph(rule, width)]
    else:
        why = f"{outcome.why[:1].upper()}{outcome.why[1:]}."
        lines += [line(("Not agreed yet", "warn")), *paragraph(f"{rule} {why}", width)]
    lines.append(BLANK)
    gone = absent(session)
    for one in stands:
        away = "away" if one.person in gone and one.verdict == "undecided" else "another text" if one.stale else ""
        lines.append(
            columns(
                width,
                (one.name, 16, "text"),
                (VERDICTS[one.verdict], 0, VERDICT_ROLES.get(one.verdict, "text")),
                (away, -12, "warn"),
            )
        )
        if one.text:
            lines += paragraph(f'"{one.text}"', width, "quote", indent=18)
    lines += [BLANK, *paragraph(f"{rules.outcome_words(session, outcome)}.", width, "strong"), BLANK]
    lines += _next_steps(session, outcome, width)
    return lines


def count_line(session: Session, width: int) -> list[Line]:
    """Return where the round stands in one line, and who is not asked because they are away."""
    outcome, gone = rules.outcome(session), absent(session)
    rule = f"the rule: {rule_words(session.rule)}" if session.rule else "no rule yet"
    away = f"; away, not asked: {named(session, gone)}" if gone else ""
    verb = "object" if len(outcome.objections) > 1 else "objects"
    objects = f"; {named(session, outcome.objections)} {verb}" if outcome.objections else ""
    return [line((f"{len(outcome.consents)} of {outcome.eligible} consent; {rule}{objects}{away}", "dim"))]


def keys_lines(keys: Keys, width: int) -> list[Line]:
    """Return keys with their words, in as many lines as they take."""
    lines: list[Line] = []
    for key, word in keys:
        spans = line((f"{key} ", "key"), (word, "dim"))
        if lines and width_of(lines[-1]) + 3 + width_of(spans) <= width:
            lines[-1] = (*lines[-1], ("   ", "text"), *spans)
        else:
            lines.append(spans)
    return lines


def _next_steps(session: Session, outcome: rules.Outcome, width: int) -> list[Line]:
    lines: list[Line] = []
    for person in outcome.objections:
        name = session.name_of(person)
        step = f"{name} objects: amend what was agreed and ask again, or {name} withdraws."
        lines += paragraph(step, width)
    if outcome.undecided:
        names = named(session, outcome.undecided)
        lines += paragraph(
            f"Undecided, and not counted: {names}. They can sign from their own machine: alignment-tui sign.", width
        )
    if outcome.stale:
        lines += paragraph(f"To sign again: {named(session, outcome.stale)}.", width)
    return lines


def _standing(session: Session, person: str) -> rules.Standing:
    return next(one for one in rules.standings(session) if one.person == person)
