"""Where a trail begins and ends: the requests, steps, metrics, trade-offs and options that one record belongs to."""

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.links import by_key, links_of
from alignment_tui.domain.metrics import metrics_of_voices
from alignment_tui.domain.records import (
    Choice,
    Fist,
    Metric,
    Option,
    Order,
    Part,
    Ranking,
    Reading,
    Request,
    Signature,
    Stakeholder,
    Step,
    Stream,
    TradeOff,
    Tripwire,
)
from alignment_tui.domain.requests import merged
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import accepted, chosen, taken_by

_OF_A_REQUEST = ("A", "D", "K")


class Ends(Struct, frozen=True, kw_only=True):
    """What a trail has to lead through. `own` is the id by which the record stands in it.

    `requests` are those that stand, in their order. A `narrow` trail has the metrics named here and no others.
    """

    own: str
    requests: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    trade_offs: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    narrow: bool = False


def ends_of(session: Session, own: str) -> Ends:
    """Return the ends of the trail through a record, a part or a key of the session; none for what is not there."""
    found = _found(session, own)
    match found:
        case Request():
            return Ends(own=own, requests=_roots(session, (found.id,)))
        case Stream() | Step():
            return _of_stream(session, found)
        case Metric():
            return _of_metric(session, found.id)
        case Reading():
            return _of_metric(session, found.metric)
        case Tripwire():
            return replace(_of_metric(session, found.metric), own=found.id, trade_offs=(found.reopens,))
        case TradeOff():
            return _of_trade_off(session, found)
        case Option():
            return _of_option(session, found)
        case Order():
            return Ends(own=own, requests=_roots(session, (found.first, found.then)))
        case Stakeholder():
            return _of_person(session, found.id)
        case Ranking() | Signature():
            return _of_person(session, found.person or "")
        case Fist():
            return ends_of(session, found.option)
        case Choice():
            return ends_of(session, found.option)
    inner = own.rpartition(".")
    if inner[2][:1] in _OF_A_REQUEST and isinstance(_found(session, inner[0]), Request):
        return Ends(own=own, requests=_roots(session, (inner[0],)))
    return Ends(own=own)


def _found(session: Session, own: str) -> Part | None:
    if own in ("choice", "memo", *session.memo.__struct_fields__):
        return session.choice
    for collection in session.COLLECTIONS:
        entries = getattr(session, collection)
        part = by_key(entries).get(own) or links_of(entries).bearers.get(own)
        if part is not None:
            return part
    return None


def _roots(session: Session, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(root for root, spoken in merged(session).items() if any(voice.id in ids for voice in spoken))


def _of_stream(session: Session, part: Stream | Step) -> Ends:
    stream = part if isinstance(part, Stream) else next(one for one in session.streams if part in one.steps)
    steps = {step.id for step in stream.steps} if isinstance(part, Stream) else {part.id}
    touching = {
        root: steps.intersection(step for voice in spoken for step in voice.touches)
        for root, spoken in merged(session).items()
    }
    return Ends(
        own=part.id,
        requests=tuple(root for root, touched in touching.items() if touched),
        streams=(stream.id,),
        steps=(part.id,) if isinstance(part, Step) else (),
        metrics=tuple(metric.id for metric in session.metrics if stream.id in metric.streams),
        narrow=True,
    )


def _of_metric(session: Session, metric: str) -> Ends:
    asked = tuple(
        root
        for root, spoken in merged(session).items()
        if any(one.id == metric for one in metrics_of_voices(session, spoken))
    )
    streams = next(one.streams for one in session.metrics if one.id == metric)
    return Ends(own=metric, requests=asked, streams=streams, metrics=(metric,), narrow=True)


def _of_option(session: Session, option: Option) -> Ends:
    with_it = accepted(session) if option is chosen(session) else ()
    trade_offs = [one.id for one in session.trade_offs if one.option == option.id or one in with_it]
    taken = taken_by(session, option)
    return Ends(own=option.id, requests=taken, trade_offs=tuple(trade_offs), options=(option.id,))


def _of_trade_off(session: Session, one: TradeOff) -> Ends:
    """A trade-off is about what is done for its sake, and about what its bearer asked for and does not get."""
    option = next((found for found in session.options if found.id == one.option), None) or chosen(session)
    done = taken_by(session, option) if option else ()
    left = [
        root
        for root, spoken in merged(session).items()
        if root not in done and any(voice.asker == one.bearer for voice in spoken)
    ]
    of_metric = _of_metric(session, one.metric) if one.metric else Ends(own="")
    order = [root for root in merged(session) if root in {*of_metric.requests, *left}]
    return Ends(
        own=one.id,
        requests=tuple(order),
        metrics=of_metric.metrics,
        trade_offs=(one.id,),
        options=(option.id,) if option else (),
        narrow=True,
    )


def _of_person(session: Session, person: str) -> Ends:
    spoken_by = tuple(root for root, spoken in merged(session).items() if any(one.asker == person for one in spoken))
    return Ends(
        own=next(iter(spoken_by), ""),
        requests=spoken_by,
        metrics=tuple(metric.id for metric in session.metrics if metric.owner == person),
        trade_offs=tuple(one.id for one in session.trade_offs if one.bearer == person),
    )
