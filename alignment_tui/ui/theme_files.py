"""Theme files as they are written: where they are found, what may stand in them, and what they extend."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import UNSET, Struct, UnsetType
from textual.color import Color, ColorParseError

from alignment_tui.config import ConfigRefused, Reader, YamlFile, read_yaml
from alignment_tui.named_yaml import find
from alignment_tui.ui.contrast import AA


class Colours(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Textual's colours, from which stock widgets take theirs."""

    primary: str | UnsetType = UNSET
    secondary: str | UnsetType = UNSET
    accent: str | UnsetType = UNSET
    foreground: str | UnsetType = UNSET
    background: str | UnsetType = UNSET
    surface: str | UnsetType = UNSET
    panel: str | UnsetType = UNSET
    success: str | UnsetType = UNSET
    warning: str | UnsetType = UNSET
    error: str | UnsetType = UNSET


class Roles(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What our screens paint by; a role left out is one of the theme's colours."""

    text: str | UnsetType = UNSET
    dim: str | UnsetType = UNSET
    strong: str | UnsetType = UNSET
    accent: str | UnsetType = UNSET
    good: str | UnsetType = UNSET
    warn: str | UnsetType = UNSET
    bad: str | UnsetType = UNSET
    quote: str | UnsetType = UNSET
    key: str | UnsetType = UNSET
    cursor: str | UnsetType = UNSET
    rule: str | UnsetType = UNSET
    screen_background: str | UnsetType = UNSET
    panel_background: str | UnsetType = UNSET
    cursor_background: str | UnsetType = UNSET
    line_background: str | UnsetType = UNSET


class ThemeFile(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One theme as it is written; what it leaves out it has from the theme it extends."""

    name: str = ""
    extends: str = ""
    dark: bool | UnsetType = UNSET
    ansi: bool | UnsetType = UNSET
    contrast: float | UnsetType = UNSET
    colours: Colours = Colours()
    roles: Roles = Roles()


def chain_of(name: str, folders: Sequence[Path], read: Reader = read_yaml) -> Iterator[YamlFile[ThemeFile]]:
    """Read a theme and what it extends. A theme that extends its own name means the one in a folder further on."""
    file = _read(find("theme", name, folders), read)
    seen = {file.path}
    yield file
    while extends := file.value.extends:
        rest = list(folders)
        if extends == file.path.stem:
            rest = rest[rest.index(file.path.parent) + 1 :]
        try:
            path = find("theme", extends, rest)
        except ConfigRefused:
            raise file.refused("extends", f"there is no theme {extends} to extend") from None
        if path in seen:
            raise file.refused("extends", f"{extends} extends this theme in turn: a loop")
        seen.add(path)
        file = _read(path, read)
        yield file


def check_colours(file: YamlFile[ThemeFile], *, ansi: bool) -> None:
    """Refuse the first word of a file that is no colour, or none that such a theme may have."""
    for part in ("colours", "roles"):
        values: Colours | Roles = getattr(file.value, part)
        for field in values.__struct_fields__:
            value = getattr(values, field)
            if value is not UNSET and (reason := _no_colour(value, ansi=ansi)):
                raise file.refused(f"{part}.{field.replace('_', '-')}", reason)


def _read(path: Path, read: Reader) -> YamlFile[ThemeFile]:
    file = read(path, ThemeFile)
    theme = file.value
    if theme.name and theme.name != path.stem:
        raise file.refused("name", f"{theme.name} is not the name of the file: a theme is called as its file is")
    if theme.contrast is not UNSET and not AA <= theme.contrast <= 21:
        raise file.refused("contrast", f"{theme.contrast:g} is not between {AA:g} and 21")
    return file


def _no_colour(value: str, *, ansi: bool) -> str:
    """Say why a word cannot be a colour of a theme; empty if it can."""
    try:
        colour = Color.parse(value)
    except ColorParseError:
        return f"{value!r} is no colour"
    if colour.auto or (colour.ansi is None and colour.a < 1):
        return f"{value!r} is not one opaque colour, so nothing can be said of its contrast"
    if colour.ansi is not None and not ansi:
        return f"{value!r} is the terminal's own colour: say `ansi: true`, or give a colour that can be checked"
    return ""
