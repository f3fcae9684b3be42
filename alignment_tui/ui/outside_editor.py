"""The memo's sentences in the facilitator's own editor: the terminal is lent to it, and what it saved is one change."""

import asyncio
import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

from textual.app import App, SuspendNotSupported

from alignment_tui.capture.answers import Unread
from alignment_tui.capture.memo_sheet import SENTENCES, changed, read_sheet, sheet
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.text import visible
from alignment_tui.editing.memo import Sentence, write_all
from alignment_tui.ui.called_away import on_request_to_end
from alignment_tui.ui.editing_screen import EditingScreen

_MOST_BYTES = 1_000_000
_FROM_THE_KEYS = (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT))


class NotWritten(AlignmentError):
    """Nothing came back from the editor; the text says why, and where what was written is."""


def write_outside(screen: EditingScreen) -> None:
    """Lend the terminal to an editor with the sentence under the cursor, or with all four, and take what it saved."""
    if screen.desk.read_only:
        screen.say(screen.desk.read_only, "warn")
        return
    row = screen.records.selected
    sentences = tuple(one for one in SENTENCES if row and (row.collection, row.key) == ("memo", one)) or SENTENCES
    try:
        written = _edited(screen, editor_command(os.environ), sentences)
    except NotWritten as problem:
        screen.say(str(problem), "warn")
        return
    if not any(written.values()):
        opens = screen.keymap.way("open")
        screen.say(f"the editor left nothing: the memo is as it was. The form ({opens}) clears a sentence")
    elif not (new := changed(screen.desk.session, written)):
        screen.say("nothing was changed in the editor")
    else:
        screen.make(write_all(new), f"memo {', '.join(new)}")


def editor_command(env: Mapping[str, str]) -> list[str]:
    """Return the editor that ``$VISUAL`` or ``$EDITOR`` names, as an argument list. Raises `NotWritten`."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(env.get(name, ""))
        except ValueError as error:
            raise NotWritten(f"${name} cannot be read: {error}".lower().replace(name.lower(), name)) from None
        if words:
            if shutil.which(words[0]) is None:
                raise NotWritten(f"there is no editor {visible(words[0])} here: ${name} names it")
            return words
    raise NotWritten("no editor is set: $VISUAL or $EDITOR says which, such as EDITOR=nano")


def _edited(screen: EditingScreen, command: Sequence[str], sentences: Sequence[Sentence]) -> dict[Sentence, str]:
    """Return what the editor left of the sentences. Raises `NotWritten`; what was typed is then kept and named."""
    given = sheet(screen.desk.session, sentences)
    folder = Path(tempfile.mkdtemp(prefix="alignment-"))  # 0700: what an editor puts beside the file is private too
    file = folder / "memo.txt"
    kept = False
    try:
        file.touch(mode=0o600)
        file.write_text(given, encoding="utf-8")
        trouble = _run(screen.app, [*command, str(file)])
        try:
            left = _read(file)
            if not trouble:
                return read_sheet(left, sentences)
        except (OSError, UnicodeDecodeError, Unread) as error:
            left, trouble = "", trouble or _words(error)
        kept = file.exists() and left != given
        raise NotWritten(f"{trouble}; nothing was taken{f', and what was written is in {file}' if kept else ''}")
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def _run(app: "App[int]", command: Sequence[str]) -> str:
    """Run the editor in the terminal; returns what went wrong, or nothing. Raises `NotWritten` without a terminal."""
    name = visible(Path(command[0]).name)
    try:
        with _keys_end_only_the_editor(app), app.suspend():
            done = subprocess.run(command, check=False)  # noqa: S603 # an argument list, as the person set it
    except SuspendNotSupported:
        raise NotWritten("this terminal cannot be lent to an editor") from None
    except OSError as error:
        return f"{name} could not be started: {error.strerror or error}"
    if done.returncode < 0:
        return f"{name} was ended by signal {-done.returncode}"
    return f"{name} ended with {done.returncode}" if done.returncode else ""


@contextlib.contextmanager
def _keys_end_only_the_editor(app: "App[int]") -> Iterator[None]:
    """Let ctrl+c in the editor be the editor's: it reaches this program too, which goes on."""
    called_away = getattr(app, "called_away", None)
    if app.is_headless or called_away is None:
        yield
        return
    loop = asyncio.get_running_loop()
    loop.remove_signal_handler(signal.SIGINT)
    before = {number: signal.signal(number, _goes_on) for number in _FROM_THE_KEYS}

    def heard_again() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)
        on_request_to_end(called_away)

    try:
        yield
    finally:
        # What came meanwhile waits in the loop for whoever hears it by then: in the next turn that is nobody.
        loop.call_soon(loop.call_soon, heard_again)


def _goes_on(number: int, frame: FrameType | None) -> None:
    """Do nothing: unlike a signal that is ignored, this is not handed down to the editor."""


def _read(file: Path) -> str:
    with file.open("rb") as handle:
        data = handle.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise OSError(f"it wrote more than {_MOST_BYTES // 1_000_000} MB")
    return data.decode("utf-8-sig")


def _words(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "what it wrote is not UTF-8"
    if isinstance(error, FileNotFoundError):
        return "the editor took the file away"
    return str(error).rstrip(".")
