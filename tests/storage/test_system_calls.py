"""What a save asks of the system, as the system saw it: all bytes, in the file, in its place, in the folder, then told.

A save that leaves one of these out is seen: the program is run with it left out, too.
"""

import re
import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from tests.running import environment

PROGRAM = """
import os
import sys
from alignment_tui.cli.main import main
from alignment_tui.storage import durable

{}
sys.exit(main(sys.argv[1:]))
"""
IN_ORDER = ["write", "sync file", "put in place", "sync folder", "told"]
SEEN = {
    r"write\(\d+<.*/\.case\.json\.saving>": "write",
    r"f(data)?sync\(\d+<.*/\.case\.json\.saving>": "sync file",
    r'rename\w*\(.*/\.case\.json\.saving",.*/case\.json"': "put in place",
    r"f(data)?sync\(\d+<.*/sessions>": "sync folder",
    r'write\(1<[^>]*>, "ok': "told",
}
FILE_LEFT_OUT = "written = durable._written; durable._written = lambda place, data, wait: written(place, data, False)"
FOLDER_LEFT_OUT = "durable.sync_folder = lambda path: None"
PUT_IN_PLACE_FIRST = """
made = durable._written

def late(place, data, wait):
    stamp = made(place, data, False)
    sync = durable.sync_folder
    def both(path):
        handle = os.open(path / "case.json", os.O_RDONLY)
        os.fsync(handle)
        sync(path)
    durable.sync_folder = both
    return stamp

durable._written = late
"""
TOLD_FIRST = 'os.write(1, b"ok")'


@pytest.mark.skipif(shutil.which("strace") is None, reason="NOT RUN: no strace here")
@pytest.mark.parametrize(
    ("change", "right"),
    [
        ("", True),
        (FILE_LEFT_OUT, False),
        (FOLDER_LEFT_OUT, False),
        (PUT_IN_PLACE_FIRST, False),
        (TOLD_FIRST, False),
    ],
    ids=["ours", "file left out", "folder left out", "put in place first", "told first"],
)
def test_only_what_is_on_the_disk_is_told(change: str, right: bool, tmp_path: Path) -> None:
    folder, log = tmp_path / "sessions", tmp_path / "calls"
    Sessions(folder, tmp_path / "cache").create("case", Document(session=Session(title="Case")))
    traced: list[str | Path] = ["strace", "-f", "-y", "-e", "trace=/^(write|f(data)?sync|rename.*)$", "-o", log]
    program: list[str | Path] = [
        sys.executable,
        "-c",
        PROGRAM.format(change),
        "capture",
        "case",
        "park: a thought",
        "--dir",
        folder,
    ]
    done = subprocess.run([*traced, *program], env=environment(tmp_path), capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("NOT RUN: strace may not look here")
    assert done.returncode == 0, done.stderr
    calls = [step for line in log.read_text().splitlines() for seen, step in SEEN.items() if re.search(seen, line)]
    # The bytes may take several calls, one after another.
    assert ([step for step, _ in groupby(calls)] == IN_ORDER) == right, calls
