"""Day 2, line by line."""

import pytest

from alignment_tui.domain.records import Estimate, Step, Stream
from tests.capture.room import Room, filled


def stream(room: Room, own: str = "V1") -> Stream:
    found = room.session.find(own)
    assert isinstance(found, Stream)
    return found


def step(room: Room, own: str) -> Step:
    found = room.session.find(own)
    assert isinstance(found, Step)
    return found


@pytest.fixture
def room() -> Room:
    room = Room("Ana: x")
    room.stage = "value-stream"
    for line in (
        "stream Checkout for shoppers: pay, without waiting, from launch",
        "Build 2d/6d",
        "Test 1d/2d",
        "Deploy 30m/2d",
    ):
        room.say(line)
    return room


def test_who_how_and_when(room: Room) -> None:
    made = stream(room)
    assert (made.name, made.who, made.how, made.when) == ("Checkout", "shoppers", "pay, without waiting", "from launch")
    room.say("stream Search")
    assert (stream(room, "V2").who, stream(room, "V2").how) == ("", "")
    assert room.say("stream checkout for all shoppers").about == "V1"
    assert (stream(room).who, stream(room).how) == ("all shoppers", "pay, without waiting")


def test_a_step_with_all_there_is_to_say(room: Room) -> None:
    understood = room.say("Code review 20-30-60m/1-2-4d 80-90-95% people")
    assert understood.label == "new step Code review"
    made = step(room, "V1.4")
    assert made.name == "Code review"
    assert made.process_time_minutes == Estimate(low=20, typical=30, high=60)
    assert made.lead_time_minutes == Estimate(low=480, typical=960, high=1920)
    assert made.percent_complete_accurate == Estimate(low=80, typical=90, high=95)
    assert made.lane == "people"


def test_times_are_work_minutes_and_may_be_unknown(room: Room) -> None:
    room.say("Ship 1.5h/1w technology")
    room.say("Wait ?/0.5d")
    assert step(room, "V1.4").process_time_minutes == Estimate(typical=90)
    assert step(room, "V1.4").lead_time_minutes == Estimate(typical=2400)
    assert (step(room, "V1.5").process_time_minutes, step(room, "V1.5").lane) == (None, "process")


def test_where_a_step_stands(room: Room) -> None:
    room.say("Scan 10m/1d after Build")
    room.say("Lint 10m/1d 95% parallel Test")
    assert [one.name for one in stream(room).steps] == ["Build", "Scan", "Test", "Lint", "Deploy"]
    assert step(room, "V1.5").parallel_with == "V1.2"
    assert "no step Nowhere" in room.refusal("Scan 10m/1d after Nowhere")


def test_a_step_said_again_gets_the_new_times(room: Room) -> None:
    assert room.say("deploy 1h/3d 90%").about == "V1.3"
    assert step(room, "V1.3").name == "Deploy"
    assert step(room, "V1.3").lead_time_minutes == Estimate(typical=1440)
    room.say("Deploy 2h/3d")
    assert step(room, "V1.3").percent_complete_accurate == Estimate(typical=90)


def test_the_stream_last_named_gets_the_step(room: Room) -> None:
    room.say("stream Search for shoppers: find, at once")
    room.say("Index 1h/1d")
    room.say("V1 Pay 1m/1m")
    room.say("Thank 1m/1m")
    assert [one.name for one in stream(room, "V2").steps] == ["Index"]
    assert [one.name for one in stream(room).steps][-2:] == ["Pay", "Thank"]


def test_rework_goes_back(room: Room) -> None:
    room.say("Deploy -> Build 10%")
    room.say("V1 Test -> Build 2.5 %")
    room.say("Deploy -> Build 12%")
    assert [(one.source, one.target, one.percent) for one in stream(room).rework] == [
        ("V1.2", "V1.1", 2.5),
        ("V1.3", "V1.1", 12),
    ]
    room.say("Deploy -> Build 0%")
    assert len(stream(room).rework) == 1
    assert "no step Ship" in room.refusal("Ship -> Build 10%")
    assert "percent" in room.refusal("Deploy -> Build 10")
    assert "0 to 100" in room.refusal("Deploy -> Build 110%")


def test_what_a_request_touches(room: Room) -> None:
    room.say("R1 touches Deploy, build")
    room.say("R1 touches V1.2")
    request = room.session.requests[0]
    assert request.touches == ("V1.3", "V1.1", "V1.2")
    assert "no longer V1.3" in room.say("R1 touches none: it is about how we speak").words
    request = room.session.requests[0]
    assert (request.touches, request.touches_none) == ((), "it is about how we speak")
    assert "missing" in room.refusal("R1 touches none")
    assert "no step Ship" in room.refusal("R1 touches Ship")


def test_a_step_name_in_two_streams_is_asked_about(room: Room) -> None:
    room.say("stream Search")
    room.say("Deploy 1h/1d")
    assert "V2.1 Deploy" in room.say("R1 touches Deploy").words
    room.context = type(room.context)()
    assert "V1, V2" in room.refusal("R1 touches Deploy")


def test_a_future_is_a_copy_with_ids_of_its_own(room: Room) -> None:
    room.say("Lint 1m/1m parallel Test")
    room.say("Deploy -> Build 10%")
    room.say("future V1")
    copy = stream(room, "V2")
    assert (copy.future_of, copy.name, [one.id for one in copy.steps]) == (
        "V1",
        "Checkout",
        ["V2.1", "V2.2", "V2.3", "V2.4"],
    )
    assert (copy.steps[2].parallel_with, copy.rework[0].source) == ("V2.2", "V2.4")
    room.say("V2 Deploy 5m/1h")
    assert step(room, "V1.3").process_time_minutes == Estimate(typical=30)
    assert "itself a future" in room.refusal("future V2")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Ship 30/2d", "needs one unit"),
        ("Ship 30m/2y", "y is not one"),
        ("Ship 2d/30m", "longer than lead time"),
        ("Ship 30m", "No line here"),
        ("Ship 1,5h/2d", "two ways"),
        ("Ship 10-20m/1d", "low-typical-high"),
        ("Ship 30m/2d 90", "none of them"),
        ("Ship 30m/2d 120%", "more than everything"),
        ("Ship 30m/2d lane", "none of them"),
        ("30m/2d", "name is missing"),
        ("V9 Ship 30m/2d", "There is no V9"),
        ("R1 touches", "missing"),
        ("stream", "missing"),
        ("future V9", "There is no V9"),
        ("Ship->Build 10%", "space on both sides"),
    ],
)
def test_the_nearest_wrong_lines(room: Room, line: str, answer: str) -> None:
    assert answer in room.refusal(line)


def test_a_step_needs_a_stream() -> None:
    room = Room()
    room.stage = "value-stream"
    assert "no stream yet" in room.refusal("Build 1d/2d")


def test_new_wording_of_nested_records() -> None:
    room = filled("value-stream")
    room.say("V1.2 = Trial")
    room.say("V1 = Pay")
    room.say("R1.A1 = the sale is in May")
    assert (step(room, "V1.2").name, stream(room).name) == ("Trial", "Pay")
    assert room.session.requests[0].assumptions[0].text == "the sale is in May"
    assert "two steps called" in room.refusal("V1.2 = Build")
