"""`new --continue`: people, what was parked and lessons come along, and both sessions say so."""

from pathlib import Path

import pytest

from alignment_tui.storage.folder import Sessions
from tests.running import alignment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "sessions"
    alignment("new", "Spring sale", "--dir", where, home=tmp_path)
    lines = ("Ana, SRE lead", "park: a status page", "lesson: name limits early")
    done = alignment("capture", "spring-sale", *lines, "--dir", where, home=tmp_path)
    assert done.returncode == 0, done.stderr
    return where


def test_a_session_goes_on_from_another_and_both_say_so(folder: Path, tmp_path: Path) -> None:
    done = alignment(
        "new", "--continue", "spring-sale", "Summer sale", "--note", "a word", "--dir", folder, home=tmp_path
    )
    assert (done.returncode, done.stdout) == (0, "summer-sale\n")
    sessions = Sessions(folder, tmp_path / "cache")
    old, new = (sessions.load(slug).document for slug in ("spring-sale", "summer-sale"))
    assert (new.session.continues, old.session.continued_in) == ("spring-sale", ("summer-sale",))
    assert [one.text for one in new.session.parked] == ["a status page"]
    assert [one.text for one in new.session.lessons] == ["name limits early"]
    assert [(one.name, one.role) for one in new.session.stakeholders] == [("Ana", "SRE lead")]
    assert (new.session.note, new.last_ids) == ("a word", {"S": 1, "P": 1, "L": 1})
    assert "goes on in summer-sale" in alignment("log", "spring-sale", "--dir", folder, home=tmp_path).stdout
    assert "goes on from spring-sale" in alignment("log", "summer-sale", "--dir", folder, home=tmp_path).stdout
    assert "It goes on from spring-sale." in alignment("memo", "summer-sale", "--dir", folder, home=tmp_path).stdout
    assert "It goes on in summer-sale." in alignment("memo", "spring-sale", "--dir", folder, home=tmp_path).stdout


def test_several_may_go_on_from_one(folder: Path, tmp_path: Path) -> None:
    for title in ("Summer sale", "Autumn sale"):
        alignment("new", "--continue", "spring-sale", title, "--dir", folder, home=tmp_path)
    old = Sessions(folder, tmp_path / "cache").load("spring-sale").document.session
    assert old.continued_in == ("summer-sale", "autumn-sale")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--continue", "nowhere", "Summer"], "there is no session nowhere"),
        (
            ["--continue", "spring-sale", "Spring sale"],
            "alignment-tui: there is a session called spring-sale already: give another title\n",
        ),
        (["--continue", "spring-sale", "list"], "cannot be named like a command"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    words: list[str], told: str, folder: Path, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    done = alignment("new", *words, "--dir", folder, home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == before


def test_from_a_file_of_a_newer_format_nothing_goes_on(folder: Path, tmp_path: Path) -> None:
    path = folder / "spring-sale.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 99'))
    done = alignment("new", "--continue", "spring-sale", "Summer", "--dir", folder, home=tmp_path)
    assert done.returncode == 1
    assert "read only" in done.stderr
    assert not (folder / "summer.json").exists()


def test_an_example_is_copied_first(tmp_path: Path) -> None:
    where = tmp_path / "mine"
    done = alignment("new", "--continue", "checkout", "Checkout in summer", "--dir", where, home=tmp_path)
    assert "copied the example checkout" in done.stderr
    sessions = Sessions(where, tmp_path / "cache")
    assert sessions.slugs() == ["checkout", "checkout-in-summer"]
    assert sessions.load("checkout").document.session.continued_in == ("checkout-in-summer",)
