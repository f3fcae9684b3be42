"""`log`, `restore` and `verify`: what changed is told, nothing is lost by going back, and nothing changes unnoticed."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document, grown
from alignment_tui.storage.emergency import rescue
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import History
from tests.factories import complete
from tests.running import alignment, loaded_modules

NAME = "spring-sale"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    alignment("new", "Spring sale", home=tmp_path)
    alignment("capture", NAME, "Ana, SRE lead: No outage during the sale", "R1 must", home=tmp_path)
    alignment("capture", NAME, "R1 because: an hour costs 40k", home=tmp_path, ALIGNMENT_WHO="Raj")
    return tmp_path


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    session = complete()
    sessions(tmp_path).create("signed", Document(session=session, last_ids=grown({}, session)))
    return tmp_path


def sessions(home: Path) -> Sessions:
    return Sessions(home / "data" / "alignment-tui" / "sessions", home / "cache")


def file(home: Path, name: str = NAME) -> Path:
    return sessions(home).path(name)


def words_of(home: Path) -> str:
    return sessions(home).load(NAME).document.session.requests[0].because


def test_log_tells_each_change_the_newest_first(home: Path) -> None:
    done = alignment("log", NAME, home=home)
    lines = done.stdout.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [head.split("  ")[0] for head in heads] == ["rev 3", "rev 2", "rev 1", "rev 0"]
    assert [head.split("  ")[2] for head in heads] == ["Raj", "Kim", "Kim", "begun"]
    assert '    R1 because: nothing -> "an hour costs 40k"' in lines
    assert '    R1 is new: "No outage during the sale"' in lines
    assert (done.returncode, done.stderr) == (0, "")


def test_log_as_data(home: Path) -> None:
    told: list[dict[str, Any]] = json.loads(alignment("log", NAME, "--json", "-n", "2", home=home).stdout)
    assert [entry["rev"] for entry in told] == [3, 2]
    assert told[0]["who"] == "Raj"
    assert told[0]["changes"] == ['R1 because: nothing -> "an hour costs 40k"']
    assert told[1]["changes"] == ["R1 must: no -> yes"]
    assert len(told[0]["sha256"]) == 64


def test_log_says_what_it_does_not_know(home: Path) -> None:
    file(home).write_text(file(home).read_text().replace("40k", "50k"))
    done = alignment("log", NAME, home=home)
    assert done.stderr == "the file was changed outside since revision 3: the next save tells what\n"
    alignment("capture", NAME, "park: a thought", home=home)
    assert "changed outside\n    R1 because: " in alignment("log", NAME, home=home).stdout
    assert "there is no history" in alignment("log", "checkout", home=home).stderr
    assert alignment("log", "nothing-of-the-kind", home=home).returncode == 1


def test_hostile_words_in_a_history_reach_no_terminal(home: Path) -> None:
    journal = History(file(home)).path
    journal.write_bytes(journal.read_bytes().replace(b"R1 must", b"\\u001b[31m\\u202e"))
    done = alignment("log", NAME, home=home)
    assert not {"\x1b", "\u202e"} & set(done.stdout + alignment("log", NAME, "--json", home=home).stdout)


def test_a_revision_comes_back_as_one_more_change(home: Path) -> None:
    done = alignment("restore", NAME, "--rev", "2", home=home)
    assert (done.returncode, done.stderr) == (0, "restored revision 2\n")
    assert (sessions(home).load(NAME).document.rev, words_of(home)) == (4, "")
    assert alignment("log", NAME, "-n", "1", home=home).stdout.splitlines()[0].endswith("Kim  restored revision 2")
    alignment("restore", NAME, "--rev", "3", home=home)
    assert words_of(home) == "an hour costs 40k"
    done = alignment("restore", NAME, "--rev", "3", home=home)
    assert "already" in done.stderr
    assert sessions(home).load(NAME).document.rev == 5


def test_what_an_older_file_replaced_can_still_be_had_back(home: Path) -> None:
    """As git does it: the words were never committed, an older file took their place, and the work went on from there.

    The older file is revision 3 again, and so the work on it would be a second revision 4.
    """
    older = file(home).read_bytes()
    alignment("capture", NAME, "Ana: precious words", home=home)
    file(home).write_bytes(older)
    alignment("capture", NAME, "Ana: something else", "park: a thought", home=home)
    log = [line.split("  ") for line in alignment("log", NAME, home=home).stdout.splitlines() if line[0] != " "]
    assert [head[0] for head in log] == [f"rev {rev}" for rev in range(7, -1, -1)]
    assert [head[-1] for head in log[:4]] == [
        "new parked item",
        "new request by Ana",
        "changed outside",
        "new request by Ana",
    ]
    assert alignment("restore", NAME, "--rev", "4", home=home).returncode == 0
    assert sessions(home).load(NAME).document.session.requests[1].words == "precious words"
    assert "9 entries, whole; the file is as the last one left it" in alignment("verify", NAME, home=home).stdout


def test_no_id_is_given_twice_after_going_back(home: Path) -> None:
    alignment("capture", NAME, "Ana: Something else", home=home)
    alignment("restore", NAME, "--rev", "3", home=home)
    assert alignment("capture", NAME, "Ana: A third thing", home=home).stdout == "ok R3\n"


def test_a_revision_that_is_not_there_is_refused(home: Path) -> None:
    done = alignment("restore", NAME, "--rev", "99", home=home)
    assert done.returncode == 1
    assert "there is no revision 99" in done.stderr
    assert done.stderr.count("\n") == 1


def test_one_thing_is_restored_at_a_time(home: Path) -> None:
    assert alignment("restore", NAME, home=home).returncode == 2
    assert alignment("restore", NAME, "--rev", "1", "--backup", home=home).returncode == 2


def test_a_backup_is_listed_and_comes_back(home: Path) -> None:
    listed = alignment("restore", NAME, "--list", home=home)
    assert listed.stdout.startswith("1  saved 2")
    assert listed.stdout.endswith("rev 0, 0 requests, Spring sale\n")
    done = alignment("restore", NAME, "--backup", "1", home=home)
    assert done.stderr.startswith("restored the backup of 2")
    assert sessions(home).load(NAME).document.session.requests == ()
    assert "an hour" in str(alignment("restore", NAME, "--list", home=home).stdout) or words_in_backups(home)
    assert alignment("restore", NAME, "--backup", "7", home=home).returncode == 1


def words_in_backups(home: Path) -> bool:
    return any(b"an hour costs 40k" in path.read_bytes() for path in home.rglob("backups/*.json"))


def test_a_bad_file_makes_way_for_a_backup_and_is_kept(home: Path) -> None:
    file(home).write_text("<<<<<<< HEAD\n")
    refused = alignment("show", NAME, home=home)
    assert refused.stderr.rstrip().endswith(f"alignment-tui restore {NAME} --list")
    done = alignment("restore", NAME, "--backup", home=home)
    assert done.returncode == 0
    aside = Path(done.stderr.splitlines()[0].rpartition(" moved to ")[2])
    assert aside.read_text() == "<<<<<<< HEAD\n"
    document = sessions(home).load(NAME).document
    assert document.rev == 4
    assert document.last_ids == {"R": 1, "S": 1}
    assert [line.split("  ")[-1][:8] for line in alignment("log", NAME, "-n", "1", home=home).stdout.splitlines()] == [
        "restored"
    ]


def test_a_session_whose_file_is_gone_comes_back_from_its_history(home: Path) -> None:
    file(home).unlink()
    assert alignment("restore", NAME, "--rev", "3", home=home).returncode == 0
    assert words_of(home) == "an hour costs 40k"


def test_doctor_names_a_file_that_cannot_be_opened_and_its_backups(home: Path) -> None:
    file(home).write_text("{")
    done = alignment("doctor", home=home)
    [line] = [line for line in done.stdout.splitlines() if line.startswith("session ")]
    assert "WRONG" in line
    assert f"1 backup, the newest of 2" in line  # noqa: F541
    assert done.returncode == 1


def test_what_was_left_unsaved_is_listed_and_taken_in(home: Path) -> None:
    before = sessions(home).load(NAME).document
    session = before.session
    copy = replace(before, rev=4, session=replace(session, note="unsaved"))
    rescue(home / "state" / "alignment-tui", file(home), copy, before)
    alignment("capture", NAME, "park: meanwhile", home=home)
    listed = alignment("restore", NAME, "--list", home=home)
    assert "unsaved work of 2" in listed.stdout
    done = alignment("restore", NAME, "--unsaved", home=home)
    assert (done.returncode, done.stderr[:23]) == (0, "took in the unsaved wor"), done.stderr
    now = sessions(home).load(NAME).document.session
    assert (now.note, now.parked[0].text) == ("unsaved", "meanwhile")
    assert alignment("restore", NAME, "--unsaved", home=home).returncode == 1


def test_two_changes_of_one_field_are_not_taken_in_unasked(home: Path) -> None:
    before = sessions(home).load(NAME).document
    copy = replace(before, rev=4, session=replace(before.session, title="Winter sale"))
    rescue(home / "state" / "alignment-tui", file(home), copy, before)
    file(home).write_text(file(home).read_text().replace("Spring sale", "Summer sale"))
    done = alignment("restore", NAME, "--unsaved", home=home)
    assert done.returncode == 4
    assert 'title: here it is "Winter sale", elsewhere "Summer sale"' in done.stderr
    assert sessions(home).load(NAME).document.session.title == "Summer sale"


# verify


def test_a_sign_off_that_holds(signed: Path) -> None:
    done = alignment("verify", "signed", home=signed)
    assert done.returncode == 0, done.stdout
    text, ana, raj, sign_off, history = done.stdout.splitlines()
    assert text.endswith(", version 1")
    assert ana == "Ana       consents to this text (2025-03-01, recorded by the facilitator)"
    assert raj.startswith("Raj       consents to this text ")
    assert sign_off == "sign-off  accepted"
    assert history == "history   1 entry, whole; the file is as the last one left it"


def test_the_document_alone_is_enough(signed: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "signed.json").write_bytes(file(signed, "signed").read_bytes())
    done = alignment("verify", "signed", "--dir", elsewhere, home=signed)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "history   missing on this machine: only the document was looked at"


def test_a_changed_sentence_is_named_with_whose_word_it_broke(signed: Path) -> None:
    alignment("capture", "signed", "M1 target 80 min/week", home=signed)
    done = alignment("verify", "signed", home=signed)
    assert done.returncode == 1
    assert "Ana       consented to version 1; changed since: How we will know: M1 target was 90, now 80" in done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"reason": "it is within', b'"reason": "it was within'),
        (b'"bearer": "S2"', b'"bearer": "S1"'),
        (b'"version": 1', b'"version": 2'),
        (b'"verdict": "consent"', b'"verdict": "aside"'),
        (b'"value": 118', b'"value": 117'),
        (b'"rev": 0', b'"rev": 1'),
        (b"\n}\n", b"\n}\n\n"),
    ],
)
def test_no_byte_changes_unnoticed(signed: Path, old: bytes, new: bytes) -> None:
    data = file(signed, "signed").read_bytes()
    assert old in data
    file(signed, "signed").write_bytes(data.replace(old, new, 1))
    done = alignment("verify", "signed", home=signed)
    assert done.returncode == 1
    assert "the file was changed outside since revision 0" in done.stdout


def test_nobody_has_signed_is_no_sign_off(home: Path) -> None:
    done = alignment("verify", NAME, home=home)
    assert done.returncode == 1
    assert "\nsign-off  not accepted: nobody is asked to sign yet\nhistory   4 entries, whole; " in done.stdout


@pytest.mark.parametrize(
    ("place", "old", "new", "words"),
    [
        (1, b'"who":"Kim"', b'"who":"Ana"', "line 3 does not follow line 2"),
        (3, b'"who":"Raj"', b'"who":"Kim"', "whole"),
        (1, b'"rev":1', b'"rev', "line 2 cannot be read"),
        (0, b"begun", b"Begun", "line 2 does not follow line 1"),
    ],
)
def test_a_history_that_was_changed_is_told(home: Path, place: int, old: bytes, new: bytes, words: str) -> None:
    journal = History(file(home)).path
    lines = journal.read_bytes().split(b"\n")
    assert old in lines[place]
    lines[place] = lines[place].replace(old, new, 1)
    journal.write_bytes(b"\n".join(lines))
    assert words in alignment("verify", NAME, home=home).stdout


def test_a_line_left_out_and_a_snapshot_lost_are_told(home: Path) -> None:
    journal = History(file(home)).path
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([lines[0], *lines[2:]]))
    (journal.parent / "snapshots" / "000001.json.gz").unlink()
    told = alignment("verify", NAME, home=home).stdout
    assert "line 2 is entry 3: lines are missing" in told
    assert "line 1: its snapshot is missing" in told


def test_a_difference_that_does_not_give_its_file_is_told(home: Path) -> None:
    journal = History(file(home)).path
    data = journal.read_bytes()
    journal.write_bytes(data.replace(b"an hour costs 40k", b"an hour costs 50k"))
    assert "line 4: what it tells does not give the file it names" in alignment("verify", NAME, home=home).stdout


@pytest.mark.parametrize(
    "arguments",
    [["log", NAME], ["verify", NAME], ["restore", NAME, "--list"], ["restore", NAME, "--rev", "1"], ["settle", NAME]],
    ids=" ".join,
)
def test_none_of_these_loads_the_interface(arguments: list[str], home: Path) -> None:
    assert not loaded_modules(arguments, home) & {"textual", "rich", "asyncio", "yaml", "subprocess"}
