"""`settle`: which of two values holds, where a merge in git could not know."""

import click

from alignment_tui.cli import library, moment
from alignment_tui.cli.exits import DONE, REFUSED, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say


@click.command("settle")
@click.argument("session")
@click.argument("answers", nargs=-1, metavar="[NUMBER=mine|theirs ...]")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, answers: tuple[str, ...]) -> int:
    """List what a merge of SESSION left open, or say which holds: `mine` or `theirs` for all, `2=theirs` for one.

    Where two changes meet, ours stands in the file until this is said. Exits 1 while something is open.
    """
    from alignment_tui.storage.git_conflicts import forget_unsettled, unsettled
    from alignment_tui.storage.history_restoring import restored

    real = library.own_file(ctx, session)
    found = unsettled(real)
    if found is None:
        forget_unsettled(real)
        say(f"nothing is open in {session}")
        return DONE
    if not answers:
        for number, conflict in enumerate(found.conflicts, 1):
            put(f"{number}  {conflict.sentence}")
        say(f"say which holds: alignment-tui settle {session} 1=theirs; their whole version is in {found.folder}")
        return REFUSED
    holds = _answers(answers, len(found.conflicts))
    own, loaded = library.to_change(ctx, session)
    then = found.settled(loaded.document, holds)
    saved = restored(own, session, loaded, then, "settled a merge", moment.now(), moment.who())
    forget_unsettled(real)
    say(f"settled: {sum(holds)} theirs, {len(holds) - sum(holds)} mine; now git add {real.name}")
    if saved.trouble:
        say(saved.trouble)
    return DONE


def _answers(answers: tuple[str, ...], count: int) -> tuple[bool, ...]:
    """Return for each conflict whether theirs holds; every one of them is to be answered."""
    said: dict[int, bool] = {}
    for answer in answers:
        number, equals, side = answer.rpartition("=")
        if side not in ("mine", "theirs") or bool(number) != bool(equals):
            raise Refusal(f"{answer}: say mine, theirs, or one by one: 1=theirs")
        wanted = range(1, count + 1) if not number else [int(number)] if number.isdecimal() else []
        if not wanted or not set(wanted) <= set(range(1, count + 1)):
            raise Refusal(f"{answer}: there is no conflict {number}: they are 1 to {count}")
        said |= dict.fromkeys(wanted, side == "theirs")
    missing = [str(number) for number in range(1, count + 1) if number not in said]
    if missing:
        raise Refusal(f"which holds is not said for {', '.join(missing)}")
    return tuple(said[number] for number in range(1, count + 1))
