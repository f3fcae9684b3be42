"""A merge in git left two values: the session asks when it is opened, and one of them holds."""

from pathlib import Path

from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.git_conflicts import has_unsettled, keep_unsettled
from alignment_tui.storage.git_merging import merged_file
from alignment_tui.storage.reading import encoded
from tests.driver import SLUG, Facilitator, kept

BASE = Session(title="Spring sale", note="base")


def merged(home: Path) -> Path:
    """Leave the folder as the merge driver leaves it."""
    versions = [encoded(kept(BASE))]
    versions += [
        encoded(Document(rev=1, session=replace(BASE, note=note, continues=note))) for note in ("mine", "theirs")
    ]
    folder = Sessions(home / "sessions", home / "cache")
    folder.folder.mkdir(parents=True)
    folder.path(SLUG).write_bytes(merged_file(versions[0], versions[1], versions[2]).data)
    keep_unsettled(folder.real(SLUG), versions[0], versions[1], versions[2])
    return folder.real(SLUG)


async def test_it_is_asked_for_and_settled_when_the_session_is_opened(tmp_path: Path) -> None:
    real = merged(tmp_path)
    async with Facilitator.opens(tmp_path, BASE) as room:
        assert room.session.note == "mine"
        await room.sees("which one holds", "mine holds", '"theirs"').press("space", "f2").sees("git add").saved()
        assert (room.session.note, room.session.continues) == ("theirs", "mine")
        assert not has_unsettled(real)
        await room.press("ctrl+z").saved()
        assert room.session.note == "mine"
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.does_not_see("which one holds")


async def test_what_holds_already_needs_no_change(tmp_path: Path) -> None:
    real = merged(tmp_path)
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.sees("which one holds").press("f2").sees("settled")
        assert room.session.note == "mine"
    assert not has_unsettled(real)
