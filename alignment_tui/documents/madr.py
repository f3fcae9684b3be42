"""The decision as a Markdown Any Decision Record (MADR 4.0), to lie beside other records in a repository.

It says what the memo says, in the sections that such records have; every sentence is escaped as a whole.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from alignment_tui.documents.blocks import Line, line, plain
from alignment_tui.documents.constraints import constraint_entry
from alignment_tui.documents.madr_metadata import front_matter
from alignment_tui.documents.madr_options import consequences, pros_and_cons
from alignment_tui.documents.markdown import escaped
from alignment_tui.documents.phrases import because, listed, people, when_and_who
from alignment_tui.domain.blind import masked
from alignment_tui.domain.memo import decision_lines
from alignment_tui.domain.quantities import figures
from alignment_tui.domain.records import Metric
from alignment_tui.domain.requests import standing, test_first
from alignment_tui.domain.reviews import review_words
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import outcome, outcome_words, standings, text_now
from alignment_tui.domain.trade_offs import Answer, chosen, with_answer

_VERDICTS: tuple[tuple[Answer, str], ...] = (("will", "We will"), ("wont", "We won't"), ("later", "Not yet"))


def as_madr(session: Session, today: date) -> str:
    """Return the decision as a MADR 4.0 record, ending in one line break."""
    shown = masked(session)
    lines = [*front_matter(session, today), "", f"# {escaped(_title(session))}"]
    lines += _section("## Context and Problem Statement", _context(shown))
    lines += _section("## Decision Drivers", _bullets(_drivers(shown)))
    lines += _section("## Considered Options", _bullets(_options(shown)))
    lines += _section("## Decision Outcome", _decision(shown))
    lines += _section("### Consequences", _bullets(consequences(shown)))
    lines += _section("### Confirmation", _bullets(_confirmation(shown)))
    if shown.options:
        lines += ["", "## Pros and Cons of the Options"]
        for one in shown.options:
            weighed = _bullets(pros_and_cons(shown, one))
            lines += _section(f"### {escaped(f'{one.id} {one.name}')}", weighed)
    more = (*_to_test(shown), *_said_of_the_text(session))
    return "\n".join([*lines, *_section("## More Information", _bullets(more))]) + "\n"


def _section(heading: str, body: Iterable[str]) -> list[str]:
    told = [*body]
    return ["", heading, "", *told] if told else []


def _title(session: Session) -> str:
    option = chosen(session)
    if not option:
        return session.title
    return f"{session.title}{' ' if session.title.endswith(('?', '!', '.', ':')) else ': '}{option.name}"


def _context(session: Session) -> Iterator[str]:
    said = {row.label: row.text for row in decision_lines(session)}
    for opening, label in (("", "Context"), ("facing ", "Facing")):
        if words := said.get(label):
            yield from (escaped(_sentence(opening + words)), "")
    yield "What was asked for:" if session.requests else "Nobody has asked for anything yet."
    asked = [
        line(f'{one.id} "{one.words}" ({session.name_of(one.asker)})', because(",", one.because) if one.because else "")
        for one in standing(session)
    ]
    if asked:
        yield ""
        yield from _bullets(asked)


def _drivers(session: Session) -> Iterator[Line | str]:
    for metric in session.metrics:
        if metric.kind != "leading":
            yield f"{metric.id} {metric.name}{_aim(metric)}"
    for request in standing(session):
        if request.must:
            yield f"{request.id} is a must for {session.name_of(request.asker)}"
    for record in session.constraints:
        yield line(f"{record.id} ", *constraint_entry(session, record).head)


def _options(session: Session) -> tuple[str, ...]:
    return tuple(f"{one.id} {one.name}" for one in session.options) or ("None has been named yet",)


def _decision(session: Session) -> Iterator[str]:
    option, choice, memo = chosen(session), session.choice, session.memo
    if memo.decision:
        yield escaped(_sentence(memo.decision))
    elif option:
        reason = f", {because('', memo.why).strip()}" if memo.why else ""
        yield escaped(_sentence(f'Chosen option: "{option.id} {option.name}"{reason}'))
    else:
        yield "No option is chosen yet."
    by = f"by {people(session, choice.decided_by)}" if choice and choice.decided_by else ""
    settled = " ".join(
        part for part in (by, when_and_who(session, choice.on, choice.present) if choice else "") if part
    )
    if settled:
        yield from ("", escaped(_sentence(f"Decided {settled}")))
    ended = [
        f'{opening}: {one.id} "{one.words}"{because(",", verdict.reason) if verdict.reason else ""}'
        for answer, opening in _VERDICTS
        for one in with_answer(session, answer)
        if (verdict := one.verdict)
    ]
    if ended:
        yield ""
        yield from _bullets(ended)


def _confirmation(session: Session) -> Iterator[str]:
    for metric in session.metrics:
        meter = f", read from {metric.meter}" if metric.meter else ""
        owner = f" ({session.name_of(metric.owner)})" if metric.owner else ""
        yield f"{metric.id} {metric.name}{_aim(metric)}{meter}{owner}"
    if session.memo.cadence:
        yield f"Reviewed {review_words(session.memo)}"


def _to_test(session: Session) -> Iterator[str]:
    for assumed in test_first(session):
        yield f"To be tested first: {assumed.text} ({assumed.assumption})"


def _said_of_the_text(session: Session) -> Iterator[str]:
    signed = text_now(session)
    yield f"The text is {signed.short}, version {signed.version}{', not signed yet' if signed.is_new else ''}"
    if session.signers:
        yield outcome_words(session, outcome(session))
    for one in standings(session):
        if one.text:
            yield f'{one.name} ({one.verdict}): "{one.text}"'
    for opening, other in (
        ("Replaces", session.memo.supersedes),
        ("Replaced by", session.memo.superseded_by),
        ("Goes on from", session.continues),
        ("Goes on in", listed(session.continued_in)),
        ("About this session:", session.note),
    ):
        if other:
            yield f"{opening} {other}"


def _aim(metric: Metric) -> str:
    return f": {figures(metric)}" if figures(metric) else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _bullets(sentences: Iterable[Line | str]) -> Iterator[str]:
    for words in sentences:
        yield f"* {escaped(words if isinstance(words, str) else plain(words))}"
