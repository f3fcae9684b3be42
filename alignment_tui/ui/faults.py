"""A fault of the program in a thread, where it can go on: it is told with an id, and a report is kept as of a crash."""

import os
from typing import Any

from textual.app import App
from textual.worker import Worker, WorkerState

from alignment_tui import paths
from alignment_tui.ui.calling_back import CallingBack


def tell_fault(app: App[Any], error: BaseException) -> None:
    """Keep a report of a fault and say its id for a minute."""
    from alignment_tui.storage.crash_report import keep_crash

    crash = keep_crash(paths.state_folder(os.environ), error)
    app.notify(crash.words, severity="error", markup=False, timeout=60)


class FaultTellingScreen(CallingBack[None]):
    """A screen whose threads do not end the program when they fail, and do not fail in silence."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            tell_fault(self.app, event.worker.error)
