"""Which folder is meant, and why."""

from pathlib import Path

import pytest

from alignment_tui import paths
from alignment_tui.domain.errors import AlignmentError
from alignment_tui.paths import Found, sessions_folder

SESSION = '{"format": 1, "session": {"title": "t"}}'


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"XDG_DATA_HOME": str(tmp_path / "data")}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "work" / "deep").mkdir(parents=True)
    return tmp_path / "work" / "deep"


def folder_with_a_session(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "x.json").write_text(SESSION)
    return folder


def test_the_given_folder_comes_first(here: Path, env: dict[str, str]) -> None:
    folder_with_a_session(here / "sessions")
    env["ALIGNMENT_SESSIONS"] = str(here / "named")
    assert sessions_folder(Path("given"), env, here) == Found(here / "given", "--dir")
    assert sessions_folder(None, env, here) == Found(here / "named", "$ALIGNMENT_SESSIONS")


def test_a_folder_here_comes_before_one_above(here: Path, env: dict[str, str]) -> None:
    above = folder_with_a_session(here.parent / "sessions")
    assert sessions_folder(None, env, here) == Found(above, f"found above, in {here.parent}")
    own = folder_with_a_session(here / "sessions")
    assert sessions_folder(None, env, here) == Found(own, "found here")


def test_a_folder_without_a_session_is_passed_by(here: Path, env: dict[str, str], tmp_path: Path) -> None:
    (here / "sessions").mkdir()
    (here / "sessions" / "package.json").write_text('{"name": "x"}')
    (here / "sessions" / ".x.json").write_text(SESSION)
    assert sessions_folder(None, env, here) == Found(tmp_path / "data" / "alignment-tui" / "sessions", "your own")
    assert not (tmp_path / "data").exists()


def test_marked_examples_are_nobodys_work(here: Path, env: dict[str, str]) -> None:
    (folder_with_a_session(here / "sessions") / paths.EXAMPLES_MARK).write_text("")
    assert sessions_folder(None, env, here).why == "your own"


def test_our_own_examples_are_nobodys_work(env: dict[str, str], monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    examples = folder_with_a_session(here / "sessions")
    monkeypatch.setattr(paths, "_PACKAGE", here / "alignment_tui")
    assert paths.examples_folder() == examples
    assert sessions_folder(None, env, here / "alignment_tui").why == "your own"
    packed = folder_with_a_session(here / "alignment_tui" / "sessions")
    assert paths.examples_folder() == packed


def test_a_file_is_no_folder(here: Path, env: dict[str, str]) -> None:
    (here / "x").write_text("")
    with pytest.raises(AlignmentError, match="--dir: x is not a folder"):
        sessions_folder(Path("x"), env, here)


@pytest.mark.parametrize(
    ("variable", "folder"),
    [
        ("XDG_STATE_HOME", paths.state_folder),
        ("XDG_CACHE_HOME", paths.cache_folder),
        ("XDG_CONFIG_HOME", paths.config_folder),
    ],
)
def test_the_systems_folders_are_honoured(variable: str, folder: object, tmp_path: Path) -> None:
    assert callable(folder)
    assert folder({variable: str(tmp_path)}) == tmp_path / "alignment-tui"
    assert folder({variable: "relative"}).is_absolute()
    assert folder({}).name == "alignment-tui"
