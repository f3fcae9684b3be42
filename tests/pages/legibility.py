"""How much of each stage can still be read on a bad call: `python -m tests.pages.legibility` prints the table of docs.

A picture of the real screen is drawn 854 pixels wide, pressed into JPEG at quality 30 as a video call does, and read
back by tesseract. What counts is the share of words of three letters and more that come back.
"""

import asyncio
import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.etree import ElementTree

from tests.pages.pictures import STAGES, Picture, drawn

WIDTH, QUALITY = 854, 30
THEMES = ("meeting-dark", "meeting-light")
SIZES = ((80, 24), (120, 36))
TOOLS = ("rsvg-convert", "convert", "tesseract")
LEAST = {"at work": 0.95, "presented": 0.98}
_FONT = "DejaVu Sans Mono"
_KEYS = {"at work": (), "presented": ("f5",)}
_TEXT = "{http://www.w3.org/2000/svg}text"


class Read(NamedTuple):
    """What came back of a screen: the share of its words, and those that did not."""

    share: float
    missed: list[str]


def missing_tools() -> list[str]:
    """Return what is needed and not on this machine."""
    return [tool for tool in TOOLS if not shutil.which(tool)]


def read_back(stage: Picture, how: str, theme: str, size: tuple[int, int]) -> Read:
    """Draw a stage, send it over a bad call, and read it."""
    svg = asyncio.run(drawn(stage._replace(keys=_KEYS[how], theme=theme), size))
    seen = set(_words(_seen(svg)))
    said = [word for text in ElementTree.fromstring(svg).iter(_TEXT) for word in _words(text.text or "")]  # noqa: S314 # drawn a moment ago
    missed = [word for word in said if word not in seen]
    return Read(1 - len(missed) / len(said), missed)


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)]


def _seen(svg: str) -> str:
    """Return what is read off a picture after a call has had it."""
    with TemporaryDirectory() as place:
        path = Path(place, "screen.svg")
        path.write_text(re.sub(r"(font: \d+px )[^;]+;", rf"\1'{_FONT}';", svg), encoding="utf-8")
        for command in (
            ["rsvg-convert", "-w", str(WIDTH), "-o", "drawn.png", "screen.svg"],
            ["convert", "drawn.png", "-quality", str(QUALITY), "sent.jpg"],
            ["convert", "sent.jpg", "-resize", "200%", "seen.png"],
        ):
            subprocess.run(command, cwd=place, check=True)
        done = subprocess.run(
            ["tesseract", "seen.png", "-", "--psm", "11"],
            cwd=place,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
    return done.stdout


def main() -> None:
    """Print the table: the least of the two themes for each stage, way and size."""
    print("| stage | at work, 80x24 | at work, 120x36 | presented, 80x24 | presented, 120x36 |")  # noqa: T201 # a script for people
    print("|---|---|---|---|---|")  # noqa: T201
    for stage in STAGES:
        cells = []
        for how in LEAST:
            for size in SIZES:
                least = min(read_back(stage, how, theme, size).share for theme in THEMES)
                cells.append(f"{100 * least:.1f} %{'' if least >= LEAST[how] else ' (too little)'}")
        print(f"| {stage.stage} | {' | '.join(cells)} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
