"""Exit codes, which are part of the interface, and the refusal that carries one."""

from alignment_tui.domain.errors import AlignmentError

DONE = 0
REFUSED = 1  # something was refused, or `check` found a blocking finding
USAGE = 2  # the command was not understood, or there is no terminal
MISSING = 3  # an optional part is not installed
CONFLICT = 4  # two writers changed the same thing


class Refusal(AlignmentError):
    """A command ends here, with one line for the person and a code for the script."""

    def __init__(self, words: str, exit_code: int = REFUSED) -> None:
        super().__init__(words)
        self.exit_code = exit_code
