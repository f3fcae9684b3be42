"""The first screen: resume, begin anew, open an example as a copy, search; one bad file hides nothing."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.last import opened
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import EXAMPLES, NOW, SIZES, Facilitator, example, kept
from tests.factories import people


def folder_of(home: Path, **titles: str) -> Sessions:
    """Sessions with these titles by slug, the first one changed last."""
    folder = Sessions(home / "sessions", home / "cache")
    for age, (slug, title) in enumerate(titles.items()):
        folder.create(slug, kept(Session(title=title, stakeholders=people("Ana", "Raj"))))
        at = 1_740_000_000 - age * 86_400
        os.utime(folder.path(slug), (at, at))
    return folder


def rows(room: Facilitator) -> list[tuple[str, str]]:
    assert isinstance(room.app.screen, LibraryScreen)
    return [(row.collection, row.key) for row in room.app.screen.records.rows if row.selectable]


async def at_work(room: Facilitator) -> None:
    await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")


async def in_library(room: Facilitator) -> None:
    await room.until(lambda: isinstance(room.app.screen, LibraryScreen), "the library")


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_session_comes_first_then_the_newest_then_the_examples(
    size: tuple[int, int], tmp_path: Path
) -> None:
    folder = folder_of(tmp_path, spring="Spring sale", summer="Summer sale", winter="Winter sale")
    opened(tmp_path / "state", folder.path("winter"))
    async with Facilitator.opens(tmp_path, size=size, examples=EXAMPLES) as room:
        await room.sees("3 sessions", "Winter sale", "Examples", "Checkout reliability")
        assert [key for _, key in rows(room)] == ["winter", "spring", "summer", "checkout", "free-threaded-python"]
        assert all(len(line) <= size[0] for line in room.screen_text().splitlines())
        await room.enter()
        await at_work(room)
        assert room.session.title == "Winter sale"


async def test_enter_resumes_what_the_cursor_is_on_where_it_was_left(tmp_path: Path) -> None:
    folder_of(tmp_path, spring="Spring sale", summer="Summer sale")
    async with Facilitator.opens(tmp_path) as room:
        await room.press("down").enter()
        await at_work(room)
        await room.stage("metrics").to_line().type("half a [/] line").press("ctrl+o")
        await in_library(room)
        assert room.app.desk is None
        await room.sees("Summer sale").enter()
        await at_work(room)
        await room.sees("If this worked, what would move", "half a [/] line", "Summer sale")


async def test_a_new_session_is_made_by_typing_its_title(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, spring="Spring sale")
    async with Facilitator.opens(tmp_path) as room:
        await room.type("Größe [x] 世界").sees("a new session: Größe [x] 世界").enter()
        await at_work(room)
        assert room.session.title == "Größe [x] 世界"
        await room.says("park: a thought").sees("taken: ").saved()
        assert folder.load(room.desk.slug).document.session.parked[0].text == "a thought"
    assert len(folder.slugs()) == 2


async def test_a_title_that_begins_like_another_can_still_be_new(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, spring="Spring sale")
    async with Facilitator.opens(tmp_path) as room:
        await room.type("Spring sale").sees("a new session: Spring sale").press("down").enter()
        await at_work(room)
        assert room.desk.slug == "spring-sale"
    assert sorted(folder.slugs()) == ["spring", "spring-sale"]


@pytest.mark.parametrize("title", ["list", "show", "   ", "…"])
async def test_a_title_that_cannot_name_a_session_is_told_or_nothing_happens(title: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    async with Facilitator.opens(tmp_path) as room:
        await room.type(title).enter()
        await in_library(room)
        told = {"list": "cannot be named like a command", "show": "add a word", "…": "no letter or digit"}
        await room.sees(told.get(title, "No session yet"))
        await room.press("escape").type("A good one").enter()
        await at_work(room)
    assert folder.slugs() == ["a-good-one"]


async def test_who_comes_for_the_first_time_finds_nothing_late_and_nothing_searched(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, examples=EXAMPLES, clock=lambda: NOW.replace(year=2026)) as room:
        await room.sees("Type a title and press Enter", "Checkout reliability").does_not_see(
            "review overdue", "review of"
        )
        await room.type("Spring sale").sees("a new session: Spring sale")
        assert isinstance(room.app.screen, LibraryScreen)
        room.app.screen._begin()  # as when nobody has typed for a moment
        await room.until(lambda: not room.app.workers, "every search").does_not_see("Said in")


async def test_an_example_is_opened_as_a_copy_and_stays_as_it_was(tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in EXAMPLES.iterdir() if path.is_file()}
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.sees("Examples, opened as a copy of your own").enter()
        await at_work(room)
        await room.says("park: a thought").sees("taken: ").saved().press("ctrl+o")
        await in_library(room)
        await room.sees("1 session in").press("down").enter()
        await at_work(room)
        assert room.desk.slug == "checkout-2"
        assert "a thought" not in [parked.text for parked in room.session.parked]
    assert {path.name: path.read_bytes() for path in EXAMPLES.iterdir() if path.is_file()} == before
    assert sorted(Sessions(tmp_path / "sessions").slugs()) == ["checkout", "checkout-2"]


async def test_typing_narrows_by_title_people_and_slug(tmp_path: Path) -> None:
    folder_of(tmp_path, spring="Spring sale", summer="Summer sale", x="Ämter [/]")
    async with Facilitator.opens(tmp_path, examples=EXAMPLES) as room:
        await room.type("ämter").until(lambda: ("resume", "x") in rows(room), "a row")
        assert [row for row in rows(room) if row[0] == "resume"] == [("resume", "x")]
        await room.press("escape").type("sale spring")
        assert [row for row in rows(room) if row[0] == "resume"] == [("resume", "spring")]
        await room.press("escape").type("raj")
        assert len([row for row in rows(room) if row[0] == "resume"]) == 3
        await room.press("escape").type("nowhere to be found")
        assert rows(room) == [("start", "nowhere to be found")]
        await room.press("escape")
        assert len(rows(room)) == 5


async def test_a_broken_file_is_a_row_with_its_error_and_hides_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, spring="Spring sale")
    bad = {"empty": b"", "half": b'{"format": 1, "session": {', "list": b"[]"}
    bad["newer"] = b'{"format": 99, "session": {}}'
    for name, data in bad.items():
        (folder.folder / f"{name}.json").write_bytes(data)
    (folder.folder / "folder.json").mkdir()
    async with Facilitator.opens(tmp_path, size=(120, 36)) as room:
        await room.sees("Spring sale", "is empty", "ends in the middle", "this is not a session", "5 sessions")
        for name in bad:
            place = [key for _, key in rows(room)].index(name)
            await room.press("escape", *["up"] * 6, *["down"] * place).enter()
            await in_library(room)
            await room.sees(f"{name}.json")
        await room.press(*["up"] * 6)
        await room.press(*["down"] * [key for _, key in rows(room)].index("spring")).enter()
        await at_work(room)
    assert {name: (folder.folder / f"{name}.json").read_bytes() for name in bad} == bad


async def test_a_file_of_a_newer_format_is_opened_for_reading_only(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, spring="Spring sale")
    text = folder.path("spring").read_text().replace('"format": 1', '"format": 99')
    folder.path("spring").write_text(text)
    async with Facilitator.opens(tmp_path) as room:
        await room.enter()
        await at_work(room)
        await room.sees("read only").says("park: a thought").sees("NOT SAVED")
        assert folder.path("spring").read_text() == text


async def test_the_session_that_is_gone_meanwhile_is_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, spring="Spring sale")
    async with Facilitator.opens(tmp_path) as room:
        folder.path("spring").unlink()
        await room.enter().sees("there is no such session")
        await in_library(room)


async def test_enter_pressed_twice_in_a_hurry_opens_one_session_once(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, spring="Spring sale")
    async with Facilitator.opens(tmp_path) as room:
        await room.hurry("enter", "enter", "enter")
        await at_work(room)
        assert len([screen for screen in room.app.screen_stack if isinstance(screen, WorkScreen)]) == 1
        await room.press("ctrl+o")
        await in_library(room)
        await room.type("Another").hurry("enter", "enter")
        await at_work(room)
        assert len([screen for screen in room.app.screen_stack if isinstance(screen, WorkScreen)]) == 1
    assert sorted(folder.slugs()) == ["another", "spring"]


async def test_what_another_window_made_is_there_when_one_comes_back(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, spring="Spring sale")
    async with Facilitator.opens(tmp_path) as room:
        await room.enter()
        await at_work(room)
        folder.create("made", kept(Session(title="Made elsewhere")))
        seen = folder.load("spring")
        folder.save("spring", replace(seen.document, session=replace(seen.document.session, title="Renamed")), seen)
        await room.sees("Renamed").press("ctrl+o")
        await in_library(room)
        await room.sees("Made elsewhere", "Renamed", "2 sessions")


async def test_a_session_given_by_name_goes_to_the_library_and_into_another(tmp_path: Path) -> None:
    folder_of(tmp_path, spring="Spring sale", summer="Summer sale")
    async with Facilitator.opens(tmp_path, Session(title="Given by name")) as room:
        for title in ("Summer sale", "Spring sale", "Given by name"):
            await room.press("ctrl+o")
            await in_library(room)
            await room.press("escape").type(title).enter()
            await at_work(room)
            await room.sees(title).says("park: a thought").sees("taken: ").saved()
            assert room.on_disk.title == title
            assert len(room.session.parked) == 1


@pytest.mark.parametrize("key", ["f1", "ctrl+p"])
async def test_help_and_palette_open_over_the_library(key: str, tmp_path: Path) -> None:
    folder_of(tmp_path, spring="Spring sale")
    async with Facilitator.opens(tmp_path) as room:
        await room.press(key).sees("open the session under the cursor" if key == "f1" else "Bring back from the trash")
        await room.does_not_see("take back the last change", "Requests: what can be typed")
        await room.press("escape")
        await in_library(room)


async def test_the_mouse_opens_a_session_with_two_clicks(tmp_path: Path) -> None:
    folder_of(tmp_path, spring="Spring sale", summer="Summer sale")
    async with Facilitator.opens(tmp_path) as room:
        await room.click("#sessions", (5, 2)).click("#sessions", (5, 2), times=2)
        await at_work(room)
        assert room.session.title == "Summer sale"


@pytest.mark.parametrize("opens", ["ctrl+f", "f2"])
async def test_it_is_gone_to_from_a_dialog_that_is_not_all_there_yet(opens: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, example("checkout").session) as room:
        await in_library(room.hurry(opens, "ctrl+o"))


async def test_what_was_said_just_before_is_taken_and_saved(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, example("checkout").session) as room:
        path = room.desk.path
        await in_library(room.burst("park: said in a hurry").hurry("ctrl+o"))
        assert "said in a hurry" in path.read_text()
        assert not list((tmp_path / "state").rglob("unsaved"))
