"""What the room sees: one thing at a time, large, in people's words, and nothing that is only the facilitator's."""

from alignment_tui.domain.records import StageSlug
from alignment_tui.ui.present import (
    constraints,
    memo,
    metrics,
    requests,
    scorecard,
    sign_off,
    trade_offs,
    value_stream,
)
from alignment_tui.ui.present.page import Presenter

PRESENTERS: dict[StageSlug, Presenter] = {
    "requests": requests.PRESENTER,
    "value-stream": value_stream.PRESENTER,
    "metrics": metrics.PRESENTER,
    "constraints": constraints.PRESENTER,
    "trade-offs": trade_offs.PRESENTER,
    "memo": memo.PRESENTER,
    "sign-off": sign_off.PRESENTER,
    "scorecard": scorecard.PRESENTER,
}
