"""`capture`: take lines into a session, as they would be typed in the room."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import DONE, REFUSED, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say
from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.records import StageSlug

if TYPE_CHECKING:
    from alignment_tui.capture.reading import Understood
    from alignment_tui.capture.script import Accepted, Rejected
    from alignment_tui.domain.session import Session
    from alignment_tui.editing.workspace import Workspace


@click.command("capture", context_settings={"ignore_unknown_options": True})
@click.argument("session")
@click.argument("lines", nargs=-1, metavar="[STAGE] [LINE ...]", type=click.UNPROCESSED)
@click.option("--all-or-nothing", is_flag=True, help="Keep no line when one is refused.")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, lines: tuple[str, ...], all_or_nothing: bool) -> int:
    """Take each LINE into SESSION, or the lines of standard input.

    They are read as in STAGE (requests, if none is named); a line `# stage: NAME` goes to another. Each line taken
    is answered once it is safely on disk: `ok R7`, after `new S4` for a person it added. A line refused is told on
    standard error, the others stay, and the exit code is 1. docs/grammar.md has every line there is.
    """
    from alignment_tui.editing.workspace import Kept, Workspace

    stage, given = _stage_and_lines(lines)
    folder, loaded = library.to_change(ctx, session)
    if loaded.read_only:
        raise Refusal(f"{session}: {loaded.read_only}")
    kept = Kept()
    workspace = Workspace(loaded.document, who=moment.who(), store=kept)
    taken, refused = _read(workspace, stage, _standard_input() if given is None else given)
    keep = not (refused and all_or_nothing)
    if keep and taken:
        saved = folder.save(session, workspace.document, loaded, kept.changes)
        for accepted in taken:
            for answer in accepted.says:
                put(_renamed(answer, saved.renames))
        _tell_reopened(loaded.document.session, workspace.session)
        if saved.trouble:
            say(saved.trouble)
    for rejected in refused:
        say(f"line {rejected.line}: {rejected.refused.sentence}")
    if refused and not keep:
        say(f"nothing was taken: {len(refused)} of {len(taken) + len(refused)} lines refused")
    return REFUSED if refused else DONE


def _stage_and_lines(words: tuple[str, ...]) -> tuple[StageSlug, tuple[str, ...] | None]:
    """Tell the stage from the lines; no line at all means standard input."""
    from alignment_tui.domain.stages import stage_named

    try:
        stage, lines = stage_named(words[0] if words else "requests").slug, words[1:]
    except NotFound:
        stage, lines = "requests", words
    return stage, lines or None


def _standard_input() -> Iterable[str]:
    if sys.stdin is None:
        return ()
    # A byte that is no text becomes a visible mark in its own line, and the other lines are none the worse.
    text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _read(workspace: "Workspace", stage: StageSlug, lines: Iterable[str]) -> tuple[list["Accepted"], list["Rejected"]]:
    from alignment_tui.capture.script import Accepted, read_script

    now, today = moment.now(), moment.today()

    def take(understood: "Understood") -> None:
        if understood.edit is not None:
            workspace.apply(understood.edit, understood.label, now=now, today=today)

    taken: list[Accepted] = []
    refused: list[Rejected] = []
    for answer in read_script(
        lines, stage, session=lambda: workspace.session, moment=lambda: workspace.moment(now, today), apply=take
    ):
        if isinstance(answer, Accepted):
            taken.append(answer)
        else:
            refused.append(answer)
    return taken, refused


def _tell_reopened(before: "Session", after: "Session") -> None:
    from alignment_tui.domain.tripwires import reopened_since

    for words in reopened_since(before, after):
        say(words)


def _renamed(answer: str, renames: dict[str, str]) -> str:
    """Give the id a record has after its save: somebody else may have taken the one it began with."""
    word, space, own = answer.partition(" ")
    record, dot, part = own.partition(".")
    return f"{word}{space}{renames.get(own) or renames.get(record, record) + dot + part}"
