"""The clipboard of whoever sits at the terminal, also where the program runs on another machine or inside tmux."""

import asyncio
import contextlib
import os
from typing import Any

from textual.app import App

_TMUX_SECONDS = 2.0


async def copy(app: App[Any], text: str) -> None:
    """Hand text to the terminal's clipboard (OSC 52), and inside tmux to tmux as well.

    As it comes, tmux keeps OSC 52 of a program from the terminal (``set-clipboard external``), but its own
    ``load-buffer -w`` reaches it, and prefix ] pastes the same.
    """
    app.copy_to_clipboard(text)
    if os.environ.get("TMUX") and not app.is_headless:
        with contextlib.suppress(OSError, TimeoutError):
            await asyncio.wait_for(_to_tmux(text), _TMUX_SECONDS)


async def _to_tmux(text: str) -> None:
    nowhere = asyncio.subprocess.DEVNULL
    tmux = await asyncio.create_subprocess_exec(
        "tmux", "load-buffer", "-w", "-", stdin=asyncio.subprocess.PIPE, stdout=nowhere, stderr=nowhere
    )
    try:
        await tmux.communicate(text.encode())
    finally:
        if tmux.returncode is None:
            tmux.kill()
