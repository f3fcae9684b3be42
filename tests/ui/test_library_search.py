"""Words said inside sessions: found while one types, told with the line they are in, opened where they are."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Memo, Metric, Parked, Request
from alignment_tui.domain.session import Session
from alignment_tui.storage import inside, reading
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui import library_search
from alignment_tui.ui.library import LibraryScreen
from tests.driver import EXAMPLES, SIZES, Facilitator, kept
from tests.factories import people
from tests.ui.hostile import TRICKS, assert_harmless
from tests.ui.test_library import at_work, in_library, rows

LONG = "it was a long way until somebody said at last that branding is what the partners leave us for, and went on"


@pytest.fixture
def folder(tmp_path: Path) -> Sessions:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    asked = (Request(id="R1", asker="S1", words="Uptime"), Request(id="R2", asker="S1", words=LONG))
    spring = Session(title="Spring sale", stakeholders=people("Ana"), requests=asked, memo=Memo(facing="the migration"))
    metric = Metric(id="M1", name="partners with branding of their own")
    sessions.create("spring", kept(spring))
    sessions.create("metrics", kept(Session(title="Partner metrics", metrics=(metric,))))
    sessions.create("tricky", kept(Session(title="Tricky", parked=(Parked(id="P1", text=f"odd {TRICKS}"),))))
    (sessions.folder / "half.json").write_text('{"format": 1, "session": {"title": "branding')
    return sessions


def heard(room: Facilitator) -> Sequence[tuple[str, str]]:
    assert isinstance(room.app.screen, LibraryScreen)
    return [(one.slug, one.where.key) for one in room.app.screen._matches]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_said_inside_comes_in_under_its_heading_with_the_line_it_is_in(
    size: tuple[int, int], folder: Sessions, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, size=size) as room:
        await room.type("branding").sees("a new session: branding", "Said in")
        await room.until(lambda: set(heard(room)) == {("spring", "R2"), ("metrics", "M1")}, "what was said")
        text = room.screen_text()
        assert "partners with branding of their own" in text
        assert any("R2" in line and "branding is what" in line for line in text.splitlines())
        assert all(len(line) <= size[0] for line in text.splitlines())
        assert rows(room)[0] == ("start", "branding")


async def test_enter_opens_the_session_at_that_record_and_the_list_is_as_it_was_on_the_way_back(
    folder: Sessions, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path) as room:
        await room.type("branding leave").sees("Said in").press("down").enter()
        await at_work(room)
        await room.sees("Spring sale", "What does success mean to you", "KEYS")
        assert room.selected == "R2"
        await room.press("ctrl+o")
        await in_library(room)
        await room.sees("branding leave", "Said in").enter()
        await at_work(room)
        assert room.selected == "R2"


async def test_a_metric_is_opened_at_its_stage_and_looking_passes_no_stage(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path) as room:
        await room.type("of their own").sees("Said in").press("down").enter()
        await at_work(room)
        await room.sees("If this worked, what would move")
        assert (room.desk.stage, room.selected) == ("metrics", "M1")
        await room.to_line().says("M1 meter: the portal").sees("taken: ").saved()
        assert room.session.passed == ()


async def test_a_sentence_of_the_memo_is_opened_at_the_memo(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path) as room:
        await room.type("migration").sees("Said in", "memo    the migration").press("down").enter()
        await at_work(room)
        assert (room.desk.stage, room.selected) == ("memo", "facing")


async def test_nothing_found_is_said_and_two_letters_look_for_nothing(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path) as room:
        await room.type("zebra").sees("Said in no session").press("escape").type("br").sees("a new session: br")
        await room.does_not_see("Said in")


async def test_only_sessions_that_the_qualifiers_let_through_are_looked_into(folder: Sessions, tmp_path: Path) -> None:
    folder.create("kim", kept(Session(title="Other", stakeholders=people("Kim"), note="branding, but later")))
    async with Facilitator.opens(tmp_path) as room:
        await room.type("branding is:mine").until(lambda: heard(room) == [("kim", "")], "what was said")
        await room.sees("note    branding, but later")


async def test_what_was_said_blind_is_not_found(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    secret = Request(id="R1", asker="S1", words="a canary in the mine", blind=True)
    sessions.create("one", kept(Session(title="One", stakeholders=people("Ana"), requests=(secret,))))
    async with Facilitator.opens(tmp_path) as room:
        await room.type("canary").sees("Said in no session").does_not_see("in the mine")


async def test_words_with_tricks_are_shown_and_obeyed_by_nobody(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, size=(200, 50)) as room:
        await room.type("odd [@click=app.quit]x").sees("Said in", "P1      odd [/] [x] done [@click=app.quit]x[/]")
        assert_harmless(room)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Each session waits to be looked into until it is let go."""
    go = threading.Event()
    real = reading.read_bytes

    def read(*given: object) -> object:
        go.wait(5)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(inside, "read_bytes", read)
    yield go
    go.set()


async def test_typing_does_not_wait_for_a_search_and_a_newer_one_ends_it(
    held: threading.Event, folder: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_search, "AFTER_SECONDS", 0.001)
    begun: list[tuple[str, ...]] = []
    real = inside.said_in

    def said_in(sessions: Sessions, slugs: Sequence[str], words: tuple[str, ...], going_on: object) -> object:
        begun.append(words)
        return real(sessions, slugs, words, going_on)  # type: ignore[arg-type]

    monkeypatch.setattr(library_search, "said_in", said_in)
    async with Facilitator.opens(tmp_path) as room:
        await room.type("upt").until(lambda: ("upt",) in begun, "the first search")
        await room.type("ime").sees("uptime", "a new session: uptime").until(lambda: ("uptime",) in begun, "the second")
        await room.press(*["backspace"] * 6).type("migration").until(lambda: ("migration",) in begun, "the third")
        assert heard(room) == []
        held.set()
        await room.until(lambda: heard(room) == [("spring", "facing")], "only what was wanted last")


async def test_the_cursor_stays_on_a_new_session_when_more_comes_in(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.type("branding").sees("Said in").enter()
        await at_work(room)
        assert room.session.title == "branding"


async def test_how_far_a_long_search_is_stands_in_words(
    folder: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_search, "_TELL_SECONDS", 0.0)
    go = threading.Event()
    real = reading.read_bytes

    def read(path: Path, largest: int) -> object:
        if path.name == "tricky.json":
            go.wait(5)
        return real(path, largest)

    monkeypatch.setattr(inside, "read_bytes", read)
    folder.create("z", Document(session=Session(title="Zoo")))
    async with Facilitator.opens(tmp_path) as room:
        await room.type("branding").sees("Said in, looked through", " of 5 ...")
        go.set()
        await room.does_not_see("looked through").sees("Said in")


async def test_where_very_much_is_found_it_ends_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "MOST", 4)
    monkeypatch.setattr(library_search, "MOST", 4)
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    for number in range(9):
        parked = tuple(Parked(id=f"P{place}", text=f"the word {place}") for place in range(1, 4))
        sessions.create(f"s{number}", kept(Session(title=f"Title {number}", parked=parked)))
    async with Facilitator.opens(tmp_path) as room:
        await room.type("word").sees("Said in, the first 6: another word finds fewer")
