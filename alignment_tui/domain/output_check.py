"""The output check: does a metric count the work, or what the work is for? It asks, and never stands in the way."""

from msgspec import Struct

from alignment_tui.domain.records import Metric
from alignment_tui.domain.session import Session


class Question(Struct, frozen=True, kw_only=True):
    """What the check asks the room about a metric, a line to start from, and figures as an example of what it takes."""

    code: str
    text: str
    rewrite: str
    figures: str = ""


def counts_work(text: str) -> str:
    """Return the words by which `text` counts work instead of effect, or nothing.

    ``12 tickets closed`` and ``launch v2`` do; ``shipping delay`` and ``features reaching GA`` do not, because
    somebody feels them.
    """
    from alignment_tui.domain.work_counted import work_in  # its words cost a millisecond that most commands never need

    work = work_in(text)
    return work.words if work else ""


def questions(session: Session, metric: Metric) -> tuple[Question, ...]:
    """Return what the check would ask about a metric; nothing once it was overruled with a note."""
    if metric.overrule:
        return ()
    own = metric.id
    stream = metric.streams[0] if metric.streams else session.streams[0].id if len(session.streams) == 1 else "V"
    return (
        *_about_output(session, metric),
        *(
            Question(code=code, text=text, rewrite=f"{own} {line}")
            for code, missing, text, line in (
                ("baseline", metric.baseline is None, "Where does it stand today?", "baseline "),
                ("meter", not metric.meter, "How and where would we read it?", "meter: "),
                ("date", metric.by is None and metric.threshold is None, "By when should we see it?", "by "),
                ("beneficiary", not metric.streams, "Who would feel it?", f"#{stream}"),
            )
            if missing
        ),
    )


def _about_output(session: Session, metric: Metric) -> tuple[Question, ...]:
    from alignment_tui.domain.output_rewrites import rewrite_of
    from alignment_tui.domain.work_counted import work_in

    work = work_in(metric.name)
    if work is None:
        return ()
    who = next((stream.who for stream in session.streams if stream.id in metric.streams and stream.who), "")
    better = rewrite_of(work, who)
    said = "is work" if work.ordered else "counts work"
    return (
        Question(
            code="output",
            text=f'"{work.words}" {said}. {better.question}',
            rewrite=f"{metric.id} = {better.wording}",
            figures=better.figures,
        ),
    )
