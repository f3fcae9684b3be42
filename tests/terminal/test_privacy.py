"""A whole tour through the program, in the terminal and on the command line: whatever it wrote can be read by its owner
alone, whether or not a mask forbids it to others, and nobody was spoken to over the network.
"""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.portion import some
from tests.running import ROOT, alignment
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.tmux

# Every process of the tour that is Python's tells what it asks of the network, and goes on.
LISTENING = """
import os
import sys

def heard(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind", "urllib.Request"):
        with open(os.environ["ALIGNMENT_HEARD"], "a") as file:
            file.write(f"{event} {given[1:]}\\n")

sys.addaudithook(heard)
"""
SETTINGS = {"core.hooksPath": "/dev/null", "user.name": "Kim", "user.email": "kim@example.org"}


@pytest.mark.parametrize("mask", some((0o000, 0o077), 1))
def test_a_whole_tour_leaves_what_is_private_private_and_speaks_to_nobody(mask: int, tmp_path: Path) -> None:
    folder, out, heard = tmp_path / "made" / "sessions", tmp_path / "out", tmp_path / "heard"
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(LISTENING)
    out.mkdir()
    more = {"PYTHONPATH": str(tmp_path / "hook"), "ALIGNMENT_HEARD": str(heard)}
    before = os.umask(mask)
    try:
        _on_the_command_line(folder, out, tmp_path, more)
        _in_the_terminal(folder, tmp_path, more)
    finally:
        os.umask(before)
    assert not heard.exists(), heard.read_text()
    written = [path for top in _TOPS for path in (tmp_path / top).rglob("*")]
    names = {path.name for path in written}
    assert names >= {*_MADE_OF_A_SESSION, *_MADE_FOR_OTHERS}, names
    assert [name for name in names if name.endswith(".svg")], "no picture"
    for path in written:
        if ".git" not in path.parts and not path.is_symlink():
            allowed = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == allowed, path


_TOPS = ("made", "out", "data", "state", "cache", "config")
_MADE_OF_A_SESSION = ("case.json", ".gitignore", ".gitattributes", "notes.md", "journal.jsonl")
_MADE_FOR_OTHERS = ("memo.md", "memo.txt", "memo.html", "memo.pdf", "map.mmd", "slo.yaml", "review.ics")


def _on_the_command_line(folder: Path, out: Path, home: Path, more: dict[str, str]) -> None:
    words = ("--dir", folder)
    alignment("new", "Case", *words, home=home, **more)
    subprocess.run(["git", "init", "-q", folder], check=True)
    given = (ROOT / "sessions" / "checkout.json").read_bytes()
    (folder / "checkout.json").write_bytes(given)
    (folder / "checkout.json").chmod(0o600)
    for line in ("Ana: No outage", "R1 takes: 3pw", "R1 because: an hour costs more"):
        alignment("capture", "case", line, *words, home=home, **more)
    alignment("git-setup", *words, home=home, **more)
    for name in ("memo.md", "memo.txt", "memo.html", "memo.pdf"):
        assert alignment("memo", "checkout", "-o", out / name, *words, home=home, **more).returncode == 0
    for name in ("map.mmd", "slo.yaml", "review.ics"):
        alignment("export", "checkout", "-o", out / name, *words, home=home, **more)
    alignment("restore", "case", "--rev", "1", *words, home=home, **more)
    for command in ("list", "scorecards", "doctor", "schema"):
        alignment(command, *(words if command != "schema" else ()), home=home, **more)
    for command in ("show", "check", "log", "verify", "score", "review"):
        alignment(command, "checkout", *words, home=home, **more)


def _in_the_terminal(folder: Path, home: Path, more: dict[str, str]) -> None:
    with Terminal(home) as window:
        window.start("--dir", folder, around="cd out && {}", **more)
        window.sees("sessions in")
        window.type("case")
        window.press("Enter")
        window.sees("TYPING")
        window.type("Ana: and a second wish")
        window.press("Enter")
        window.sees("taken")
        window.press("C-p")
        window.sees("What do you want to do?")
        window.type("picture")
        window.sees("picture")
        window.press("Enter")
        window.sees("a picture is in")
        window.press("C-q")
        assert window.exit_code() == 0
        window.start("cue", "case", "--dir", folder, **more)
        window.sees("Your notes")
        window.type("for me alone")
        window.sees("only you see this; saved")
        window.signal("TERM")
        assert window.exit_code() == 143
