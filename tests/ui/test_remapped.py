"""Other keys on the screen: they work where they should, the old ones do nothing, and everything says the new ones."""

import ast
import re
from pathlib import Path

import pytest

from alignment_tui.domain.stages import stage_of
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.help_screen import HelpScreen
from alignment_tui.ui.dialogs.reader import Reader
from alignment_tui.ui.library import LibraryScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import SLUG, Facilitator, example
from tests.running import ROOT

SESSION = example("checkout").session
UI = ROOT / "alignment_tui" / "ui"

# Who may read the table itself; all others ask the keymap, which has the keys of this machine.
READ_THE_TABLE = {"keymap.py", "bars.py", "help.py"}
# A stage view has no keymap: in what it shows stand the names of actions, and the keys they come with.
VIEWS = {UI / "stages" / name for name in ("sign_off.py", "scorecard_detail.py", "stream_words.py")}
# Dialogs have keys of their own, which stay; so have the list and the line.
KEYS_OF_THEIR_OWN = {
    *("chooser.py", "conflict.py", "form.py", "form_hints.py", "help.py", "help_screen.py", "parts.py", "reader.py"),
    *("fist.py", "ranking.py", "sign_round.py", "sign_round_pages.py", "sign_round_state.py", "cue_screen.py"),
    *("key_names.py", "keymap.py", "library.py", "capture_bar.py"),
}


def remapped(home: Path, text: str) -> Path:
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "keys.yaml").write_text(text)
    return home


async def test_a_key_works_in_typing_and_in_keys_and_the_old_ones_do_nothing(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "findings: [f11, h]\n"), SESSION) as room:
        for key in ("f11", "h"):
            await (
                (room.to_line() if key == "f11" else room.to_keys()).press(key).sees("What is missing").press("escape")
            )
            await room.does_not_see("What is missing")
        await room.to_line().press("f9").to_keys().press("f").sees("KEYS").does_not_see("What is missing")
        await room.to_line().type("go fig").sees("go fig")


async def test_foot_palette_help_and_hints_say_the_keys_of_this_machine(tmp_path: Path) -> None:
    text = "open: [f11, h]\nundo: alt+z\npalette: [ctrl+b]\nhelp: [alt+h]\ntyping: x\nkeys: f10\nreveal: []\n"
    async with Facilitator.opens(remapped(tmp_path, text), SESSION) as room:
        await room.sees("F10 keys", "F11 open", "ctrl+b actions", "alt+h help").press("f10")
        await room.sees("x type", "1 to 8 stages", "h open", "ctrl+b actions", "letters are keys now; x to type")
        await room.press("ctrl+b").type("undo").sees("Undo  (alt+z)").press("escape")
        await room.press("alt+h").type("f11").sees("F11, h", "Open the form").press("alt+h").sees("KEYS")
        await room.press("end", "delete").sees("alt+z takes it back").press("alt+z").sees("Undone: ")
        assert room.session == SESSION


async def test_what_has_no_key_is_named_with_the_palette(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "undo: []\nstage-2: []\n"), SESSION) as room:
        await room.press("escape").sees("1 3 4 5 6 7 8 stages").press("end", "delete")
        await room.sees("Undo in ctrl+p takes it back").press("ctrl+z")
        assert room.session != SESSION
        await room.palette("Undo").sees("Undone: ")
        assert room.session == SESSION
        await room.press("2").sees(stage_of("requests").question)
        await room.palette("Go to Value stream").sees(stage_of("value-stream").question)


async def test_the_ways_out_and_to_all_actions_are_given_away_too(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "quit: alt+q\npalette: ctrl+q\nmemo: ctrl+p\n"), SESSION) as room:
        await room.press("ctrl+p").until(lambda: isinstance(room.app.screen, Reader), "the memo").press("ctrl+p")
        await room.press("ctrl+q").sees("Leave the line").press("escape")
        assert room.app.return_value is None
        await room.press("alt+q").until(lambda: room.app.return_value == 0, "the end")


async def test_the_key_that_opened_a_page_closes_it(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "memo: [f11]\nhelp: ctrl+b\n"), SESSION) as room:
        for key, page in (("f11", Reader), ("ctrl+b", HelpScreen)):
            await room.press(key).until(lambda page=page: type(room.app.screen) is page, "the page")  # type: ignore[misc]
            await room.press(key).until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")


async def test_alt_and_a_letter_is_a_key_also_while_letters_are_text(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "next-stage: alt+n\n"), SESSION) as room:
        await room.type("half").press("alt+n").sees(stage_of("value-stream").question)
        assert room.line == "half"


async def test_a_letter_of_this_machine_is_text_in_the_line(tmp_path: Path) -> None:
    async with Facilitator.opens(
        remapped(tmp_path, "findings: h\ntyping: [x]\npalette: [f11, '!']\n"), SESSION
    ) as room:
        await room.type("great! it begins").sees("great! it begins").press("escape").hurry(*"xango!")
        assert room.line == "great! it beginsango!"


async def test_the_form_keeps_its_own_keys(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "open: f11\nmemo: f2\n"), SESSION) as room:
        await room.press("f11").until(lambda: isinstance(room.app.screen, FormScreen), "the form").sees("F2 save")
        await room.type(" now").press("f2").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert room.session.requests[0].words.endswith(" now")


async def test_what_cannot_be_is_told_at_the_start_and_the_rest_holds(tmp_path: Path) -> None:
    home = remapped(tmp_path, "memo: f2\nfindings: f11\nundo: u\n")
    async with Facilitator.opens(home, SESSION, size=(200, 50)) as room:
        await room.until(lambda: bool(room.app._notifications), "a word")
        [told] = [notification.message for notification in room.app._notifications]
        assert re.search(r"keys\.yaml, line 1, memo: F2 is Open the form \(open\) already.*1 more: .* doctor", told)
        await room.press("f11").sees("What is missing")


async def test_the_library_has_the_keys_too_and_a_sign_for_all_actions_where_nothing_is_typed(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "help: f11\nquit: alt+q\n"), size=(200, 50)) as room:
        await room.sees(": actions", "F11 help", "alt+q quit").type(":").sees("Choose a theme").press("escape")
        await room.until(lambda: isinstance(room.app.screen, LibraryScreen), "the library")
        await room.type("a:b").sees("a new session: a:b", "ctrl+p actions").press("f11").sees("The library")
        await room.press("f11").press("alt+q").until(lambda: room.app.return_value == 0, "the end")


async def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "quit: alt+q\n"), SESSION) as room:
        await room.to_keys().press("ctrl+c").sees("alt+q leaves, with everything saved")


async def test_a_file_that_cannot_be_read_leaves_all_keys_as_they_come(tmp_path: Path) -> None:
    async with Facilitator.opens(remapped(tmp_path, "memo: [\n"), SESSION) as room:
        await room.until(lambda: bool(room.app._notifications), "a word").press("f4").sees("WE WILL")
        assert room.desk.slug == SLUG


def sources() -> list[Path]:
    return sorted(UI.rglob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_nobody_asks_the_table_for_keys_but_those_who_may(path: Path) -> None:
    if path.name in READ_THE_TABLE or path in VIEWS:
        return
    names = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "alignment_tui.ui.actions"
        for alias in node.names
    }
    assert not names & {"ACTIONS", "TO_STAGES", "action"}, "ask the keymap"


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_no_text_names_a_key_that_may_be_another(path: Path) -> None:
    if path.name in KEYS_OF_THEIR_OWN or path in VIEWS or path.parent == UI / "actions":
        return
    tree = ast.parse(path.read_text())
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
    named = [text for text in texts if re.search(r"\bF\d+\b|\b(ctrl|alt)\+(?!c\b)\w", text)]
    assert not named, "say keymap.way(...)"
