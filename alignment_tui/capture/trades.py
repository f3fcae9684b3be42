"""A trade-off in one line: what we push for even over what, what we accept, and who bears it."""

import re
from typing import Any

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.spoken import Line, said
from alignment_tui.capture.tail import Tail, read_tail
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Metric, Option
from alignment_tui.editing.trade_offs import retell, trade
from alignment_tui.editing.wording import traded

_EVEN_OVER = re.compile(r"\seven over\s", re.IGNORECASE)


def _trade(line: Line, rest: str) -> Understood | None:
    return _named(line, rest) if _EVEN_OVER.search(rest) else None


def _named(line: Line, rest: str) -> Understood:
    text, tail = read_tail(line, said(rest, "the trade-off"), links=(Metric, Option), measured=False)
    try:
        gain, give, accepting = traded(text)
    except RuleBroken as broken:
        raise Unread(f"It does not say one thing even over another: {broken}.") from None
    accepted = f", accepting {accepting}" if accepting else ""
    return Understood(
        edit=trade(
            said(gain, "what is preferred"),
            said(give, "what is given up"),
            accepting,
            bearer=tail.owner,
            metric=tail.id_of("M"),
            option=tail.id_of("O"),
        ),
        label=f"new trade-off {gain} even over {give}",
        words=f'a new trade-off: "{gain}" even over "{give}"{accepted}{_tail_words(tail)}',
    )


def _tail(line: Line, rest: str) -> Understood | None:
    words, tail = read_tail(line, rest, links=(Metric, Option), measured=False)
    if words or not rest:
        return None
    own = line.subject_id
    fields: dict[str, Any] = {"metric": tail.id_of("M"), "option": tail.id_of("O")}
    told = {name: value for name, value in fields.items() if value}
    return Understood(
        edit=retell(own, bearer=tail.owner, **told),
        label=f"{own}{_tail_words(tail)}",
        words=f"{own}{_tail_words(tail)}",
        about=own,
    )


def _tail_words(tail: Tail) -> str:
    metric, option = tail.id_of("M"), tail.id_of("O")
    return "".join(
        (
            f", borne by {tail.owner}" if tail.owner else "",
            f", {metric} will show it" if metric else "",
            f", with {option}" if option else "",
        )
    )


_DAY_5 = Table("trade-offs")
TRADE_FORMS = (
    _DAY_5.bare(
        _trade,
        "uptime even over branding, accepting one more quarter @Raj #M3 #O1",
        means="bearer, metric that will show it, option it belongs to",
        what="a trade-off",
    ),
    _DAY_5.opening(
        "trade-off",
        _named,
        "trade-off: uptime even over branding",
        means="the same, in every stage",
        what="a trade-off",
        colon=True,
    ),
    _DAY_5.verb(
        "T", "", _tail, "T1 @Raj #M3 #O1", means="bearer, metric and option of one that is there", what="a trade-off"
    ),
)
