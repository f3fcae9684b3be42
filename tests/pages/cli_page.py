"""docs/cli.md, written from the commands themselves so that it cannot drift."""

import inspect

import click

from alignment_tui.cli.commands import COMMANDS, program

_HEAD = """# The command line

`alignment-tui` opens the library; `alignment-tui SESSION` resumes a session. Every command below does its work without
loading the interface. `align` is the same program, shorter, and so is `python -m alignment_tui`.

Standard output is data, standard error is talk. What is printed carries no control characters, whatever a file holds.

| exit code | means |
|---|---|
| 0 | done, with findings or without |
| 1 | something was refused, or `check` found a finding that blocks |
| 2 | the command was not understood, or there is no terminal for the interface |
| 3 | an optional part is not installed |
| 4 | a conflict: somebody else changed the same thing |

Sessions are in the first of: the folder given with `--dir`, `$ALIGNMENT_SESSIONS`, a `sessions/` folder here or above
that holds a session, and your own data folder; `list` says which. The examples that come with the program are read
where they are; the first command that changes one makes a copy in your folder. `$ALIGNMENT_WHO` says who is at the
keyboard; without it, it is the login name.

    $ alignment-tui new Spring sale
    spring-sale
    $ alignment-tui capture spring-sale 'Ana, SRE lead: No outage during the sale' 'R1 must'
    new S1
    ok R1
    ok R1
    $ alignment-tui capture spring-sale --all-or-nothing < lines.txt
    $ alignment-tui show spring-sale requests
    $ alignment-tui check spring-sale || echo 'not yet'
    $ alignment-tui memo spring-sale -o memo.md

This page is made by `make docs` from what `-h` tells."""


def cli_page() -> str:
    """Return the page: every command with its usage, what it does and its options."""
    top = click.Context(program, info_name="alignment-tui")
    parts = [_HEAD, *_section(program, top)]
    for name in COMMANDS:
        command = program.get_command(top, name)
        assert command is not None
        parts += _section(command, click.Context(command, info_name=name, parent=top))
    return "\n\n".join(parts) + "\n"


def _section(command: click.Command, ctx: click.Context) -> list[str]:
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    options = [option for option in command.params if isinstance(option, click.Option)]
    rows = [
        f"| `{name}` | {words} |" for option in options for name, words in [option.get_help_record(ctx) or ("", "")]
    ]
    table = ["\n".join(["| option | does |", "|---|---|", *rows])] if rows else []
    return [f"## {ctx.command_path}", f"    {usage}", inspect.cleandoc(command.help or ""), *table]
