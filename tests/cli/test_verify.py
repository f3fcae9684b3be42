"""`verify`: one line a signer, every ssh signature good, bad, unknown or on another text, and one honest exit code."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Signature
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from tests.driver import kept
from tests.factories import complete, people, request
from tests.keys import allowed_signers, key
from tests.running import alignment

NAME = "launch"
UNSIGNED = replace(complete(), signatures=(), versions=(), stakeholders=people("Ana", "Raj Kumar", "Li"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    sessions(tmp_path).create(NAME, kept(UNSIGNED))
    return tmp_path


def sessions(home: Path) -> Sessions:
    return Sessions(home / "data" / "alignment-tui" / "sessions", home / "cache")


def file(home: Path) -> Path:
    return sessions(home).path(NAME)


def sign(home: Path, *arguments: str | Path) -> None:
    done = alignment("sign", NAME, *arguments, home=home)
    assert done.returncode == 0, done.stderr


def say(home: Path, *lines: str) -> None:
    done = alignment("capture", NAME, *lines, home=home)
    assert done.returncode == 0, done.stderr


def verify(home: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return alignment("verify", NAME, *arguments, home=home, **more)


def rows(done: subprocess.CompletedProcess[str], head: str) -> list[str]:
    return [line.removeprefix(head).strip() for line in done.stdout.splitlines() if line.startswith(head)]


def change(home: Path, edit: Any) -> None:
    """Write something else into the file, as anybody with an editor can."""
    document = json.loads(file(home).read_bytes())
    edit(document["session"])
    file(home).write_text(json.dumps(document))


@pytest.fixture
def keys(home: Path) -> dict[str, Path]:
    return {name: key(home, name) for name in ("ana", "raj", "eve")}


@pytest.fixture
def both(home: Path, keys: dict[str, Path]) -> Path:
    """Both have signed with their keys; returns the file of allowed signers."""
    sign(home, "--as", "Ana", "--consent", "--ssh-key", keys["ana"])
    sign(home, "--as", "Raj Kumar", "--reserve", "in July", "--ssh-key", keys["raj"])
    return allowed_signers(home, {"Ana": keys["ana"], "Raj Kumar": keys["raj"]})


# In words


def test_each_signer_has_one_line(home: Path) -> None:
    say(home, "Ana consents, but: the date is tight")
    done = verify(home)
    assert done.returncode == 1
    assert rows(done, "Ana ") == [
        f'consents to this text, but: "the date is tight" ({_today(home)}, recorded by the facilitator, Kim)'
    ]
    assert rows(done, "Raj Kumar ") == ["undecided"]
    assert rows(done, "sign-off ") == ["not accepted: still to sign: Raj Kumar"]


def _today(home: Path) -> str:
    return sessions(home).load(NAME).document.session.signatures[-1].at.date().isoformat()


def test_every_standing_is_told(home: Path) -> None:
    say(home, "Ana objects: partners leave", "Raj Kumar stands aside")
    done = verify(home)
    assert rows(done, "Ana ")[0].startswith('objects to this text: "partners leave" (')
    assert rows(done, "Raj Kumar ")[0].startswith("stands aside (")
    say(home, "M1 target 80 min/week", "review every 2 weeks from 2025-05-05")
    done = verify(home)
    assert rows(done, "text ")[0].endswith("version 2, not signed yet as it is")
    assert (
        'objects to version 1: "partners leave"; changed since: '
        'How we will know: M1 target was 90, now 80; When we review: was "every week from' in done.stdout
    )
    assert rows(done, "Raj Kumar ")[0].startswith("stood aside from version 1; changed since: ")
    say(home, "Ana withdraws")
    assert rows(verify(home), "Ana ") == ["undecided, took back G1"]
    assert rows(verify(home), "sign-off ")[0].startswith("not accepted: still to sign: ")


def test_somebody_who_was_not_asked_is_told_as_such(home: Path) -> None:
    say(home, "signers: Ana, Li", "Li objects: partners leave", "signers: Ana")
    assert rows(verify(home), "Li ")[0].startswith('not asked, objects to this text: "partners leave"')


def test_as_data(home: Path, both: Path) -> None:
    say(home, "M1 target 80 min/week")
    done = verify(home, "--json", "--allowed-signers", both)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["session"], told["holds"], told["accepted"], told["version"]) == (NAME, False, False, 2)
    ana, raj = told["signers"]
    assert (ana["name"], ana["verdict"], ana["covers_today"]) == ("Ana", "consent", False)
    assert ana["stale"] == [{"section": "metrics", "title": "How we will know", "reason": "M1 target was 90, now 80"}]
    assert (raj["verdict"], raj["text"], raj["key"]) == ("reservation", "in July", told["ssh"][1]["key"])
    assert [(one["id"], one["state"], one["stands"]) for one in told["ssh"]] == [
        ("G1", "text changed since", True),
        ("G2", "text changed since", True),
    ]
    assert told["history"]["whole"] is True
    assert told["history"]["entries"] == 4


def test_what_is_hidden_is_not_told_by_a_broken_signature(home: Path) -> None:
    say(home, "Ana consents")
    whole = sessions(home).load(NAME).document.session
    hidden = replace(
        whole, requests=(*whole.requests, replace(request(3, words="secret"), merged_into="R1", blind=True))
    )
    document = kept(hidden)
    sessions(home).remove(NAME)
    sessions(home).create(NAME, document)
    done = verify(home)
    assert "changed since: We will (" in done.stdout
    assert "secret" not in done.stdout
    assert "secret" not in verify(home, "--json").stdout


# Keys


def test_both_keys_are_good(home: Path, both: Path) -> None:
    done = verify(home, "--allowed-signers", both)
    assert done.returncode == 0, done.stdout
    found = rows(done, "ssh ")
    assert [line.rpartition(", ")[0] for line in found] == [
        "good: G1, Ana consents",
        "good: G2, Raj Kumar consents, with a reservation",
    ]
    assert rows(done, "Ana ") == [f"consents to this text ({_today(home)}, with an ssh key)"]
    assert verify(home).returncode == 0
    assert "--allowed-signers FILE checks them" in verify(home).stdout


def test_a_text_that_changed_since_is_told_from_a_bad_signature(home: Path, both: Path) -> None:
    say(home, "R1 will: another reason")
    done = verify(home, "--allowed-signers", both)
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in rows(done, "ssh ")] == ["text changed since"] * 2


def _reword(session: dict[str, Any]) -> None:
    session["signatures"][1]["text"] = "never"


def _turn(session: dict[str, Any]) -> None:
    session["signatures"][1]["verdict"] = "objection"


def _date(session: dict[str, Any]) -> None:
    session["signatures"][1]["at"] = "2020-01-01T00:00:00Z"


def _digest(session: dict[str, Any]) -> None:
    session["signatures"][1]["digests"]["will"] = "0" * 64


def _letter(session: dict[str, Any]) -> None:
    line = session["signatures"][1]["ssh"][-2]
    session["signatures"][1]["ssh"][-2] = line[:4] + ("A" if line[4] != "A" else "B") + line[5:]


def _garbage(session: dict[str, Any]) -> None:
    session["signatures"][1]["ssh"] = ["-f", "/etc/passwd\u001b[2J"]


def _the_others(session: dict[str, Any]) -> None:
    session["signatures"][1]["ssh"] = session["signatures"][0]["ssh"]


@pytest.mark.parametrize("edit", [_reword, _turn, _date, _digest, _letter, _garbage, _the_others])
def test_whatever_was_changed_in_a_signed_word_is_bad(home: Path, both: Path, edit: Any) -> None:
    change(home, edit)
    done = verify(home, "--allowed-signers", both)
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in rows(done, "ssh ")] == ["good", "bad"]
    assert "\x1b" not in done.stdout


def test_a_word_given_to_somebody_else_has_the_wrong_key(home: Path, both: Path) -> None:
    def swapped(session: dict[str, Any]) -> None:
        session["signatures"][0]["person"], session["signatures"][1]["person"] = "S2", "S1"

    change(home, swapped)
    done = verify(home, "--allowed-signers", both)
    assert [line.partition(":")[0] for line in rows(done, "ssh ")] == ["signer unknown"] * 2


def test_a_stranger_who_signs_as_somebody_else_is_unknown(home: Path, keys: dict[str, Path]) -> None:
    sign(home, "--as", "Ana", "--consent", "--ssh-key", keys["eve"])
    allowed = allowed_signers(home, {"Ana": keys["ana"], "Eve": keys["eve"]})
    done = verify(home, "--allowed-signers", allowed)
    assert (done.returncode, rows(done, "ssh ")[0].partition(":")[0]) == (1, "signer unknown")


def test_a_commit_signature_or_one_for_another_namespace_does_not_pass(home: Path, both: Path) -> None:
    from alignment_tui.domain.ssh_signature import statement

    whole = sessions(home).load(NAME).document.session
    (home / "statement").write_bytes(statement(whole, whole.signatures[0]))
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", home / "ana", home / "statement"], check=True)
    lines = (home / "statement.sig").read_text().splitlines()

    def other(session: dict[str, Any]) -> None:
        session["signatures"][0]["ssh"] = lines

    change(home, other)
    assert rows(verify(home, "--allowed-signers", both), "ssh ")[0].startswith("bad: G1")


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ("", "good"),
        ('namespaces="alignment-memo,git"', "good"),
        ('namespaces="git"', "signer unknown"),
        ('valid-after="20200101"', "good"),
        ('valid-before="20200101"', "signer unknown"),
    ],
)
def test_what_the_file_says_of_a_key_counts(home: Path, keys: dict[str, Path], options: str, state: str) -> None:
    sign(home, "--as", "Ana", "--consent", "--ssh-key", keys["ana"])
    allowed = allowed_signers(home, {"Ana": keys["ana"]}, options)
    done = verify(home, "--allowed-signers", allowed)
    assert rows(done, "ssh ")[0].startswith(f"{state}: ")


def test_a_key_that_ran_out_later_was_good_when_it_signed(home: Path, keys: dict[str, Path]) -> None:
    """As for commits, the time of the word counts, in UTC wherever one is."""
    sign(home, "--as", "Ana", "--consent", "--ssh-key", keys["ana"])
    whole = sessions(home).load(NAME).document.session
    second = whole.signatures[0].at
    until = f'valid-before="{second - timedelta(seconds=1):%Y%m%d%H%M%S}Z"'
    later = f'valid-before="{second + timedelta(seconds=1):%Y%m%d%H%M%S}Z"'
    for options, state in ((until, "signer unknown"), (later, "good")):
        allowed = allowed_signers(home, {"Ana": keys["ana"]}, options)
        done = verify(home, "--allowed-signers", allowed, TZ="Pacific/Auckland")
        assert rows(done, "ssh ")[0].startswith(f"{state}: "), options


def test_an_earlier_word_and_a_withdrawal_are_checked_too(home: Path, both: Path, keys: dict[str, Path]) -> None:
    sign(home, "--as", "Ana", "--withdraw", "--ssh-key", keys["ana"])
    sign(home, "--as", "Ana", "--aside", "--ssh-key", keys["ana"])
    done = verify(home, "--allowed-signers", both)
    assert [line.rpartition(", ")[0] for line in rows(done, "ssh ")] == [
        "good: G1, Ana consents, an earlier word",
        "good: G2, Raj Kumar consents, with a reservation",
        "good: G3, Ana takes it back",
        "good: G4, Ana stands aside",
    ]

    def otherwise(session: dict[str, Any]) -> None:
        session["signatures"][2]["withdraws"] = "G2"

    change(home, otherwise)
    assert rows(verify(home, "--allowed-signers", both), "ssh ")[2].startswith("bad: G3")


def test_other_spellings_of_the_file_are_still_good(home: Path, both: Path) -> None:
    document = json.loads(file(home).read_bytes())
    file(home).write_text(json.dumps(document, indent=9, sort_keys=True))
    done = verify(home, "--allowed-signers", both)
    assert [line.partition(":")[0] for line in rows(done, "ssh ")] == ["good", "good"]
    assert "the file was changed outside" in rows(done, "history ")[0]


def test_a_file_of_signers_that_is_not_there_is_refused(home: Path) -> None:
    done = verify(home, "--allowed-signers", home / "nowhere")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "nowhere: No such file" in done.stderr


def test_without_ssh_keygen_what_was_asked_cannot_be_told(home: Path, both: Path) -> None:
    done = verify(home, "--allowed-signers", both, PATH="/nowhere")
    assert (done.returncode, "openssh-client" in done.stderr) == (3, True)
    assert verify(home, PATH="/nowhere").returncode == 0


def test_nothing_to_check_is_said(home: Path) -> None:
    allowed = home / "allowed"
    allowed.write_text("")
    assert rows(verify(home, "--allowed-signers", allowed), "ssh ") == ["no word is signed with an ssh key"]


def test_a_hostile_name_and_reason_stay_words(home: Path, tmp_path: Path) -> None:
    nasty = "[/] \u202e$(touch x) -f"
    person = replace(UNSIGNED.stakeholders[0], name="-rf [@click]")
    whole: Session = replace(UNSIGNED, stakeholders=(person, *UNSIGNED.stakeholders[1:]))
    sessions(home).remove(NAME)
    sessions(home).create(NAME, kept(whole))
    sign(home, "--as", "-rf [@click]", "--reserve", nasty, "--ssh-key", key(home, "ana"))
    allowed = allowed_signers(home, {"-rf [@click]": home / "ana"})
    done = verify(home, "--allowed-signers", allowed)
    assert "\u202e" not in done.stdout
    assert rows(done, "ssh ")[0].startswith("good: G1, -rf [@click] consents")
    assert not (tmp_path / "x").exists()


def test_a_signature_bears_its_armour_through_the_file(home: Path, both: Path) -> None:
    found: tuple[Signature, ...] = sessions(home).load(NAME).document.session.signatures
    assert all(one.ssh[0].startswith("-----BEGIN SSH SIG") and one.ssh[-1].startswith("-----END") for one in found)
    assert all(len(line) <= 76 for one in found for line in one.ssh)
