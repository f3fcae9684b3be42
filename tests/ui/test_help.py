"""The help: this stage's lines first, then what can be done, and why something cannot; found by typing."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.capture.forms import FORMS
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES, Stage
from alignment_tui.ui.actions import TO_STAGES, actions_in
from alignment_tui.ui.dialogs.help import help_lines, library_help, stage_help
from alignment_tui.ui.keymap import Keymap
from alignment_tui.ui.lines import plain, width_of
from alignment_tui.ui.work import WorkScreen
from tests.driver import SIZES, Facilitator, example
from tests.portion import dealt, some

CHECKOUT = example("checkout").session
EMPTY = Session(title="New")
WIDTHS = (20, 34, 60, 72, 84, 120)


def text(session: Session, stage: Stage, width: int, wanted: str = "") -> str:
    return plain(help_lines(stage_help(Keymap(), session, stage), wanted, width))


def words(shown: str) -> str:
    return " ".join(shown.split())


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.slug)
def test_the_lines_of_the_stage_come_first_then_all_that_can_be_done(stage: Stage) -> None:
    shown = text(CHECKOUT, stage, 60)
    headings = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert headings[:3] == [f"{stage.title}: what can be typed", "What can be done", "Not now"]
    own, rest = shown.split("What can be done\n")
    for form in FORMS:
        if form.stage == stage.slug:
            assert all(words(one) in words(own) for one in form.examples)
        elif form.stage == "any":
            assert all(words(one) in words(rest) for one in form.examples)
    for entry in actions_in("work"):
        if entry not in TO_STAGES:
            assert words(f"{entry.label} {entry.off(CHECKOUT) or entry.help}") in words(rest.replace("not now: ", ""))
    assert "1 to 8 to a stage, in KEYS" in words(rest)


def test_what_cannot_be_done_says_why_and_is_not_among_what_can() -> None:
    can, cannot = text(EMPTY, STAGES[0], 120).split("Not now\n")
    assert "nobody is known yet; type here: Ana, Raj" in words(cannot)
    assert "nothing is hidden" in words(cannot)
    assert "Go round the room" not in can
    hidden = replace(CHECKOUT, requests=tuple(replace(one, blind=True) for one in CHECKOUT.requests))
    can, cannot = text(hidden, STAGES[0], 120).split("Not now\n")
    assert "Reveal what was hidden" in can
    assert "Reveal what was hidden" not in cannot


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_page(width: int) -> None:
    for stage in STAGES:
        lines = help_lines(stage_help(Keymap(), EMPTY, stage), "", width)
        assert not [plain([one]) for one in lines if width_of(one) > width]


def test_words_narrow_it_to_what_has_all_of_them_under_its_heading() -> None:
    shown = text(CHECKOUT, STAGES[2], 120, "CTRL+Z")
    assert shown.split("\n")[0] == "What can be done"
    assert "Undo" in shown
    assert "Redo" not in shown
    assert "checkout downtime 120 -> 90" in text(CHECKOUT, STAGES[2], 120, "downtime BASELINE tail")
    assert text(CHECKOUT, STAGES[2], 120, "zebra") == "nothing here has these words"


def test_the_library_has_a_help_of_its_own() -> None:
    shown = words(plain(help_lines(library_help(Keymap()), "", 80)))
    assert "open the session under the cursor" in shown
    assert "is:overdue a review is overdue or a reading is missing" in shown
    for entry in actions_in("library"):
        assert words(f"{entry.label} {entry.help}") in shown, entry.id
    assert "Undo" not in shown


@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_it_opens_on_every_stage_scrolls_to_its_end_and_closes(size: tuple[int, int], tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=size) as room:
        for stage in dealt(STAGES, SIZES.index(size), len(SIZES)):
            await room.stage(stage.slug).press("f1").sees(f"{stage.title}: what can be typed")
            await room.press("end").sees("In the list", "by screenfuls").press("home")
            await room.press("down", "pagedown", "pageup", "up").sees(f"{stage.title}: what can be typed")
            await room.press("f1").sees(stage.question)


async def test_typing_narrows_it_and_esc_goes_back_to_where_one_was(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.to_keys().press("?").sees("type to narrow").type("undo").sees("take back the last change")
        await room.does_not_see("Requests: what can be typed").press("enter").sees("KEYS")
        assert isinstance(room.app.screen, WorkScreen)
        assert room.session == CHECKOUT
