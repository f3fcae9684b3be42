"""What each signed session brings to the portfolio: read once, again when it changed, and nothing is in the way."""

from datetime import date

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.portfolio import Card, card_of
from alignment_tui.domain.session import Session
from alignment_tui.storage import cards
from alignment_tui.storage.cards import Cards
from alignment_tui.storage.folder import Sessions
from tests.factories import complete

TODAY = date(2025, 6, 16)


@pytest.fixture
def opened(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sessions that were opened, in a folder of two signed ones, one that is not, and one that is none."""
    for slug in ("a", "b"):
        sessions.create(slug, Document(session=complete()))
    sessions.create("begun", Document(session=Session(title="Begun")))
    (sessions.folder / "half.json").write_text("{")
    done: list[str] = []

    def card(slug: str, session: Session, today: date) -> Card:
        done.append(slug)
        return card_of(slug, session, today)

    monkeypatch.setattr(cards, "card_of", card)
    return done


def test_only_signed_sessions_are_opened_and_a_bad_file_is_told(sessions: Sessions, opened: list[str]) -> None:
    read = Cards(sessions)
    assert [card.lines[0].session.slug for card in read.read(TODAY)] == ["a", "b"]
    assert opened == ["a", "b"]
    assert [(one.name, one.words[:18]) for one in read.unread] == [("half", "half: line 1, colu")]


def test_what_did_not_change_is_not_opened_again_on_the_same_day(sessions: Sessions, opened: list[str]) -> None:
    read = Cards(sessions)
    first = read.read(TODAY)
    seen = sessions.load("b")
    sessions.save("b", replace(seen.document, session=replace(seen.document.session, title="New")), seen)
    assert read.read(TODAY)[0] is first[0]
    assert opened == ["a", "b", "b"]
    read.read(date(2025, 6, 17))
    assert opened == ["a", "b", "b", "a", "b"]


def test_whoever_is_told_can_stop_it(sessions: Sessions, opened: list[str]) -> None:
    told: list[tuple[int, int]] = []

    def going_on(seen: int, of: int) -> bool:
        told.append((seen, of))
        return seen < 1

    assert len(Cards(sessions).read(TODAY, going_on)) == 1
    assert told == [(0, 2), (1, 2)]


def test_a_session_that_its_rules_refuse_is_told_and_hides_none(sessions: Sessions, opened: list[str]) -> None:
    path = sessions.path("a")
    path.write_text(path.read_text().replace('"asker": "S1"', '"asker": "S9"'))
    read = Cards(sessions)
    assert [card.lines[0].session.slug for card in read.read(TODAY)] == ["b"]
    assert any("there is no S9" in one.words for one in read.unread)
