"""The capture line: what is shown before a line is taken, and that no key is lost or goes astray."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Meeting
from alignment_tui.storage.live import remembered
from tests.driver import NOW, SIZES, Facilitator
from tests.factories import request, session

SESSION = session(requests=(request(1, words="No checkout outage during the sale"),))


async def test_what_is_understood_shows_as_it_is_typed(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("R1 because: an hour costs")
        before = room.words_in("#preview")
        assert "an hour costs" in before
        await room.type(" more").until(lambda: "an hour costs more" in room.words_in("#preview"), "the preview")
        assert room.session == SESSION
        await room.enter().sees("taken: ")
        assert room.session.requests[0].because == "an hour costs more"
        assert room.line == ""


async def test_somebody_new_needs_enter_twice(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("Jana: A calm sale").sees("NEW person: Jana", "Enter twice")
        await room.enter().sees("NEW person: Jana", "Enter again")
        assert room.session == SESSION
        await room.enter().sees("taken: ")
        assert [person.name for person in room.session.stakeholders] == ["Ana", "Raj", "Li", "Jana"]
        assert room.selected == "R2"


async def test_another_line_between_needs_enter_twice_again(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("Jana: A calm sale").enter().type("s").enter().sees("Enter again")
        assert room.session == SESSION
        await room.enter()
        assert room.session.requests[-1].words == "A calm sales"


async def test_known_people_need_enter_once(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("ANA: Fewer calls at night").sees("taken: ")
        assert len(room.session.stakeholders) == 3


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("line", "understood", "not_understood", "example"),
    [
        ("R1 takes: some weeks", "This reads as", "some", "R1 takes: 6pw"),
        ("R9 must", "about R9", "There is no R9", "R1"),
        ("what now", "Not understood in Requests", "No line here reads like that", "Ana: No checkout outage"),
        ("what a day", "This may be a request", "Whose is it? Put the name before it", "Ana: what a day"),
    ],
)
async def test_a_refused_line_stays_and_says_what_was_understood_what_not_and_an_example(
    line: str, understood: str, not_understood: str, example: str, size: tuple[int, int], tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.says(line).until(lambda: bool(room.words_in("#preview")), "an answer")
        told = room.words_in("#preview")
        assert room.line == line
        assert understood in told
        assert not_understood in told
        assert f"For example: {example}" in told
        assert room.session == SESSION
        await room.press("backspace").until(lambda: room.line == line[:-1], "the line to go on")


async def test_tab_completes_names_and_ids_and_goes_on_to_the_next(tmp_path: Path) -> None:
    two = replace(SESSION, requests=(request(1), request(2), request(3)))
    async with Facilitator.opens(tmp_path, two) as room:
        await room.type("R").press("tab")
        first = room.line
        await room.press("tab")
        assert room.line != first
        assert {first, room.line} <= {"Raj", "R1", "R2", "R3", "R1 ", "Raj ", "R2 "}
        await room.press("ctrl+u").type("R1 needs: R").press("tab")
        assert room.line.startswith("R1 needs: R")
        assert len(room.line) > len("R1 needs: R")
        assert room.work.typing


async def test_up_on_an_empty_line_brings_back_the_record_last_taken(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("Raj: A sandbox").press("up")
        assert room.line == "R2 = A sandbox"
        await room.type(" that resets itself").enter().sees("taken: ")
        assert room.session.requests[1].words == "A sandbox that resets itself"


async def test_up_brings_back_the_request_also_when_its_asker_was_new(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("Jana: A calm sale").enter().enter().press("up")
        assert room.line == "R2 = A calm sale"


async def test_up_on_a_line_that_is_not_empty_leaves_it(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("Raj: A sandbox").type("Ana: x").press("up", "down")
        assert room.line == "Ana: x"
        assert room.work.typing


@pytest.mark.parametrize("back", ["a", "i"])
async def test_esc_leaves_the_line_and_keeps_it_and_a_letter_goes_back(back: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("Raj: half a th").press("escape").sees("KEYS", "Raj: half a th").press("j", "k")
        assert room.line == "Raj: half a th"
        await room.press(back).sees("TYPING").type("ought").enter().sees("taken: ")
        assert room.session.requests[-1].words == "half a thought"


async def test_a_sentence_typed_in_keys_by_mistake_changes_nothing(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        for char in "bcdeghklnorstuvwxyBCDEFGHIJKLMNOPQRSTUVWXYZ.,;!-+*=%&()<>'\"":
            await room.to_keys().press(char)
            if len(room.app.screen_stack) > 1:
                await room.press("escape")
        assert room.session == SESSION
        assert room.line == ""


async def test_a_paste_of_several_lines_becomes_one(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("Raj: ").paste("first line\r\nsecond\tline\n\nthird \x1b[31mline\u202e")
        assert room.line == "Raj: first line second line third ␛[31mline\N{REPLACEMENT CHARACTER}"
        await room.enter().sees("taken: ")
        assert room.session.requests[-1].words.startswith("first line second line")


async def test_a_paste_goes_where_the_cursor_is_and_replaces_what_is_marked(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("Raj: a  b").press("left", "left").paste("new")
        assert room.line == "Raj: a new b"
        await room.press("shift+left", "shift+left", "shift+left").paste("old")
        assert room.line == "Raj: a old b"


async def test_a_huge_paste_is_cut_and_told(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("park: ").paste("word " * 40_000).sees("A paste of 200000 characters")
        assert len(room.line) <= 20_010
        await room.enter().sees("taken: ")


async def test_a_burst_of_lines_loses_no_key_and_mixes_no_lines(tmp_path: Path) -> None:
    spoken = [f"Ana: wish number {number} of the [x] room" for number in range(10)]
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.burst(*spoken)
        assert [one.words for one in room.session.requests[1:]] == [line[5:] for line in spoken]
        assert room.line == ""
        await room.saved()
        assert room.on_disk == room.session


async def test_a_burst_with_a_refused_line_keeps_what_follows_on_the_same_line(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.burst("park: one", "nothing that is understood", "park: two")
        assert room.line == "nothing that is understoodpark: two"
        assert [one.text for one in room.session.parked] == ["one"]


async def test_undo_and_redo_carry_the_name_of_the_change(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("park: a status page").press("ctrl+z")
        told = room.words_in("#preview")
        assert told.startswith("Undone: ")
        assert "park" in told
        assert not room.session.parked
        await room.press("ctrl+y").sees(told.replace("Undone", "Redone"))
        assert room.session.parked[0].text == "a status page"
        await room.press("ctrl+z", "ctrl+z").sees("there is nothing to undo")
        await room.press("ctrl+y", "ctrl+y").sees("there is nothing to redo")


async def test_undo_keeps_a_half_typed_line(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("park: a status page").type("Ana: half").press("ctrl+z")
        assert not room.session.parked
        assert room.line == "Ana: half"


async def test_a_line_that_says_what_is_so_already_says_that(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("R1 must", "R1 must").sees("that is how it is already")
        assert room.line == ""


async def test_another_stage_is_one_line_away_and_passes_this_one(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("go metrics").sees("If this worked, what would move, and who would feel it?")
        assert [passed.stage for passed in room.session.passed] == ["requests"]
        await room.says("downtime 120 -> 90 min/week").sees("taken: ")
        assert room.session.metrics[0].name == "downtime"


async def test_a_stage_left_by_a_key_is_passed_when_work_goes_on(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.press("f8", "f7", "f8")
        assert not room.session.passed
        await room.says("stream Checkout for shoppers: pay, now").sees("taken: ")
        assert [passed.stage for passed in room.session.passed] == ["requests"]


async def test_the_stage_the_record_and_the_half_typed_line_are_remembered(tmp_path: Path) -> None:
    with_two = replace(SESSION, requests=(request(1), request(2)))
    async with Facilitator.opens(tmp_path, with_two) as room:
        await room.to_keys().press("down").to_line().type("Raj: half a [/] th")
        path, state = room.desk.path, room.app.state_folder
        await room.until(lambda: remembered(state, path).line == "Raj: half a [/] th", "the memory")
    async with Facilitator.opens(tmp_path, with_two) as room:
        await room.sees("Raj: half a [/] th")
        assert room.selected == "R2"
        await room.type("ought").enter().sees("taken: ")
        assert room.session.requests[-1].words == "half a [/] thought"


async def test_names_at_the_table_are_taken_for_today(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.says("here: Ana, Raj", "away: Li").sees("taken: ")
        assert room.session.meetings == (Meeting(on=NOW.date(), here=("S1", "S2"), away=("S3",)),)


async def test_where_one_types_is_in_sight_whatever_room_there_is(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(25))
    async with Facilitator.opens(tmp_path, SESSION, size=(200, 50)) as room:
        await room.type(f"Ana: {words} and the end")
        for columns in (80, 40, 120):
            await room.resize(columns, 24).until(lambda: room.words_in("#line").endswith("the end"), "the end of it")
        await room.press("ctrl+o").sees("Continue").type(f"{words} and the end")
        await room.resize(60, 24).until(lambda: room.words_in("#find").endswith("the end"), "the end of it")
