"""Where things live. Pure functions: nothing is made, and nothing is looked up before it is asked for."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from alignment_tui.domain.errors import AlignmentError

APP = "alignment-tui"
SESSIONS_VARIABLE = "ALIGNMENT_SESSIONS"
EXAMPLES_MARK = ".examples"
_PACKAGE = Path(__file__).resolve().parent
_GLANCE_BYTES = 65_536


class Found(Struct, frozen=True):
    """The folder of sessions, and in a few words why it is this one."""

    path: Path
    why: str


def sessions_folder(explicit: Path | None, env: Mapping[str, str], cwd: Path) -> Found:
    """Return the first of: the one given, ``$ALIGNMENT_SESSIONS``, one here or above, the user's own.

    One here or above is called ``sessions`` and holds a session; the examples that come with the program are never
    taken for somebody's work. Raises `AlignmentError` for a given place that is no folder.
    """
    if explicit is not None:
        return Found(_folder(explicit, cwd, "--dir"), "--dir")
    if named := env.get(SESSIONS_VARIABLE):
        return Found(_folder(Path(named), cwd, f"${SESSIONS_VARIABLE}"), f"${SESSIONS_VARIABLE}")
    for folder in (above / "sessions" for above in (cwd, *cwd.parents)):
        if holds_a_session(folder) and not are_examples(folder):
            return Found(folder, "found here" if folder.parent == cwd else f"found above, in {folder.parent}")
    return Found(user_sessions_folder(env), "your own")


def examples_folder() -> Path | None:
    """Return the sessions that come with the program: inside the installed package, or at the repository's root."""
    for folder in (_PACKAGE / "sessions", _PACKAGE.parent / "sessions"):
        if folder.is_dir():
            return folder
    return None


def are_examples(folder: Path) -> bool:
    """Tell whether a folder holds examples: it bears the mark, or is where ours are."""
    examples = examples_folder()
    return (folder / EXAMPLES_MARK).exists() or (
        examples is not None and os.path.realpath(folder) == os.path.realpath(examples)
    )


def holds_a_session(folder: Path) -> bool:
    """Tell whether any file in a folder looks like a session at a glance."""
    return any(_like_a_session(path) for path in _json_files(folder))


def user_sessions_folder(env: Mapping[str, str]) -> Path:
    """Return the user's own sessions folder."""
    return _of_user(env, "XDG_DATA_HOME", "user_data_dir") / "sessions"


def state_folder(env: Mapping[str, str]) -> Path:
    """Return where this machine remembers where the cursor stood."""
    return _of_user(env, "XDG_STATE_HOME", "user_state_dir")


def cache_folder(env: Mapping[str, str]) -> Path:
    """Return where the library's index is."""
    return _of_user(env, "XDG_CACHE_HOME", "user_cache_dir")


def config_folder(env: Mapping[str, str]) -> Path:
    """Return where settings, themes and playbooks of the user are."""
    return _of_user(env, "XDG_CONFIG_HOME", "user_config_dir")


def templates_folder(env: Mapping[str, str]) -> Path:
    """Return where the user keeps templates of their own for the memo."""
    return config_folder(env) / "templates"


def _of_user(env: Mapping[str, str], variable: str, kind: str) -> Path:
    """Honour the XDG variables everywhere; without them, the system's own custom."""
    chosen = env.get(variable, "")
    if Path(chosen).is_absolute():
        return Path(chosen) / APP
    import platformdirs

    return Path(getattr(platformdirs, kind)(APP, appauthor=False))


def _folder(given: Path, cwd: Path, source: str) -> Path:
    path = cwd / given.expanduser()
    if path.exists() and not path.is_dir():
        raise AlignmentError(f"{source}: {given} is not a folder")
    return path


def _json_files(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".json") and not entry.name.startswith(".") and entry.is_file():
                    yield Path(entry.path)
    except OSError:
        return


def _like_a_session(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_GLANCE_BYTES)
    except OSError:
        return False
    return b'"format"' in start and b'"session"' in start
