"""A name of any length: refused with the same words wherever one comes in, and nothing lost; opened where it stands."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import StageSlug, Stakeholder
from alignment_tui.domain.short_names import LONGEST
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.prompt import Prompt
from tests.capture.room import filled
from tests.driver import Facilitator
from tests.factories import people, request, session
from tests.running import alignment
from tests.ui.test_library import folder_of, in_library

LONG = "x" * 200_000
SAID = "has 200000 letters: at most 300"
FITS = "x" * LONGEST
KINDS: dict[str, tuple[StageSlug, str]] = {
    "person": ("requests", "S1 = {}"),
    "role": ("requests", "Ana, {}"),
    "stream": ("value-stream", "stream {} for shoppers: they pay"),
    "step": ("value-stream", "{} 1h/3d"),
    "metric": ("metrics", "{} 120 -> 90 min/week"),
    "unit": ("metrics", "M1 unit: {}"),
    "option": ("trade-offs", "option {}: R1"),
    "service": ("constraints", "slo {} 99.9% 30d"),
    "team": ("constraints", "capacity 12pw {}"),
    "team of a request": ("requests", "R1 takes: 4pw {}"),
}


@pytest.mark.parametrize(("stage", "line"), KINDS.values(), ids=KINDS)
def test_a_line_refuses_it_and_takes_one_that_is_not_quite_so_long(stage: StageSlug, line: str) -> None:
    room = filled(stage)
    before = room.session
    assert f"has {LONGEST + 1} letters: at most {LONGEST}." in room.refusal(line.format(f"x{FITS}"))
    room.say(line.format(FITS))
    assert room.session != before


def test_words_of_a_request_may_be_of_any_length() -> None:
    room = filled()
    for line in (f"Ana: {LONG}", f"R1 because: {LONG}", f"park: {LONG}"):
        room.say(line)
    assert room.session.requests[-1].words == room.session.requests[0].because == LONG


def test_commands_refuse_it_in_one_line_and_write_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    long = "x" * (LONGEST + 1)
    done = alignment("new", long, "--dir", folder, home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"the title has {LONGEST + 1} letters: at most {LONGEST}" in done.stderr
    assert not list(folder.glob("*.json"))
    assert alignment("new", FITS, "--dir", folder, home=tmp_path).returncode == 0
    (name,) = (path.stem for path in folder.glob("*.json"))
    before = (folder / f"{name}.json").read_bytes()
    (tmp_path / "t.csv").write_text(f"Summary,Reporter\nNo outage,{long}\n")
    for arguments in (("import", name, "t.csv"), ("capture", name, f"Ana, {long}")):
        done = alignment(*arguments, "--dir", folder, home=tmp_path)
        assert done.returncode != 0
        assert f" has {LONGEST + 1} letters: at most {LONGEST}" in done.stderr
    assert (folder / f"{name}.json").read_bytes() == before
    (tmp_path / "t.csv").write_text(f"Summary,Reporter\nNo outage,{long}\nA sandbox,Raj\n")
    done = alignment("import", name, "t.csv", "--dir", folder, home=tmp_path)
    assert f"t.csv, line 2, Reporter: the name has {LONGEST + 1} letters: at most {LONGEST}" in done.stderr
    assert [one.words for one in Sessions(folder).load(name).document.session.requests] == ["A sandbox"]


async def test_on_the_screen_it_stays_where_it_was_typed(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, session(requests=(request(1),))) as room:
        said = f"Ana, {LONG[:9_000]}"
        await room.paste(said).enter().sees("has 9000 letters: at most 300")
        assert room.line == said
        await room.press("ctrl+u", "escape").palette("Title and note")
        await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form").press("home").paste(LONG)
        await room.press("f2").sees("Title: the title has")
        assert isinstance(room.app.screen, FormScreen)
        assert LONG in room.app.screen.draft.texts["title",]


async def test_in_the_library_too_and_what_was_typed_in_its_dialogs_is_there_again(tmp_path: Path) -> None:
    folder_of(tmp_path, spring="Spring sale")
    async with Facilitator.opens(tmp_path) as room:
        await room.paste(LONG).enter().sees(SAID)
        await in_library(room)
        assert room.app.screen.find.value == LONG  # type: ignore[attr-defined]
        await room.press("escape", "down").press("f2").until(lambda: isinstance(room.app.screen, Prompt), "the line")
        await room.type(" in May").paste(LONG).enter().sees("letters: at most 300").press("ctrl+u").type("[/] sale")
        await room.press("escape")
        await in_library(room)
    async with Facilitator.opens(tmp_path) as room:
        await room.press("f2").sees("[/] sale").type(" 2").enter().sees("Spring sale is called [/] sale 2 now")
        await room.press("f2").sees("[/] sale 2")
        assert not list((tmp_path / "state").glob("*.words.json"))


async def test_a_file_that_has_one_opens_goes_on_and_can_be_mended(tmp_path: Path) -> None:
    name = LONG
    whole = session(
        requests=(request(1),), stakeholders=(Stakeholder(id="S1", name=name), *people("Ana", "Raj", "Li")[1:])
    )
    folder = Sessions(tmp_path / "sessions", tmp_path / "cache")
    folder.create("checkout", Document(session=replace(whole, title=name), last_ids=grown({}, whole)))
    assert len(json.loads(folder.path("checkout").read_bytes())["session"]["title"]) == len(name)
    async with Facilitator.opens(tmp_path, whole) as room:
        await room.says("Raj: Search", "R1 because: it costs").sees("taken").saved()
        assert room.session.title == room.on_disk.title == name
        await room.says("S1, SRE lead").sees("taken").says("S1 = Ann").sees("taken").saved()
        assert (room.session.stakeholders[0].name, room.session.stakeholders[0].role) == ("Ann", "SRE lead")
        await room.press("ctrl+z").sees("Undone")
        assert room.session.stakeholders[0].name == name
    for command in ("show", "memo", "check", "list"):
        done = alignment(command, *(() if command == "list" else ("checkout",)), "--dir", folder.folder, home=tmp_path)
        assert done.returncode in (0, 1), done.stderr


async def test_a_copy_of_it_has_a_title_that_fits(tmp_path: Path) -> None:
    folder_of(tmp_path, spring=LONG)
    async with Facilitator.opens(tmp_path) as room:
        await in_library(room)
        await room.palette("Duplicate").until(lambda: len(room.app.sessions.slugs()) == 2, "the copy")
        titles = [room.app.sessions.load(slug).document.session.title for slug in room.app.sessions.slugs()]
        assert sorted(map(len, titles)) == [LONGEST, len(LONG)]
