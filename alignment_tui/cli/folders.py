"""Which folder the sessions are in, by which rule, and where the examples are."""

import os
from dataclasses import dataclass
from pathlib import Path

_HEAD_BYTES = 200  # the envelope's first field stands well inside them


@dataclass(frozen=True)
class Chosen:
    """A folder and the rule that chose it, in words for `list` and `doctor`."""

    path: Path
    rule: str


def sessions_folder(given: Path | None, here: Path) -> Chosen:
    """Return the folder of the sessions, which may not exist yet.

    The first of: the one `given`, ``$ALIGNMENT_SESSIONS``, a ``sessions/`` folder `here` or above that holds a
    session, the user's data folder. The program's own examples are no such folder, so that trying one changes nothing.
    """
    if given is not None:
        return Chosen(given, "given with --dir")
    if named := os.environ.get("ALIGNMENT_SESSIONS"):
        return Chosen(Path(named).expanduser(), "named by $ALIGNMENT_SESSIONS")
    examples = examples_folder()
    for above in (here, *here.parents):
        folder = above / "sessions"
        if _holds_a_session(folder) and not (examples and folder.samefile(examples)):
            where = "here" if above == here else f"above, in {above}"
            return Chosen(folder, f"a sessions/ folder {where}")
    return Chosen(user_folder() / "sessions", "in the user's data folder")


def user_folder() -> Path:
    """Return where this user's data is kept."""
    from platformdirs import user_data_path

    return user_data_path("alignment-tui", appauthor=False)


def examples_folder() -> Path | None:
    """Return the examples: in the installed package, or beside it in a working copy."""
    package = Path(__file__).parents[1]
    places = (package / "sessions", package.parent / "sessions")
    return next((place for place in places if place.is_dir()), None)


def _holds_a_session(folder: Path) -> bool:
    try:
        files = [path for path in folder.iterdir() if path.suffix == ".json"]
    except OSError:
        return False
    return any(_begins_like_a_session(path) for path in files)


def _begins_like_a_session(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b'"format"' in file.read(_HEAD_BYTES)
    except OSError:
        return False
