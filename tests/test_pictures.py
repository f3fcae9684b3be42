"""The drawing of pictures: every word of the screen is in it, at its cell, and the same every time."""

import io
import re
from xml.etree import ElementTree

import pytest
from rich.console import Console
from rich.text import Text

from alignment_tui.ui.picture import CELL_WIDTH, compact
from tests.pages.pictures import PICTURES, STAGES, drawn, pictures
from tests.portion import some

NAMESPACE = "{http://www.w3.org/2000/svg}"
SIZE = (80, 24)
FORM = "form-120x36.svg"


def exported(*lines: Text) -> str:
    console = Console(width=30, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True)
    for line in lines:
        console.print(line, style="#f0f0f0 on #101010")
    return console.export_svg(title="")


def words(svg: str) -> list[tuple[int, str]]:
    """Return what is written with the column it begins at."""
    return [
        (int(text.get("x", "0")) // CELL_WIDTH, text.text or "")
        for text in ElementTree.fromstring(svg).iter(f"{NAMESPACE}text")  # noqa: S314 # drawn a moment ago
    ]


def test_words_stand_at_their_cells() -> None:
    svg = compact(exported(Text.assemble("R1  ", ("Ana", "bold red"), "     must")), 30, 1)
    assert words(svg) == [(0, "R1"), (4, "Ana"), (12, "must")]


def test_one_space_keeps_a_sentence_whole() -> None:
    assert words(compact(exported(Text("  no outage at all")), 30, 1)) == [(2, "no outage at all")]


def test_wide_scripts_keep_their_width() -> None:
    svg = compact(exported(Text("検索 now")), 30, 1)
    assert words(svg) == [(0, "検索 now")]
    assert f'textLength="{8 * CELL_WIDTH}"' in svg


def test_words_are_never_markup() -> None:
    said = "</svg> & <script>"
    assert words(compact(exported(Text(said)), 30, 1)) == [(0, said)]


def test_a_look_is_kept() -> None:
    svg = compact(exported(Text("must", style="bold italic #ff0000")), 30, 1)
    assert re.search(r"fill: #ff0000; ?font-weight: bold; ?font-style: italic", svg)


async def test_a_picture_is_the_same_every_time() -> None:
    shown = STAGES[0]._replace(keys=("escape", "f2"))
    first = await drawn(shown, SIZE)
    assert "Because" in [said for _, said in words(first)]
    assert await drawn(shown, SIZE, rest=0.7) == first


@pytest.mark.parametrize("name", [FORM, *some([one for one in sorted(pictures()) if one != FORM], 2)])
async def test_a_picture_of_the_docs_is_how_it_looks(name: str) -> None:
    shown, size = pictures()[name]
    assert await drawn(shown, size) == (PICTURES / name).read_text(encoding="utf-8"), "make pictures, and look at it"


async def test_what_is_half_typed_is_in_the_picture() -> None:
    shown = STAGES[0]
    assert shown.typed in [said for _, said in words(await drawn(shown, SIZE))]
