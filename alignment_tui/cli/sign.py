"""`sign`: one's own word on the memo, from one's own machine, with a real signature where there is a key."""

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignment_tui.cli import library
from alignment_tui.cli.exits import DONE, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say

if TYPE_CHECKING:
    from alignment_tui.domain.records import Stakeholder
    from alignment_tui.domain.session import Session
    from alignment_tui.editing.sign_off import Seal, Word

_NEEDED = {
    "reservation": "a reservation says what it is: --reserve REASON",
    "objection": "an objection names a concrete harm, not a preference: --object REASON",
}


@click.command("sign")
@click.argument("session")
@click.option("--as", "name", required=True, metavar="NAME", help="Whose word it is: one of the signers.")
@click.option("--consent", is_flag=True, help="Consent to the memo as it is.")
@click.option("--reserve", metavar="REASON", help="Consent with a reservation.")
@click.option("--object", "harm", metavar="REASON", help="Object; REASON is a concrete harm, not a preference.")
@click.option("--aside", is_flag=True, help="Stand aside: neither consent nor stop it.")
@click.option("--withdraw", is_flag=True, help="Take back what was said last; both stay to be read.")
@click.option(
    "--ssh-key",
    "key",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Sign with this ssh key, or with the one whose public half FILE is.",
)
@folder_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    name: str,
    consent: bool,
    reserve: str | None,
    harm: str | None,
    aside: bool,
    withdraw: bool,
    key: Path | None,
) -> int:
    """Give one's own word on the memo of SESSION as it is: one of --consent, --reserve, --object, --aside, --withdraw.

    `alignment-tui memo SESSION` shows what is signed, and the short form of its text, such as 7f3a 91c2, that is
    answered here. With --ssh-key, ssh-keygen signs as well, so that anybody can check with verify whose word it is;
    docs/sign-off.md tells how. Exits 1 when nothing was signed, 3 without ssh-keygen.
    """
    words: dict[Word, str | None] = {
        "consent": "" if consent else None,
        "reservation": reserve,
        "objection": harm,
        "aside": "" if aside else None,
    }
    given = {verdict: text for verdict, text in words.items() if text is not None}
    if len(given) + withdraw != 1:
        raise click.UsageError("say one of --consent, --reserve REASON, --object REASON, --aside, --withdraw", ctx)
    verdict, text = next(iter(given.items()), (None, ""))
    person = _signer(library.to_read(ctx, session).document.session, name)
    if verdict in _NEEDED and not text.strip():
        raise Refusal(_NEEDED[verdict])
    if verdict:
        _refuse(ctx, session, person, verdict, text, key)
    seal = None
    if key:
        from alignment_tui.cli.ssh_keygen import seal_with

        seal = seal_with(key)
    _sign(ctx, session, person, verdict, text, seal)
    return DONE


def _signer(session: "Session", name: str) -> "Stakeholder":
    """Return the signer of this name; raises `Refusal` with those there are."""
    from alignment_tui.domain.signing import not_to_sign
    from alignment_tui.editing.people import known

    signers = {one: session.name_of(one) for one in session.signers}
    if not signers:
        raise Refusal(not_to_sign(session) or "nobody is asked to sign")
    person = known(session, name)
    if person is None:
        near = difflib.get_close_matches(name, signers.values(), n=1, cutoff=0.5)
        hint = f": {near[0]}?" if near else f"; the signers are {', '.join(signers.values())}"
        raise Refusal(f"nobody here is called {name}{hint}")
    if person.id not in signers:
        raise Refusal(f"{person.name} is not asked to sign; the signers are {', '.join(signers.values())}")
    return person


def _refuse(ctx: click.Context, slug: str, person: "Stakeholder", verdict: "Word", text: str, key: Path | None) -> None:
    """Refuse, before a key is asked for, what cannot be signed or was signed already."""
    from alignment_tui.domain.sign_off import text_now
    from alignment_tui.domain.signing import not_to_sign, said_already

    session = library.to_read(ctx, slug).document.session
    if reason := not_to_sign(session):
        raise Refusal(f"{slug}: {reason}")
    if session.rule is None:
        raise Refusal(f"{slug}: what counts as agreed is chosen before anybody signs: rule everyone")
    if said_already(session, person.id, verdict, text, with_key=key is not None):
        raise Refusal(f"{person.name} has signed this very text already: {text_now(session).short}")


def _sign(
    ctx: click.Context, slug: str, person: "Stakeholder", verdict: "Word | None", text: str, seal: "Seal | None"
) -> None:
    from alignment_tui.cli import changing
    from alignment_tui.domain.objections import sounds_like_a_preference
    from alignment_tui.domain.sign_off import outcome, outcome_words
    from alignment_tui.domain.signing import said, text_of
    from alignment_tui.domain.ssh_signature import fingerprint
    from alignment_tui.editing.sign_off import sign, withdraw

    edit = (
        sign(person.name, verdict, text, own_hand=True, seal=seal)
        if verdict
        else withdraw(person.name, own_hand=True, seal=seal)
    )
    done = changing.make(ctx, slug, edit, f"{person.name} {said(verdict or 'withdrawal')}")
    if done.change is None:
        raise Refusal(f"{person.name} has signed this very text already")
    own = next(own for own in done.change.new_ids if own.startswith("G"))
    entry = next(one for one in done.after.signatures if one.id == done.renames.get(own, own))
    with_key = f", signed with an ssh key {fingerprint(entry.ssh)}" if entry.ssh else ""
    put(f"{entry.id}  {person.name} {said(entry.verdict)}, text {text_of(entry)}, version {entry.version}{with_key}")
    if verdict == "objection" and sounds_like_a_preference(text):
        say("this sounds like a preference: what harm would come of it, and to whom?")
    say(outcome_words(done.after, outcome(done.after)))
