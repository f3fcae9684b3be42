"""A picture of what is seen, as a file: in the folder one is in, or where that cannot be, in the state folder."""

import os
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from textual.app import App

from alignment_tui.storage.durable import FILE_MODE, NEW_FILE, make_folder, make_private
from alignment_tui.ui.picture import compact

FOLDER = "pictures"


def take_picture(app: App[Any], name: str, now: datetime, here: Path, state_folder: Path) -> Path:
    """Write the screen as an SVG that asks for nothing from anywhere, readable by its owner alone; return where.

    No file is written over. Raises `OSError` where it can be written in neither folder.
    """
    svg = compact(app.export_screenshot(simplify=True), app.size.width, app.size.height).encode()
    stem = f"{name}-{now:%Y-%m-%d-%H%M%S}"
    try:
        return _written(here, stem, svg)
    except OSError:
        make_folder(state_folder / FOLDER)
        return _written(state_folder / FOLDER, stem, svg)


def _written(folder: Path, stem: str, data: bytes) -> Path:
    for number in count(1):
        path = folder / (f"{stem}.svg" if number == 1 else f"{stem}-{number}.svg")
        try:
            handle = os.open(path, NEW_FILE, FILE_MODE)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            make_private(file.fileno())
            file.write(data)
        return path
    raise AssertionError("numbers do not end")
