"""The program as others start it: a process of its own, with folders of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.nursery import run_born

ROOT = Path(__file__).parents[1]
ALIGNMENT = Path(sys.executable).with_name("alignment-tui")

_PRINT_MODULES = """
import sys
from alignment_tui.cli.main import main
main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write("\\nMODULES " + " ".join(sys.modules))
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment in which nothing of this machine's own is read or written."""
    kept = {name: os.environ[name] for name in ("PATH", "TERM", "PYTHONPATH") if name in os.environ}
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "STATE", "CACHE", "CONFIG")}
    return {**kept, "HOME": str(home), "LC_ALL": "C.UTF-8", "ALIGNMENT_WHO": "Kim", **folders, **more}


def alignment(
    *arguments: str | Path, home: Path, given: str | bytes | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in an empty folder and return what it said; whatever it is given, it is no error of its own."""
    text = given.encode() if isinstance(given, str) else given or b""
    words = [os.fspath(word) for word in arguments]
    code, said, told = run_born(words, home, environment(home, **more), text)
    assert "error of the program itself" not in told.decode(), told.decode()
    return subprocess.CompletedProcess(words, code, said.decode(), told.decode())


def loaded_modules(arguments: list[str], home: Path) -> set[str]:
    """Return the modules that a run of the program has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", _PRINT_MODULES, *arguments],
        cwd=home,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "error of the program" not in done.stderr, done.stderr
    return set(done.stderr.rpartition("MODULES ")[2].split())
