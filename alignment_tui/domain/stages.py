"""The eight stages, in order: what each is called, when it is, and the question it puts to the room."""

from msgspec import Struct

from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.records import StageSlug


class Stage(Struct, frozen=True, kw_only=True):
    """One stage of the flow. `day` is what the room calls the time of it.

    `minutes` is its time box, `script` what the facilitator may read out; a playbook gives them.
    """

    slug: StageSlug
    title: str
    day: str
    question: str
    minutes: float | None = None
    script: tuple[str, ...] = ()


STAGES: tuple[Stage, ...] = (
    Stage(
        slug="requests",
        title="Requests",
        day="Day 1 of 6",
        question="What does success mean to you, in your own words?",
    ),
    Stage(
        slug="value-stream",
        title="Value stream",
        day="Day 2 of 6",
        question="Who benefits, how, and when?",
    ),
    Stage(
        slug="metrics",
        title="Metrics",
        day="Day 3 of 6",
        question="If this worked, what would move, and who would feel it?",
    ),
    Stage(
        slug="constraints",
        title="Constraints",
        day="Day 4 of 6",
        question="What is true whatever we choose?",
    ),
    Stage(
        slug="trade-offs",
        title="Trade-offs",
        day="Day 5 of 6",
        question="If we push for this, what do we give up, and who bears it?",
    ),
    Stage(slug="memo", title="Memo", day="Day 6 of 6", question="Is it clear enough to build?"),
    Stage(
        slug="sign-off",
        title="Sign-off",
        day="Launch",
        question="Do you confirm the trade-offs, how we will know, and when we review?",
    ),
    Stage(slug="scorecard", title="Scorecard", day="Weekly", question="What changed, how, and why?"),
)

_BY_SLUG = {stage.slug: stage for stage in STAGES}


def stage_named(text: str) -> Stage:
    """Return the stage whose slug or title `text` is, in any case, with spaces or hyphens.

    Raises `NotFound` naming the eight.
    """
    slug = "-".join(text.casefold().replace("-", " ").split())
    for stage in STAGES:
        if stage.slug == slug:
            return stage
    raise NotFound(f"there is no stage {text.strip()}: {', '.join(stage.slug for stage in STAGES)}")


def stage_of(slug: StageSlug) -> Stage:
    """Return the stage with this slug."""
    return _BY_SLUG[slug]


def place_of(slug: StageSlug) -> int:
    """Return where the stage stands in the flow, from 0."""
    return STAGES.index(_BY_SLUG[slug])
