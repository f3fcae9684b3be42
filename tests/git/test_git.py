"""Real git on real branches: merged record by record, and where two changes meet a person settles it."""

import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import Parked
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import standings
from alignment_tui.storage.git_conflicts import has_unsettled, unsettled
from alignment_tui.storage.git_merging import merged_file
from alignment_tui.storage.reading import encoded
from tests.factories import complete, metric_target, request, session, signature, signed
from tests.git.edits import edited
from tests.git.repository import Repository
from tests.git.test_merging import BASES
from tests.keys import allowed_signers, key
from tests.running import alignment

PAIRS = int(os.environ.get("ALIGNMENT_GIT_PAIRS", "8"))
"""How many random pairs real git merges both ways; `make soak` asks for 200."""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "clone")


def document(session: Session, rev: int = 0) -> Document:
    return Document(rev=rev, session=session, last_ids=grown({}, session))


BASE = session(requests=(request(1), request(2, asker="S2")))


def diverged(repository: Repository, ours: Session, theirs: Session, base: Session = BASE) -> None:
    """Commit a base, and both sides on branches; `ours` is checked out."""
    repository.commit(x=document(base))
    repository.branch("theirs", "main", x=document(theirs, 1))
    repository.branch("ours", "main", x=document(ours, 1))


def test_random_pairs_are_the_same_in_either_order(repository: Repository) -> None:
    pairs = {}
    for seed in range(PAIRS):
        base = BASES[seed % len(BASES)]
        pairs[f"s{seed}"] = base, edited(base, seed, "ann"), edited(base, seed, "bo", minutes=7)
    expected = {
        name: [merged_file(*map(encoded, sides)) for sides in ((base, ann, bo), (base, bo, ann))]
        for name, (base, ann, bo) in pairs.items()
    }
    conflicted = {name for name, results in expected.items() if results[0].conflicts}
    repository.commit(**{name: base for name, (base, _, _) in pairs.items()})
    repository.branch("ann", "main", **{name: ann for name, (_, ann, _) in pairs.items()})
    repository.branch("bo", "main", **{name: bo for name, (_, _, bo) in pairs.items()})
    for place, (here, there) in enumerate((("ann", "bo"), ("bo", "ann"))):
        repository.branch(f"{here}-with-{there}", here)
        repository.git("merge", "-q", there, fails=bool(conflicted))
        open_files = repository.git("diff", "--name-only", "--diff-filter=U").split()
        assert {Path(name).stem for name in open_files} == conflicted
        for name, results in expected.items():
            assert repository.data(name) == results[place].data, name
            assert repository.document(name).rev >= max(pairs[name][1].rev, pairs[name][2].rev)
        repository.commit()


def test_two_adds_of_one_id_keep_both(repository: Repository) -> None:
    ours = replace(BASE, requests=(*BASE.requests, request(3, words="ours")))
    theirs = replace(BASE, requests=(*BASE.requests, request(3, words="theirs")))
    diverged(repository, ours, theirs)
    repository.git("merge", "-q", "theirs")
    found = {entry.words: entry.formerly for entry in repository.document().session.requests[2:]}
    assert sorted(found) == ["ours", "theirs"]
    assert sorted(found.values()) == ["", "R3"]
    assert repository.git("status", "--porcelain") == ""


def test_both_signing_is_no_conflict_while_the_text_is_the_same(repository: Repository) -> None:
    base = replace(complete(), versions=(), signatures=())
    diverged(repository, signed(base, signature(1, "S1")), signed(base, signature(1, "S2")), base)
    repository.git("merge", "-q", "theirs")
    stands = standings(repository.document().session)
    assert [(one.verdict, one.stale) for one in stands] == [("consent", ()), ("consent", ())]
    assert repository.align("verify", "x").returncode == 0


def test_two_keys_on_two_machines_are_both_good_after_the_merge(repository: Repository, tmp_path: Path) -> None:
    """Ana signs here while Raj, elsewhere, objects and takes it back; then Raj consents to what git has merged."""
    keys = {"Ana": key(tmp_path, "ana"), "Raj": key(tmp_path, "raj")}
    allowed = allowed_signers(tmp_path, keys)
    base = replace(complete(), versions=(), signatures=())
    diverged(repository, base, base, base)

    def sign(name: str, *word: str) -> None:
        done = repository.align("sign", "x", "--as", name, *word, "--ssh-key", str(keys[name]))
        assert done.returncode == 0, done.stderr
        repository.commit()

    sign("Ana", "--reserve", "in July \u00e9")
    repository.git("checkout", "-q", "theirs")
    sign("Raj", "--object", "two contracts are lost")
    sign("Raj", "--withdraw")
    repository.git("checkout", "-q", "-B", "other-way", "theirs")
    repository.git("merge", "-q", "ours")
    other_way = repository.data("x")
    repository.git("checkout", "-q", "ours")
    repository.git("merge", "-q", "theirs")
    assert repository.data("x") == other_way
    found = repository.document().session.signatures
    assert [(one.verdict, bool(one.ssh)) for one in found] == [
        ("reservation", True),
        ("objection", True),
        ("withdrawal", True),
    ]
    assert repository.align("verify", "x", "--allowed-signers", str(allowed)).stdout.count("good: ") == 3
    sign("Raj", "--consent")
    done = repository.align("verify", "x", "--allowed-signers", str(allowed))
    assert (done.returncode, done.stdout.count("good: ")) == (0, 4), done.stdout


def test_a_key_on_a_text_that_the_other_machine_changed_is_good_for_its_own(
    repository: Repository, tmp_path: Path
) -> None:
    keys = {"Ana": key(tmp_path, "ana"), "Raj": key(tmp_path, "raj")}
    base = replace(complete(), versions=(), signatures=())
    diverged(repository, base, metric_target(base, 80), base)
    for branch, name in (("theirs", "Raj"), ("ours", "Ana")):
        repository.git("checkout", "-q", branch)
        assert repository.align("sign", "x", "--as", name, "--consent", "--ssh-key", str(keys[name])).returncode == 0
        repository.commit()
    repository.git("merge", "-q", "theirs")
    merged = repository.document().session
    assert [version.number for version in merged.versions] == [1, 2]
    done = repository.align("verify", "x", "--allowed-signers", str(allowed_signers(tmp_path, keys)))
    assert done.returncode == 1
    assert (
        "\nAna       consented to version 2; changed since: How we will know: M1 target was 90, now 80" in done.stdout
    )
    assert "\nRaj       consents to this text" in done.stdout
    assert ("text changed since: " in done.stdout, "good: " in done.stdout, "bad: " in done.stdout) == (
        True,
        True,
        False,
    )


def test_where_two_changes_meet_the_file_stays_whole_and_is_settled(repository: Repository) -> None:
    ours = replace(BASE, title="Ours", requests=(request(1, words="ours"), BASE.requests[1]))
    theirs = replace(BASE, note="theirs", requests=(request(1, words="theirs"), BASE.requests[1]))
    diverged(repository, ours, theirs)
    told = repository.git("merge", "-q", "theirs", fails=True)
    assert 'R1 words: here it is "ours", elsewhere "theirs" (it was "request 1")' in told
    assert "alignment-tui settle x" in told
    merged = repository.document().session
    assert (merged.title, merged.note, merged.requests[0].words) == ("Ours", "theirs", "ours")
    assert repository.git("status", "--porcelain") == "UU sessions/x.json\n"
    listed = repository.align("settle", "x")
    assert (listed.returncode, listed.stdout.count("\n")) == (1, 1)
    assert listed.stdout.startswith("1  R1 words: here it is")
    done = repository.align("settle", "x", "1=theirs")
    assert done.returncode == 0, done.stderr
    assert "now git add x.json" in done.stderr
    assert repository.document().session.requests[0].words == "theirs"
    repository.commit()
    assert repository.align("settle", "x").returncode == 0
    assert repository.git("status", "--porcelain") == ""
    assert "settled a merge" in repository.align("log", "x").stdout


def test_answers_that_answer_nothing_are_refused(repository: Repository) -> None:
    ours = replace(BASE, title="Ours", note="ours")
    diverged(repository, ours, replace(BASE, title="Theirs", note="theirs"))
    repository.git("merge", "-q", "theirs", fails=True)
    for answers, words in (
        (["1=theirs"], "is not said for 2"),
        (["3=mine"], "there is no conflict 3"),
        (["0=mine"], "there is no conflict 0"),
        (["theirs?"], "say mine, theirs"),
        (["=mine"], "say mine, theirs"),
    ):
        done = repository.align("settle", "x", *answers)
        assert done.returncode == 1
        assert words in done.stderr
    assert repository.align("settle", "x", "theirs", "2=mine").returncode == 0
    found = repository.document().session
    assert (found.title, found.note) == ("Theirs", "ours")


def test_work_goes_on_before_it_is_settled(repository: Repository) -> None:
    diverged(repository, replace(BASE, title="Ours"), replace(BASE, title="Theirs"))
    repository.git("merge", "-q", "theirs", fails=True)
    assert repository.align("capture", "x", "park: meanwhile").returncode == 0
    assert repository.align("settle", "x", "theirs").returncode == 0
    found = repository.document().session
    assert (found.title, found.parked[0].text) == ("Theirs", "meanwhile")


def test_a_merge_that_is_called_off_leaves_nothing_to_settle(repository: Repository) -> None:
    diverged(repository, replace(BASE, title="Ours"), replace(BASE, title="Theirs"))
    repository.git("merge", "-q", "theirs", fails=True)
    real = repository.sessions.real("x")
    assert unsettled(real) is not None
    repository.git("merge", "--abort")
    assert unsettled(real) is None
    assert repository.align("settle", "x").returncode == 0
    assert not has_unsettled(real)


def test_a_later_merge_that_goes_through_takes_the_old_question_away(repository: Repository) -> None:
    diverged(repository, replace(BASE, title="Ours"), replace(BASE, title="Theirs"))
    repository.git("merge", "-q", "theirs", fails=True)
    repository.git("merge", "--abort")
    repository.branch("friendly", "main", x=document(replace(BASE, note="friendly"), 1))
    repository.git("checkout", "-q", "ours")
    repository.git("merge", "-q", "friendly")
    assert not has_unsettled(repository.sessions.real("x"))


def test_a_rebase_and_a_cherry_pick_merge_too(repository: Repository) -> None:
    diverged(
        repository,
        replace(BASE, parked=(Parked(id="P1", text="ours"),)),
        replace(BASE, parked=(Parked(id="P1", text="theirs"),)),
    )
    repository.git("checkout", "-q", "-B", "rebased", "ours")
    repository.git("rebase", "-q", "theirs")
    rebased = repository.data("x")
    repository.git("checkout", "-q", "-B", "picked", "theirs")
    repository.git("cherry-pick", "ours")
    assert repository.data("x") == rebased
    assert {entry.text for entry in repository.document().session.parked} == {"ours", "theirs"}


def test_a_file_that_both_added_is_merged(repository: Repository) -> None:
    repository.commit()
    for name in ("theirs", "ours"):
        repository.branch(name, "main", x=document(replace(BASE, parked=(Parked(id="P1", text=name),))))
    repository.git("merge", "-q", "theirs")
    assert {entry.text for entry in repository.document().session.parked} == {"ours", "theirs"}


def test_a_file_that_cannot_be_read_leaves_ours(repository: Repository) -> None:
    repository.commit(x=document(BASE))
    repository.branch("theirs", "main", x=encoded(document(replace(BASE, note="theirs")))[:-3])
    repository.branch("ours", "main", x=document(replace(BASE, note="ours")))
    told = repository.git("merge", "-q", "theirs", fails=True)
    assert "not merged, ours is kept: theirs: line" in told
    assert repository.document().session.note == "ours"


def test_other_json_is_merged_as_text(repository: Repository) -> None:
    repository.commit(package=b'{\n  "a": 1,\n  "b": 2,\n  "c": 3,\n  "d": 4\n}\n')
    repository.branch("theirs", "main", package=b'{\n  "a": 1,\n  "b": 2,\n  "c": 3,\n  "d": 5\n}\n')
    repository.branch("ours", "main", package=b'{\n  "a": 0,\n  "b": 2,\n  "c": 3,\n  "d": 4\n}\n')
    repository.git("merge", "-q", "theirs")
    assert repository.data("package") == b'{\n  "a": 0,\n  "b": 2,\n  "c": 3,\n  "d": 5\n}\n'
    repository.branch("more", "ours", package=b'{\n  "a": 9\n}\n')
    repository.branch("less", "ours", package=b'{\n  "a": 8\n}\n')
    repository.git("merge", "-q", "more", fails=True)
    assert b"<<<<<<< ours" in repository.data("package")


def test_a_session_in_a_folder_of_any_name_is_merged(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "a clone; $(touch x) 漢字")
    diverged(repository, replace(BASE, title="Ours"), replace(BASE, note="theirs"))
    repository.git("merge", "-q", "theirs")
    assert (repository.document().session.title, repository.document().session.note) == ("Ours", "theirs")


# git-setup


def test_setting_up_again_changes_nothing_and_keeps_what_people_wrote(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "clone", set_up=False)
    attributes = repository.folder / ".gitattributes"
    attributes.write_text("*.md text")
    first = repository.align("git-setup")
    assert "commit .gitattributes and .gitignore" in first.stderr
    assert attributes.read_text() == "*.md text\n*.json merge=alignment-tui\n"
    assert (repository.folder / ".gitignore").read_text() == ".local/\n.*.saving\n"
    again = repository.align("git-setup")
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")
    assert repository.git("config", "--get-all", "merge.alignment-tui.driver").count("\n") == 1


def test_what_is_of_this_machine_alone_stays_out(repository: Repository) -> None:
    repository.commit(x=document(BASE))
    repository.align("capture", "x", "park: a thought")
    assert repository.git("status", "--porcelain") == " M sessions/x.json\n"


def test_without_a_repository_or_without_git_it_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    done = alignment("git-setup", "--dir", folder, home=tmp_path)
    assert (done.returncode, "there is no folder" in done.stderr) == (1, True)
    folder.mkdir()
    done = alignment("git-setup", "--dir", folder, home=tmp_path)
    assert (done.returncode, "not a git repository" in done.stderr) == (1, True)
    done = alignment("git-setup", "--dir", folder, home=tmp_path, PATH="/nowhere")
    assert (done.returncode, "there is no git here" in done.stderr) == (3, True)
    assert shutil.which("git")
