"""Themes from YAML files: found by file name, read one at a time, refused with file, line, key and reason.

A theme that cannot be read over a call is a fault like a misspelt key, so contrast is checked when a theme is loaded;
and only the chosen theme, with what it extends, is read at the start.
"""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from msgspec import UNSET, Struct, UnsetType
from textual.color import Color, ColorParseError
from textual.theme import Theme

from alignment_tui.config import DEFAULT_THEME, ConfigRefused, YamlFile, read_yaml
from alignment_tui.ui.contrast import AA, GRAPHIC, contrast
from alignment_tui.ui.roles import BACKGROUNDS, FROM_COLOURS, RULE, TEXT_ROLES, variables

__all__ = ["DEFAULT_THEME", "load_all", "load_theme", "theme_folders", "theme_names"]

_ROOT = Path(__file__).resolve().parent.parent
_CONTRAST = "contrast"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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


def theme_folders(config_folder: Path) -> tuple[Path, ...]:
    """Return where themes are looked for: the user's own, then ours (in the package, or at the repository's root)."""
    packaged = _ROOT / "themes"
    return config_folder / "themes", packaged if packaged.is_dir() else _ROOT.parent / "themes"


def theme_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all themes, sorted, without reading one."""
    return tuple(sorted({path.stem for path in _files(folders) if _NAME.fullmatch(path.stem)}))


def load_all(folders: Sequence[Path]) -> tuple[list[Theme], list[ConfigRefused]]:
    """Return the themes that can be used and the refusals of those that cannot."""
    themes: list[Theme] = []
    failures = [
        ConfigRefused(path, "a theme's file name has small letters, digits and hyphens only")
        for path in _files(folders)
        if not _NAME.fullmatch(path.stem)
    ]
    for name in theme_names(folders):
        try:
            themes.append(load_theme(name, folders))
        except ConfigRefused as refused:
            failures.append(refused)
    return themes, failures


def load_theme(name: str, folders: Sequence[Path]) -> Theme:
    """Return one theme, ready to be registered. Raises `ConfigRefused` with file, line, key and reason."""
    chain = list(_chain(name, folders))
    for file in reversed(chain):
        _check_colours(file)
    said = _Said(chain)
    colours = {key: said.colour(key) for key in Colours.__struct_fields__}
    roles = {key: said.role(key, colours) for key in FROM_COLOURS}
    ansi = said.flag("ansi", default=False)
    if not ansi:
        said.check_contrast(roles)
    return Theme(
        name=name,
        dark=said.flag("dark", default=True),
        ansi=ansi,
        primary=colours["primary"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        variables=variables(roles, ansi=ansi),
    )


class _Said:
    """A theme and all it extends, nearest first: what counts for a key, and which file is to blame for it."""

    def __init__(self, chain: list[YamlFile[ThemeFile]]) -> None:
        self.chain = chain
        self.blame: dict[str, tuple[int, str]] = {}

    def flag(self, key: str, *, default: bool) -> bool:
        return next((value for file in self.chain if (value := getattr(file.value, key)) is not UNSET), default)

    def colour(self, key: str) -> str:
        for file in self.chain:
            if (value := getattr(file.value.colours, key)) is not UNSET:
                return str(value)
        reason = "is missing: give it, or extend a theme that has it"
        raise self.chain[0].refused(f"colours.{key}", reason)

    def role(self, key: str, colours: dict[str, str]) -> str:
        """Return a role's colour: the nearest file that says it, as a role or as the colour that stands for it."""
        field, colour = key.replace("-", "_"), FROM_COLOURS[key]
        for at, file in enumerate(self.chain):
            for part, name in (("roles", field), ("colours", colour)):
                value = getattr(getattr(file.value, part), name)
                if value is not UNSET and (part == "roles" or not self._role_said(field)):
                    self.blame[key] = (at, f"{part}.{name.replace('_', '-')}")
                    return str(value)
        return colours[colour]

    def check_contrast(self, roles: dict[str, str]) -> None:
        """Hold every text role against every background, and the rule against what it is drawn on.

        The nearest file that had a say in a pair is to blame: it knew what it extends.
        """
        wanted, at = AA, len(self.chain)
        for place, file in enumerate(self.chain):
            if file.value.contrast is not UNSET:
                wanted, at = file.value.contrast, place
                break
        self.blame[_CONTRAST] = (at, _CONTRAST)
        for background in BACKGROUNDS:
            for role in TEXT_ROLES:
                self._hold(roles, role, background, wanted)
        for background in ("screen-background", "panel-background"):
            self._hold(roles, RULE, background, GRAPHIC)

    def _role_said(self, field: str) -> bool:
        return any(getattr(file.value.roles, field) is not UNSET for file in self.chain)

    def _hold(self, roles: dict[str, str], role: str, background: str, wanted: float) -> None:
        ratio = contrast(Color.parse(roles[role]), Color.parse(roles[background]))
        if ratio >= wanted:
            return
        shown = f"{roles[role]} ({role}) on {roles[background]} ({background})"
        at, key = min((self.blame[name] for name in (role, background, _CONTRAST)), key=itemgetter(0))
        raise self.chain[at].refused(key, f"{shown} has a contrast of {ratio:.2f}:1, {wanted:g}:1 is needed")


def _chain(name: str, folders: Sequence[Path]) -> Iterator[YamlFile[ThemeFile]]:
    """Read a theme and what it extends. A theme that extends its own name means the one in a folder further on."""
    file = _read(_find(name, folders))
    seen = {file.path}
    yield file
    while extends := file.value.extends:
        rest = list(folders)
        if extends == file.path.stem:
            rest = rest[rest.index(file.path.parent) + 1 :]
        try:
            path = _find(extends, rest)
        except ConfigRefused:
            raise file.refused("extends", f"there is no theme {extends} to extend") from None
        if path in seen:
            raise file.refused("extends", f"{extends} extends this theme in turn: a loop")
        seen.add(path)
        file = _read(path)
        yield file


def _read(path: Path) -> YamlFile[ThemeFile]:
    file = read_yaml(path, ThemeFile)
    theme = file.value
    if theme.name and theme.name != path.stem:
        raise file.refused("name", f"{theme.name} is not the name of the file: a theme is called as its file is")
    if theme.contrast is not UNSET and not AA <= theme.contrast <= 21:
        raise file.refused("contrast", f"{theme.contrast:g} is not between {AA:g} and 21")
    return file


def _find(name: str, folders: Sequence[Path]) -> Path:
    """Return the first file of that name. A name is no path: nothing outside the folders is looked at."""
    if _NAME.fullmatch(name):
        for folder in folders:
            if (path := folder / f"{name}.yaml").exists():
                return path
    where = folders[0] if folders else Path("themes")
    raise ConfigRefused(where / f"{name}.yaml", f"there is no theme {name}")


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        try:
            yield from sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
        except OSError:
            continue


def _check_colours(file: YamlFile[ThemeFile]) -> None:
    for part in ("colours", "roles"):
        values: Colours | Roles = getattr(file.value, part)
        for field in values.__struct_fields__:
            value = getattr(values, field)
            if value is not UNSET and (reason := _no_colour(value, ansi=file.value.ansi is True)):
                raise file.refused(f"{part}.{field.replace('_', '-')}", reason)


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
