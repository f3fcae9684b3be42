"""A stage that was left, and what it stood on."""

from typing import ClassVar, Literal

from alignment_tui.domain.records.base import Part

StageSlug = Literal["requests", "value-stream", "metrics", "constraints", "trade-offs", "memo", "sign-off", "scorecard"]


class Passed(Part, frozen=True, kw_only=True):
    """A stage that was left for a later one, with the fingerprint of each record it stood on."""

    KEY: ClassVar[tuple[str, ...]] = ("stage",)

    stage: StageSlug
    stood_on: dict[str, str]
