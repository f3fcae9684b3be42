"""A finding: something left hanging, where it hangs, and what mends it."""

from typing import Literal

from msgspec import Struct

from alignment_tui.domain.records import StageSlug


class Finding(Struct, frozen=True, kw_only=True):
    """`code` names the kind for good; `about` is the id of the record, or empty; `mend` says what to type or do."""

    level: Literal["block", "warn"]
    code: str
    stage: StageSlug
    about: str = ""
    message: str
    mend: str
