"""The list of the library: what is late at its head, what narrows it in words, and a large folder without waiting."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Passed
from alignment_tui.domain.session import Session
from alignment_tui.storage import index
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.library import Library
from alignment_tui.ui import library_list, library_looking
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.library_lines import Late, late_words, title_lines
from tests.driver import EXAMPLES, SIZES, Facilitator, kept
from tests.factories import complete, people, signature, signed
from tests.ui.test_library import at_work, in_library, rows

LATE = datetime(2025, 3, 11, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Sessions:
    """Five sessions, the first changed last: overdue, objected and stale, at Metrics, begun by Kim, ended."""
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    objected = signed(complete(), signature(3, "S2", "objection", text="partners leave"))
    changed = replace(objected, metrics=(replace(objected.metrics[0], target=80),))
    begun = Session(title="Branding", stakeholders=people("Kim", "Eva"))
    several = {
        "overdue": replace(complete(), title="Checkout"),
        "objected": replace(changed, title="Zebra crossing", reviews=(replace(changed.reviews[0], on=LATE.date()),)),
        "metrics": Session(
            title="Invoices", stakeholders=people("Raj"), passed=(Passed(stage="value-stream", stood_on={}),)
        ),
        "begun": begun,
        "ended": replace(complete(), title="Ended", memo=replace(complete().memo, superseded_by="overdue")),
    }
    for age, (slug, session) in enumerate(several.items()):
        sessions.create(slug, kept(session))
        at = 1_740_000_000 - age * 86_400
        os.utime(sessions.path(slug), (at, at))
    return sessions


def screen_of(room: Facilitator) -> LibraryScreen:
    assert isinstance(room.app.screen, LibraryScreen)
    return room.app.screen


def shown(room: Facilitator) -> list[str]:
    return [key for collection, key in rows(room) if collection == "resume"]


def looked_over(room: Facilitator) -> Callable[[], bool]:
    return lambda: not any(row.pending for row in screen_of(room)._finding.rows)


@pytest.mark.parametrize("size", SIZES)
async def test_what_wants_a_look_is_a_word_in_the_row_and_in_full_at_the_foot(
    size: tuple[int, int], folder: Sessions, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, size=size, clock=lambda: LATE) as room:
        await room.until(looked_over(room), "a look into every session")
        lines = {name: next(line for line in room.screen_text().splitlines()[5:] if name in line) for name in (
            "Checkout", "Zebra crossing", "Invoices", "Branding")}  # fmt: skip
        assert "review overdue +1" in lines["Checkout"]
        assert "objection +" in lines["Zebra crossing"]
        assert "Metrics" in lines["Invoices"]
        assert not any(word in lines["Branding"] for word in ("overdue", "stale", "missing"))
        assert "Checkout: review of 2025-03-10 overdue; 1 reading missing" in room.words_in("#library-foot")
        await room.press("down").sees("Zebra crossing: objection of Raj; ")
        assert all(len(line) <= size[0] for line in room.screen_text().splitlines())


@pytest.mark.parametrize("size", SIZES)
async def test_the_head_says_which_reviews_are_overdue(size: tuple[int, int], folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, size=size, clock=lambda: LATE) as room:
        await room.sees("1 review is overdue: Checkout (since 2025-03-10)")
    async with Facilitator.opens(tmp_path, size=size) as room:
        await room.sees("Checkout").does_not_see("is overdue", "missing")


def test_as_many_overdue_reviews_are_named_as_there_is_room_for() -> None:
    late = Late([("2025-05-12", "Checkout"), ("2025-05-19", "Winter sale"), ("2025-05-26", "x" * 200)], 4)
    assert late_words(late, 200) == (
        "3 reviews are overdue: Checkout (since 2025-05-12), Winter sale (since 2025-05-19), 1 more; "
        "4 readings are missing"
    )
    assert late_words(late, 78) == "3 reviews are overdue: Checkout (since 2025-05-12), 2 more"
    assert late_words(replace_missing(late, 1), 20).startswith("3 reviews are overdue: Checkout (since 2025-05-12)")
    assert late_words(Late((), 1), 80) == "1 reading is missing"
    assert late_words(Late(), 80) == ""


def test_a_long_title_gives_way_before_the_words_on_what_is_late() -> None:
    late = Late([("2025-05-12", "A platform for themes, at last"), ("2025-05-19", "Winter sale")], 4)
    assert late_words(late, 60) == "2 reviews are overdue: A platform… (since 2025-05-12), 1 more"
    others = Late([("2025-05-12", "x" * 200), *late.overdue], 4)
    said = late_words(others, 90)
    assert said.startswith("3 reviews are overdue: xxxxxxx")
    assert said.endswith("x… (since 2025-05-12), 2 more; 4 readings are missing")
    assert all(cell_len(late_words(others, width)) <= width for width in range(64, 200))


def test_nobody_is_told_of_no_sessions_before_they_are_counted() -> None:
    head = "".join(text for text, _ in title_lines(None, Path("/sessions"), Late(), 80)[0])
    assert "   sessions in /sessions" in head


def replace_missing(late: Late, missing: int) -> Late:
    return late._replace(missing=missing)


async def test_what_narrows_the_list_stands_in_the_line_and_in_words_and_esc_shows_all(
    folder: Sessions, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, clock=lambda: LATE, examples=EXAMPLES) as room:
        await room.until(looked_over(room), "a look into every session")
        await room.type("is:overdue").sees("Overdue: 2 of 5").does_not_see("Examples", "a new session")
        assert shown(room) == ["overdue", "objected"]
        await room.press("escape").type("stage:metrics").sees("At Metrics: 1 of 5")
        assert shown(room) == ["metrics"]
        await room.press("escape").type("is:stale sort:title").sees("Stale, by title: 1 of 5")
        assert shown(room) == ["objected"]
        await room.press("escape").type("is:mine").sees("Yours: 1 of 5; you are Kim here ($ALIGNMENT_WHO)")
        assert shown(room) == ["begun"]
        await room.press("escape").type("sort:title").sees("By title: 5 of 5", "Examples")
        assert shown(room) == ["begun", "overdue", "ended", "metrics", "objected"]
        await room.press("escape").sees("Continue")
        assert shown(room) == ["overdue", "objected", "metrics", "begun", "ended"]


async def test_words_and_qualifiers_go_together_and_a_new_title_has_only_the_words(
    folder: Sessions, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, clock=lambda: LATE) as room:
        await room.type("check stage:req").sees("At Requests: 1 of 5", "a new session: check")
        await room.press("escape").type("overdue").sees("a new session: overdue")
        assert shown(room) == ["overdue"]
        await room.press("escape").type("is:nice").sees("there is no is:nice: overdue, stale, mine")
        assert len(shown(room)) == 5
        await room.press("escape").type("stage:memo").sees("At Memo: none of 5").enter()
        await in_library(room)


async def test_on_an_empty_folder_three_lines_say_what_to_do_and_typing_a_title_does_it(tmp_path: Path) -> None:
    for size in SIZES:
        async with Facilitator.opens(tmp_path / str(size[0]), size=size, examples=EXAMPLES) as room:
            await room.sees(
                "No session yet",
                "Type a title and press Enter",
                "There, type what people say:  Ana, SRE lead: No outage during the sale",
            )
            await (
                room.sees("it is a copy, where nothing can go wrong.")
                .sees("Enter open  : actions")
                .does_not_see("rename", "trash")
                .type("Spring sale")
                .does_not_see("No session yet")
                .enter()
            )
            await at_work(room)
            assert room.work.typing
            await room.type("Ana: No outage").enter().enter().sees("taken: ")


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    """More sessions than are looked at before the first words are on the screen."""
    monkeypatch.setattr(library_list, "SOON", 20)
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    for number in range(30):
        sessions.create(f"s{number:02}", Document(session=replace(complete(), title=f"Session {number:02}")))
        os.utime(sessions.path(f"s{number:02}"), (1_740_000_000 - number, 1_740_000_000 - number))
    return sessions


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Looks at the folder wait until they are let go."""
    go = threading.Event()
    real = index.refreshed

    def refreshed(*given: object, **more: object) -> index.Look:
        go.wait(5)
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("alignment_tui.storage.library_table.refreshed", refreshed)
    yield go
    go.set()


async def test_a_large_folder_that_was_never_read_is_read_while_one_types(
    many: Sessions, held: threading.Event, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path) as room:
        await room.sees("Reading the folder for the first time").type("Session 07").sees("a new session: Session 07")
        assert shown(room) == []
        held.set()
        await room.until(lambda: shown(room) == ["s07"], "the session").does_not_see("Reading the folder")
        await room.press("escape").sees("Continue", "30 sessions in")
        assert shown(room)[0] == "s00"


async def test_a_large_folder_is_shown_as_it_was_and_then_as_it_is(
    many: Sessions, held: threading.Event, tmp_path: Path
) -> None:
    held.set()
    known = Sessions(many.folder, tmp_path / "cache" / "alignment-tui")
    known.attended(list(known.rows()))
    held.clear()
    seen = many.load("s05")
    many.save("s05", replace(seen.document, session=replace(seen.document.session, title="Renamed")), seen)
    many.path("s09").unlink()
    async with Facilitator.opens(tmp_path) as room:
        await room.sees("30 sessions in", "Session 05", "Session 09").press("down", "down")
        assert screen_of(room).place == ("resume", "s02")
        held.set()
        await room.sees("29 sessions in", "Renamed").does_not_see("Session 05", "Session 09")
        assert screen_of(room).place == ("resume", "s02")


async def test_words_about_each_session_come_in_while_one_looks(
    many: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    real = Library.load

    def load(sessions: Library, slug: str) -> object:
        go.wait(5)
        return real(sessions, slug)

    monkeypatch.setattr(Library, "load", load)
    async with Facilitator.opens(tmp_path, clock=lambda: LATE) as room:
        await room.sees("Session 00").type("is:stale").sees("Stale: none of 30, 30 still to be looked at")
        go.set()
        await room.until(looked_over(room), "a look into every session").does_not_see("still to be looked at")


async def test_leaving_does_not_wait_for_what_is_still_being_looked_at(
    many: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    real = Library.load

    def load(sessions: Library, slug: str) -> object:
        opened.append(slug)
        threading.Event().wait(0.05)
        return real(sessions, slug)

    monkeypatch.setattr(Library, "load", load)
    async with Facilitator.opens(tmp_path) as room:
        await room.until(lambda: bool(opened), "the first").press("ctrl+q")
        await room.until(lambda: room.app.return_value == 0, "the end")
    assert len(opened) < 30


async def test_a_folder_that_cannot_be_read_is_told(
    folder: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(path: object) -> Iterator[os.DirEntry[str]]:
        raise PermissionError(13, "Permission denied", str(path))

    async with Facilitator.opens(tmp_path) as room:
        await room.enter()
        await at_work(room)
        monkeypatch.setattr(os, "scandir", scandir)
        await room.press("ctrl+o").sees("the folder cannot be read: Permission denied")
        monkeypatch.undo()
        await room.enter()
        await at_work(room)


async def test_after_a_click_letters_still_go_into_the_line(folder: Sessions, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path) as room:
        await room.click("#sessions", (5, 3)).type("zebra").until(lambda: shown(room) == ["objected"], "a row")


async def test_a_session_whose_review_is_overdue_says_so_once_when_it_is_opened(
    folder: Sessions, tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, clock=lambda: LATE) as room:
        await room.type("checkout").enter()
        await at_work(room)
        await room.sees("The review of 2025-03-10 is overdue; type go scorecard to write it")
        await room.press("f9").press("escape").type("park").does_not_see("is overdue")
        await room.press("escape", "f8", "f7").does_not_see("is overdue")
        await room.press("ctrl+o")
        await in_library(room)
        await room.press("escape").type("branding").enter()
        await at_work(room)
        await room.sees("Branding").does_not_see("is overdue")


async def test_a_session_that_comes_or_goes_while_the_library_is_open_is_noticed(
    folder: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_looking, "WATCH_SECONDS", 0.05)
    looks: list[None] = []
    look = library_looking.LibraryLooking.look
    async with Facilitator.opens(tmp_path) as room:
        await room.until(looked_over(room), "a look into every session").type("i")
        folder.create("dropped", kept(Session(title="Iceberg")))
        await room.sees("Iceberg").until(looked_over(room), "a look into it")
        assert room.app.screen.query_one("#find").value == "i"  # type: ignore[attr-defined]
        monkeypatch.setattr(library_looking.LibraryLooking, "look", lambda self: looks.append(look(self)))
        seen = folder.load("dropped")
        folder.save("dropped", replace(seen.document, rev=1, session=replace(seen.document.session, note="n")), seen)
        await room.until(lambda: screen_of(room)._folder_as_seen == folder.folder.stat().st_mtime_ns, "a glance")
        assert not looks
        folder.path("dropped").unlink()
        await room.does_not_see("Iceberg")
        assert len(looks) == 1
