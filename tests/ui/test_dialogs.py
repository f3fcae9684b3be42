"""What lies over a stage and leads back to it, and what can be done to any record from the list."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Memo, Option, StageSlug, Verdict
from alignment_tui.domain.stages import stage_of
from alignment_tui.ui.dialogs.chooser import Chooser
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.help_screen import HelpScreen
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.work import WorkScreen
from tests.driver import NOW, Facilitator, example
from tests.factories import metric, request, session
from tests.portion import some
from tests.ui.form_samples import full_session

TODAY = NOW.date()
CHECKOUT = example("checkout").session
HANGING = session(
    requests=(request(1), request(2, "S2", must=True, because="x"), request(3, "S3")),
    metrics=(metric(1, by=None), metric(2, name="number of <fuzzy> reports", baseline=None)),
)


async def test_every_finding_leads_to_where_it_is_mended(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, HANGING) as room:
        await room.until(lambda: bool(room.work.findings), "the findings")
        found = room.work.findings
        assert len({finding.stage for finding in found}) > 4
        for place, finding in some(list(enumerate(found)), 8):
            await room.press("f9").hurry(*["down"] * place).enter()
            await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
            await room.sees(stage_of(finding.stage).question, "KEYS")
            keys = [row.key for row in STAGE_VIEWS[finding.stage].rows(HANGING, TODAY) if row.selectable]
            about = next((key for key in (finding.about, finding.about.split(".")[0]) if key in keys), None)
            assert about is None or room.selected == about, finding
            assert room.words_in("#preview").startswith(" ".join(finding.mend.split())[:60])


async def test_the_pages_on_paper_are_counted_when_the_findings_are_asked_for_and_the_cursor_stays(
    tmp_path: Path,
) -> None:
    words = " ".join(["a sentence without an end that nobody reads"] * 20)
    later = Verdict(answer="later", reason=words)
    long = session(
        requests=tuple(request(number, words=f"{number} {words}", verdict=later) for number in range(1, 10)),
        memo=Memo(supersedes="winter"),
    )
    async with Facilitator.opens(tmp_path, long, size=(200, 50)) as room:
        await room.until(lambda: bool(room.work.findings), "the findings")
        assert not {"pages", "superseded-link"} & {one.code for one in room.work.findings}
        known = len(room.work.findings)
        await room.press("f9", "down", "down")
        chooser = room.app.screen
        assert isinstance(chooser, Chooser)
        await room.until(lambda: len(chooser.choices.rows) == known + 2, "what is found outside")
        assert chooser.choices.selected
        assert chooser.choices.selected.key == "2"
        await room.type("no session of that name").sees("this memo supersedes winter")
        await (
            room.press(*["backspace"] * 23)
            .type("pages at 10")
            .enter()
            .sees(stage_of("memo").question, "near-duplicates merged")
        )


async def test_blocking_findings_come_first_and_are_called_so(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, HANGING, size=(200, 50)) as room:
        blocking = sum(finding.level == "block" for finding in room.work.findings)
        assert blocking
        await room.press("f9").sees(f"What is missing: {blocking} would block the memo")
        shown = [line for line in room.screen_text().splitlines() if "blocks" in line or "look at" in line]
        assert ["blocks" in line for line in shown] == [True] * blocking + [False] * (len(shown) - blocking)
        assert len(shown) > blocking


async def test_nothing_missing_is_said(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.press("f9").type("no finding has these words").sees("nothing is missing")
        await room.enter()
        assert isinstance(room.app.screen, Chooser)
        await room.press("escape").sees("TYPING")


@pytest.mark.parametrize("words", ["themed while", "raj", "C2", "HEAD OF SALES", "sandbox that resets", "Brand"])
async def test_any_word_of_a_record_finds_it(words: str, tmp_path: Path) -> None:
    expected = {"raj": "S2", "themed while": "R2", "C2": "R2", "HEAD OF SALES": "S4", "Brand": "R2"}
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.press("ctrl+f").type(words).enter()
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert room.selected == expected.get(words, "R4")


@pytest.mark.parametrize("key", ["f9", "ctrl+f"])
async def test_narrowing_with_the_cursor_further_down_harms_nothing(key: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, HANGING) as room:
        await room.press(key, "down", "down", "pagedown").type("zzzz").press("up", "down", "enter", "backspace")
        await room.press(*["backspace"] * 3, "down").press("escape").sees("TYPING")


async def test_a_theme_is_shown_as_the_cursor_passes_and_esc_leaves_it_as_it_was(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        before = room.app.theme
        await room.palette("Choose a theme").sees("high-contrast-light").press("down", "down")
        assert room.app.theme != before
        await room.type("zzz").press("escape").sees("TYPING")
        assert room.app.theme == before


async def test_a_theme_that_cannot_be_used_says_why_and_changes_nothing(tmp_path: Path) -> None:
    own = tmp_path / "config" / "themes"
    own.mkdir(parents=True)
    (own / "aaa.yaml").write_text("extends: meeting-dark\nroles:\n  text: 'no colour [/]'\n")
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        before = room.app.theme
        await room.palette("Choose a theme").type("aaa").enter().sees("aaa.yaml")
        assert room.app.theme == before
        assert isinstance(room.app.screen, WorkScreen)


@pytest.mark.parametrize("key", some(["f1", "f4", "f9", "ctrl+f", "f2", "ctrl+p"], 3))
async def test_keys_pressed_twice_in_a_hurry_open_and_close_once(key: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.hurry(key, key).until(lambda: True, "").hurry("escape", "escape", "escape", "escape")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert room.session == CHECKOUT


async def test_a_key_that_comes_while_a_dialog_is_opening_waits_for_it(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, HANGING) as room:
        await room.to_keys()
        room.work.action_search()
        await room.hurry("pagedown", "enter").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert room.selected not in ("", "R1")


async def test_the_memo_is_read_to_its_end(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.press("f4").sees("WE WILL", "R1  ").press("home").sees("CHECKOUT RELIABILITY").press("end")
        await room.sees("ABOUT THIS SESSION").press("q").does_not_see("ABOUT THIS SESSION")


async def test_the_memo_is_read_from_the_record_at_hand(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(80, 24)) as room:
        await room.press("escape", "down", "down", "down", "f4").sees("NOT YET", "R4  ").does_not_see("WE WON'T")
        await room.press("escape", "6").sees("CHECKOUT RELIABILITY").press("down", "down").sees("Because   ", "WE WILL")
        await room.does_not_see("CHECKOUT RELIABILITY").press("down", "down").sees("WHEN WE REVIEW")


async def test_more_room_below_gives_the_keys_to_what_is_read_and_back_to_the_list(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.stage("memo").press("down").sees("▌ facing").press("z").does_not_see("▌ facing")
        await room.press("end").sees("ABOUT THIS SESSION", "KEYS").press("z").sees("▌ facing").press("down")
        await room.sees("▌ why", "KEYS")


async def test_esc_leaves_the_line_also_where_the_list_is_out_of_sight(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.says("go memo").press("f3").does_not_see("▌ context").sees("TYPING")
        await room.press("escape").sees("KEYS").press("end").sees("ABOUT THIS SESSION")
        await room.press("a").sees("TYPING").press("f3").sees("▌ context")


@pytest.mark.parametrize("slug", STAGE_VIEWS)
async def test_every_record_can_be_opened_moved_removed_and_brought_back(slug: StageSlug, tmp_path: Path) -> None:
    full = full_session()
    shown = {name: tuple(replace(one, blind=False) for one in getattr(full, name)) for name in ("requests", "fists")}
    whole = replace(full, **shown)
    rows = [row for row in STAGE_VIEWS[slug].rows(whole, TODAY) if row.selectable]
    async with Facilitator.opens(tmp_path, whole) as room:
        await room.stage(slug).press("home")
        for place, row in some(list(enumerate(rows)), 1):
            if slug == "sign-off" and row.collection != "rule":
                continue  # a word is asked for and taken back: test_sign_round.py
            await room.press("home").hurry(*["down"] * place)
            assert room.selected == row.key
            if row.collection == "memo" and place:
                continue
            await room.press("enter").until(lambda: isinstance(room.app.screen, FormScreen), f"the form of {row.key}")
            await room.press("escape").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
            for key in ("alt+up", "alt+down", "delete"):
                before = room.session
                await room.press(key)
                if room.session != before:
                    await room.press("ctrl+z")
                assert replace(room.session, passed=whole.passed) == whole, (row, key)
                assert room.words_in("#preview")


async def test_a_form_is_saved_as_one_change_with_a_name(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await (
            room.stage("value-stream")
            .press("down", "down", "f2")
            .until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        )
        await room.type(" and shape").press("f2").sees("changed V1.2. ctrl+z takes it back", "Design and shape")
        assert room.session.streams[0].steps[1].name == "Design and shape"
        assert room.selected == "V1.2"
        await room.press("ctrl+z").sees("Undone: changed V1.2")
        assert room.session == CHECKOUT


async def test_a_record_that_others_hang_on_stays_and_says_which(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.stage("trade-offs").press("home", "delete").sees("O1 stays while")
        assert room.session == CHECKOUT


async def test_options_side_by_side_are_told_with_what_they_leave_behind(tmp_path: Path) -> None:
    two = session(
        requests=(request(1), request(2, "S2")),
        options=(Option(id="O1", name="Calm", requests=("R1",)), Option(id="O2", name="All", requests=("R1", "R2"))),
    )
    async with Facilitator.opens(tmp_path, two, size=(120, 36)) as room:
        await room.stage("trade-offs").sees("O1 Calm", "O2 All", "Raj R2", "nobody")


_LEFT = [("escape", "7", "s"), ("f2",), ("f9",), ("f1",), ("escape", "5", "v"), ("ctrl+p",)]


@pytest.mark.parametrize("opens", some(_LEFT, 3))
async def test_a_dialog_that_is_left_three_times_at_once_takes_nothing_else_away(
    opens: tuple[str, ...], tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.press(*opens).until(lambda: not isinstance(room.app.screen, WorkScreen), "the dialog")
        await room.hurry("escape", "escape", "escape").until(lambda: isinstance(room.app.screen, WorkScreen), "a stage")
        await room.to_line().says("park: still here").sees("taken: new parked item")
        assert room.session.parked[-1].text == "still here"


async def test_to_the_library_twice_at_once_is_once(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.hurry("ctrl+o", "ctrl+o").sees("Continue").press("enter")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the session, open again")
        await room.to_line().says("park: still here").sees("taken: new parked item").saved()
        assert room.desk.sessions.load(room.desk.slug).document.session.parked[-1].text == "still here"


@pytest.mark.parametrize("opens", ["ctrl+p", "f4", "f9"])
async def test_what_lies_under_another_dialog_is_not_left_and_takes_nothing_away(opens: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, HANGING) as room:
        await room.to_keys().press(opens)
        under = room.app.screen
        room.app.action_help()
        await room.until(lambda: isinstance(room.app.screen, HelpScreen), "the help")
        for _ in range(2):
            under.dismiss()
        await room.until(lambda: isinstance(room.app.screen, HelpScreen), "the help").press("escape")
        await room.until(lambda: room.app.screen is under, "what lay under it").press("escape").sees("KEYS")
