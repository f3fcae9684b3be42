"""The memo's sentences as a file for an editor, and back: no word of them is lost, whatever they begin with."""

from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap
from typing import get_args

from alignment_tui.capture.answers import Unread
from alignment_tui.domain.session import Session
from alignment_tui.editing.memo import Sentence

SENTENCES: tuple[Sentence, ...] = get_args(Sentence)
_OURS = "#:"
_WIDEST, _TITLE = 78, 60
_ABOUT: dict[Sentence, str] = {
    "context": "what it is about",
    "facing": "what stands against it; left empty, capacity and platform say it",
    "why": "why we decided so",
    "decision": "left empty, it is composed from the option that was chosen",
}


def sheet(session: Session, sentences: Sequence[Sentence]) -> str:
    """Return the text that an editor is given: each sentence under a line that says which it is."""
    lines = [
        f"{_OURS} The memo of {shorten(session.title, _TITLE, placeholder='...')}.",
        f"{_OURS} Lines that begin with {_OURS} are left out; a line break is a space.",
        f"{_OURS} Save and leave to take it. Leave without saving to change nothing.",
    ]
    for sentence in sentences:
        lines += [f"{_OURS}", f"{_OURS} {sentence}: {_ABOUT[sentence]}", *_kept(getattr(session.memo, sentence)), ""]
    return "\n".join(lines)


def read_sheet(text: str, sentences: Sequence[Sentence]) -> dict[Sentence, str]:
    """Return the sentences in a text that an editor left, each as one line.

    Raises `Unread` where the lines that part several are gone.
    """
    found: dict[Sentence, list[str]] = {}
    for line in text.splitlines():
        if line.startswith(_OURS):
            word = line.removeprefix(_OURS).partition(":")[0].strip()
            found.update({one: found.get(one, []) for one in sentences if one == word})
        elif line.strip():
            if not found and len(sentences) > 1:
                raise Unread(f'The lines that begin with "{_OURS}" say which sentence is which, and some are gone.')
            found.setdefault(sentences[0], [])
            found[[*found][-1]].append(line)
    if missing := [one for one in sentences if one not in found and len(sentences) > 1]:
        raise Unread(f'The line "{_OURS} {missing[0]}" is gone: it says which sentence is which.')
    return {one: " ".join(" ".join(found.get(one, ())).split()) for one in sentences}


def changed(session: Session, written: dict[Sentence, str]) -> dict[Sentence, str]:
    """Return those sentences that say something else than the memo does now."""
    return {one: text for one, text in written.items() if text != " ".join(getattr(session.memo, one).split())}


def _kept(text: str) -> Iterator[str]:
    """Yield a sentence in lines a terminal holds, none of which is taken for one of ours."""
    for line in wrap(text, _WIDEST, break_long_words=False, break_on_hyphens=False):
        yield f" {line}" if line.startswith(_OURS) else line
