"""`sign`: one's own word from one's own machine, with a real key, and one clear line for what cannot be signed."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pexpect
import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Memo
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import outcome, standings
from alignment_tui.domain.ssh_signature import armour, statement
from alignment_tui.storage.folder import Sessions
from tests.driver import kept
from tests.factories import complete, metric_target, people, session
from tests.keys import allowed_signers, key
from tests.running import ALIGNMENT, alignment, environment, loaded_modules

NAME = "launch"
SESAME = "sesame street"
UNSIGNED = replace(complete(), signatures=(), versions=(), stakeholders=people("Ana", "Raj", "Li"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return begun(tmp_path)


def begun(home: Path, whole: Session = UNSIGNED) -> Path:
    sessions(home).create(NAME, kept(whole))
    return home


def sessions(home: Path) -> Sessions:
    return Sessions(home / "data" / "alignment-tui" / "sessions", home / "cache")


def now(home: Path) -> Session:
    return sessions(home).load(NAME).document.session


def sign(home: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return alignment("sign", NAME, *arguments, home=home, **more)


# What is said


@pytest.mark.parametrize(
    ("arguments", "verdict", "text", "words"),
    [
        (["--consent"], "consent", "", "consents"),
        (["--reserve", "in July"], "reservation", "in July", "consents, with a reservation"),
        (["--object", "two contracts are lost"], "objection", "two contracts are lost", "objects"),
        (["--aside"], "aside", "", "stands aside"),
    ],
)
def test_a_word_is_on_the_disk_when_it_is_answered(
    home: Path, arguments: list[str], verdict: str, text: str, words: str
) -> None:
    done = sign(home, "--as", "raj", *arguments)
    assert done.returncode == 0, done.stderr
    (entry,) = now(home).signatures
    assert (entry.person, entry.verdict, entry.text, entry.own_hand) == ("S2", verdict, text, True)
    short = done.stdout.partition("text ")[2][:9]
    assert done.stdout == f"G1  Raj {words}, text {short}, version 1\n"
    assert short in alignment("memo", NAME, home=home).stdout
    assert done.stderr.endswith("of those who may sign; undecided: Ana\n")


def test_a_withdrawal_deletes_nothing(home: Path) -> None:
    sign(home, "--as", "Raj", "--object", "two contracts are lost")
    done = sign(home, "--as", "Raj", "--withdraw")
    assert (done.returncode, done.stdout.split(",")[0]) == (0, "G2  Raj takes it back")
    assert [(one.verdict, one.withdraws) for one in now(home).signatures] == [("objection", None), ("withdrawal", "G1")]
    assert standings(now(home))[1].verdict == "undecided"


def test_everybody_signs_and_it_is_accepted(home: Path) -> None:
    for name in ("Ana", "Raj"):
        assert sign(home, "--as", name, "--consent").returncode == 0
    assert outcome(now(home)).accepted


def test_after_a_change_one_signs_again(home: Path) -> None:
    sign(home, "--as", "Ana", "--consent")
    alignment("capture", NAME, "M1 target 80 min/week", home=home)
    done = sign(home, "--as", "Ana", "--consent")
    assert done.stdout.startswith("G2  Ana consents, text ")
    assert done.stdout.endswith(", version 2\n")


def test_what_sounds_like_a_preference_is_taken_and_asked_about(home: Path) -> None:
    done = sign(home, "--as", "Raj", "--object", "I'd rather have branding first")
    assert done.returncode == 0
    assert "what harm would come of it" in done.stderr


# What is refused


REFUSED = [
    (UNSIGNED, ["--as", "Rai", "--consent"], "nobody here is called Rai: Raj?"),
    (UNSIGNED, ["--as", "Zoe", "--consent"], "nobody here is called Zoe; the signers are Ana, Raj"),
    (UNSIGNED, ["--as", "Li", "--consent"], "Li is not asked to sign; the signers are Ana, Raj"),
    (UNSIGNED, ["--as", "Raj", "--object", " "], "an objection names a concrete harm, not a preference"),
    (UNSIGNED, ["--as", "Raj", "--reserve", ""], "a reservation says what it is"),
    (UNSIGNED, ["--as", "Raj", "--withdraw"], "Raj has said nothing that could be withdrawn"),
    (
        replace(UNSIGNED, rule=None),
        ["--as", "Raj", "--consent"],
        "what counts as agreed is chosen before anybody signs",
    ),
    (replace(UNSIGNED, signers=()), ["--as", "Raj", "--consent"], "nobody is asked to sign"),
    (replace(UNSIGNED, memo=Memo(context="x")), ["--as", "Raj", "--consent"], "the memo is a draft"),
    (
        replace(UNSIGNED, memo=replace(UNSIGNED.memo, status="withdrawn")),
        ["--as", "Raj", "--consent"],
        "the memo is withdrawn",
    ),
    (session(signers=("S1",)), ["--as", "Ana", "--consent"], "there is nothing to sign yet"),
]


@pytest.mark.parametrize(("whole", "arguments", "words"), REFUSED, ids=[words for *_, words in REFUSED])
def test_what_cannot_be_signed_is_refused_in_one_line(
    whole: Session, arguments: list[str], words: str, tmp_path: Path
) -> None:
    home = begun(tmp_path, whole)
    before = sessions(home).path(NAME).read_bytes()
    done = sign(home, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert words in done.stderr
    assert sessions(home).path(NAME).read_bytes() == before


def test_the_same_word_on_the_same_text_is_refused(home: Path) -> None:
    sign(home, "--as", "Ana", "--consent")
    done = sign(home, "--as", "Ana", "--consent")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Ana has signed this very text already: " in done.stderr
    assert sign(home, "--as", "Ana", "--aside").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--as", "Ana"],
        ["--as", "Ana", "--consent", "--aside"],
        ["--as", "Ana", "--consent", "--withdraw"],
        ["--as", "Ana", "--reserve", "x", "--object", "y"],
        ["--consent"],
        ["--as", "Ana", "--object"],
    ],
    ids=" ".join,
)
def test_what_is_no_sentence_is_a_usage_error(home: Path, arguments: list[str]) -> None:
    done = sign(home, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "(see alignment-tui" in done.stderr


def test_an_unknown_session_is_refused(home: Path) -> None:
    done = alignment("sign", "lunch", "--as", "Ana", "--consent", home=home)
    assert (done.returncode, "launch?" in done.stderr) == (1, True)


def test_signing_loads_no_interface(home: Path) -> None:
    modules = loaded_modules(["sign", NAME, "--as", "Ana", "--consent"], home)
    assert not modules & {"textual", "rich", "asyncio", "yaml", "subprocess"}


# With a key


def test_a_key_signs_the_statement_and_any_ssh_keygen_can_check_it(home: Path, tmp_path: Path) -> None:
    ana = key(tmp_path, "ana")
    done = sign(home, "--as", "Ana", "--reserve", "in July \u00e9", "--ssh-key", ana)
    assert done.returncode == 0, done.stderr
    assert ", signed with an ssh key SHA256:" in done.stdout
    whole = now(home)
    (entry,) = whole.signatures
    assert entry.ssh[0] == "-----BEGIN SSH SIGNATURE-----"
    # The bytes are rebuilt from the file alone, with nothing of ours.
    plain = json.loads(sessions(home).path(NAME).read_bytes())["session"]["signatures"][0]
    words = {name: plain.get(name, "") for name in ("at", "digests", "text", "verdict")}
    given = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert given == statement(whole, entry)
    (tmp_path / "sig").write_text("\n".join(plain["ssh"]) + "\n")
    command = ["ssh-keygen", "-Y", "check-novalidate", "-n", "alignment-memo", "-s", str(tmp_path / "sig")]
    told = subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()
    assert told.split()[-1] == done.stdout.split()[-1]
    assert subprocess.run(command, input=given + b" ", capture_output=True, check=False).returncode != 0
    assert armour(entry) == (tmp_path / "sig").read_text()


def test_a_key_may_be_added_to_a_word_that_stands(home: Path, tmp_path: Path) -> None:
    alignment("capture", NAME, "Ana consents", home=home)
    done = sign(home, "--as", "Ana", "--consent", "--ssh-key", key(tmp_path, "ana"))
    assert done.returncode == 0, done.stderr
    assert [(bool(one.ssh), one.own_hand) for one in now(home).signatures] == [(False, False), (True, True)]
    again = sign(home, "--as", "Ana", "--consent", "--ssh-key", tmp_path / "ana")
    assert (again.returncode, "already" in again.stderr) == (1, True)


def test_a_withdrawal_is_signed_too(home: Path, tmp_path: Path) -> None:
    ana = key(tmp_path, "ana", kind="ecdsa")
    sign(home, "--as", "Ana", "--consent", "--ssh-key", ana)
    assert sign(home, "--as", "Ana", "--withdraw", "--ssh-key", ana).returncode == 0
    assert now(home).signatures[1].ssh


@pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa"])
def test_a_key_of_any_kind_signs(home: Path, tmp_path: Path, kind: str) -> None:
    assert sign(home, "--as", "Ana", "--consent", "--ssh-key", key(tmp_path, kind, kind=kind)).returncode == 0


WRONG_KEYS: list[tuple[str, str]] = [
    ("nowhere", "there is no such key"),
    ("text", "this is no ssh key"),
    ("folder", "there is no such key"),
    ("locked", "the passphrase was not right, or there was no terminal to ask for it"),
    ("lonely.pub", "its private key is neither beside it nor in the ssh agent"),
    ("open", "others can read it, and ssh refuses such a key"),
]


@pytest.mark.parametrize(("name", "words"), WRONG_KEYS)
def test_a_wrong_key_is_refused_in_one_line_and_nothing_is_signed(
    home: Path, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "text").write_text("no key\n")
    (tmp_path / "folder").mkdir()
    key(tmp_path, "locked", lock=SESAME)
    key(tmp_path, "lonely").unlink()
    key(tmp_path, "open").chmod(0o644)
    done = sign(home, "--as", "Ana", "--consent", "--ssh-key", tmp_path / name, SSH_AUTH_SOCK="")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"{tmp_path / name}: {words}" in done.stderr
    assert now(home).signatures == ()


def test_without_ssh_keygen_it_is_said_what_to_install(home: Path, tmp_path: Path) -> None:
    (tmp_path / "ana").write_text("x")
    done = sign(home, "--as", "Ana", "--consent", "--ssh-key", tmp_path / "ana", PATH="/nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "openssh-client" in done.stderr
    assert now(home).signatures == ()


def test_an_ssh_keygen_of_old_is_told(home: Path, tmp_path: Path) -> None:
    old = tmp_path / "bin" / "ssh-keygen"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'unknown option -- Y' >&2\nexit 1\n")
    old.chmod(0o755)
    (tmp_path / "ana").write_text("x")
    done = sign(home, "--as", "Ana", "--consent", "--ssh-key", tmp_path / "ana", PATH=f"{old.parent}:/usr/bin:/bin")
    assert (done.returncode, "too old to sign" in done.stderr) == (1, True)


def in_a_terminal(home: Path, *arguments: str | Path) -> Any:
    words = ["sign", NAME, *map(str, arguments)]
    return pexpect.spawn(
        str(ALIGNMENT), words, cwd=str(home), env=environment(home, SSH_AUTH_SOCK=""), encoding="utf-8", timeout=20
    )


def test_a_passphrase_is_asked_for_on_the_terminal(home: Path, tmp_path: Path) -> None:
    locked = key(tmp_path, "locked", lock=SESAME)
    child = in_a_terminal(home, "--as", "Ana", "--consent", "--ssh-key", locked)
    child.expect("Enter passphrase")
    child.sendline(SESAME)
    child.expect("G1  Ana consents.*SHA256")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert now(home).signatures[0].ssh


def test_a_wrong_passphrase_is_one_line(home: Path, tmp_path: Path) -> None:
    locked = key(tmp_path, "locked", lock=SESAME)
    child = in_a_terminal(home, "--as", "Ana", "--consent", "--ssh-key", locked)
    child.expect("Enter passphrase")
    child.sendline("open")
    child.expect("alignment-tui: .*locked: the passphrase was not right")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    assert now(home).signatures == ()


def test_a_key_in_the_agent_signs_by_its_public_half(home: Path, tmp_path: Path) -> None:
    if shutil.which("ssh-agent") is None or shutil.which("ssh-add") is None:
        pytest.skip("no ssh-agent here")
    ana = key(tmp_path, "ana")
    socket = tmp_path / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", socket], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if socket.exists():
                break
            time.sleep(0.02)
        where = {"SSH_AUTH_SOCK": str(socket)}
        subprocess.run(["ssh-add", "-q", ana], env={**os.environ, **where}, check=True)
        ana.unlink()
        done = sign(home, "--as", "Ana", "--consent", "--ssh-key", tmp_path / "ana.pub", **where)
        assert done.returncode == 0, done.stderr
        subprocess.run(["ssh-add", "-q", "-D"], env={**os.environ, **where}, check=True)
        done = sign(home, "--as", "Raj", "--consent", "--ssh-key", tmp_path / "ana.pub", **where)
        assert (done.returncode, "nor in the ssh agent" in done.stderr) == (1, True)
    finally:
        agent.terminate()
        agent.wait()


def test_two_who_sign_at_the_same_moment_are_both_there(home: Path, tmp_path: Path) -> None:
    locked = key(tmp_path, "locked", lock=SESAME)
    child = in_a_terminal(home, "--as", "Ana", "--consent", "--ssh-key", locked)
    child.expect("Enter passphrase")
    assert sign(home, "--as", "Raj", "--consent", "--ssh-key", key(tmp_path, "raj")).returncode == 0
    child.sendline(SESAME)
    child.expect("G2  Ana consents")
    child.expect(pexpect.EOF)
    child.close()
    whole = now(home)
    assert {one.person: one.verdict for one in whole.signatures} == {"S1": "consent", "S2": "consent"}
    assert outcome(whole).accepted
    allowed = allowed_signers(tmp_path, {"Ana": locked, "Raj": tmp_path / "raj"})
    done = alignment("verify", NAME, "--allowed-signers", allowed, home=home)
    assert (done.returncode, done.stdout.count("good: ")) == (0, 2)


def test_a_signature_on_a_text_that_somebody_changes_meanwhile_stays_good_for_its_own(
    home: Path, tmp_path: Path
) -> None:
    """What was signed is what had been read: the other change makes it stale, and loses nothing."""
    locked = key(tmp_path, "locked", lock=SESAME)
    child = in_a_terminal(home, "--as", "Ana", "--consent", "--ssh-key", locked)
    child.expect("Enter passphrase")
    alignment("capture", NAME, "M1 target 80 min/week", home=home)
    child.sendline(SESAME)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    whole = now(home)
    assert whole.metrics[0].target == 80
    assert metric_target(whole, 90).metrics == UNSIGNED.metrics
    assert [one.section for one in standings(whole)[0].stale] == ["metrics"]
