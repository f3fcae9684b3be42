"""What is left hanging on day 5, and what mends it."""

from collections.abc import Iterator
from typing import Literal

from alignment_tui.domain.capacity import balance_words, balances
from alignment_tui.domain.findings import Finding
from alignment_tui.domain.metrics import metrics_of_voices
from alignment_tui.domain.order import broken
from alignment_tui.domain.requests import called, merged
from alignment_tui.domain.room import named
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import breaks_freeze, chosen, promised, taken_by, trade_off_words
from alignment_tui.domain.votes import fist


def trade_off_findings(session: Session) -> Iterator[Finding]:
    """Yield what the decision leaves open, and where what it promises cannot be kept."""
    if chosen(session) is None:
        mend = f"choose {session.options[0].id}" if session.options else "option NAME: R1 R3, then choose O1"
        yield _block("choice", "", "no option is chosen", mend)
    yield from _verdicts(session)
    yield from _limits(session)
    yield from _trade_offs(session)
    yield from _support(session)


def _verdicts(session: Session) -> Iterator[Finding]:
    option = chosen(session)
    taken = taken_by(session, option) if option else ()
    for root, spoken in merged(session).items():
        request, verdict = spoken[0], spoken[0].verdict
        name = called(session, request)
        if verdict is None:
            mend = f"{root} will: reason, {root} wont: reason, or {root} later: reason"
            yield _block("verdict", root, f"{name} has no verdict yet", mend)
            continue
        if not verdict.reason:
            message = f"{name}: nobody said why {_SAID[verdict.answer]}"
            yield _warn("reason", root, message, f"{root} {verdict.answer}: reason")
        if option and (verdict.answer == "will") != (root in taken):
            side = "is part of" if root in taken else "is not part of"
            message = f"{name} {side} {option.name}, and its verdict is {_VERDICTS[verdict.answer]}"
            yield _warn("contradiction", root, message, f"open {option.id} or change the verdict of {root}")
        if verdict.answer == "will" and not metrics_of_voices(session, spoken):
            message = f"we will do {name}, and no metric will show whether it helped"
            yield _warn("will-metric", root, message, f"{root} touches STEP, of a stream that has a metric")
        musts = [voice.asker for voice in spoken if voice.must]
        if musts and verdict.answer != "will":
            message = f"{name} is a must for {named(session, musts)}, and its verdict is {_VERDICTS[verdict.answer]}"
            yield _warn(
                "ultimatum", root, message, f"{root} will: reason, or talk it over with {named(session, musts)}"
            )


def _limits(session: Session) -> Iterator[Finding]:
    groups, promise, option = merged(session), promised(session), chosen(session)
    for over, who, about in (
        (taken_by(session, option) if option else (), option.name if option else "", option.id if option else ""),
        (promise, "what we promise", ""),
    ):
        too_much = [row for row in balances(session, [groups[root][0] for root in over]) if row.over_by]
        if too_much:
            message = f"{who} takes {balance_words(too_much[0])}"
            yield _block("over-capacity", about, message, "take a request out of the option, or add capacity")
            break
    for root in breaks_freeze(session, promise):
        message = (
            f"the error budget is spent, and {called(session, groups[root][0])} is not reliability or security work"
        )
        yield _block("freeze", root, message, f"{root} later: the freeze, or {root} is reliability")
    for edge in broken(session, promise):
        message = f"{edge.then} is promised, and {edge.first}, which comes before it, is not"
        yield _warn(
            "order", edge.then, message, f"{edge.first} will: reason, or {edge.then} later: {edge.first} is first"
        )
    for root in promise:
        if not any(voice.takes or "takes" in voice.none for voice in groups[root]):
            message = f"{called(session, groups[root][0])} is promised, and nobody said how much it takes"
            yield _warn("unsized", root, message, f"{root} takes: 4-6-9pw")


def _trade_offs(session: Session) -> Iterator[Finding]:
    choice = session.choice.option if session.choice else None
    for one in session.trade_offs:
        if choice and one.option and one.option != choice:
            continue
        if one.bearer is None:
            yield _block("bearer", one.id, f"{one.id}, {trade_off_words(one)}: nobody bears it", f"{one.id} @NAME")
        if one.metric is None:
            message = f"{one.id}, {trade_off_words(one)}: no metric will show it"
            yield _warn("trade-off-metric", one.id, message, f"{one.id} #M1")


def _support(session: Session) -> Iterator[Finding]:
    option = chosen(session)
    result = fist(session, option.id) if option else None
    if option is None or result is None or result.hidden or not result.complete:
        return
    if not result.passes:
        low = named(session, [one.person for one in result.objections])
        yield _warn("fist", option.id, f"{option.name} did not pass: {low} showed fewer than three", "talk it over")
    elif result.no_champion:
        yield _warn("champion", option.id, f"{option.name} passes, but nobody champions it", "ask who would lead it")


_VERDICTS = {"will": "will", "wont": "won't", "later": "later"}
_SAID = {"will": "we will", "wont": "we won't", "later": "not yet"}


def _block(code: str, about: str, message: str, mend: str) -> Finding:
    return _finding("block", code, about, message, mend)


def _warn(code: str, about: str, message: str, mend: str) -> Finding:
    return _finding("warn", code, about, message, mend)


def _finding(level: Literal["block", "warn"], code: str, about: str, message: str, mend: str) -> Finding:
    return Finding(level=level, code=code, stage="trade-offs", about=about, message=message, mend=mend)
