"""The templates that a person keeps in a folder of their own: which there are, and where each may read."""

import os
import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from alignment_tui.domain.errors import AlignmentError
from alignment_tui.domain.text import visible
from alignment_tui.yaml_files import ConfigRefused, read_text

Kind = Literal["text", "Markdown", "HTML"]
KINDS: dict[str, Kind] = {".txt": "text", ".md": "Markdown", ".html": "HTML"}
_ABOUT = re.compile(r"\s*\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)


class TemplateRefused(AlignmentError):
    """A template that cannot be used; the text names its file, the line where there is one, and the reason."""

    def __init__(self, file: str, reason: str, line: int = 0) -> None:
        self.file, self.reason, self.line = file, reason, line
        place = f"{file}, line {line}" if line else file
        super().__init__(f"template {visible(place)}: {visible(reason)}")


class Template(Struct, frozen=True, kw_only=True):
    """One template: its file in the folder says by its ending what it writes. `about` is its first comment."""

    name: str
    file: str
    kind: Kind
    about: str = ""


def templates_in(folder: Path) -> tuple[Template, ...]:
    """Return the templates of a folder by name; a file that begins with ``_`` or ``.`` is only a part of others."""
    try:
        files = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    except FileNotFoundError:
        return ()
    shown = [name for name in files if Path(name).suffix in KINDS and name[0] not in "._"]
    return tuple(
        Template(
            name=name if sum(Path(other).stem == Path(name).stem for other in shown) > 1 else Path(name).stem,
            file=name,
            kind=KINDS[Path(name).suffix],
            about=_about(folder, name),
        )
        for name in shown
    )


def template_named(folder: Path, name: str) -> Template:
    """Return a template by its name, with or without its ending. Raises `TemplateRefused` and names those there are."""
    known = templates_in(folder)
    for one in known:
        if name in (one.name, one.file):
            return one
    there = f"there is {', '.join(one.name for one in known)}" if known else "there is none yet"
    raise TemplateRefused(name, f"not in {folder}; {there}")


def source_of(folder: Path, file: str) -> tuple[str, Path]:
    """Return what a file of the folder holds, and where it is.

    Raises `TemplateRefused` for one that leads out of the folder, by its name or by a link, and for what is no text.
    """
    path = folder / file
    real, root = os.path.realpath(path), os.path.realpath(folder)
    if os.path.commonpath([real, root]) != root:
        raise TemplateRefused(file, "leads out of the folder of templates")
    if not os.path.exists(real):  # noqa: PTH110 # a path as text, as realpath gives it
        raise TemplateRefused(file, "there is no such file")
    try:
        return read_text(path), path
    except ConfigRefused as refused:
        raise TemplateRefused(file, refused.reason, refused.line) from None


def _about(folder: Path, file: str) -> str:
    try:
        found = _ABOUT.match(source_of(folder, file)[0])
    except TemplateRefused as refused:
        return str(refused)
    return " ".join(found[1].split()) if found else ""
