"""What is done with a session as a whole, and what takes it back, without a terminal."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.records import Parked
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.history import History
from alignment_tui.storage.live import Live, remember, remembered
from alignment_tui.ui.shelf import Shelf
from tests.driver import kept
from tests.factories import complete

NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    sessions = Sessions(tmp_path / "sessions", tmp_path / "cache")
    session = replace(complete(), parked=(Parked(id="P1", text="a status page"),))
    sessions.create("checkout", kept(session))
    return sessions


@pytest.fixture
def shelf(sessions: Sessions, tmp_path: Path) -> Shelf:
    return Shelf(sessions, tmp_path / "state", lambda: NOW, "Kim", reserved=("list",))


def titles(sessions: Sessions) -> dict[str, str]:
    return {slug: sessions.load(slug).document.session.title for slug in sessions.slugs()}


def test_a_session_is_renamed_and_back_and_its_history_has_both(sessions: Sessions, shelf: Shelf) -> None:
    done = shelf.rename("checkout", "Checkout in spring")
    assert (done.slug, done.words) == ("checkout", "Checkout reliability is called Checkout in spring now")
    assert titles(sessions) == {"checkout": "Checkout in spring"}
    assert done.back
    done.back()
    assert titles(sessions) == {"checkout": "Checkout reliability"}
    told = [(one.label, one.who) for one in History(sessions.real("checkout")).entries if one]
    assert told[1:] == [("renamed", "Kim"), ("renamed", "Kim")]


def test_what_is_thrown_away_is_brought_back_and_a_new_one_of_its_name_begins_empty(
    sessions: Sessions, shelf: Shelf, tmp_path: Path
) -> None:
    state, path = tmp_path / "state", sessions.path("checkout")
    remember(state, path, Live(stage="metrics", line="half a line"))
    done = shelf.throw_away("checkout", "Checkout reliability")
    assert (sessions.slugs(), done.words) == ([], "Checkout reliability is in the trash")
    assert remembered(state, path) == Live()
    assert done.back
    assert done.back().words == "Checkout reliability is back"
    assert titles(sessions) == {"checkout": "Checkout reliability"}


def test_brought_back_beside_another_of_that_name_it_has_the_next_name(sessions: Sessions, shelf: Shelf) -> None:
    done = shelf.throw_away("checkout", "Old")
    sessions.create("checkout", kept(replace(complete(), title="New")))
    assert done.back
    back = done.back()
    assert (back.slug, back.words) == ("checkout-2", "Old is back, as checkout-2: there is another checkout")
    assert titles(sessions) == {"checkout": "New", "checkout-2": "Checkout reliability"}


def test_a_file_that_cannot_be_opened_can_be_thrown_away(sessions: Sessions, shelf: Shelf) -> None:
    (sessions.folder / "half.json").write_text("{")
    done = shelf.throw_away("half", "half")
    assert sessions.slugs() == ["checkout"]
    assert done.back
    done.back()
    assert (sessions.folder / "half.json").read_text() == "{"


def test_a_copy_is_nobody_s_agreement_and_the_first_stays_as_it_was(sessions: Sessions, shelf: Shelf) -> None:
    before = sessions.path("checkout").read_bytes()
    done = shelf.copy("checkout")
    assert done.slug == "checkout-reliability-a-copy"
    copy = sessions.load(done.slug).document
    assert (copy.session.signatures, copy.session.readings, copy.session.created) == ((), (), NOW)
    assert copy.last_ids == {key: value for key, value in copy.last_ids.items() if key != "G"}
    assert sessions.path("checkout").read_bytes() == before
    assert shelf.copy("checkout").slug == "checkout-reliability-a-copy-2"
    assert done.back
    done.back()
    assert sessions.slugs() == ["checkout", "checkout-reliability-a-copy-2"]


def test_a_session_that_goes_on_is_linked_both_ways(sessions: Sessions, shelf: Shelf) -> None:
    done = shelf.go_on("checkout", "Checkout in summer")
    old, new = (sessions.load(slug).document.session for slug in ("checkout", "checkout-in-summer"))
    assert (done.slug, new.continues, old.continued_in) == ("checkout-in-summer", "checkout", ("checkout-in-summer",))
    assert [one.text for one in new.parked] == ["a status page"]
    assert done.back is None


@pytest.mark.parametrize(
    "deed",
    [
        lambda shelf: shelf.rename("gone", "x"),
        lambda shelf: shelf.throw_away("gone", "x"),
        lambda shelf: shelf.copy("gone"),
        lambda shelf: shelf.go_on("gone", "x"),
        lambda shelf: shelf.rename("checkout", "   "),
        lambda shelf: shelf.go_on("checkout", "list"),
        lambda shelf: shelf.go_on("checkout", "…"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_changed(
    deed: Callable[[Shelf], object], sessions: Sessions, shelf: Shelf
) -> None:
    before = sessions.path("checkout").read_bytes()
    with pytest.raises(AlignmentError):
        deed(shelf)
    assert (sessions.slugs(), sessions.path("checkout").read_bytes()) == (["checkout"], before)


def test_a_file_of_a_newer_format_is_not_renamed(sessions: Sessions, shelf: Shelf) -> None:
    path = sessions.path("checkout")
    path.write_text(path.read_text().replace('"format": 1', '"format": 99'))
    before = path.read_bytes()
    with pytest.raises(AlignmentError, match="read only"):
        shelf.rename("checkout", "x")
    with pytest.raises(AlignmentError, match="read only"):
        shelf.go_on("checkout", "Next")
    assert path.read_bytes() == before
    assert sessions.slugs() == ["checkout"]
