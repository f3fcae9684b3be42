"""What is kept beside a save: backups before it. It never breaks a save; trouble with it is told once."""

from collections.abc import Callable
from pathlib import Path

from alignment_tui.storage.backups import back_up
from alignment_tui.storage.refusals import words_of


class HistoryKeeping:
    """Keeps the history of the sessions of one folder while they are saved; called under each session's lock."""

    def __init__(self) -> None:
        self._troubles: dict[tuple[Path, str], str] = {}
        self._untold: dict[Path, list[str]] = {}

    def backing_up(self, real: Path, *, must: bool) -> Callable[[], None]:
        """Return what links the file as it is to a backup, to be called before another takes its place."""

        def link() -> None:
            try:
                back_up(real, must=must)
            except OSError as error:
                self._failed(real, "no backup could be made", words_of(error))
            else:
                self._troubles.pop((real, "no backup could be made"), None)

        return link

    def trouble(self, real: Path) -> str:
        """Return what went wrong beside the saves and was not told yet, in one line, or nothing."""
        return "; ".join(self._untold.pop(real, ()))

    def _failed(self, real: Path, what: str, why: str) -> None:
        if (real, what) not in self._troubles:
            self._troubles[real, what] = why
            self._untold.setdefault(real, []).append(f"saved, but {what}: {why}")
