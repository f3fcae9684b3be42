"""The terminal as textual drives it, and what textual leaves out: it may vanish, stop the program without a word, or
send bytes that are no text. None of these may cost a word, or leave the terminal other than it was found.
"""

import contextlib
import os
import signal
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Iterator
from io import TextIOBase, TextIOWrapper
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from alignment_tui.ui.esc_and_key import EscParser

if TYPE_CHECKING:
    from alignment_tui.ui.themed_app import ThemedApp

HUNG_UP = 129  # as a shell says it of a program that a hangup has ended


class TerminalDriver(LinuxDriver):
    """Drives a terminal that is there, and lets go of one that is not."""

    def __init__(self, app: "ThemedApp", **options: Any) -> None:
        super().__init__(app, **options)
        self._program = app
        if self._file is not None:
            self._file = _Screen(self._file)  # type: ignore[assignment] # as much of a file as is written to
        self._heed_stops()

    def _heed_stops(self) -> None:
        """Stop and go on between two events: within one, textual's own way waits for ever for what it holds itself."""
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop_soon)
        self._loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)

    @contextlib.contextmanager
    def no_automatic_restart(self) -> Iterator[None]:
        """Lend the terminal. Whoever has it is stopped with us, at once, for no event comes before it is back."""
        self._loop.remove_signal_handler(signal.SIGTSTP)
        self._loop.remove_signal_handler(signal.SIGCONT)
        try:
            with super().no_automatic_restart():
                yield
        finally:
            self._heed_stops()

    def _run_input_thread(self) -> None:
        """Read keys; at their end the program leaves, and an error in here shows no line of source, as any other."""
        try:
            self.run_input_thread()
        except OSError:
            self._app.call_later(self._program.called_away, HUNG_UP)
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again. Who was stopped by SIGSTOP has not given it back yet: it would be noted as taken."""
        if not os.isatty(self.fileno):
            return  # a hangup wakes a program too
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def _stop_soon(self) -> None:
        self._app.run_worker(self._stop(), exclusive=True, group="stopping")

    async def _stop(self) -> None:
        """Stop, which stops the thread that saves, too."""
        await self._program.everything_saved()
        self._sigtstp_application()

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")


class _Screen(TextIOBase):
    """What the program writes to; once the terminal has gone, what is written goes nowhere, up to the very end."""

    def __init__(self, terminal: TextIOWrapper) -> None:
        super().__init__()
        self._terminal = terminal
        if terminal.encoding.casefold() != "utf-8":
            from alignment_tui.ui import plain_signs

            terminal.reconfigure(errors=plain_signs.NAME)

    def write(self, text: str) -> int:
        try:
            self._terminal.write(text)
        except OSError:
            _let_go()
        return len(text)

    def flush(self) -> None:
        try:
            self._terminal.flush()
        except OSError:
            _let_go()

    def fileno(self) -> int:
        return self._terminal.fileno()


def _let_go() -> None:
    """Have what is still to be written, and what Python itself writes as it ends, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


class _Keys:
    """Bytes from the keys as text: one that is no text is a visible mark, and none at all is their end."""

    def __init__(self, name: str) -> None:
        self._decoder: IncrementalDecoder = getincrementaldecoder(name)(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        """Return the characters that are whole. Raises `OSError` at the end of all input."""
        if not data:
            raise EndOfKeys
        return self._decoder.decode(data, final)


class EndOfKeys(OSError):
    """The terminal has gone."""


def _keys(name: str) -> Callable[[], _Keys]:
    return lambda: _Keys(name)


# Both by name, for neither is said to be textual's own.
setattr(linux_driver, getincrementaldecoder.__name__, _keys)
setattr(linux_driver, XTermParser.__name__, EscParser)
