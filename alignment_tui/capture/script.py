"""Many lines over one session, one at a time: what `capture` reads, and what it answers for each."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from alignment_tui.capture.answers import Context, Refused, Understood
from alignment_tui.capture.anywhere import go_to
from alignment_tui.capture.following import follow, new_ids
from alignment_tui.capture.reading import read_line
from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, stage_named
from alignment_tui.editing.moment import Moment

_STAGE = re.compile(r"#\s*stage\s*[:\uff1a]\s*(.*)", re.IGNORECASE)


class Accepted(Struct, frozen=True, kw_only=True):
    """A line that was taken. `says` is what to answer: ``new S4`` for a person who was added, then ``ok R7``."""

    line: int
    stage: StageSlug
    understood: Understood
    says: tuple[str, ...]


class Rejected(Struct, frozen=True, kw_only=True):
    """A line that was not; the others stay."""

    line: int
    stage: StageSlug
    refused: Refused

    @property
    def sentence(self) -> str:
        """The answer in one line, with the line's number."""
        return f"line {self.line}: {self.refused.sentence}"


def read_script(
    lines: Iterable[str],
    stage: StageSlug,
    *,
    session: Callable[[], Session],
    moment: Callable[[], Moment],
    apply: Callable[[Understood], object],
) -> Iterator[Accepted | Rejected]:
    """Read lines one by one, from `stage` on, and yield an answer for each that is not blank or a comment.

    `apply` makes the edit of an understood line, as the interface does when Enter is pressed, and `session` then
    returns the session as it is; so a script and the same lines typed give the same document. A comment
    ``# stage: metrics`` goes to a stage like the line ``go metrics`` and says nothing.
    """
    context = Context()
    for number, line in enumerate(lines, 1):
        before = session()
        switch = _STAGE.match(line.strip())
        answer = _switched(switch[1], stage) if switch else read_line(line, before, stage, moment(), context)
        if answer is None:
            continue
        if isinstance(answer, Refused):
            yield Rejected(line=number, stage=stage, refused=answer)
            continue
        if answer.edit:
            apply(answer)
        after = session()
        context = follow(context, answer, before, after)
        says = () if switch else _says(answer, before, after)
        yield Accepted(line=number, stage=stage, understood=answer, says=says)
        stage = answer.goes_to or stage


def _switched(name: str, stage: StageSlug) -> Understood | Refused:
    try:
        return go_to(stage, stage_named(name).slug)
    except NotFound:
        slugs = ", ".join(each.slug for each in STAGES)
        return Refused(
            understood="This switches the stage.",
            problem=f"{name.strip()[:40] or 'Nothing'} is none of them: {slugs}.",
            example="For example: # stage: metrics",
        )


def _says(answer: Understood, before: Session, after: Session) -> tuple[str, ...]:
    added = new_ids(before, after)
    people = [own for own in added if own[0] == "S"]
    others = [own for own in added if own[0] != "S"]
    if (
        not others
        and answer.about is None
        and len(people) == 1
        and not answer.new_names[1:]
        and answer.label.startswith("new person")
    ):
        return (f"ok {people[0]}",)
    subject = " ".join(others) or answer.about or answer.goes_to or ""
    return (*(f"new {own}" for own in people), f"ok {subject}".rstrip())
