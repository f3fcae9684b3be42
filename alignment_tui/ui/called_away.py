"""What comes from outside the keys: a request to end, and bytes that are no text. Neither may cost a word."""

import asyncio
import contextlib
import signal
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable

_REQUESTS = ("SIGTERM", "SIGHUP", "SIGINT")


def on_request_to_end(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit code that says which signal it was, from within the event loop."""
    loop = asyncio.get_running_loop()
    for name in _REQUESTS:
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, leave, 128 + number)


def let_bytes_be_wrong() -> None:
    """Make of a byte that is no text a visible mark; textual's own reading of the keys would end the program."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # there is no such driver on Windows, and no need
        return

    def forgiving(name: str) -> Callable[[], IncrementalDecoder]:
        return lambda: getincrementaldecoder(name)(errors="replace")

    setattr(linux_driver, getincrementaldecoder.__name__, forgiving)  # by name, for it is not said to be its own
