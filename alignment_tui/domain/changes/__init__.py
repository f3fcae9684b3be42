"""A change as data: one small language for undo, history, merging, staleness and "what changed since you signed"."""

from alignment_tui.domain.changes.concurrent import Merged, merge, with_new_ids
from alignment_tui.domain.changes.difference import Delta, Difference, apply, diff, invert, rename
from alignment_tui.domain.changes.merging import Conflict, settle
from alignment_tui.domain.changes.undoing import takes_back, taking_back
from alignment_tui.domain.changes.words import words

__all__ = [
    "Conflict",
    "Delta",
    "Difference",
    "Merged",
    "apply",
    "diff",
    "invert",
    "merge",
    "rename",
    "settle",
    "takes_back",
    "taking_back",
    "with_new_ids",
    "words",
]
