"""The printer: `lp` gets what is to be printed as its input, and our words as arguments, never as a command."""

import shutil
import subprocess
from collections.abc import Sequence

from alignment_tui.cli.exits import MISSING, Refusal
from alignment_tui.cli.streams import say


def send(data: bytes, title: str, printer: str, options: Sequence[str]) -> None:
    """Print a text or a PDF, on the printer of that name or the usual one, with `options` as `lp -o` takes them.

    Raises `Refusal` where there is no `lp`, and with its own words where it refuses.
    """
    found = shutil.which("lp")
    if found is None:
        raise Refusal("there is no lp here to print with; write a file with -o memo.pdf or -o memo.txt", MISSING)
    more = [*(("-d", printer) if printer else ()), *(word for option in options for word in ("-o", option))]
    done = subprocess.run([found, "-t", title, *more], input=data, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        words = done.stderr.decode(errors="replace").split()
        raise Refusal(f"the printer refused: {' '.join(words) or f'lp ended with {done.returncode}'}")
    say(" ".join(done.stdout.decode(errors="replace").split()) or "sent to the printer")
