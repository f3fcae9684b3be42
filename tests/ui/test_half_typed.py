"""Words half typed in a dialog that is no form: whatever happens, they come back; blind ones are never kept."""

from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.session import Session
from alignment_tui.storage import saver
from alignment_tui.storage.half_typed import half_typed, keep_half_typed
from alignment_tui.ui import remembering_screen
from alignment_tui.ui.dialogs import sign_round, vote_sheet
from alignment_tui.ui.dialogs.fist import FistScreen
from alignment_tui.ui.dialogs.form import FormScreen
from tests.driver import SLUG, Facilitator
from tests.ui.test_deciding import CHOSEN, fists
from tests.ui.test_disk import elsewhere
from tests.ui.test_sign_round import BASE, at_work, in_round, words


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is typed at once, and look at the disk often."""
    monkeypatch.setattr(remembering_screen, "REMEMBER_SECONDS", 0.02)
    monkeypatch.setattr(saver, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(vote_sheet, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(sign_round, "_LOOK_SECONDS", 0.02)


def kept(home: Path) -> dict[str, str]:
    return half_typed(home / "state", home / "sessions" / f"{SLUG}.json")


def reasons(room: Facilitator) -> list[tuple[str, str]]:
    return [(one.person, one.why) for one in room.session.fists if one.why]


def asking_why(room: Facilitator) -> bool:
    return isinstance(room.app.screen, FistScreen) and room.app.screen.focused is room.app.screen.query_one("#reason")


async def why_of_ana(room: Facilitator) -> None:
    """All have shown, Ana least, and she is asked why."""
    await room.stage("trade-offs")
    await fists(room)
    await room.press("1", "4", "4").sees("Ana, what would have to change?")


# Reasons of a fist to five


async def test_a_reason_is_asked_for_again_as_it_was_left_until_it_is_said(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHOSEN) as room:
        await why_of_ana(room)
        await room.type("[two] contr").until(lambda: kept(tmp_path) == {"fist O1/S1": "[two] contr"}, "the words kept")
        await room.saved()
    async with Facilitator.opens(tmp_path, CHOSEN) as room:
        await room.until(lambda: asking_why(room), "the question").sees(
            "Ana, what would", "[two] contr", "as it was left"
        )
        await room.type("acts").enter().until(lambda: reasons(room) == [("S1", "[two] contracts")], "the reason")
        await room.until(lambda: not kept(tmp_path), "nothing kept").press("escape").saved()
    async with Facilitator.opens(tmp_path, CHOSEN) as room:
        assert at_work(room)


@pytest.mark.parametrize("key", ["ctrl+z", "ctrl+n"])
async def test_an_undo_and_another_round_keep_it_until_it_is_asked_for_again(key: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHOSEN) as room:
        await why_of_ana(room)
        await room.type("two contr").press(key).sees("the half-typed reason is kept")
        assert not asking_why(room)
        await room.press("escape").until(lambda: at_work(room), "the stage")
        assert reasons(room) == []
        await room.until(lambda: kept(tmp_path) == {"fist O1/S1": "two contr"}, "the words kept")
        await fists(room)
        await room.press(*({"ctrl+z": "4", "ctrl+n": "144"}[key])).sees("Ana, what would", "two contr")


async def test_what_others_save_meanwhile_shows_and_takes_no_word(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHOSEN) as room:
        await why_of_ana(room)
        await room.saved().type("two contr")
        elsewhere(room, lambda session: replace(session, fists=()))
        await room.sees("the half-typed reason is kept", "0 of 3 in")
        await room.until(lambda: not asking_why(room), "the keys of the round")
        await room.press("1", "4", "4").sees("Ana, what would", "two contr").type("acts").enter()
        assert reasons(room) == [("S1", "two contracts")]


async def test_a_reason_is_typed_in_the_open_only_and_words_of_a_blind_line_are_never_kept(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHOSEN) as room:
        await room.stage("trade-offs").to_line().type("fist O1 Ana 1: zanzibar").sees("BLIND")
        room.work.remember_now()
        await room.enter().sees("TYPING", "taken: O1 fist of Ana").to_keys()
        await fists(room)
        await room.press("up").enter().sees("asked once all are in").type("zanzibar").press("escape")
        room.work.remember_now()
        for path in (tmp_path / "state").rglob("*"):
            assert path.is_dir() or b"zanzibar" not in path.read_bytes()


async def test_a_form_that_was_open_comes_before_a_question(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHOSEN) as room:
        await why_of_ana(room)
        await room.type("two").press("escape", "escape").until(lambda: at_work(room), "the stage").saved()
        await room.stage("requests").press("f2").type("[x]")
        room.work.remember_now()
    keep_half_typed(tmp_path / "state", tmp_path / "sessions" / f"{SLUG}.json", {"fist O1/S1": "two contracts"})
    async with Facilitator.opens(tmp_path, CHOSEN) as room:
        await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form").sees("[x]")
        await room.press("escape", "escape").stage("trade-offs")
        await fists(room)
        await room.press("home").enter().sees("two contracts")


# Words of a round of signatures


async def test_several_half_typed_words_outlive_the_program_also_with_a_line_in_use(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").to_line().type("park: the merger").to_keys().press("ctrl+g", "o").type("two contr")
        await room.press("escape", "right", "r").type("in Ju")
        await room.until(lambda: len(kept(tmp_path)) == 2, "the words kept")
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.sees("half typed in the round, and kept there: Raj consents, but: in Ju")
        assert room.line == "park: the merger"
        await room.press("ctrl+g", "o").sees("two contr").type("acts").enter().sees("Ana objects.").enter()
        await room.press("r").sees("in Ju").type("ly").enter().until(lambda: not kept(tmp_path), "nothing kept")
        assert words(room) == [("S1", "objection", "two contracts"), ("S2", "reservation", "in July")]


async def test_words_stay_those_of_whom_they_were_asked_of_whatever_others_save(tmp_path: Path) -> None:
    def ana_is_away(session: Session) -> Session:
        (meeting,) = session.meetings
        return replace(session, meetings=(replace(meeting, here=("S3",), away=("S1", "S2", "S4")),))

    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("ctrl+g", "right", "o").sees("Raj objects:").type("two contr").saved()
        elsewhere(room, ana_is_away)
        await room.sees("away, not asked: Ana").sees("Raj objects:").type("acts").enter().sees("Raj objects.")
        assert words(room) == [("S2", "objection", "two contracts")]


async def test_words_of_somebody_who_does_not_sign_any_more_stay(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("ctrl+g", "o").type("two contracts").saved()
        elsewhere(room, lambda session: replace(session, signers=("S2", "S3", "S4")))
        await room.until(lambda: room.session.signers == ("S2", "S3", "S4"), "the change")
        await room.enter().sees("Ana is not among the signers", "two contracts")
        await room.press("escape").sees("1 of 2", "Raj").press("escape")
        assert words(room) == []
        await room.until(lambda: kept(tmp_path) == {"objection S1": "two contracts"}, "the words kept")


async def test_a_merge_that_renames_a_person_takes_the_words_along(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("ctrl+g", "o").type("two contr").press("escape")
        room.work.follow({"S1": "S9"})
        assert room.work.drafts == {"objection S9": "two contr"}
        assert in_round(room)


async def test_what_is_kept_may_be_anything(tmp_path: Path) -> None:
    path = tmp_path / "sessions" / f"{SLUG}.json"
    keep_half_typed(
        tmp_path / "state", path, {"objection S1": "a\x1b[2Jb", "fist": "", "fist O9/": "x", "": "y", "ob": ""}
    )
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.until(partial(at_work, room), "the stage")
        assert room.line == "Ana objects: a\N{SYMBOL FOR ESCAPE}[2Jb"
