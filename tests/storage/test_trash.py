"""What was thrown away comes back whole: the file to the byte, its history, and nothing of another session."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import History
from alignment_tui.storage.history_folder import history_folder
from alignment_tui.storage.refusals import NotSaved, Refusal

Make = Callable[..., Document]


def test_a_removed_session_is_brought_back_to_the_byte_with_its_history(sessions: Sessions, make: Make) -> None:
    loaded = sessions.create("checkout", make())
    sessions.save("checkout", make(note="x"), loaded)
    path = sessions.path("checkout")
    before, entries = path.read_bytes(), History(path).entries
    trashed = sessions.remove("checkout")
    assert not path.exists()
    assert not history_folder(path).exists()
    sessions.bring_back(trashed, "checkout")
    assert (path.read_bytes(), History(path).entries) == (before, entries)
    assert sessions.trashed() == []
    seen = sessions.load("checkout")
    sessions.save("checkout", make(note="y"), seen)
    assert len(History(path).entries) == len(entries) + 1


def test_another_session_of_that_name_is_not_overwritten(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make("Old"))
    trashed = sessions.remove("checkout")
    sessions.create("checkout", make("New"))
    with pytest.raises(Refusal, match="of this name already"):
        sessions.bring_back(trashed, "checkout")
    sessions.bring_back(trashed, "checkout-2")
    assert [sessions.load(slug).document.session.title for slug in ("checkout", "checkout-2")] == ["New", "Old"]
    assert history_folder(sessions.path("checkout-2")).is_dir()


def test_the_trash_tells_what_is_in_it_the_last_first(sessions: Sessions, make: Make) -> None:
    assert sessions.trashed() == []
    for title in ("First", "Second"):
        sessions.create("checkout", make(title))
        sessions.remove("checkout")
    (sessions.folder / "half.json").write_text("{")
    sessions.remove("half")
    found = sessions.trashed()
    assert [(one.slug, one.head.title if one.head else one.error[:6]) for one in found] == [
        ("half", "line 1"),
        ("checkout", "Second"),
        ("checkout", "First"),
    ]


def test_a_history_that_lies_there_still_makes_way_and_is_kept(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make("Old"))
    trashed = sessions.remove("checkout")
    sessions.create("checkout", make("New"))
    sessions.path("checkout").unlink()
    sessions.bring_back(trashed, "checkout")
    assert sessions.load("checkout").document.session.title == "Old"
    assert (sessions.folder / ".local" / "trash" / "checkout.2.history").is_dir() or (
        sessions.folder / ".local" / "trash" / "checkout.history"
    ).is_dir()


def test_a_link_comes_back_as_a_link(sessions: Sessions, make: Make, tmp_path: Path) -> None:
    sessions.create("checkout", make())
    elsewhere = tmp_path / "elsewhere.json"
    sessions.path("checkout").rename(elsewhere)
    sessions.path("checkout").symlink_to(elsewhere)
    trashed = sessions.remove("checkout")
    assert elsewhere.exists()
    sessions.bring_back(trashed, "checkout")
    assert sessions.path("checkout").is_symlink()


def test_what_is_gone_from_the_trash_is_told(sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make())
    trashed = sessions.remove("checkout")
    trashed.unlink()
    with pytest.raises(NotSaved, match="No such file"):
        sessions.bring_back(trashed, "checkout")
    assert not history_folder(sessions.path("checkout")).exists()


@pytest.mark.parametrize("slug", ["../out", "", ".hidden", "a/b"])
def test_a_name_that_leads_out_of_the_folder_is_refused(slug: str, sessions: Sessions, make: Make) -> None:
    sessions.create("checkout", make())
    trashed = sessions.remove("checkout")
    with pytest.raises(Refusal):
        sessions.bring_back(trashed, slug)
    assert trashed.exists()
