"""Standard output is data, standard error is talk, and neither carries a byte that a terminal would obey."""

import contextlib
import os
import sys
from typing import Any, TextIO

from alignment_tui.domain.text import fit_to_show, marked, visible


def steady_streams() -> None:
    """Make both streams take any text: what the locale cannot encode is written as an escape, not an error."""
    # A stream that was closed before we started is None: what goes there goes nowhere.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        # A captured stream of a test has no encoding to set.
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # the same case


def at_a_terminal() -> bool:
    """Tell whether a person sits at all three streams: the interface reads from one and draws on another."""
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__))


def put(text: str, ending: str = "\n") -> None:
    """Write data to standard output: one line, or several; `ending` is what ends each in `text` and there."""
    lines = text.split(ending)
    if not fit_to_show("".join(lines)):
        text = ending.join(map(visible, lines))
    sys.stdout.write(text + ending)


def say(text: str) -> None:
    """Tell the person something in one line, on standard error; where that is closed there is nobody to tell."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{visible(text)}\n")
        sys.stderr.flush()


def put_json(value: Any) -> None:
    """Write `value` as readable JSON in which every unprintable character is escaped."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    sys.stdout.write("\n".join(_escaped(line) for line in text.split("\n")) + "\n")


def _nowhere() -> TextIO:
    from pathlib import Path

    return Path(os.devnull).open("w", encoding="utf-8")


def _escaped(line: str) -> str:
    # Outside its strings JSON is plain ASCII, so what is unprintable stands in a string, where an escape may stand too.
    return marked(line, _escape)


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
