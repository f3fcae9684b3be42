"""`verify`: whether what was signed is what stands there today, and whether the history is whole."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library
from alignment_tui.cli.exits import DONE, REFUSED
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put

if TYPE_CHECKING:
    from alignment_tui.domain.session import Session
    from alignment_tui.domain.sign_off import Standing

_MOST_TOLD = 3


@click.command("verify")
@click.argument("session")
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str) -> int:
    """Tell whose consent covers today's text of SESSION, what broke the others, and whether the history is whole.

    Sign-offs are judged from the document alone, so that anybody with the file can do it: a history that is not on
    this machine is reported as missing, and no more. Exits 0 when the sign-off holds for the text as it is and the
    history, where there is one, leads to this very file; 1 otherwise.
    """
    document = library.to_read(ctx, session).document
    agreed, words = _sign_off(document.session)
    put(f"sign-off  {words}")
    whole, words = _history(library.own_file(ctx, session))
    put(f"history   {words}")
    return DONE if agreed and whole else REFUSED


def _sign_off(session: "Session") -> tuple[bool, str]:
    from alignment_tui.domain.blind import hidden
    from alignment_tui.domain.sign_off import outcome, standings, text_now

    stands = [one for one in standings(session) if one.verdict != "undecided"]
    if not stands:
        return False, "nobody has signed"
    result, text = outcome(session), text_now(session)
    parts = []
    covering = [one.name for one in stands if not one.stale and one.verdict in ("consent", "reservation")]
    if covering:
        verb = "consents" if len(covering) == 1 else "consent"
        parts.append(f"{' and '.join(covering)} {verb} to today's text (version {text.version}, {text.short})")
    parts += [f"{one.name} {_OTHERWISE[one.verdict]}" for one in stands if not one.stale and one.verdict in _OTHERWISE]
    blind = bool(hidden(session))
    parts += [_broken(one, blind) for one in stands if one.stale]
    if not result.accepted:
        parts.append(result.why)
    return result.accepted and not any(one.stale for one in stands), "; ".join(parts)


_OTHERWISE = {"objection": "objects", "aside": "stands aside"}


def _broken(one: "Standing", blind: bool) -> str:
    """Name the sentences that changed; while something is asked for blind, only the sections."""
    reasons = [part.section if blind else f"{part.section}: {part.reason}" for part in one.stale]
    more = f" and {len(reasons) - _MOST_TOLD} more sections" if len(reasons) > _MOST_TOLD else ""
    return f"{one.name}'s word of version {one.version} does not cover it: {'; '.join(reasons[:_MOST_TOLD])}{more}"


def _history(real: Path) -> tuple[bool, str]:
    from alignment_tui.storage.history import History
    from alignment_tui.storage.history_check import strayed, troubles

    history = History(real)
    if history.missing or not history.lines:
        return True, "missing on this machine: only the document was looked at"
    found = list(troubles(history, real))
    count = f"{len(history.lines)} entries" if len(history.lines) > 1 else "1 entry"
    if found:
        more = f", and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
        return False, f"{count}, broken: {'; '.join(found[:_MOST_TOLD])}{more}"
    if away := strayed(history, real):
        return False, f"{count}, whole; {away}"
    torn = "; the end of a line was lost in a crash" if history.torn else ""
    return True, f"{count}, whole; the file is as the last one left it{torn}"
