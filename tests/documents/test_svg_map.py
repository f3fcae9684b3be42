from xml.etree.ElementTree import Element, fromstring

import pytest
from msgspec.structs import replace

from alignment_tui.documents.stream_layout import longest_wait
from alignment_tui.documents.svg_map import svg_map
from alignment_tui.documents.svg_places import CELL, pixel_bands
from alignment_tui.domain import records as r
from alignment_tui.domain.session import Session

LANES: tuple[r.Lane, ...] = ("people", "process", "technology")
SVG = "{http://www.w3.org/2000/svg}"


def stream(count: int) -> r.Stream:
    steps = tuple(
        r.Step(
            id=f"V1.{number}",
            name=f"Step {number}",
            lane=LANES[number % 3],
            process_time_minutes=r.Estimate(typical=number * 10),
            lead_time_minutes=r.Estimate(typical=number * 500),
            percent_complete_accurate=r.Estimate(typical=100 - number),
            parallel_with="V1.1" if number == 2 else None,
        )
        for number in range(1, count + 1)
    )
    back = (
        r.Rework(source="V1.3", target="V1.1", percent=10),
        r.Rework(source=f"V1.{count}", target="V1.1", percent=3),
    )
    return r.Stream(id="V1", name="Checkout", steps=steps, rework=back[: 1 if count == 3 else 2])


def drawn(given: r.Stream, width: int = 92) -> Element:
    return fromstring(svg_map(given, width))  # noqa: S314 # our own drawing


def words(picture: Element) -> list[str]:
    return ["".join(one.itertext()) for one in picture.iter(f"{SVG}text")]


def boxes(picture: Element) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of every step's box."""
    found = []
    for group in picture.iter(f"{SVG}g"):
        if group.get("class") == "box":
            x, y, width, height = (float(group[0].get(side, 0)) for side in ("x", "y", "width", "height"))
            found.append((x, y, x + width, y + height))
    return found


@pytest.mark.parametrize("width", [45, 92, 140])
@pytest.mark.parametrize("count", [3, 8, 25])
def test_every_step_has_a_box_of_its_own_inside_the_picture(count: int, width: int) -> None:
    picture = drawn(stream(count), width)
    _, _, right, bottom = map(float, picture.get("viewBox", "").split())
    assert right == width * CELL
    found = boxes(picture)
    assert len(found) == count
    for at, (x, y, end, floor) in enumerate(found):
        assert 0 <= x < end <= right
        assert 0 <= y < floor <= bottom
        for x2, y2, end2, floor2 in found[at + 1 :]:
            assert end <= x2 or end2 <= x or floor <= y2 or floor2 <= y
    assert {f"Step {number}" for number in range(1, count + 1)} <= set(words(picture))


def test_the_figures_are_there_as_on_the_screen(checkout: Session) -> None:
    told = words(drawn(checkout.streams[0]))
    for figure in ("people", "process", "technology", "1.9 d", "4.5 d", "4 d", "2.9 d", "10 %", "LT", "PT", "%C/A"):
        assert figure in told
    assert [one for one in told if one in {"5 d", "6 d", "3 d"}] == ["5 d", "6 d", "3 d"]


def test_the_longest_wait_stands_out_by_more_than_colour(checkout: Session) -> None:
    picture = drawn(checkout.streams[0])
    worst = [one for one in picture.iter() if one.get("class") == "wait worst"]
    assert len(worst) == 1
    assert "4.5 d" in "".join(worst[0].itertext())
    assert any(one.get("font-weight") == "700" for one in worst[0].iter())


@pytest.mark.parametrize("count", [3, 8, 25])
def test_a_day_is_as_long_everywhere_on_a_map(count: int) -> None:
    places = [place for band in pixel_bands(stream(count), 92) for place in band]
    waits = {place.wait / longest_wait(place.steps) for place in places if place.wait > 70}
    assert max(waits) / min(waits) < 1.05


def test_waits_are_drawn_to_proportion(checkout: Session) -> None:
    intake, design, build, deploy = (place.wait for place in pixel_bands(checkout.streams[0], 92)[0])
    assert design / build == pytest.approx(4.5 / 4, rel=0.05)
    assert design > build > deploy > intake


def test_what_goes_back_is_an_arc_or_where_the_rows_part_a_sentence() -> None:
    short, long = words(drawn(stream(3))), words(drawn(stream(25)))
    assert "10 %" in short
    assert "10 %" in long
    assert "3 % go back from Step 25 to Step 1" in long


def test_a_stream_without_steps_has_no_picture() -> None:
    assert svg_map(r.Stream(id="V1", name="Checkout")) == ""


def test_missing_figures_are_question_marks() -> None:
    bare = r.Stream(id="V1", name="New", steps=(r.Step(id="V1.1", name="Ask"), r.Step(id="V1.2", name="Do")))
    assert words(drawn(bare)).count("?") == 8


def test_names_are_text_whatever_they_look_like(checkout: Session) -> None:
    first = checkout.streams[0]
    for said in ("<script>", "</svg><b>", '" onload="x', "&lt;&#x;", "a\x1b[31mb", "\ud800", "\x00", "]]>"):
        steps = (replace(first.steps[0], name=f"{said}!"), *first.steps[1:])
        picture = drawn(replace(first, name=said, steps=steps, rework=()))
        assert {str(one.tag).removeprefix(SVG) for one in picture.iter()} <= {"svg", "g", "path", "rect", "text"}
        assert not [key for one in picture.iter() for key in one.keys() if key.startswith("on")]  # noqa: SIM118
        assert len(boxes(picture)) == 4


def test_it_prints_anywhere_and_a_page_may_dress_it(checkout: Session) -> None:
    page = svg_map(checkout.streams[0], class_="wide")
    assert "style=" not in page
    assert "var(" not in page
    assert 'class="wide"' in page
    assert 'fill="currentColor"' in page
