"""The program in a real terminal: tmux holds it, keys go in as a person's would, and the words on the pane come out."""

import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from tests.running import ALIGNMENT, environment

PATIENCE_SECONDS = 20.0
_PAUSE_SECONDS = 0.05
# A key goes out as it is pressed, a window that ends stays to be read, and nothing of this machine's own is loaded.
_SETTINGS = ("set -s escape-time 0", "set -g remain-on-exit on", "set -g status off", "set -g history-limit 0")
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
# A terminal shows its cursor (25) and wraps its lines (7); every other mode is somebody's wish.
_MODES_ON = {b"7": True, b"25": True}


class Terminal:
    """A tmux server of its own with one window. Whatever is waited for is looked for until it is there."""

    def __init__(self, home: Path, *, size: tuple[int, int] = (120, 36)) -> None:
        self.home = home
        self.size = size
        self.written = home / f"written-{uuid4().hex[:8]}"
        self._code = home / f"code-{uuid4().hex[:8]}"
        self._line_before, self._line_after = (home / f"line-{when}-{uuid4().hex[:8]}" for when in ("before", "after"))
        self._socket = f"alignment-{uuid4().hex[:12]}"
        self._running = False

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tmux("kill-server", check=False)

    def start(self, *arguments: str | Path, around: str = "{}", **more: str) -> None:
        """Start the program in the window; `around` is the shell command it is put into.

        Every byte it writes goes to the file `written` as well.
        """
        command = around.format(shlex.join(str(word) for word in (ALIGNMENT, *arguments)))
        surroundings = environment(self.home, **more) | {"COLORTERM": "truecolor"}
        surroundings.pop("TERM", None)
        self.written.unlink(missing_ok=True)
        log = f"cat > {shlex.quote(str(self.written))}"
        # The window waits for a line, so that no byte is written before it is recorded.
        # tmux does not always learn what a window ended with, so the shell writes it down.
        before, after, code = (shlex.quote(str(one)) for one in (self._line_before, self._line_after, self._code))
        held = f"read -r go; stty -g > {before}; {command}; code=$?; stty -g > {after}; echo $code > {code}"
        self._code.unlink(missing_ok=True)
        if self._running:
            self._tmux("respawn-window", "-k", *_given(surroundings), "-c", str(self.home), "sh", "-c", held)
        else:
            settings = [word for setting in _SETTINGS for word in (*shlex.split(setting), ";")]
            columns, lines = self.size
            shape = ("-x", str(columns), "-y", str(lines))
            window = ("new-session", "-d", *shape, *_given(surroundings), "-c", str(self.home), "sh", "-c", held)
            self._tmux("-f", "/dev/null", "start-server", ";", *settings, *window)
            self._running = True
        self._tmux("pipe-pane", "-O", log)
        self._tmux("send-keys", "Enter")

    def type(self, text: str) -> None:
        """Send words as they are."""
        self._tmux("send-keys", "-l", "--", _escaped(text))

    def press(self, *names: str) -> None:
        """Send keys by tmux's names for them: ``Enter``, ``Escape``, ``C-q``, ``F8``."""
        self._tmux("send-keys", *names)

    def burst(self, lines: Iterable[str]) -> None:
        """Send lines, each with Enter, faster than anybody types: all of them in one go."""
        words: list[str] = []
        for text in lines:
            words += ["send-keys", "-l", "--", _escaped(text), ";", "send-keys", "Enter", ";"]
        self._tmux(*words[:-1])

    def paste(self, text: str) -> None:
        """Paste text as a terminal does: in brackets, where the program asked for them."""
        self._tmux("load-buffer", "-b", "pasted", "-", given=text)
        self._tmux("paste-buffer", "-p", "-r", "-b", "pasted")

    def send(self, data: bytes) -> None:
        """Send bytes, whether they are text or not."""
        self._tmux("send-keys", "-H", *(f"{byte:02x}" for byte in data))

    def close(self) -> None:
        """Close the window as a person does who has had enough of it: nobody is at the other end any more."""
        self._tmux("kill-window")

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        self.size = (columns, lines)
        self._tmux("resize-window", "-x", str(columns), "-y", str(lines))

    def text(self) -> str:
        """Return the words on the pane."""
        return self._tmux("capture-pane", "-p")

    def buffer(self) -> str:
        """Return what would be pasted in tmux."""
        return self._tmux("show-buffer", check=False)

    def sees(self, *words: str, within: float = PATIENCE_SECONDS) -> None:
        """Wait until all the words are on the pane, whatever the line ends between them."""
        self.until(lambda: all(_joined(one) in _joined(self.text()) for one in words), f"{words} on the pane", within)

    def sees_not(self, *words: str, within: float = PATIENCE_SECONDS) -> None:
        """Wait until none of the words is on the pane any more."""
        self.until(lambda: not any(_joined(one) in _joined(self.text()) for one in words), f"no {words}", within)

    def until(self, holds: Callable[[], bool], what: str, within: float = PATIENCE_SECONDS) -> None:
        """Wait until something holds; the pane tells why it does not."""
        end = time.monotonic() + within
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"waited {within:g} s in vain for {what}:\n{self.text()}")
            time.sleep(_PAUSE_SECONDS)

    def kill(self) -> None:
        """Kill the program as a power cut would: it is told nothing."""
        self.signal("9")
        self.until(lambda: self._asked("pane_dead") == "1", "its end")

    def signal(self, name: str) -> None:
        """Send the program a signal by its name, such as ``TERM``."""
        subprocess.run(["pkill", f"-{name}", "-P", self._asked("pane_pid")], check=True)

    def exit_code(self) -> int:
        """Wait for the end of the program and return what it left."""
        self.until(lambda: self._code.exists() and self._code.read_text().endswith("\n"), "its end")
        return int(self._code.read_text())

    def left_as_found(self) -> None:
        """Wait for the terminal as it was before: its line, its first screen, the cursor, no mouse, no marked paste."""
        self.until(lambda: not self._modes_changed(), "every mode of the terminal to be taken back")
        assert self._line_after.read_text() == self._line_before.read_text()

    def _modes_changed(self) -> set[bytes]:
        modes = dict(_MODES_ON)
        for names, letter in _MODE.findall(self.bytes_written()):
            modes |= dict.fromkeys(names.split(b";"), letter == b"h")
        return {name for name, on in modes.items() if on != _MODES_ON.get(name, False)}

    def state(self, name: str) -> str:
        """Return what tmux knows of the terminal, such as ``alternate_on``."""
        return self._asked(name)

    def bytes_written(self) -> bytes:
        """Return every byte the program has written since it was started."""
        return self.written.read_bytes()

    def _asked(self, name: str) -> str:
        return self._tmux("display-message", "-p", f"#{{{name}}}").strip()

    def _tmux(self, *words: str, given: str | None = None, check: bool = True) -> str:
        command = ["tmux", "-L", self._socket, *words]
        # What some library has told this process of its own terminal is not so in the window.
        around = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, env=around)
        assert not check or done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout


@contextmanager
def terminal(home: Path, *arguments: str | Path, size: tuple[int, int] = (120, 36), **more: str) -> Iterator[Terminal]:
    """Give the program, started in a terminal, and take both away afterwards."""
    with Terminal(home, size=size) as window:
        window.start(*arguments, **more)
        yield window


def _given(surroundings: Mapping[str, str]) -> list[str]:
    return [word for name, value in surroundings.items() for word in ("-e", f"{name}={value}")]


def _escaped(text: str) -> str:
    """Return words as tmux takes them: a semicolon at the end would part two of its own commands."""
    return f"{text[:-1]}\\;" if text.endswith(";") else text


def _joined(text: str) -> str:
    return " ".join(text.split())
