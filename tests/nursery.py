"""Processes that are born with the program's modules: each command still runs in a process of its own, and ends as one.

Most of a short command is importing, and the suite runs many hundred of them. What a start costs, and what it loads, is
looked at where the installed command itself is started.
"""

import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

_RINGS = ("domain", "editing", "capture", "documents", "exchange", "storage", "cli")
_LONGEST_REQUEST = 1 << 20


def run_born(words: list[str], folder: Path, surroundings: dict[str, str], given: bytes) -> tuple[int, bytes, bytes]:
    """Run the command `words` in `folder`; returns its exit code and what it wrote to both streams."""
    with tempfile.TemporaryFile() as taken, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
        taken.write(given)
        taken.seek(0)
        request = json.dumps([words, os.fspath(folder), surroundings]).encode()
        door, _ = _nursery()
        socket.send_fds(door, [request], [taken.fileno(), said.fileno(), told.fileno()])
        answer = door.recv(16)
        assert answer, "the nursery is gone"
        said.seek(0)
        told.seek(0)
        return int(answer), said.read(), told.read()


@cache
def _nursery() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """Return the door to this worker's nursery, which ends when the worker does: then nobody holds the other side."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.nursery", str(theirs.fileno())]
    surroundings = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    root = Path(__file__).parents[1]
    started = subprocess.Popen(
        command, pass_fds=[theirs.fileno()], env=surroundings, cwd=root, stdin=subprocess.DEVNULL
    )
    theirs.close()
    return ours, started


def _next_command(door: socket.socket) -> None:
    """Bear a process for each request, and return in it once it stands where it was asked to."""
    while True:
        request, handles, *_ = socket.recv_fds(door, _LONGEST_REQUEST, 3)
        if not request:
            os._exit(0)
        child = os.fork()
        if child:
            for handle in handles:
                os.close(handle)
            door.send(b"%d" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            continue
        words, folder, surroundings = json.loads(request)
        door.close()
        for ours, theirs in enumerate(handles):
            os.dup2(theirs, ours)
            os.close(theirs)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(surroundings)
        sys.argv = ["alignment-tui", *words]
        return


if __name__ == "__main__":
    for ring in _RINGS:
        package = importlib.import_module(f"alignment_tui.{ring}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    gc.freeze()
    _next_command(socket.socket(fileno=int(sys.argv[1])))
    from alignment_tui.cli.main import main

    sys.exit(main())
