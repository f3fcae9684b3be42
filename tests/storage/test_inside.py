"""Words inside sessions: found where they are said, in any spelling, and nothing is in the way."""

from collections.abc import Sequence
from itertools import count

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Parked, Request
from alignment_tui.domain.session import Session
from alignment_tui.storage import inside
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.inside import said_in
from alignment_tui.storage.reading import encoded
from tests.factories import people


def saying(*texts: str, title: str = "t") -> Document:
    parked = tuple(Parked(id=f"P{number}", text=text) for number, text in enumerate(texts, start=1))
    return Document(session=Session(title=title, parked=parked))


def found(sessions: Sessions, *words: str) -> Sequence[tuple[str, str, str]]:
    every = [row.slug for row in sessions.rows()]
    return [(one.slug, one.where.key, one.text) for one in said_in(sessions, every, words, lambda seen: True)]


def test_a_word_is_found_in_the_record_that_has_it_and_not_in_a_title(sessions: Sessions) -> None:
    sessions.create("a", saying("branding can wait", "nothing"))
    sessions.create("b", saying("something else", title="branding"))
    assert found(sessions, "branding") == [("a", "P1", "branding can wait")]
    assert found(sessions, "branding", "wait") == [("a", "P1", "branding can wait")]
    assert found(sessions, "branding", "nothing") == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("GRÖSSE zählt", "grösse"),
        ("A\u0308mter zuerst", "ämter"),
        ("eine Straße", "strasse"),
        ('he said "no" to it', '"no"'),
        ("a path C:\\temp", "c:\\temp"),
        ("結帳流程", "流程"),
        ("[/] [@click=app.quit]", "[@click"),
        ("a \x1b[31m colour", "␛[31m"),
    ],
)
def test_any_spelling_and_any_sign_is_found(text: str, word: str, sessions: Sessions) -> None:
    sessions.create("a", saying(text))
    assert [slug for slug, _, _ in found(sessions, word)] == ["a"]
    assert found(sessions, word, "nowhere") == []


def test_a_letter_that_a_hand_wrote_as_an_escape_is_found(sessions: Sessions) -> None:
    sessions.create("a", saying("plain"))
    sessions.path("a").write_bytes(encoded(saying("Umbau")).replace(b"Umbau", b"\\u0055mbau"))
    assert [text for _, _, text in found(sessions, "umbau")] == ["Umbau"]


def test_what_was_said_blind_is_not_found(sessions: Sessions) -> None:
    secret = Request(id="R1", asker="S1", words="a canary", blind=True)
    sessions.create("a", Document(session=Session(title="t", stakeholders=people("Ana"), requests=(secret,))))
    assert found(sessions, "canary") == []


def test_files_that_cannot_be_read_are_passed_over(sessions: Sessions) -> None:
    sessions.create("z", saying("the word"))
    (sessions.folder / "half.json").write_text('{"format": 1, "session": {"title": "the word')
    (sessions.folder / "list.json").write_text('["the word"]')
    (sessions.folder / "bytes.json").write_bytes(b"\xff\xfe the word")
    (sessions.folder / "folder.json").mkdir()
    every = ["gone", "../out", *sessions.slugs()]
    assert [one.slug for one in said_in(sessions, every, ["word"], lambda seen: True)] == ["z"]


def test_it_stops_when_it_is_told_to(sessions: Sessions) -> None:
    for name in "abcd":
        sessions.create(name, saying("the word"))
    told: list[int] = []

    def going_on(seen: int) -> bool:
        told.append(seen)
        return seen < 2

    assert [one.slug for one in said_in(sessions, "abcd", ["word"], going_on)] == ["a", "b"]
    assert told == [0, 1, 2]


def test_one_session_has_not_all_the_room_and_there_is_an_end(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "MOST", 7)
    for name in "abcd":
        sessions.create(name, saying(*[f"the word {number}" for number in range(9)]))
    counted = count()
    matches = list(said_in(sessions, "abcd", ["word"], lambda seen: next(counted) < 99))
    assert [one.slug for one in matches] == [*"aaabbbccc"]
