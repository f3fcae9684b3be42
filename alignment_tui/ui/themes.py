"""Themes from YAML files, ready for Textual; refused with file, line, key and reason.

A theme that cannot be read over a call is a fault like a misspelt key, so contrast is checked when a theme is loaded;
and only the chosen theme, with what it extends, is read at the start.
"""

from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path

from msgspec import UNSET
from textual.color import Color
from textual.theme import Theme

from alignment_tui.config import DEFAULT_THEME, ConfigRefused, Reader, YamlFile, read_yaml
from alignment_tui.named_yaml import folders_of, misnamed, names_in
from alignment_tui.ui.contrast import AA, GRAPHIC, contrast
from alignment_tui.ui.roles import BACKGROUNDS, FROM_COLOURS, RULE, TEXT_ROLES, variables
from alignment_tui.ui.theme_files import Colours, ThemeFile, chain_of, check_colours

__all__ = ["DEFAULT_THEME", "TERMINAL_THEME", "load_all", "load_theme", "theme_folders", "theme_names"]

TERMINAL_THEME = "terminal"
_CONTRAST = "contrast"


def theme_folders(config_folder: Path) -> tuple[Path, ...]:
    """Return where themes are looked for."""
    return folders_of("themes", config_folder)


def theme_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of all themes, sorted, without reading one."""
    return names_in(folders)


def load_all(folders: Sequence[Path]) -> tuple[list[Theme], list[ConfigRefused]]:
    """Return the themes that can be used and the refusals of those that cannot."""
    themes: list[Theme] = []
    failures = misnamed("theme", folders)
    for name in theme_names(folders):
        try:
            themes.append(load_theme(name, folders))
        except ConfigRefused as refused:
            failures.append(refused)
    return themes, failures


def load_theme(name: str, folders: Sequence[Path], read: Reader = read_yaml) -> Theme:
    """Return one theme, ready to be registered. Raises `ConfigRefused` with file, line, key and reason."""
    chain = list(chain_of(name, folders, read))
    said = _Said(chain)
    ansi = said.flag("ansi", default=False)
    for file in reversed(chain):
        check_colours(file, ansi=ansi)
    colours = {key: said.colour(key) for key in Colours.__struct_fields__}
    roles = {key: said.role(key, colours) for key in FROM_COLOURS}
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
