"""Settings: what a person chose for this machine, in ``config.yaml`` in the config folder."""

import os
import re
import tempfile
from pathlib import Path

from msgspec import Struct

from alignment_tui.yaml_files import ConfigRefused, Reader, YamlFile, read_text, read_yaml

__all__ = [
    "DEFAULT_THEME",
    "ConfigRefused",
    "Reader",
    "Settings",
    "YamlFile",
    "keep_theme",
    "read_settings",
    "read_yaml",
]

DEFAULT_THEME = "meeting-dark"
SETTINGS_FILE = "config.yaml"


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a person chose for this machine."""

    theme: str = DEFAULT_THEME


def read_settings(config_folder: Path, read: Reader = read_yaml) -> Settings:
    """Return the settings in ``config.yaml``, or the defaults where there is none. Raises `ConfigRefused`."""
    path = config_folder / SETTINGS_FILE
    if not os.path.lexists(path):
        return Settings()
    return read(path, Settings).value


def keep_theme(config_folder: Path, name: str) -> None:
    """Write the chosen theme into ``config.yaml`` and leave the rest as the person wrote it, comments too.

    Raises `ConfigRefused` rather than touch a file that could not be read, and `OSError` if it cannot be written.
    """
    from alignment_tui.storage.durable import make_folder

    path = config_folder / SETTINGS_FILE
    read_settings(config_folder)
    text = read_text(path) if os.path.lexists(path) else ""
    line = f"theme: {name}"
    text, found = re.subn(r"^theme[ \t]*:.*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    make_folder(config_folder)
    _replace(Path(os.path.realpath(path)), text if found else f"{line}\n{text}", name)


def _replace(path: Path, text: str, theme: str) -> None:
    """Put `text` in place only if it reads back with the chosen theme: a person may have written it in another way."""
    from alignment_tui.storage.durable import make_private

    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    written = Path(beside)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            make_private(handle)
            file.write(text)
        if not _reads_back(written, theme):
            raise ConfigRefused(path, f"the line `theme: {theme}` could not be put in: please write it by hand")
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _reads_back(path: Path, theme: str) -> bool:
    try:
        return read_yaml(path, Settings).value.theme == theme
    except ConfigRefused:
        return False
