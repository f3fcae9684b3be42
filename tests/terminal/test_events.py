"""What happens to the program in a terminal, row by row: whatever it is, what was said is on the disk, the terminal is
as it was found, the exit code is honest, and nobody sees where in the source it was.

`AROUND` are the places in which it happens, for a dialog or a view of its own may know less of it than a stage.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portion import some
from tests.running import ALIGNMENT, alignment, environment
from tests.terminal.tmux import PATIENCE_SECONDS, Terminal

pytestmark = pytest.mark.tmux

SAID = "and a second wish"
# Starts a command as the first of its terminal, as `ssh HOST alignment-tui` does.
LEADING = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
PASTED = "no outage " * 20_000
# What is open when it happens: the command, the keys that lead there, and what is seen then.
OPEN = {
    "a stage": ((), ("Escape",), "KEYS"),
    "a form": ((), ("F2",), "In their own words"),
    "a dialog": ((), ("F9",), "missing"),
    "the palette": ((), ("C-p",), "What do you want to do?"),
    "the room's view": ((), ("F5",), "everyone heard"),
    "the cue sheet": (("cue",), (), "only you see this; saved"),
    "follow": (("follow",), (), "No outage"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a session in which one thing was said."""
    where = tmp_path / "sessions"
    alignment("new", "Case", "--dir", where, home=tmp_path)
    alignment("capture", "case", "Ana: No outage", "--dir", where, home=tmp_path)
    return where


def said(folder: Path) -> list[str]:
    """Return what the session on the disk says that people asked for."""
    return [one["words"] for one in json.loads((folder / "case.json").read_text())["session"]["requests"]]


def opened(window: Terminal, folder: Path, place: str = "a stage", around: str = "{}", **more: str) -> None:
    """Start the program, say something, and go to a place."""
    command, keys, seen = OPEN[place]
    window.start(*command, "case", "--dir", folder, around=around, **more)
    if not command:
        window.sees("TYPING")
        window.type(f"Ana: {SAID}")
        window.press("Enter")
    elif command == ("cue",):
        window.sees("Your notes")
        window.type(SAID)
    for key in keys:
        window.press(key)
    window.sees(seen)


def kept(folder: Path, place: str) -> bool:
    """Tell whether what was said in a place is on the disk, where something was said."""
    if place == "follow":
        return True
    if place == "the cue sheet":
        return SAID in (folder / ".local" / "case" / "notes.md").read_text()
    return SAID in said(folder)


def ended(window: Terminal, home: Path, exit_code: int) -> None:
    """Wait for the end, which must be an honest and a clean one."""
    assert window.exit_code() == exit_code
    window.left_as_found()
    assert b"Traceback" not in window.bytes_written()
    assert not list(home.rglob("crashes/*"))


@pytest.mark.parametrize("place", some(list(OPEN), 4))
def test_a_request_to_end_is_heeded_wherever_one_is(place: str, folder: Path, tmp_path: Path) -> None:
    name = ("TERM", "HUP", "INT")[list(OPEN).index(place) % 3]
    with Terminal(tmp_path) as window:
        opened(window, folder, place)
        window.signal(name)
        ended(window, tmp_path, 128 + signal.Signals[f"SIG{name}"])
    assert kept(folder, place)


def test_what_was_acknowledged_is_there_after_a_kill_and_the_next_start_goes_on(folder: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path) as window:
        opened(window, folder, "a form")
        window.until(lambda: SAID in said(folder), "the save")
        window.kill()
        window.start("case", "--dir", folder)
        window.sees(SAID, "TYPING")
        window.press("C-q")
        ended(window, tmp_path, 0)


@pytest.mark.parametrize("place", some(["a form", "the room's view", "the cue sheet", "follow"], 2))
def test_a_terminal_that_is_closed_ends_the_program(place: str, folder: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path) as window:
        # A shell that goes on hides the hangup from the program, which then has its end of the keys to go by.
        opened(window, folder, place, around="trap : HUP; {}")
        window.close()
        assert window.exit_code() == 128 + signal.SIGHUP
    assert kept(folder, place)
    assert not list(tmp_path.rglob("crashes/*"))


def test_a_hangup_ends_a_program_whom_no_shell_waits_for(folder: Path, tmp_path: Path) -> None:
    other_end, own = os.openpty()
    command: list[str | Path] = [sys.executable, "-c", LEADING, ALIGNMENT, "case", "--dir", folder]
    around = environment(tmp_path, TERM="xterm-256color")
    with subprocess.Popen(command, stdin=own, stdout=own, stderr=own, cwd=tmp_path, env=around) as program:
        os.close(own)
        written = b""
        while b"Enter" not in written or b"TYPING" not in written:
            written += os.read(other_end, 65_536)
        os.write(other_end, f"Ana: {SAID}\r".encode())
        while b"taken" not in written:
            written += os.read(other_end, 65_536)
        os.close(other_end)
        assert program.wait(PATIENCE_SECONDS) == 128 + signal.SIGHUP
    assert SAID in said(folder)


def test_whatever_happens_on_the_way_one_goes_on_and_leaves_as_one_came(folder: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path) as window:
        opened(window, folder)
        window.press("a")
        window.sees("TYPING")
        # Stopped by the shell, with what was just said on the disk and the terminal given back.
        window.type("Ana: before the stop")
        window.press("Enter")
        window.sees("▌ R3")
        window.signal("TSTP")
        window.until(lambda: window.state("alternate_on") == "0", "the terminal as it was found")
        assert "before the stop" in said(folder)
        window.signal("CONT")
        window.sees("before the stop", "TYPING", "Enter take")
        # Stopped without a word, as by a laptop that is closed.
        window.signal("STOP")
        window.type("Ana: while it was ")
        window.signal("CONT")
        window.sees("Ana: while it was")
        window.type("closed")
        window.sees("before the stop", "Ana: while it was closed")
        # Made as small as can be, and typed into.
        window.resize(1, 1)
        window.type(" and then small")
        window.resize(120, 36)
        window.press("Enter")
        window.until(lambda: "while it was closed and then small" in said(folder), "the save")
        window.sees("taken", "Enter take")
        # Bytes that are no text, and a character that is cut in two.
        window.send(b"\xff\xfe\xe2A")
        window.sees("TYPING \N{REPLACEMENT CHARACTER}")
        window.press("C-u", "C-c")
        window.sees("leaves, with everything saved")
        # A paste of 200 kB: into the line, into a form, and into what is looked for.
        window.paste(PASTED)
        window.sees("A paste of 200000 characters: the first 20000 are here")
        window.press("C-u", "Escape", "F2")
        window.sees("In their own words")
        window.paste(PASTED)
        window.sees("changed")
        window.press("F2")
        window.until(lambda: max(map(len, said(folder))) > len(PASTED), "all of it on the disk")
        window.press("C-q")
        ended(window, tmp_path, 0)


@pytest.mark.parametrize(
    ("around", "more", "rule"),
    [
        ("env -u TERM {}", {}, "─" * 9),
        ("TERM=dumb {}", {}, "─" * 9),
        ("{}", {"LC_ALL": "C", "PYTHONUTF8": "0"}, "-" * 9),
    ],
)
def test_a_terminal_of_which_little_is_known_shows_all_there_is(
    around: str, more: dict[str, str], rule: str, folder: Path, tmp_path: Path
) -> None:
    with Terminal(tmp_path) as window:
        opened(window, folder, around=around, **more)
        window.sees("1 Requests partial", SAID, rule)
        assert "\\u" not in window.text()
        window.press("C-q")
        ended(window, tmp_path, 0)
    assert SAID in said(folder)


def test_without_a_whole_terminal_there_is_a_line_and_exit_code_2(folder: Path, tmp_path: Path) -> None:
    told, codes = tmp_path / "told", tmp_path / "codes"
    asked = ["", "case", "cue case", "follow case"]
    lines = ["< /dev/null 2>> told", "2>> told | cat", "2>> told"]
    tried = "; ".join(f"run {words} {line}" for words in asked for line in lines)
    with Terminal(tmp_path) as window:
        window.start("--dir", folder, around=f'run() {{{{ {{}} "$@"; echo $? >> codes; }}}}; {tried}')
        window.until(lambda: codes.exists() and len(codes.read_text().split()) == 12, "the end of each")
        window.exit_code()
        window.left_as_found()
    assert codes.read_text().split() == ["2"] * 12
    assert [line.count("terminal") > 0 for line in told.read_text().splitlines()] == [True] * 12
