"""Metrics: which way is better, whether the numbers are agreed, and what a request moves."""

from typing import Literal

from msgspec import Struct

from alignment_tui.domain.quantities import figures
from alignment_tui.domain.records import Metric, Request
from alignment_tui.domain.requests import voices
from alignment_tui.domain.room import away, heard, named
from alignment_tui.domain.session import Session

Direction = Literal["up", "down"]


class AgreementState(Struct, frozen=True, kw_only=True):
    """Who agrees to a metric's numbers as they are now. People are ids, in stakeholder order.

    `outdated` agreed to other numbers than those of today; `silent` were heard, are here, and said nothing.
    """

    agreed: bool
    figures: str
    agreeing: tuple[str, ...]
    refusing: tuple[str, ...]
    outdated: tuple[str, ...]
    silent: tuple[str, ...]


def direction(metric: Metric) -> Direction | None:
    """Return which way is better: from the threshold, else from baseline to target; nothing where neither tells."""
    if metric.threshold:
        return "up" if metric.threshold == "at least" else "down"
    if metric.baseline is None or metric.target is None or metric.baseline == metric.target:
        return None
    return "up" if metric.target > metric.baseline else "down"


def agreement(session: Session, metric: Metric) -> AgreementState:
    """Return how far a metric's present numbers are agreed.

    Agreed means: every asker who is not away agrees to the figures as they stand, somebody does, and nobody refuses.
    """
    now = figures(metric)
    words = {word.person: word for word in metric.agreements}
    order = [person.id for person in session.stakeholders]
    agreeing = tuple(one for one in order if (word := words.get(one)) and word.agrees and word.figures == now)
    refusing = tuple(one for one in order if (word := words.get(one)) and not word.agrees and word.figures == now)
    outdated = tuple(one for one in order if (word := words.get(one)) and word.figures != now)
    askers, gone = heard(session), away(session)
    needed = [one for one in order if one in askers and one not in gone]
    return AgreementState(
        agreed=bool(now and agreeing) and not refusing and all(one in agreeing for one in needed),
        figures=now,
        agreeing=agreeing,
        refusing=refusing,
        outdated=outdated,
        silent=tuple(one for one in needed if one not in words),
    )


def agreement_words(session: Session, metric: Metric) -> str:
    """Say how far the numbers are agreed: ``agreed by Ana and Raj``, ``agreed to 120 -> 80``, ``not yet: Raj, why``."""
    state = agreement(session, metric)
    if state.agreed:
        return f"agreed by {named(session, state.agreeing)}"
    words = {word.person: word for word in metric.agreements}
    said = []
    for person in state.refusing:
        why = words[person].why
        said.append(f"not yet: {session.name_of(person)}" + (f", {why}" if why else ""))
    for old in dict.fromkeys(words[person].figures for person in state.outdated if words[person].agrees):
        people = [person for person in state.outdated if words[person].agrees and words[person].figures == old]
        said.append(f"agreed to {old or 'no figures'} by {named(session, people)}")
    refused = [person for person in state.outdated if not words[person].agrees]
    if refused:
        said.append(f"not asked again: {named(session, refused)}")
    if state.silent:
        said.append(f"not asked yet: {named(session, state.silent)}")
    return "; ".join(said) or "not agreed yet"


def metrics_of(session: Session, request: Request) -> tuple[Metric, ...]:
    """Return the metrics that show whether a request helped: of its success criteria, or of the streams it touches."""
    return metrics_of_voices(session, voices(session, request))


def metrics_of_voices(session: Session, spoken: tuple[Request, ...]) -> tuple[Metric, ...]:
    """Return the same for a request whose near-duplicates are known already."""
    criteria = {criterion.id for voice in spoken for criterion in voice.success}
    touched = {step.partition(".")[0] for voice in spoken for step in voice.touches}
    return tuple(
        metric for metric in session.metrics if metric.criterion in criteria or touched.intersection(metric.streams)
    )
