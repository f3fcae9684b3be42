"""The eight stages as the work screen shows them. A stage is one class here; rail, palette and tests follow."""

from alignment_tui.domain.records import StageSlug
from alignment_tui.ui.stages.base import StageView
from alignment_tui.ui.stages.constraints import ConstraintsView
from alignment_tui.ui.stages.memo import MemoView
from alignment_tui.ui.stages.metrics import MetricsView
from alignment_tui.ui.stages.requests import RequestsView
from alignment_tui.ui.stages.scorecard import ScorecardView
from alignment_tui.ui.stages.sign_off import SignOffView
from alignment_tui.ui.stages.trade_offs import TradeOffsView
from alignment_tui.ui.stages.value_stream import ValueStreamView

STAGE_VIEWS: dict[StageSlug, StageView] = {
    view.slug: view
    for view in (
        RequestsView(),
        ValueStreamView(),
        MetricsView(),
        ConstraintsView(),
        TradeOffsView(),
        MemoView(),
        SignOffView(),
        ScorecardView(),
    )
}
