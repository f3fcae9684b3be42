"""What the chosen option gives up against another one that could be done, offered as a trade-off and never taken."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from alignment_tui.domain.effects import compared
from alignment_tui.domain.metrics import metrics_of_voices
from alignment_tui.domain.once import once
from alignment_tui.domain.records import Metric, Option, Request, TradeOff
from alignment_tui.domain.requests import merged
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import all_option_figures, chosen, taken_by


class Offer(Struct, frozen=True, kw_only=True):
    """ "X even over Y", as it follows from the effects of `option` and of the options `against` it.

    X is the first of `gains`, metrics that are better in the option than in any of the others, and Y the metric
    `give`. `bearer` asked for the requests `left` behind, or owns that metric where `left` is empty.
    """

    option: str
    against: tuple[str, ...]
    gains: tuple[str, ...]
    give: str
    bearer: str
    left: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it from the others: ``M1/M3/S2``."""
        return f"{self.gains[0]}/{self.give}/{self.bearer}"


@once(kept=4)
def offers(session: Session) -> tuple[Offer, ...]:
    """Return what the chosen option gives up against each other feasible one, as far as it follows from what was said.

    An effect is better than another where better, same, worse says so, or where both are better (or worse) by amounts
    in one unit. What is given up is a metric that is better in the other option; what is gained are the outcomes that
    are better in the chosen one, or where there are none its other metrics, those first in which the two are furthest
    apart. A leading metric is not told beside the outcome it leads. Nothing is offered without somebody who bears it,
    nor what a standing trade-off names already.
    """
    option = chosen(session)
    if option is None:
        return ()
    named_already = {one.metric for one in session.trade_offs if one.option in (None, option.id)}
    figures = all_option_figures(session)
    found: dict[str, Offer] = {}
    for other in session.options:
        if other is not option and figures[other.id].feasible:
            for offer in _against(session, option, other):
                if offer.give not in named_already:
                    known = found.get(offer.key)
                    found[offer.key] = _both(known, offer) if known else offer
    return tuple(found.values())


def offered(session: Session, offer: Offer) -> TradeOff:
    """Return an offer as the trade-off it would become, without an id of its own yet (``T1``)."""
    metrics = {metric.id: metric.name for metric in session.metrics}
    return TradeOff(
        id="T1",
        gain=metrics[offer.gains[0]],
        give=metrics[offer.give],
        bearer=offer.bearer,
        metric=offer.give,
        option=offer.option,
    )


def offer_why(session: Session, offer: Offer) -> str:
    """Say what it follows from: ``M1 is better with O1, M3 with O3; Raj asked for R2, which is left behind``."""
    bearer = session.name_of(offer.bearer)
    if offer.left:
        follows = f"{bearer} asked for {_listed(offer.left)}, which {_are(offer.left)} left behind"
    else:
        follows = f"{bearer} owns {offer.give}"
    better = f"{_listed(offer.gains)} {_are(offer.gains)} better with {offer.option}"
    return f"{better}, {offer.give} with {_listed(offer.against)}; {follows}"


def _against(session: Session, option: Option, other: Option) -> Iterator[Offer]:
    by_metric = [(metric, compared(metric, option, other)) for metric in session.metrics]
    gained = [metric for metric, by in sorted(by_metric, key=lambda pair: -(pair[1] or 0)) if by is not None and by > 0]
    given = [metric for metric, by in by_metric if by is not None and by < 0]
    aims = [metric for metric in gained if metric.kind == "outcome"] or gained
    gains = tuple(metric.id for metric in _told(aims))
    behind = _left_behind(session, option, other) if gains and given else {}
    for metric in _told(given) if gains else ():
        bearer, left = _bearer(session, behind, metric)
        if bearer is not None:
            yield Offer(option=option.id, against=(other.id,), gains=gains, give=metric.id, bearer=bearer, left=left)


def _both(one: Offer, more: Offer) -> Offer:
    """Return one offer for two options that it is made against: what is better than in both of them."""
    return replace(
        one,
        against=(*one.against, *more.against),
        gains=tuple(metric for metric in one.gains if metric in more.gains),
        left=tuple(dict.fromkeys((*one.left, *more.left))) if one.left and more.left else (),
    )


def _told(metrics: list[Metric]) -> list[Metric]:
    """Leave out what leads an outcome that is there itself."""
    there = {metric.id for metric in metrics}
    return [metric for metric in metrics if metric.leads not in there]


def _left_behind(session: Session, option: Option, other: Option) -> dict[str, tuple[Request, ...]]:
    """Return what only the other option does, with everybody's words."""
    groups, taken = merged(session), set(taken_by(session, option))
    return {root: groups[root] for root in taken_by(session, other) if root not in taken}


def _bearer(
    session: Session, behind: dict[str, tuple[Request, ...]], metric: Metric
) -> tuple[str | None, tuple[str, ...]]:
    """Return who bears that a metric is better elsewhere, and their requests that are left behind.

    That is whoever asked for what is left behind and would move the metric, where it is one person; otherwise
    whoever owns the metric.
    """
    left = {
        root: {voice.asker for voice in spoken}
        for root, spoken in behind.items()
        if any(moved.id == metric.id for moved in metrics_of_voices(session, spoken))
    }
    askers = {asker for asked in left.values() for asker in asked}
    return (askers.pop(), tuple(left)) if len(askers) == 1 else (metric.owner, ())


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _are(things: Sequence[str]) -> str:
    return "is" if len(things) == 1 else "are"
