"""Real ssh keys, made by the real ssh-keygen for one test, and a file that says whose they are."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def key(folder: Path, name: str, lock: str = "", kind: str = "ed25519") -> Path:
    """Make a key pair and return its private half; the public one stands beside it."""
    if shutil.which("ssh-keygen") is None:
        if os.environ.get("CI"):
            pytest.fail("this test signs with ssh-keygen, and there is none: apt-get install openssh-client")
        pytest.skip("no ssh-keygen here")
    path = folder / name
    command = ["ssh-keygen", "-q", "-t", kind, "-N", lock, "-C", f"{name} of a test", "-f", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


def allowed_signers(folder: Path, keys: Mapping[str, Path], options: str = "") -> Path:
    """Write the file that says which key is whose, by the names that the session has."""
    file = folder / "allowed_signers"
    lines = []
    for name, path in keys.items():
        kind, blob, *_ = path.with_name(f"{path.name}.pub").read_text(encoding="utf-8").split()
        lines.append(" ".join(part for part in (f'"{name}"', options, kind, blob) if part))
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file
