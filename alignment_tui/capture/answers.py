"""What a line answers: understood, with the edit it asks for, or refused, with what would have been understood."""

from msgspec import Struct

from alignment_tui.domain.records import StageSlug
from alignment_tui.editing.moment import Edit


class Understood(Struct, frozen=True, kw_only=True):
    """A line that was understood. `edit` is `None` when it only moves to the stage in `goes_to`.

    `label` names the change for undo, `words` say beforehand what will happen, `new_names` are people nobody knew
    until now, `about` is the id of an existing record that changes.
    """

    edit: Edit | None
    label: str
    words: str
    new_names: tuple[str, ...] = ()
    goes_to: StageSlug | None = None
    about: str | None = None


class Refused(Struct, frozen=True, kw_only=True):
    """A line that was not understood: what was, what was not, and an example; one plain sentence each."""

    understood: str
    problem: str
    example: str

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return " ".join(part for part in (self.understood, self.problem, self.example) if part)


class Context(Struct, frozen=True, kw_only=True):
    """What the room is looking at: the record under the cursor, and the stream last named."""

    record: str | None = None
    stream: str | None = None


class Unread(Exception):
    """A form that recognised its line stumbles over a part of it; becomes a `Refused`."""

    def __init__(self, problem: str, example: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.example = example
