"""The time of a stage as a header shows it: what was counted against what it is given, with its weight."""

from datetime import datetime

from alignment_tui.domain.stages import Stage
from alignment_tui.domain.time_box import TimeBox, allowed, elapsed, over_by, time_words
from alignment_tui.ui.lines import Line, line


def clock_line(box: TimeBox, stage: Stage, now: datetime) -> Line:
    """Return the time in words; nothing where none was counted and none is given."""
    words = time_words(box, stage.slug, stage.minutes, now)
    over = over_by(elapsed(box, stage.slug, now), allowed(box, stage.slug, stage.minutes))
    return line((words, "warn" if over else "text")) if words else ()
