"""The output check: does a metric count the work, or what the work is for? It asks, and never stands in the way."""

from msgspec import Struct

from alignment_tui.domain.records import Metric
from alignment_tui.domain.session import Session
from alignment_tui.domain.work_counted import work_in


class Question(Struct, frozen=True, kw_only=True):
    """What the check asks the room about a metric, and a wording to start from."""

    code: str
    text: str
    rewrite: str


def counts_work(text: str) -> str:
    """Return the words by which `text` counts work instead of effect, or nothing.

    ``12 tickets closed`` and ``launch v2`` do; ``shipping delay`` and ``features reaching GA`` do not, because
    somebody feels them.
    """
    work = work_in(text)
    return work.words if work else ""


def questions(session: Session, metric: Metric) -> tuple[Question, ...]:
    """Return what the check would ask about a metric; nothing once it was overruled with a note."""
    if metric.overrule:
        return ()
    asked = []
    giveaway = counts_work(metric.name)
    if giveaway:
        asked.append(_ask("output", f'"{giveaway}" counts work. If it were all done, what would be different?', metric))
    if metric.baseline is None:
        asked.append(_ask("baseline", "Where does it stand today?", metric))
    if not metric.meter:
        asked.append(_ask("meter", "How and where would we read it?", metric))
    if metric.by is None and metric.threshold is None:
        asked.append(_ask("date", "By when should we see it?", metric))
    if not metric.streams:
        asked.append(_ask("beneficiary", "Who would feel it?", metric))
    return tuple(asked)


def _ask(code: str, text: str, metric: Metric) -> Question:
    rewrites = {
        "output": f"{metric.id} = time until somebody has the use of {metric.name}",
        "baseline": f"{metric.id} baseline ",
        "meter": f"{metric.id} meter: ",
        "date": f"{metric.id} by ",
        "beneficiary": f"{metric.id} #V",
    }
    return Question(code=code, text=text, rewrite=rewrites[code])
