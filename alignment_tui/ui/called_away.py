"""A request to end that comes from outside the keys. It may not cost a word."""

import asyncio
import contextlib
import signal
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
