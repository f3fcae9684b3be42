"""What docs/sign-off.md shows is what the programs answer, command by command, with a key that is made for the test."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.keys import key
from tests.running import ALIGNMENT, ROOT, environment

PAGE = ROOT / "docs" / "sign-off.md"


def told() -> list[tuple[str, str]]:
    """Return every command of the page with what it answers there."""
    blocks = re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, answer) for command, _, answer in (part.partition("\n") for part in parts)]


def plain(text: str, home: Path) -> str:
    """Return words without what differs from one machine and day to the next."""
    text = re.sub(r"SHA256:[\w+/]{43}", "SHA256:KEY", text.replace(f"{home}/", ""))
    return re.sub(r"\b20\d\d-\d\d-\d\d\b", "DAY", text)


def test_every_command_answers_as_it_is_written(tmp_path: Path) -> None:
    if shutil.which("jq") is None:
        pytest.skip("no jq here")
    key(tmp_path, "ana")
    where = environment(tmp_path, ALIGNMENT_SESSIONS="sessions", ALIGNMENT_WHO="ana")
    where["PATH"] = f"{ALIGNMENT.parent}{os.pathsep}{where['PATH']}"
    commands = told()
    assert len(commands) == 9
    for command, answer in commands:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=where, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        said = (done.stderr + done.stdout).decode()
        assert sorted(plain(said, tmp_path).splitlines()) == sorted(plain(answer, tmp_path).splitlines()), command
