"""Every action of the table: reached by each of its keys and by the palette, and it does what it says."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from alignment_tui.config import read_settings
from alignment_tui.domain.stages import STAGES, stage_of
from alignment_tui.ui.actions import Action, action, actions_in
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import EXAMPLES, Facilitator, example
from tests.portion import some

Reach = Callable[[Facilitator], Awaitable[object]]
Way = Callable[[Facilitator, Action], Facilitator]
SESSION = example("checkout").session


def by_key(key: str) -> Way:
    """In TYPING, as everywhere."""
    return lambda room, entry: room.to_line().press(key)


def by_letter(key: str) -> Way:
    """In KEYS, where letters are keys."""
    return lambda room, entry: room.to_keys().press(key)


def by_palette(room: Facilitator, entry: Action) -> Facilitator:
    return room.palette(entry.label)


AT_WORK = actions_in("work")
WAYS = some(
    [
        *((entry.id, key, by_key(key)) for entry in AT_WORK for key in entry.keys),
        *((entry.id, key, by_letter(key)) for entry in AT_WORK for key in entry.letters),
        # Those that have a key are run from the palette too, on every stage: test_palette.py.
        *((entry.id, "palette", by_palette) for entry in AT_WORK if not (entry.keys or entry.letters)),
    ],
    28,
)


async def take(room: Facilitator, reach: Reach) -> None:
    await room.to_line().type("park: a thought")
    await reach(room)
    await room.sees("taken")
    assert room.session.parked[-1].text == "a thought"


async def keys(room: Facilitator, reach: Reach) -> None:
    await room.to_line().type("half a th")
    await reach(room)
    await room.sees("KEYS", "half a th")


async def typing(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("TYPING").type("a word").sees("a word")


async def open_form(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form").type(" [/]").press("f2")
    await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage").sees("changed R1")
    assert room.session.requests[0].words == "No checkout outage during the sale [/]"


async def next_stage(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("Who benefits, how, and when?")


async def previous_stage(room: Facilitator, reach: Reach) -> None:
    await room.stage("metrics")
    await reach(room)
    await room.sees("Who benefits, how, and when?")


async def findings(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    first = room.work.findings[0]
    await room.sees("What is missing", first.message[:30]).enter().sees(stage_of(first.stage).question)
    assert room.selected == first.about.split(".")[0]


async def memo(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("The memo as it would be printed now").press("home").sees("CHECKOUT RELIABILITY", "WE WILL")
    await room.press("escape").does_not_see("WE WILL")


async def trail(room: Facilitator, reach: Reach) -> None:
    await room.stage("scorecard").press("down", "down", "down")
    assert room.selected == "M3"
    await reach(room)
    await room.sees("The trail, from the words to the number", 'Raj: "A sandbox that resets').enter()
    await room.sees(stage_of("metrics").question)
    assert room.selected == "M3"


async def versions(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("not now: there is one version").to_line().says("M1 target 80").sees("taken")
    await reach(room)
    await room.sees("version 1 and the text now", "1 difference").enter()
    await room.sees("What differs between version 1 and the text now", "checkout downtime: the target was 90, now 80")
    await room.press("escape").sees(stage_of("requests").question)


async def write_outside(room: Facilitator, reach: Reach) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VISUAL", raising=False)
        patch.setenv("EDITOR", "no-such-editor -w")
        await reach(room)
        await room.sees("there is no editor no-such-editor here")
        patch.setenv("EDITOR", "true")
        await reach(room)
        await room.sees("this terminal cannot be lent to an editor")
    assert room.session == SESSION


async def undo(room: Facilitator, reach: Reach) -> None:
    await room.to_line().says("R4 must").sees("taken")
    await reach(room)
    await room.sees("Undone: ")
    assert room.session == SESSION


async def redo(room: Facilitator, reach: Reach) -> None:
    await room.to_line().says("R4 must").press("ctrl+z").sees("Undone: ")
    await reach(room)
    await room.sees("Redone: ")
    assert room.session.requests[3].must


async def move_up(room: Facilitator, reach: Reach) -> None:
    await room.to_keys().press("down")
    await reach(room)
    await room.sees("moved R2 up")
    assert [request.id for request in room.session.requests] == ["R2", "R1", "R3", "R4", "R5", "R6"]
    assert room.selected == "R2"


async def move_down(room: Facilitator, reach: Reach) -> None:
    assert room.selected == "R1"
    await reach(room)
    await room.sees("moved R1 down")
    assert [request.id for request in room.session.requests] == ["R2", "R1", "R3", "R4", "R5", "R6"]
    assert room.selected == "R1"


async def remove(room: Facilitator, reach: Reach) -> None:
    await room.stage("scorecard").press("end", "home", "down", "down", "down", "down", "down", "down")
    assert room.selected == "W1"
    await reach(room)
    await room.sees("removed W1", "ctrl+z")
    assert room.session.tripwires == ()


async def go_round(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("going round", "TYPING")
    await reach(room)
    await room.sees("no longer going round")


async def blind(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("answers are blind").to_line().type("Raj: a secret").sees("BLIND", "•••").does_not_see("secret")
    await room.enter().does_not_see("secret")
    assert room.session.requests[-1].words == "a secret"
    await room.to_keys()
    await reach(room)
    await room.sees("answers are open again").to_line().type("Raj: no secret").sees("TYPING", "Raj: no secret")


async def reveal(room: Facilitator, reach: Reach) -> None:
    await room.palette("Answer blind").sees("answers are blind").to_line().says("Raj: a wish nobody saw")
    await room.palette("Answer blind").sees("answers are open again").does_not_see("nobody saw")
    await reach(room)
    await room.sees("revealed", "a wish nobody saw")


async def measure(room: Facilitator, reach: Reach) -> None:
    await room.stage("metrics").press("end")
    assert room.selected == "R6.K1"
    await reach(room)
    await room.until(lambda: len(room.session.metrics) == 7, "the metric")
    assert room.session.metrics[-1].criterion == "R6.K1"


async def keep_future(room: Facilitator, reach: Reach) -> None:
    await room.stage("value-stream").to_line().says("future V1").sees("taken: ")
    assert room.selected == room.session.streams[-1].id
    await reach(room)
    await room.sees("is how it is now")
    assert not [stream for stream in room.session.streams if stream.future_of]


async def find_out_first(room: Facilitator, reach: Reach) -> None:
    await room.stage("scorecard")
    await reach(room)
    await room.sees("Test first", "partners have a designer").enter().sees(stage_of("requests").question)
    assert room.selected == "R2"


async def week_of_readings(room: Facilitator, reach: Reach) -> None:
    await room.to_line().says("review weekly from 2025-03-03").sees("taken")
    await reach(room)
    await room.sees("TYPING", "1 of 6: checkout downtime").type("88\r").sees("2 of 6")
    assert (room.session.readings[-1].metric, room.session.readings[-1].value) == ("M1", 88)


async def week_in_review(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("TYPING", "1 of 6: what changed?").type("all went well\r").sees("2 of 6")
    assert room.session.reviews[-1].changed == "all went well"


async def tripped(room: Facilitator, reach: Reach) -> None:
    await room.to_line().says("M3 21 on 2025-06-02").sees("T1 reopened")
    await reach(room)
    await room.sees("what do we give up", "T1 is open again")


async def offer(room: Facilitator, reach: Reach) -> None:
    await room.stage("trade-offs")
    await reach(room)
    await room.sees("TYPING", "checkout downtime even over partner setups @Raj #M2 #O1", "a new trade-off")
    assert len(room.session.trade_offs) == 2
    await room.type(", accepting fewer of them").enter().sees("taken: new trade-off checkout downtime even over")
    assert room.session.trade_offs[-1].accepting == "fewer of them"


async def go_through(room: Facilitator, reach: Reach) -> None:
    await room.stage("sign-off")
    await reach(room)
    await room.sees("1 of 3", "Ana, SRE lead", "c consents").press("escape").sees("Who signs")
    await room.stage("trade-offs")
    await reach(room)
    await room.sees("not now: every request has a verdict").stage("scorecard")
    await reach(room)
    await room.sees("every reading is in; the next are wanted by 2025-06-02")


async def verdicts(room: Facilitator, reach: Reach) -> None:
    await room.to_line().says("Ana: A new wish nobody decided").sees("taken")
    await reach(room)
    await room.sees("1 verdict follows from O1 Calm launch")
    assert [one.verdict.follows if one.verdict else "" for one in room.session.requests] == [*[None] * 6, "O1"]


async def rank(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("How the ranking came out", "3 of 3 ranked", "from 1 (Ana) to 3 (Raj)")
    await room.press("escape").does_not_see("How the ranking came out")
    assert room.session == SESSION


async def fist(room: Facilitator, reach: Reach) -> None:
    await room.stage("trade-offs")
    await reach(room)
    await room.sees("Fist to five   O1 Calm launch", "5  champions it", "passes").press("escape")
    await room.does_not_see("5  champions it")
    assert room.session == SESSION


async def search(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await (
        room.sees("Search this session")
        .type("one page engine")
        .sees("C2")
        .enter()
        .sees("What is true whatever we choose?")
    )
    assert room.selected == "C2"


async def session_form(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("Title", "Note").type(" now").press("f2").sees("Checkout reliability now")
    assert room.session.title == "Checkout reliability now"


async def wider_detail(room: Facilitator, reach: Reach) -> None:
    await room.to_keys()
    await reach(room)
    await room.does_not_see("R5    Ana").sees("No checkout outage during the sale", "Because")
    await reach(room)
    await room.sees("R5    Ana")


async def present(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("1 of 6").does_not_see("Requests      ready")
    await reach(room)
    await room.sees("Requests      ready")


async def next_item(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.until(lambda: room.selected == "R2", "the second request")


async def previous_item(room: Facilitator, reach: Reach) -> None:
    await room.to_keys().press("down", "down")
    await reach(room)
    await room.until(lambda: room.selected == "R2", "the second request")


async def timer(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("the clock runs", " of 45:00")
    await reach(room)
    await room.sees("the clock stands")


async def minute(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("1 minute more for requests").press("f6").sees(" of 46:00")


async def restart_timer(room: Facilitator, reach: Reach) -> None:
    await room.press("f6")
    await reach(room)
    await room.sees("begins again", "0:00 of 45:00")


async def playbook(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("Choose a playbook", "Six days").type("half").enter().sees("playbook Half a day", "First hour")
    assert room.session.playbook == "half-day"


async def copy_record(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("copied R1: ")
    assert "No checkout outage during the sale" in room.app.clipboard


async def copy_memo(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("copied the memo: ")
    assert room.app.clipboard.startswith("CHECKOUT RELIABILITY")


async def copy_map(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("copied the maps of all streams")
    assert "Intake" in room.app.clipboard


async def picture(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("a picture is in this folder:", "checkout-2025-03-03-140200.svg")
    assert [path.name for path in Path().glob("*.svg")] == ["checkout-2025-03-03-140200.svg"]


async def theme(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("Choose a theme").type("colour").sees("colour-blind-safe").press("enter")
    await room.until(lambda: room.app.theme == "colour-blind-safe", "the theme")
    assert read_settings(room.app.config_folder).theme == "colour-blind-safe"


async def library(room: Facilitator, reach: Reach) -> None:
    await room.to_line().says("park: a thought")
    await reach(room)
    await room.until(lambda: isinstance(room.app.screen, LibraryScreen), "the library")
    assert room.app.sessions.load("checkout").document.session.parked[-1].text == "a thought"
    assert room.app.desk is None
    await room.sees("Checkout reliability").enter().sees("What does success mean to you")


async def palette(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await (
        room.type("undo")
        .sees("Undo", "take back the last change")
        .press("escape")
        .does_not_see("take back the last change")
    )


async def help_page(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("Requests: what can be typed").press("escape").does_not_see("what can be typed")


def to_stage(place: int) -> Callable[[Facilitator, Reach], Awaitable[None]]:
    async def go(room: Facilitator, reach: Reach) -> None:
        await room.stage("memo" if place != 6 else "requests")
        await reach(room)
        await room.sees(STAGES[place - 1].question)

    return go


async def leave(room: Facilitator, reach: Reach) -> None:
    await room.to_line().says("park: a thought")
    await reach(room)
    await room.until(lambda: room.app.return_value == 0, "the end")
    assert room.app.sessions.load("checkout").document.session.parked[-1].text == "a thought"


async def sign_round(room: Facilitator, reach: Reach) -> None:
    await reach(room)
    await room.sees("Sign-off", "1 of 3", "Ana, SRE lead", "c consents").press("escape").sees("Who signs")
    assert room.session == SESSION


async def sign_again(room: Facilitator, reach: Reach) -> None:
    await room.to_line().says("M1 target 80 min/week").stage("sign-off").press("home", "down")
    await reach(room)
    await room.sees("Ana signs again. ctrl+z takes it back")
    assert [one.version for one in room.session.signatures] == [1, 1, 1, 2]


async def take_back(room: Facilitator, reach: Reach) -> None:
    await room.stage("sign-off").press("home", "down")
    await reach(room)
    await room.sees("Ana takes it back. ctrl+z takes it back")
    assert [one.verdict for one in room.session.signatures][3:] == ["withdrawal"]


DOES = {
    "take": take,
    "keys": keys,
    "typing": typing,
    "open": open_form,
    "next-stage": next_stage,
    "previous-stage": previous_stage,
    "findings": findings,
    "memo": memo,
    "trail": trail,
    "versions": versions,
    "write-outside": write_outside,
    "undo": undo,
    "redo": redo,
    "move-up": move_up,
    "move-down": move_down,
    "remove": remove,
    "round": go_round,
    "blind": blind,
    "reveal": reveal,
    "measure": measure,
    "keep-future": keep_future,
    "test-first": find_out_first,
    "go-through": go_through,
    "readings": week_of_readings,
    "review": week_in_review,
    "tripped": tripped,
    "offer": offer,
    "verdicts": verdicts,
    "rank": rank,
    "fist": fist,
    "sign-round": sign_round,
    "sign-again": sign_again,
    "take-back": take_back,
    "search": search,
    "session": session_form,
    "wider-detail": wider_detail,
    "present": present,
    "next-item": next_item,
    "previous-item": previous_item,
    "timer": timer,
    "minute": minute,
    "restart-timer": restart_timer,
    "playbook": playbook,
    "copy": copy_record,
    "copy-memo": copy_memo,
    "copy-map": copy_map,
    "picture": picture,
    "theme": theme,
    "library": library,
    "palette": palette,
    "help": help_page,
    "quit": leave,
    **{f"stage-{place}": to_stage(place) for place in range(1, len(STAGES) + 1)},
}


def test_what_every_action_does_is_known_here() -> None:
    assert set(DOES) == {entry.id for entry in AT_WORK}


@pytest.mark.parametrize(("name", "way", "reach"), WAYS, ids=[f"{name}-{way}" for name, way, _ in WAYS])
async def test_every_action_is_reached_and_does_what_it_says(name: str, way: str, reach: Way, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, examples=EXAMPLES) as room:
        await DOES[name](room, lambda room: _awaited(reach(room, action(name))))


async def _awaited(room: Facilitator) -> None:
    await room
