"""People's words are shown as they are, or as a visible mark, wherever they appear; they never act and never crash."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Part, StageSlug
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.reader import Reader
from alignment_tui.ui.lines import cut_line, line, plain
from alignment_tui.ui.stages import STAGE_VIEWS
from alignment_tui.ui.stages.base import entry_of
from tests.driver import NOW, SIZES, Facilitator
from tests.portion import paired, some
from tests.ui.form_samples import everything
from tests.ui.hostile import SHOWN, TRICKS, assert_harmless, hostile_session, texts_of

TODAY = NOW.date()
SESSION = hostile_session()
# What only the form shows: it is about how a number came to be, not about what people want.
ONLY_IN_THE_FORM = {
    "Agreement.figures",
    "Agreement.why",
    "LockedLimits.reason",
    "Memo.supersedes",
    "Memo.superseded_by",
}
ONE_OF_EACH = list({type(part): part for part in everything(SESSION)}.values())


def test_the_sample_has_a_trick_in_every_text() -> None:
    texts = [text for part in everything(SESSION) for text in texts_of(part)]
    assert len({name for name, _ in texts}) > 40
    assert all(text.endswith(SHOWN) for _, text in texts)


def test_every_text_of_every_record_is_told_whole_on_some_stage() -> None:
    told = " ".join(
        " ".join(plain(view.detail(SESSION, row, 90, TODAY)).split())
        for view in STAGE_VIEWS.values()
        for row in view.rows(SESSION, TODAY)
        if row.selectable
    )
    texts = {text: name for part in everything(SESSION) for name, text in texts_of(part)}
    missing = {name for text, name in texts.items() if text not in told} - {"Request.touches_none"}
    assert f"it touches nothing {SHOWN}" in told
    assert missing - ONLY_IN_THE_FORM == set()


@pytest.mark.parametrize(("slug", "size"), paired(list(STAGE_VIEWS), SIZES))
async def test_every_record_of_a_stage_is_painted_as_it_is(
    slug: StageSlug, size: tuple[int, int], tmp_path: Path
) -> None:
    view = STAGE_VIEWS[slug]
    async with Facilitator.opens(tmp_path, SESSION, size=size) as room:
        await room.stage(slug).press("home")
        detail = room.work.query_one("#detail")
        width, height = detail.scrollable_content_region.size
        for _ in range(sum(row.selectable for row in room.work.records.rows)):
            row = room.work.records.selected
            assert row
            assert_harmless(room)
            lines = plain([cut_line(one, width) for one in view.detail(SESSION, row, width, TODAY)]).splitlines()
            opening = view.opening(row)
            first = next((at for at, text in enumerate(lines) if opening and text.startswith(opening)), 1) - 1
            first = max(0, min(first, len(lines) - height))
            assert room.words_in("#detail").startswith(" ".join(" ".join(lines[first : first + height - 1]).split()))
            texts = list(texts_of(entry)) if (entry := entry_of(SESSION, row)) else []
            assert not texts or "[" in room.words_in("#list")
            await room.press("down")
        await room.sees("Everything said [/]")


@pytest.mark.parametrize("part", some(ONE_OF_EACH, 4), ids=lambda part: type(part).__name__)
async def test_the_form_shows_every_text_as_it_is_and_gives_it_back(part: Part, tmp_path: Path) -> None:
    answers: list[Part | None] = []
    async with Facilitator.opens(tmp_path, SESSION, size=(120, 50)) as room:
        form = FormScreen(part, SESSION, room.desk.new_id, today=TODAY)
        room.app.push_screen(form, answers.append)
        await room.until(lambda: room.app.screen is form, "the form")
        assert_harmless(room)
        own = [name for name, _ in texts_of(part) if name.startswith(f"{type(part).__name__}.")]
        assert not own or "[x] done [@click=app.quit]x[/] ${x}" in room.words_in(".sheet")
        for field, row in form._rows.items():
            row.editor.focus()
            await room.press("enter" if form.draft.parts.get(field) else "end")
            assert_harmless(room)
            if room.app.screen is not form:
                await room.press("enter").until(lambda: True, "")
                assert_harmless(room)
                while room.app.screen is not form:
                    await room.press("escape")
        await room.press("escape").until(lambda: bool(answers), "an answer")
    assert answers == [None]


async def test_every_dialog_shows_them_as_they_are(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION, size=(200, 50)) as room:
        for label, words in {
            "What is missing": "[x] done",
            "Search": "[@click=app.quit]x[/]",
            "What to test first": "[@click=app.quit]x[/]",
            "Read the memo": "EVERYTHING SAID [/] [X] DONE",
            "Title and note": "[@click=app.quit]x[/] ${x} ␛[31m",
            "Help": "what can be typed",
        }.items():
            await room.palette(label).press("home").sees(words)
            for _ in range(12):
                assert_harmless(room)
                await room.press("down")
            await room.press("escape")
        assert room.session == SESSION
        assert room.app.return_value is None


@pytest.mark.parametrize("trick", some(TRICKS.split(), 4))
async def test_they_may_be_typed_and_pasted_into_the_line(trick: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.type("park: ").paste(f"so {trick} it")
        assert_harmless(room)
        await room.enter().sees("taken: ")
        assert_harmless(room)
        assert room.session.parked[-1].text.startswith("so ")
        await room.press("ctrl+z").sees("Undone: ")
        assert_harmless(room)


async def test_what_is_pasted_where_one_searches_is_made_visible(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        for key in ("ctrl+f", "f9", "ctrl+p"):
            await room.press(key).paste(TRICKS).sees("[/] [x] done")
            assert_harmless(room)
            await room.press("escape")
    async with Facilitator.opens(tmp_path) as room:
        await room.paste(TRICKS).sees("[/] [x] done")
        assert_harmless(room)
        await room.press("shift+home", "ctrl+c", "escape", "ctrl+v")
        assert_harmless(room)


async def test_what_was_copied_where_one_searches_is_made_visible_in_the_line(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        await room.press("ctrl+f").paste(TRICKS).press("shift+home", "ctrl+c", "escape", "ctrl+v").type("x")
        assert room.line
        assert room.line.isprintable()
        await room.press("f8").saved()


async def test_a_library_of_them_shows_them_as_they_are(tmp_path: Path) -> None:
    home = tmp_path / "rather \x1b[31m[bold]"
    home.mkdir()
    folder = Sessions(home / "sessions", home / "cache")
    folder.create("good", Document(session=replace(SESSION, title=f"Good {TRICKS}")))
    (folder.folder / "bad [@click=app.quit]x[x].json").write_text('{"\x1b[31m [/]": 1}')
    (folder.folder / "wor\x1bse\u202e.json").write_text("")
    async with Facilitator.opens(home, size=(200, 50)) as room:
        await room.sees("Good [/] [x] done [@click=app.quit]x[/] ${x} ␛[31m", "bad [@click=app.quit]x[x]", "wor␛se")
        assert_harmless(room)
        await room.press("down").enter()
        assert_harmless(room)
        await room.press("down").enter()
        assert_harmless(room)


async def test_what_no_boundary_has_cleaned_is_marked_on_its_way_to_the_terminal(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SESSION) as room:
        room.app.push_screen(Reader("A page", lambda width: [line(f"raw {TRICKS} words")]))
        await room.sees("raw [/] [x] done [@click=app.quit]x[/] ${x} ␛[31m")
        assert_harmless(room)
