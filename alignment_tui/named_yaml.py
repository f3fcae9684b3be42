"""YAML files that are called by their names: where they lie, which there are, and which one a name means.

A name is its file's, so it is no path and needs no escaping, and nothing outside the folders is looked at.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from alignment_tui.yaml_files import ConfigRefused

_ROOT = Path(__file__).resolve().parent
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def folders_of(kind: str, config_folder: Path) -> tuple[Path, ...]:
    """Return where files of a kind are looked for: the user's own, then ours (in the package, or at the root)."""
    packaged = _ROOT / kind
    return config_folder / kind, packaged if packaged.is_dir() else _ROOT.parent / kind


def files_in(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the YAML files of all folders, without opening one; a folder that is not there has none."""
    for folder in folders:
        try:
            yield from sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
        except OSError:
            continue


def is_name(word: str) -> bool:
    """Tell whether a word may be a name: small letters, digits and hyphens."""
    return bool(word) and _LETTERS.issuperset(word)


def names_in(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all files, sorted, without reading one."""
    return tuple(sorted({path.stem for path in files_in(folders) if is_name(path.stem)}))


def misnamed(kind: str, folders: Sequence[Path]) -> list[ConfigRefused]:
    """Return a refusal of each file whose name cannot be one; `kind` is the word for such a file."""
    reason = f"a {kind}'s file name has small letters, digits and hyphens only"
    return [ConfigRefused(path, reason) for path in files_in(folders) if not is_name(path.stem)]


def find(kind: str, name: str, folders: Sequence[Path]) -> Path:
    """Return the first file of that name. Raises `ConfigRefused` with the names there are."""
    if is_name(name):
        for folder in folders:
            if os.path.exists(path := folder / f"{name}.yaml"):  # noqa: PTH110 - Path.exists raises where we may not look
                return path
    where = folders[0] if folders else Path()
    known = ", ".join(names_in(folders))
    raise ConfigRefused(
        where / f"{name}.yaml", f"there is no {kind} {name}" + (f"; there are {known}" if known else "")
    )
