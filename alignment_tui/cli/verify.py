"""`verify`: whose word covers today's text, which sentence broke the others, whose keys signed, and a whole history."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import asdict

from alignment_tui.cli import library
from alignment_tui.cli.exits import DONE, REFUSED
from alignment_tui.cli.options import folder_option, json_option
from alignment_tui.cli.streams import put, put_json

if TYPE_CHECKING:
    from alignment_tui.cli.verify_signed import Key, SignOff, Word

_MOST_TOLD = 3
_WIDEST_NAME = 24


@click.command("verify")
@click.argument("session")
@click.option(
    "--allowed-signers",
    "allowed",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Check ssh signatures against the keys in FILE, by the signers' names.",
)
@json_option
@folder_option
@click.pass_context
def command(ctx: click.Context, session: str, allowed: Path | None, as_json: bool) -> int:
    """Tell whose consent covers today's text of SESSION, what broke the others, and whether the history is whole.

    Sign-offs are judged from the document alone, so that anybody with the file can do it: a history that is not on
    this machine is reported as missing, and no more. With --allowed-signers, ssh-keygen checks every ssh signature:
    good, bad, signer unknown, or text changed since. Exits 0 when the sign-off holds for the text as it is, no
    signature that was checked is bad or unknown, and the history, where there is one, leads to this very file; 1
    otherwise.
    """
    from alignment_tui.cli.verify_signed import keys_on, sign_off

    document = library.to_read(ctx, session).document
    found, keys = sign_off(document.session), keys_on(document.session, allowed)
    history = _history(library.own_file(ctx, session))
    holds = found.holds and history.whole and all(key.state not in ("bad", "signer unknown") for key in keys)
    if as_json:
        put_json({"session": session, **asdict(found), "holds": holds, "ssh": keys, "history": history})
    else:
        _tell(found, keys, history, checked=allowed is not None)
    return DONE if holds else REFUSED


class _History(Struct, frozen=True, kw_only=True):
    """Whether nothing speaks against the history, and what there is to say of it."""

    whole: bool
    entries: int = 0
    words: str


def _tell(found: "SignOff", keys: "Sequence[Key]", history: _History, *, checked: bool) -> None:
    from alignment_tui.documents.cells import cells, padded
    from alignment_tui.domain.text import visible

    as_signed = "" if found.signed_as_it_is else ", not signed yet as it is"
    rows = [("text", f"{found.text}, version {found.version}{as_signed}")]
    rows += [(visible(one.name), _said(one)) for one in found.signers]
    others = ", though not every word is of this text" if found.accepted and not found.holds else ""
    rows.append(("sign-off", f"accepted{others}" if found.accepted else f"not accepted: {found.why}"))
    for key in keys:
        earlier = "" if key.stands or key.said == "takes it back" else ", an earlier word"
        named = key.key or "a key that cannot be read"
        rows.append(("ssh", f"{key.state}: {key.id}, {key.name} {key.said}{earlier}, {named}"))
    if keys and not checked:
        rows.append(("ssh", "--allowed-signers FILE checks them: FILE says which keys are whose"))
    if checked and not keys:
        rows.append(("ssh", "no word is signed with an ssh key"))
    rows.append(("history", history.words))
    width = min(_WIDEST_NAME, max(cells(name) for name, _ in rows)) + 2
    for name, words in rows:
        put(f"{padded(name, width) if cells(name) + 2 <= width else f'{name}  '}{words}")


def _said(one: "Word") -> str:
    """Say one person's word in one line: what it is of today's text, or which sentence broke it."""
    if one.at is None:
        return "undecided" + (f", took back {', '.join(one.took_back)}" if one.took_back else "")
    today, then = _SAID[one.verdict]
    said = then.format(one.version) if one.stale else today
    words = f': "{one.text}"' if one.text else ""
    how = "with an ssh key" if one.key else one.recorded
    reasons = [f"{part.title}: {part.reason}" if part.reason else part.title for part in one.stale]
    more = f" and {len(reasons) - _MOST_TOLD} more sections" if len(reasons) > _MOST_TOLD else ""
    broke = f"; changed since: {'; '.join(reasons[:_MOST_TOLD])}{more}" if reasons else ""
    return f"{'' if one.signs else 'not asked, '}{said}{words}{broke} ({one.at.date().isoformat()}, {how})"


_SAID = {
    "consent": ("consents to this text", "consented to version {}"),
    "reservation": ("consents to this text, but", "consented to version {}, but"),
    "objection": ("objects to this text", "objects to version {}"),
    "aside": ("stands aside", "stood aside from version {}"),
}
"""Each verdict on today's text, and on an earlier one."""


def _history(real: Path) -> _History:
    from alignment_tui.storage.history import History
    from alignment_tui.storage.history_check import strayed, troubles

    history = History(real)
    if history.missing or not history.lines:
        return _History(whole=True, words="missing on this machine: only the document was looked at")
    found, entries = list(troubles(history, real)), len(history.lines)
    count = f"{entries} entries" if entries > 1 else "1 entry"
    if found:
        more = f", and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
        return _History(whole=False, entries=entries, words=f"{count}, broken: {'; '.join(found[:_MOST_TOLD])}{more}")
    if away := strayed(history, real):
        return _History(whole=False, entries=entries, words=f"{count}, whole; {away}")
    torn = "; the end of a line was lost in a crash" if history.torn else ""
    return _History(whole=True, entries=entries, words=f"{count}, whole; the file is as the last one left it{torn}")
