"""The trail from somebody's words to this week's number and the verdict, and back: one line a link, gaps told as such.

Asker, request, because, success, stream step, metric, reading, tripwire, trade-off, option, verdict: whichever record
one stands on, the whole way is the same, and one stands in the middle of it.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from alignment_tui.domain.metrics import metrics_of_voices
from alignment_tui.domain.quantities import figures, measure
from alignment_tui.domain.records import Metric, Option, Request, StageSlug, Stream, TradeOff
from alignment_tui.domain.requests import merged
from alignment_tui.domain.scorecard import rows
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import accepted, chosen, taken_by, trade_off_words
from alignment_tui.domain.trail_ends import Ends, ends_of
from alignment_tui.domain.tripwires import tripwire_words

_ANSWERS = {"will": "we will", "wont": "we won't", "later": "not yet"}


class Stop(Struct, frozen=True, kw_only=True):
    """One link of the trail: what it is, whose record, what it says, and where it is looked after.

    `gap` is a link that is missing; its record is then the one that lacks it.
    """

    label: str
    id: str
    words: str
    stage: StageSlug
    collection: str
    gap: bool = False


class Trail(Struct, frozen=True, kw_only=True):
    """All links in their order, and the place of the record it was asked for among them."""

    stops: tuple[Stop, ...]
    begin: int


def trail(session: Session, own: str, today: date, stage: StageSlug = "memo") -> Trail:
    """Return the trail through the record with this id, part or key; empty where nothing leads to or from it.

    `stage` is where it was asked for: the same metric is a metric on day 3 and a reading on the scorecard.
    """
    ends = ends_of(session, own)
    stops = tuple(_stops(session, ends, today))
    here = [place for place, stop in enumerate(stops) if stop.id == ends.own and not stop.gap]
    there = [place for place in here if stops[place].stage == stage]
    return Trail(stops=stops, begin=next(iter((*there, *here)), 0))


def _stops(session: Session, ends: Ends, today: date) -> Iterator[Stop]:
    groups = merged(session)
    asked = [groups[root] for root in ends.requests]
    for spoken in asked:
        yield from _asked(session, spoken)
    yield from _steps(session, asked, ends)
    metrics = _metrics(session, asked, ends)
    if asked and not metrics:
        yield _gap("metric", asked[0][0].id, "no metric will show whether it helped", "metrics", "requests")
    for metric in metrics:
        yield from _metric(session, metric, today)
    shown = {metric.id for metric in metrics}
    for one in session.trade_offs:
        if one.id in ends.trade_offs or (one.metric in shown and one in accepted(session)):
            yield _trade_off(session, one)
    roots = set(ends.requests)
    for option in session.options:
        if option.id in ends.options or roots & set(taken_by(session, option)):
            yield _option(session, option)
    for spoken in asked:
        yield _verdict(spoken[0])


def _asked(session: Session, spoken: tuple[Request, ...]) -> Iterator[Stop]:
    for voice in spoken:
        relayed = f", for whom {session.name_of(voice.relayed_by)} spoke" if voice.relayed_by else ""
        words = f'{session.name_of(voice.asker)}{relayed}: "{voice.words}"'
        yield _stop("asked", voice.id, words, "requests", "requests")
    whys = [voice for voice in spoken if voice.because]
    for voice in whys:
        yield _stop("because", voice.id, voice.because, "requests", "requests")
    if not whys:
        yield _gap("because", spoken[0].id, "nobody said why it is needed", "requests", "requests")
    for voice in spoken:
        for criterion in voice.success:
            yield _stop("success", criterion.id, criterion.text, "requests", "requests")


def _steps(session: Session, asked: list[tuple[Request, ...]], ends: Ends) -> Iterator[Stop]:
    touched = {step for spoken in asked for voice in spoken for step in voice.touches} | set(ends.steps)
    for stream in session.streams:
        if stream.id in ends.streams and not any(step.id in touched for step in stream.steps):
            yield _stop("stream", stream.id, _stream_words(stream), "value-stream", "streams")
        for step in stream.steps:
            if step.id in touched:
                words = f"{step.name}, of {_stream_words(stream)}"
                yield _stop("touches", step.id, words, "value-stream", "streams")
    for spoken in asked:
        none = next((voice for voice in spoken if voice.touches_none), None)
        if none and not any(voice.touches for voice in spoken):
            yield _stop("touches", none.id, f"no step: {none.touches_none}", "requests", "requests")
        elif not any(voice.touches for voice in spoken):
            yield _gap("touches", spoken[0].id, "nobody said which step it changes", "value-stream", "requests")


def _stream_words(stream: Stream) -> str:
    return f"{stream.name} for {stream.who}" if stream.who else stream.name


def _metrics(session: Session, asked: list[tuple[Request, ...]], ends: Ends) -> list[Metric]:
    wanted = set(ends.metrics)
    if not ends.narrow:
        wanted |= {metric.id for spoken in asked for metric in metrics_of_voices(session, spoken)}
    return [metric for metric in session.metrics if metric.id in wanted]


def _metric(session: Session, metric: Metric, today: date) -> Iterator[Stop]:
    owner = f", {session.name_of(metric.owner)}" if metric.owner else ""
    words = f"{metric.name} {figures(metric)}".rstrip() + owner
    yield _stop("metric", metric.id, words, "metrics", "metrics")
    row = next(found for found in rows(session, today) if found.metric == metric.id)
    if row.latest is None or row.latest_on is None:
        yield _gap("reading", metric.id, f"{metric.name} has no reading yet", "scorecard", "metrics")
    else:
        said = row.answered_by or row.verdict
        words = f"{measure(row.latest, metric.unit)} on {row.latest_on.isoformat()}, {row.status}"
        yield _stop("reading", metric.id, f"{words}; {said}" if said else words, "scorecard", "metrics")
    for wire in session.tripwires:
        if wire.metric == metric.id:
            yield _stop("tripwire", wire.id, tripwire_words(session, wire), "scorecard", "tripwires")


def _trade_off(session: Session, one: TradeOff) -> Stop:
    bearer = f"{session.name_of(one.bearer)} bears it" if one.bearer else "nobody bears it yet"
    return _stop("trade-off", one.id, f"{trade_off_words(one)}; {bearer}", "trade-offs", "trade_offs")


def _option(session: Session, option: Option) -> Stop:
    taken = ", ".join(taken_by(session, option))
    mark = " (chosen)" if option is chosen(session) else ""
    return _stop("option", option.id, f"{option.name}{mark}: {taken}".rstrip(": "), "trade-offs", "options")


def _verdict(request: Request) -> Stop:
    verdict = request.verdict
    if verdict is None:
        return _gap("verdict", request.id, "no verdict yet", "trade-offs", "requests")
    answer = _ANSWERS[verdict.answer]
    return _stop(
        "verdict", request.id, f"{answer}: {verdict.reason}" if verdict.reason else answer, "trade-offs", "requests"
    )


def _stop(label: str, own: str, words: str, stage: StageSlug, collection: str) -> Stop:
    return Stop(label=label, id=own, words=words, stage=stage, collection=collection)


def _gap(label: str, own: str, words: str, stage: StageSlug, collection: str) -> Stop:
    return Stop(label=label, id=own, words=words, stage=stage, collection=collection, gap=True)
