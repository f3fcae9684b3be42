"""Value streams as a Mermaid flowchart: lanes as subgraphs, waits on the arrows, rework as dashed arrows.

Labels are somebody's words. Every sign in them that could mean something to Mermaid, Markdown or a browser is written
as a character code, so that no name can end its label, become markup, or set an option of the diagram.
"""

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from alignment_tui.domain.quantities import plain, work_time
from alignment_tui.domain.records import Estimate, Lane, Step, Stream
from alignment_tui.domain.value_stream import parallel_groups, wait_minutes

LANES: tuple[Lane, ...] = get_args(Lane)
_JOINER = "\u2060"
_FOUND_LATER = re.compile("[$](?=[$])|:(?=[^\\W_])|\ufb02(?=\u00b0)|\u00b6(?=\u00df)")
_STATEMENT = re.compile(r"(?<=direction) +", re.IGNORECASE)
_INSIDE = re.compile(r"(?<=[^\W_])[./'-](?=[^\W_])")


def as_mermaid(streams: Sequence[Stream]) -> str:
    """Return one flowchart of all these streams; of several, each stands in a frame of its own name."""
    lines = ["flowchart LR"]
    for stream in streams:
        if len(streams) > 1:
            lines += [f"  subgraph {stream.id}[{_label(_title(stream))}]", "    direction LR"]
            lines += [f"  {line}" for line in _drawn(stream)]
            lines.append("  end")
        else:
            lines += _drawn(stream)
    return "\n".join(lines) + "\n"


def _drawn(stream: Stream) -> Iterator[str]:
    begin, end = f"{stream.id}_in", f"{stream.id}_out"
    yield f"  {begin}([{_label(_title(stream))}])"
    for lane in LANES:
        steps = [step for step in stream.steps if step.lane == lane]
        if steps:
            yield f"  subgraph {stream.id}_{lane}[{_label(lane)}]"
            yield from (f"    {_node(step.id)}[{_label(step.name, *_figures(step))}]" for step in steps)
            yield "  end"
    yield f"  {end}([{_label(stream.who or 'who benefits?')}])"
    before: tuple[str, ...] = (begin,)
    for group in parallel_groups(stream):
        for step in group:
            arrow = f"-->{_wait(step)}"
            yield from (f"  {source} {arrow} {_node(step.id)}" for source in before)
        before = tuple(_node(step.id) for step in group)
    yield from (f"  {source} --> {end}" for source in before)
    for loop in stream.rework:
        words = _label(f"{plain(loop.percent)} % go back")
        yield f"  {_node(loop.source)} -.->|{words}| {_node(loop.target)}"


def _figures(step: Step) -> tuple[str, str]:
    work, lead = work_time(step.process_time_minutes), work_time(step.lead_time_minutes)
    return f"PT {work}, LT {lead}", f"%C/A {_share(step.percent_complete_accurate)}"


def _share(share: Estimate | None) -> str:
    if share is None:
        return "?"
    typical = plain(share.typical)
    return typical if share.bottom == share.top else f"{plain(share.bottom)} to {plain(share.top)}, likely {typical}"


def _wait(step: Step) -> str:
    """Return the label of an arrow: how long work waits before this step, nothing where it does not."""
    wait = wait_minutes(step)
    return "" if wait == 0 else f"|{_label(f'wait {work_time(wait)}')}|"


def _title(stream: Stream) -> str:
    return f"{stream.name} (future of {stream.future_of})" if stream.future_of else stream.name


def _node(step_id: str) -> str:
    return step_id.replace(".", "_")


def _label(*lines: str) -> str:
    return f'"{"<br/>".join(_escaped(line) for line in lines)}"'


def _escaped(words: str) -> str:
    """Return words as character codes, but for letters, digits, spaces and signs that mean nothing where they stand.

    Mermaid finds a `direction` anywhere in a line, so the space behind that word is a code as well. When it draws it
    looks once more for formulas, icons and its own marks for codes: these are parted by a sign that does not show.
    """
    words = _FOUND_LATER.sub(lambda found: found[0] + _JOINER, words)
    inside = {match.start() for match in _INSIDE.finditer(words)}
    coded = {at for match in _STATEMENT.finditer(words) for at in range(*match.span())}
    return "".join(
        char if char.isalnum() or at in inside or (char in " ,?" and at not in coded) else f"#{ord(char)};"
        for at, char in enumerate(words)
    )
