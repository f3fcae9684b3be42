"""What is copied and what is drawn: what the room may see, whole, and never a hidden word."""

import stat
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from alignment_tui.config import keep_theme
from alignment_tui.domain.blind import MASK
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES
from alignment_tui.ui.copying_screen import COPY_WIDTH, map_text, record_text
from alignment_tui.ui.stages import STAGE_VIEWS
from tests.driver import NOW, SIZES, Facilitator, example
from tests.factories import request, session
from tests.portion import some
from tests.ui.form_samples import full_session
from tests.ui.hostile import TRICKS

CHECKOUT = example("checkout").session
CANARY = "zanzibar"
SLUGS = [stage.slug for stage in STAGES]
HIDDEN = replace(
    CHECKOUT,
    requests=(
        replace(CHECKOUT.requests[0], blind=True, words=CANARY, short=f"{CANARY} short", because=f"for {CANARY}"),
        *CHECKOUT.requests[1:],
    ),
)


def pictures(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.svg"))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_record_is_text_of_some_lines_that_fit_an_answer(slug: StageSlug) -> None:
    full, view = full_session(), STAGE_VIEWS[slug]
    for row in view.rows(full, NOW.date()):
        if row.selectable:
            text = record_text(view, full, row, NOW.date())
            assert text.strip(), row
            assert all(len(line) <= COPY_WIDTH or row.collection == "memo" for line in text.splitlines()), row
            assert "\x1b" not in text


@pytest.mark.parametrize("slug", SLUGS)
async def test_the_record_under_the_cursor_is_copied_and_said(slug: StageSlug, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.stage(slug).press("home", "c").sees("copied ", "line")
        row = room.work.records.selected
        assert row
        assert room.app.clipboard == record_text(STAGE_VIEWS[slug], CHECKOUT, row, NOW.date())
        assert f"copied {row.key}: " in room.words_in("#preview")
        assert room.session == CHECKOUT


async def test_a_sentence_of_the_memo_is_copied_alone(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.stage("memo").press("home", "c").sees("copied context: 1 line")
        assert room.app.clipboard == f"context     {CHECKOUT.memo.context}"


async def test_where_nothing_is_there_nothing_is_copied(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, Session(title="New")) as room:
        await room.to_keys().press("c").sees("nothing is under the cursor to copy")
        await room.palette("Copy the map").sees("not now: there is no value stream yet")
        assert room.app.clipboard == ""


async def test_the_map_is_of_the_stream_under_the_cursor_or_of_all(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.stage("value-stream").press("end").palette("Copy the map").sees("copied the map of V2")
        assert room.app.clipboard == map_text(CHECKOUT, "V2")
        assert "Sign" in room.app.clipboard
        assert "Intake" not in room.app.clipboard
        await room.stage("requests").palette("Copy the map").sees("copied the maps of all streams")
        assert room.app.clipboard == map_text(CHECKOUT, "V1") + "\n\n" + map_text(CHECKOUT, "V2")


async def test_hidden_words_are_neither_copied_nor_drawn(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, HIDDEN) as room:
        await room.press("escape").press("c").sees("not copied: hidden until everybody has answered; F10 reveals")
        assert room.app.clipboard == ""
        for slug in some(SLUGS, 3):
            for label in ("Copy the memo", "Copy the map"):
                await room.stage(slug).palette(label).sees("copied ")
                assert CANARY not in room.app.clipboard
            for _ in range(len(room.work.records.rows)):
                await room.press("c")
                assert CANARY not in room.app.clipboard
                await room.press("down")
        await room.stage("requests").press("home", "b").to_line().type(f"Raj: {CANARY} too").palette("Take a picture")
        await room.until(lambda: bool(pictures(tmp_path)), "a picture")
        drawn = pictures(tmp_path)[0].read_text()
        assert CANARY not in drawn
        assert MASK[:20] in drawn
        assert "•••" in drawn
        await room.press("f10").sees(CANARY).to_keys().press("c").sees("copied R1")
        assert CANARY in room.app.clipboard


@pytest.mark.parametrize("theme", some(["meeting-dark", "meeting-light", "terminal"], 1))
@pytest.mark.parametrize("size", [*SIZES, (40, 12), (1, 1)])
async def test_a_picture_has_every_word_and_asks_for_nothing_from_anywhere(
    size: tuple[int, int], theme: str, tmp_path: Path
) -> None:
    keep_theme(tmp_path / "config", theme)
    async with Facilitator.opens(tmp_path, CHECKOUT, size=size) as room:
        await room.app.run_action("picture")
        await room.until(lambda: bool(pictures(tmp_path)), "a picture")
        [path] = pictures(tmp_path)
        drawn = path.read_text()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert drawn.count("http") == drawn.count("http://www.w3.org/2000/svg") == 1
        assert not [word for word in ("@font-face", "url(", "<image", "href", "<script", "@import") if word in drawn]
        root = ElementTree.fromstring(drawn)  # noqa: S314 # drawn a moment ago
        words = " ".join(text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text"))
        if size in SIZES:
            assert "What does success mean to you, in your own words?" in words
            assert "TYPING" in words


async def test_hostile_words_stay_words_in_a_picture(tmp_path: Path) -> None:
    said = f"</text><script>alert(1)</script> {TRICKS}"
    hostile = session(requests=(request(1, words=said),))
    async with Facilitator.opens(tmp_path, hostile, size=(200, 50)) as room:
        await room.app.run_action("picture")
        await room.until(lambda: bool(pictures(tmp_path)), "a picture")
        drawn = pictures(tmp_path)[0].read_text()
        assert "<script" not in drawn
        assert "&lt;script&gt;" in drawn
        assert "\x1b" not in drawn


async def test_no_picture_is_written_over_and_a_folder_that_cannot_be_is_no_loss(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        for _ in range(3):
            await room.app.run_action("picture")
            await room.until(lambda: True, "")
        names = [
            "checkout-2025-03-03-140200-2.svg",
            "checkout-2025-03-03-140200-3.svg",
            "checkout-2025-03-03-140200.svg",
        ]
        await room.until(lambda: [path.name for path in pictures(tmp_path)] == names, "three pictures")


async def test_what_cannot_be_written_here_is_in_the_state_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(200, 50)) as room:
        monkeypatch.setattr(Path, "cwd", lambda: tmp_path / "gone")
        await room.app.run_action("picture")
        await room.sees("a picture is in", "state/pictures/checkout-")
        (path,) = pictures(tmp_path / "state" / "pictures")
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        (tmp_path / "state" / "pictures" / path.name).unlink()
        monkeypatch.setattr("alignment_tui.ui.taking_picture._written", _refused)
        await room.app.run_action("picture")
        await room.sees("no picture: Read-only file system")


def _refused(*args: object) -> Path:
    raise OSError(30, "Read-only file system")
