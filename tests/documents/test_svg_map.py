import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from msgspec.structs import replace

from alignment_tui.documents.stream_layout import longest_wait
from alignment_tui.documents.svg_map import svg_map
from alignment_tui.documents.svg_places import CELL, pixel_bands
from alignment_tui.domain import records as r
from alignment_tui.domain.session import Session
from tests.factories import step

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


def rails(arrow: Element) -> list[Element]:
    """Return the dashed lines of an arrow."""
    return [path for path in arrow.iter(f"{SVG}path") if path.get("stroke-dasharray")]


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


def test_what_goes_back_is_an_arc_or_where_the_rows_part_words_at_both_ends() -> None:
    short, long = words(drawn(stream(3))), words(drawn(stream(25)))
    assert [one for one in short if one.startswith("10 %")] == ["10 % to Step 1"]
    assert "3 % to Step 1" in long
    assert "3 % from Step 25 to Step 1" in long


@pytest.mark.parametrize("width", [45, 92])
def test_no_words_stand_outside_the_picture_or_on_one_another(width: int) -> None:
    picture = drawn(stream(25), width)
    spans = []
    for text in picture.iter(f"{SVG}text"):
        size = 7.2 * len("".join(text.itertext()))
        shift = {"middle": size / 2, "end": size}.get(text.get("text-anchor", ""), 0)
        left = float(text.get("x", 0)) - shift
        assert left >= 0
        assert left + size <= width * CELL + 8
        spans.append((float(text.get("y", 0)), left, left + size))
    for y, left, right in spans:
        assert not [one for one in spans if one[0] == y and left < one[1] < right]


def test_a_step_beside_one_that_waits_longer_has_a_line_before_its_dashes() -> None:
    steps = (
        step(1, "A", 1, 401),
        step(2, "B", 1, 101, parallel_with="V1.1"),
        step(3, "C", 1, 1),
    )
    picture = drawn(r.Stream(id="V1", name="Checkout", steps=steps))
    long, short, none = (group for group in picture.iter(f"{SVG}g") if (group.get("class") or "").startswith("wait"))
    dashes = [[float(part) for part in re.findall(r"[\d.]+", path.get("d", ""))] for path in rails(long) + rails(short)]
    assert (dashes[0][2] - dashes[0][0]) / (dashes[1][2] - dashes[1][0]) == pytest.approx(4, rel=0.1)
    assert not rails(none)
    assert [one.text for one in long.iter(f"{SVG}text")] == ["6.7 h"]
    assert [one.text for one in short.iter(f"{SVG}text")] == ["1.7 h"]
    assert not list(none.iter(f"{SVG}text"))


def test_what_each_step_is_asked_by_stands_under_it(checkout: Session) -> None:
    told = words(fromstring(svg_map(checkout.streams[0], 92, {"V1.2": "R1 R3", "V1.3": ""})))  # noqa: S314
    assert told.count("asked by") == 1
    assert "R1 R3" in told
    assert "asked by" not in words(drawn(checkout.streams[0]))


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
