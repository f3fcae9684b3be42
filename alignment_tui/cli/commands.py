"""Every command, one row each; a command's module is imported only when it is run."""

from importlib import import_module

import click

from alignment_tui.cli.exits import DONE
from alignment_tui.cli.options import folder_option
from alignment_tui.version import VERSION

# name -> what it does, as `-h` and docs/cli.md tell it. The module of the same name holds the command; where Python
# has the name for itself, it ends in `_`.
COMMANDS = {
    "new": "Begin a session.",
    "list": "List the sessions, and say which folder they are in.",
    "show": "Show a session, or one stage of it.",
    "capture": "Take lines into a session, as they would be typed in the room.",
    "cue": "Show the facilitator's own sheet in a second terminal: what to say, and notes.",
    "follow": "Show what the room sees on another screen.",
    "check": "List what is left hanging; exit 1 when something blocks.",
    "memo": "Write the decision memo.",
    "sign": "Give one's own word on the memo, with an ssh key where there is one.",
    "score": "Record a metric's reading, or show what the numbers say.",
    "review": "Write the week's page: what changed, how, why, and what the numbers say.",
    "scorecards": "Show every signed metric of the library, worst first, and what is overdue.",
    "import": "Take in error budgets from OpenSLO, requests from a tracker's CSV, or readings.",
    "export": "Write value streams for Mermaid, error budgets for OpenSLO, or the reviews for a calendar.",
    "log": "Tell what changed in a session, when and by whom.",
    "restore": "Make a session what it was at a revision, or in a backup.",
    "verify": "Tell whose consent covers today's text, which keys signed it, and whether the history is whole.",
    "git-setup": "Have git merge sessions record by record, in this clone.",
    "merge-driver": "Merge three versions of a session; git calls it.",
    "settle": "Say which holds, where a merge in git could not know.",
    "schema": "Print the JSON Schema of a session file.",
    "doctor": "Tell what this machine has, and what is missing.",
}
RESERVED = frozenset({
    *COMMANDS, "cue", "export", "follow", "git-setup", "help", "import", "log", "merge-driver", "open", "review",
    "score", "scorecards", "themes", "verify",
})  # fmt: skip
"""What no session may be called: the commands there are and the ones to come."""


class Program(click.Group):
    """The command line as a whole. A first word that is no command is the name of a session to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the module of one command and return what it holds."""
        if name not in COMMANDS:
            return None
        module = f"{name}_" if name == "import" else name.replace("-", "_")
        command: click.Command = import_module(f"alignment_tui.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or take a lone word for a session's name."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        if len(args) > 1 and not args[1].startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f": {near[0]}?" if near else ""
            raise click.UsageError(f"there is no command {name}{hint}", ctx)
        return "open", import_module("alignment_tui.cli.open").command, args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from their rows, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Program,
    invoke_without_command=True,
    options_metavar="[--dir FOLDER]",
    subcommand_metavar="[SESSION | COMMAND ...]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, message="alignment-tui %(version)s")
@folder_option
@click.pass_context
def program(ctx: click.Context) -> int:
    """Walk a group from what everyone asks for to what everyone signs.

    Alone it opens the library; with SESSION it resumes one. Every command below works without the interface.
    """
    if ctx.invoked_subcommand is None:
        from alignment_tui.cli.open import open_program

        return open_program(ctx, None)
    return DONE
