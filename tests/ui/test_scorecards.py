"""All scorecards on the screen: the words and the order of the printed page, and the way to each session and back."""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.documents.portfolio import portfolio_document
from alignment_tui.documents.text import as_text
from alignment_tui.domain.portfolio import Portfolio, card_of, portfolio
from alignment_tui.domain.records import Capacity
from alignment_tui.domain.said import Found
from alignment_tui.domain.session import Session
from alignment_tui.storage import cards
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.lines import plain
from alignment_tui.ui.scorecard_page import Page, page
from alignment_tui.ui.scorecards import ScorecardsScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import SIZES, Facilitator, kept
from tests.factories import complete, effort, readings, signature, signed
from tests.ui.hostile import assert_harmless, hostile_session
from tests.ui.test_library import at_work, in_library

TODAY = date(2025, 6, 16)
NOON = datetime(2025, 6, 16, 12, tzinfo=UTC)


def of_a_team(title: str, weeks: float, *values: float) -> Session:
    base = complete()
    first, *others = base.requests
    capacity = Capacity(id="C1", team="Payments", person_weeks=8)
    rest = tuple(one for one in base.constraints if one.id != "C1")
    asked = (replace(first, takes=effort(weeks, team="Payments")), *others)
    return replace(base, title=title, requests=asked, constraints=(capacity, *rest), readings=readings(*values))


SESSIONS = {
    "checkout": of_a_team("Checkout", 6, 118, 80),
    "late": of_a_team("A title so long that it does not stand beside anything else on a narrow screen", 7, 240),
    "bare": replace(complete(), title="Bare", readings=(), reviews=()),
    "unsigned": replace(complete(), title="Unsigned", versions=(), signatures=()),
}


def portfolio_of(sessions: dict[str, Session]) -> Portfolio:
    return portfolio(card_of(slug, session, TODAY) for slug, session in sessions.items())


def text_of(made: Page) -> str:
    lines = [made.lines[row.key] if row.selectable else row.note for row in made.rows]
    return plain(lines)


@pytest.mark.parametrize("width", [44, 74, 114, 120])
def test_the_page_has_the_words_and_the_order_of_the_printed_one(width: int) -> None:
    found = portfolio_of(SESSIONS)
    printed = as_text(portfolio_document(found, TODAY), width).rstrip("\n").split("\n\n", 1)[1]
    shown = text_of(page(found, TODAY, width))
    assert shown.casefold() == printed.casefold()


def test_every_entry_leads_to_where_it_is_from() -> None:
    made = page(portfolio_of(SESSIONS), TODAY, 114)
    metric = Found("scorecard", "metrics", "M1")
    assert dict(made.targets) == {
        "review bare": ("bare", Found("scorecard", "", "")),
        "review checkout": ("checkout", Found("scorecard", "", "")),
        "review late": ("late", Found("scorecard", "", "")),
        "reading bare M1": ("bare", metric),
        "reading checkout M1": ("checkout", metric),
        "reading late M1": ("late", metric),
        "team Payments": ("late", Found("constraints", "", "")),
        "metric late M1": ("late", metric),
        "metric bare M1": ("bare", metric),
        "metric checkout M1": ("checkout", metric),
    }


def test_states_have_their_roles_and_their_words() -> None:
    made = page(portfolio_of(SESSIONS), TODAY, 114)
    ends = {key: line[-1] for key, line in made.lines.items()}
    assert ends["metric late M1"] == ("off track", "bad")
    assert ends["metric checkout M1"] == ("on track", "good")
    assert ends["metric bare M1"] == ("no readings", "dim")
    assert ends["team Payments"] == ("5 too many", "bad")
    assert ends["review bare"] == ("105 days late", "warn")


@pytest.fixture
def folder(tmp_path: Path) -> Sessions:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    for slug, session in SESSIONS.items():
        sessions.create(slug, kept(session))
    (sessions.folder / "half.json").write_text('{"format": 1, "session": {')
    return sessions


def screen_of(room: Facilitator) -> ScorecardsScreen:
    assert isinstance(room.app.screen, ScorecardsScreen)
    return room.app.screen


def here(room: Facilitator) -> str:
    row = screen_of(room).records.selected
    return row.key if row else ""


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_opened_from_the_library_by_a_key_and_read_at_any_size(
    size: tuple[int, int], folder: Sessions, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, size=size, clock=lambda: NOON) as room:
        await room.press("f4").sees("All scorecards", "3 metrics of 3 sessions", "as of 2025-06-16")
        await room.sees("Reviews that are overdue", "Bare (bare)", "105 days late", "half: line 1, column 27")
        assert all(len(line) <= size[0] for line in room.screen_text().splitlines())
        await room.press("end").sees("M1  checkout downtime", "on track")
        assert here(room) == "metric checkout M1"
        await room.press("home").sees("Reviews that are overdue")
        await room.press("escape")
        await in_library(room)


async def test_enter_opens_the_session_at_that_metric_and_the_way_back_is_where_one_was(
    folder: Sessions, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, clock=lambda: NOON) as room:
        await room.palette("All scorecards").sees("Metrics").press("end", "up", "up")
        assert here(room) == "metric late M1"
        await room.enter()
        await at_work(room)
        assert (room.desk.slug, room.desk.stage, room.selected) == ("late", "scorecard", "M1")
        await room.sees("What changed, how, and why?", "KEYS").to_line().says("M1 85").sees("taken: ").saved()
        await room.press("ctrl+o")
        await room.until(lambda: isinstance(room.app.screen, ScorecardsScreen), "the scorecards")
        await room.sees("85 min/week")
        assert here(room) == "metric late M1"
        assert room.app.desk is None
        await room.press("escape")
        await in_library(room)
        assert [type(screen) for screen in room.app.screen_stack] == [LibraryScreen]


async def test_a_review_leads_to_the_scorecard_and_a_team_to_the_constraints(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, clock=lambda: NOON) as room:
        await room.press("f4").sees("Reviews that are overdue").enter()
        await at_work(room)
        assert (room.desk.slug, room.desk.stage) == ("bare", "scorecard")
        await room.press("ctrl+o").sees("Teams that are promised more than once")
        await room.press(*["down"] * 6)
        assert here(room) == "team Payments"
        await room.enter()
        await at_work(room)
        assert (room.desk.slug, room.desk.stage) == ("late", "constraints")


async def test_another_size_lays_it_out_anew_with_the_cursor_where_it_is(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, size=(120, 36), clock=lambda: NOON) as room:
        await room.press("f4").sees("Metrics").press("end", "up")
        place = here(room)
        await room.resize(80, 24).until(lambda: screen_of(room)._for_width == screen_of(room)._width, "the page")
        assert here(room) == place
        assert all(len(line) <= 80 for line in room.screen_text().splitlines())


async def test_where_nothing_is_signed_it_says_so(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, clock=lambda: NOON) as room:
        await (
            room.press("f4").sees("No memo is signed yet, so no metric is followed.", "0 metrics of 0 sessions").enter()
        )
        assert isinstance(room.app.screen, ScorecardsScreen)


async def test_how_far_it_is_stands_in_words_and_one_can_leave_meanwhile(
    folder: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, opened = threading.Event(), list[str]()
    real = card_of

    def card(slug: str, session: Session, today: date) -> object:
        opened.append(slug)
        go.wait(5)
        return real(slug, session, today)

    monkeypatch.setattr(cards, "card_of", card)
    monkeypatch.setattr("alignment_tui.ui.scorecards._TELL_SECONDS", 0.0)
    async with Facilitator.opens(tmp_path, clock=lambda: NOON) as room:
        await room.press("f4").sees("Reading 0 of 3 signed sessions ...").press("down", "up").press("escape")
        await in_library(room)
        go.set()
        await room.type("check").sees("a new session: check")
        assert len(opened) == 1


async def test_only_what_changed_is_read_again(
    folder: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    real = card_of

    def card(slug: str, session: Session, today: date) -> object:
        opened.append(slug)
        return real(slug, session, today)

    monkeypatch.setattr(cards, "card_of", card)
    async with Facilitator.opens(tmp_path, clock=lambda: NOON) as room:
        await room.press("f4").sees("Metrics")
        assert opened == ["bare", "checkout", "late"]
        await room.press("end").enter()
        await at_work(room)
        await room.to_line().says("M1 85").sees("taken: ").saved().press("ctrl+o").sees("85 min/week")
        assert opened == ["bare", "checkout", "late", "checkout"]


async def test_words_with_tricks_are_shown_and_obeyed_by_nobody(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    hostile = replace(hostile_session(), versions=(), signatures=())
    hostile = replace(hostile, memo=replace(hostile.memo, superseded_by="", status="proposed"))
    hostile = signed(hostile, signature(1, hostile.stakeholders[0].id))
    sessions.create("hostile", kept(hostile))
    for size in SIZES:
        async with Facilitator.opens(tmp_path, size=size, clock=lambda: NOON) as room:
            await room.press("f4").sees("Signed metrics", "[@click=app.quit]").press("end")
            assert_harmless(room)


async def test_enter_pressed_twice_in_a_hurry_opens_one_session_once(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, clock=lambda: NOON) as room:
        await room.hurry("f4", "f4").sees("Metrics").hurry("enter", "enter")
        await at_work(room)
        assert [type(screen) for screen in room.app.screen_stack] == [LibraryScreen, ScorecardsScreen, WorkScreen]


async def test_a_session_that_is_gone_meanwhile_is_told(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, clock=lambda: NOON) as room:
        await room.press("f4").sees("Metrics")
        folder.path("bare").unlink()
        await room.enter().sees("there is no such session")
        assert isinstance(room.app.screen, ScorecardsScreen)
