"""The emergency copy: a session file of its own, private, taken in without losing what came meanwhile."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.records import Parked
from alignment_tui.storage.emergency import forget_rescued, has_rescued, rescue, rescued
from alignment_tui.storage.reading import encoded, read

Make = Callable[..., Document]


def noted(document: Document, note: str) -> Document:
    return replace(document, rev=document.rev + 1, session=replace(document.session, note=note))


def test_a_copy_is_a_session_file_and_comes_back(make: Make, tmp_path: Path) -> None:
    state, session = tmp_path / "state", tmp_path / "x.json"
    assert rescued(state, session) is None
    place = rescue(state, session, noted(make(), "unsaved"), make())
    assert read(place).document == noted(make(), "unsaved")
    found = rescued(state, session)
    assert found is not None
    assert (found.document, found.base) == (noted(make(), "unsaved"), make())
    assert has_rescued(state, session)
    assert not has_rescued(state, tmp_path / "y.json")
    forget_rescued(state, session)
    assert not has_rescued(state, session)
    assert list((state / "unsaved").iterdir()) == []


def test_it_is_merged_with_what_came_meanwhile(make: Make, tmp_path: Path) -> None:
    rescue(tmp_path, tmp_path / "x.json", noted(make(), "unsaved"), make())
    now = replace(make(), rev=1, session=replace(make().session, parked=(Parked(id="P1", text="meanwhile"),)))
    found = rescued(tmp_path, tmp_path / "x.json")
    assert found is not None
    merged = found.merged(now)
    assert (merged.document.session.note, merged.document.session.parked[0].text) == ("unsaved", "meanwhile")
    assert [clash.ours for clash in found.merged(noted(make(), "else")).conflicts] == ["unsaved"]


def test_without_what_it_grew_from_the_copy_is_taken_as_it_is(make: Make, tmp_path: Path) -> None:
    place = rescue(tmp_path, tmp_path / "x.json", noted(make(), "unsaved"), make())
    place.with_name("grown-from.json").write_text("{")
    found = rescued(tmp_path, tmp_path / "x.json")
    assert found is not None
    assert found.merged(make()).document.session.note == "unsaved"
    place.write_bytes(encoded(make())[:50])
    assert rescued(tmp_path, tmp_path / "x.json") is None


@pytest.mark.parametrize("mask", [0o000, 0o777])
def test_it_is_private_whatever_the_mask(make: Make, tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        rescue(tmp_path / "state", tmp_path / "x.json", make(), make())
    finally:
        os.umask(before)
    for path in (tmp_path / "state", *(tmp_path / "state").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
