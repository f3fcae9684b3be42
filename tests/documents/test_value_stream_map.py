import pytest

from alignment_tui.documents.cells import cells
from alignment_tui.documents.stream_layout import laid_out
from alignment_tui.documents.value_stream_map import map_lines
from alignment_tui.domain import records as r
from alignment_tui.domain.session import Session

LANES: tuple[r.Lane, ...] = ("people", "process", "technology")


def _stream(count: int, parallel: bool = False) -> r.Stream:
    steps = tuple(
        r.Step(
            id=f"V1.{number}",
            name=f"Step {number}",
            lane=LANES[number % 3],
            process_time_minutes=r.Estimate(typical=number * 10),
            lead_time_minutes=r.Estimate(typical=number * 500),
            parallel_with="V1.1" if parallel and number == 2 else None,
        )
        for number in range(1, count + 1)
    )
    return r.Stream(id="V1", name="Checkout", steps=steps)


def test_the_map_has_every_step_its_times_and_what_goes_back(checkout: Session) -> None:
    drawn = "\n".join(map_lines(checkout.streams[0], 80))
    for words in ("Intake", "Design", "Build", "Deploy", "people", "technology", "4.5 d", "10 %", "5 d", "95"):
        assert words in drawn


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("count", range(3, 26))
def test_no_line_is_over_the_width_and_no_step_is_lost(count: int, width: int) -> None:
    lines = map_lines(_stream(count, parallel=True), width)
    assert max(map(cells, lines)) <= width
    assert all(
        any(f"│ Step {number} │" in text or f"│Step {number}│" in text for text in lines) for number in (1, count)
    )


def test_waits_are_drawn_to_proportion() -> None:
    places = [place for band in laid_out(_stream(5), 200) for place in band]
    waits = [place.wait for place in places]
    assert waits == sorted(waits)
    assert waits[-1] > 2 * waits[0]


def test_steps_beside_each_other_share_a_place() -> None:
    (band,) = laid_out(_stream(3, parallel=True), 120)
    assert [len(place.steps) for place in band] == [2, 1]


def test_a_stream_without_steps_has_no_map() -> None:
    assert map_lines(r.Stream(id="V1", name="Checkout")) == []


def test_what_goes_back_over_two_bands_is_said_in_words() -> None:
    stream = _stream(25)
    loop = r.Rework(source="V1.25", target="V1.1", percent=3)
    longer = r.Stream(id="V1", name="Checkout", steps=stream.steps, rework=(loop,))
    assert "3 % go back from Step 25 to Step 1" in map_lines(longer, 80)[-1]
