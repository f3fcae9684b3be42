"""ssh-keygen, run for what only it can do: put a real signature on a statement, and tell whether one is good.

It is given argument lists and files of its own, never a shell's string, and needs no network.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from unicodedata import normalize

from alignment_tui.cli.exits import MISSING, Refusal
from alignment_tui.cli.streams import say
from alignment_tui.domain.ssh_signature import NAMESPACE, fingerprint

Finding = Literal["good", "bad", "signer unknown"]

_INSTALL = "apt-get install openssh-client, dnf install openssh-clients, or brew install openssh"
# What ssh-keygen says, and what it means to whoever wanted to sign.
_TROUBLES = (
    ("too open", "others can read it, and ssh refuses such a key: chmod 600 makes it yours alone"),
    ("incorrect passphrase", "the passphrase was not right, or there was no terminal to ask for it"),
    ("No private key found", "its private key is neither beside it nor in the ssh agent"),
    ("agent refused", "the ssh agent refused to sign with it"),
    ("Couldn't load public key", "this is no ssh key"),
    ("invalid format", "this is no ssh key"),
    ("unknown option", "this ssh-keygen is too old to sign: OpenSSH 8.2 or newer does"),
)


def seal_with(key: Path) -> Callable[[bytes], tuple[str, ...]]:
    """Return what puts a signature on bytes with a key.

    Its passphrase is asked for on the terminal by ssh-keygen itself, or the ssh agent has the key already. Raises
    `Refusal`: exit code 3 without ssh-keygen, 1 for a key it cannot sign with.
    """
    program = _program()
    if not key.expanduser().is_file():
        raise Refusal(f"{key}: there is no such key")

    def seal(statement: bytes) -> tuple[str, ...]:
        if _wants_a_touch(key.expanduser()):
            say("touch the security key when it asks for it")
        with TemporaryDirectory(prefix="alignment-sign-") as folder:
            file = Path(folder) / "statement"
            file.write_bytes(statement)
            arguments = ["-Y", "sign", "-n", NAMESPACE, "-f", str(key.expanduser()), str(file)]
            done = subprocess.run([program, *arguments], capture_output=True, check=False)  # noqa: S603 # no shell
            if done.returncode:
                raise Refusal(f"{key}: {_trouble(done.stderr)}")
            lines = tuple(file.with_name("statement.sig").read_text(encoding="ascii").splitlines())
        if not fingerprint(lines):
            raise Refusal(f"{key}: ssh-keygen made a signature that cannot be read")
        return lines

    return seal


def check(statement: bytes, armour: str, name: str, at: datetime, allowed: Path) -> Finding:
    """Tell whether a signature is on these bytes, and whether its key is one that `allowed` gives to this name.

    Keys that are valid for a time count if they were valid when it was given. Raises `Refusal`.
    """
    with TemporaryDirectory(prefix="alignment-verify-") as folder:
        file = Path(folder) / "signature"
        file.write_text(armour, encoding="utf-8")
        signed = ("-n", NAMESPACE, "-s", str(file))
        if _run(["-Y", "check-novalidate", *signed], statement):
            return "bad"
        when = f"verify-time={at:%Y%m%d%H%M%S}"
        known = ["-Y", "verify", "-f", str(allowed.expanduser()), "-I", normalize("NFC", name), "-O", when, *signed]
        return "signer unknown" if _run(known, statement) else "good"


def readable(allowed: Path) -> Path:
    """Return the file of allowed signers; raises `Refusal` where it cannot be read."""
    try:
        allowed.expanduser().read_bytes()
    except OSError as trouble:
        raise Refusal(f"{allowed}: {trouble.strerror or trouble}") from None
    return allowed


def _run(arguments: Sequence[str], given: bytes) -> int:
    # Times are told to ssh-keygen in UTC; older ones know no other way to say so.
    command, utc = [_program(), *arguments], {**os.environ, "TZ": "UTC0"}
    done = subprocess.run(command, input=given, env=utc, capture_output=True, check=False)  # noqa: S603 # no shell
    if b"unknown option" in done.stderr or b"Unsupported operation" in done.stderr:
        raise Refusal("this ssh-keygen is too old to check signatures: OpenSSH 8.8 or newer does", MISSING)
    return done.returncode


def _program() -> str:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise Refusal(f"ssh-keygen is not installed, and only it can sign and check: {_INSTALL}", MISSING)
    return program


def _wants_a_touch(key: Path) -> bool:
    public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    try:
        return public.read_bytes().startswith(b"sk-")
    except OSError:
        return False


def _trouble(told: bytes) -> str:
    words = told.decode("utf-8", "replace")
    lines = [line for line in words.splitlines() if line.strip()]
    meant = next((meaning for sign, meaning in _TROUBLES if sign in words), "")
    return meant or (lines[-1].strip() if lines else "ssh-keygen did not sign, and does not say why")
