from msgspec.structs import replace

from alignment_tui.documents.map_canvas import plain
from alignment_tui.documents.stream_timeline import timeline
from alignment_tui.domain.session import Session
from tests.factories import step, stream


def test_a_minute_is_as_long_everywhere_and_the_whole_fills_the_room(checkout: Session) -> None:
    (first, *_) = checkout.streams
    drawn = timeline(first, 64)
    assert plain(drawn) == "╌╌╌╌╌╌╌┤╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍██╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌████████╌╌╌╌╌╌╌╌╌╌╌┤"
    assert len(plain(timeline(first, 200))) == 200


def test_two_streams_on_one_scale(checkout: Session) -> None:
    (first, *_) = checkout.streams
    assert len(plain(timeline(first, 64, 2 * 7680))) == 32


def test_a_step_can_be_told_on_it_and_of_parallel_steps_the_longest_is_drawn() -> None:
    both = stream(step(1, "A", 10, 20), step(2, "B", 0, 80, parallel_with="V1.1"), step(3, "C", 10, 20))
    drawn = timeline(both, 10)
    assert plain(drawn) == "╍╍╍╍╍╍╍┤╌█"
    assert {span.steps for span in drawn} == {("V1.1", "V1.2"), ("V1.3",)}


def test_what_takes_no_time_to_speak_of_is_not_seen() -> None:
    assert plain(timeline(stream(step(1, "A", 0, 1000), step(2, "B", 1, 1)), 10)) == "╍╍╍╍╍╍╍╍╍┤"


def test_without_its_times_a_stream_has_no_timeline() -> None:
    whole = stream(step(1, "A", 10, 20))
    assert timeline(replace(whole, steps=()), 10) == ()
    assert timeline(stream(step(1, "A", None, 20)), 10) == ()
    assert timeline(stream(step(1, "A", 10)), 10) == ()
    assert timeline(stream(step(1, "A", 0, 0)), 10) == ()
