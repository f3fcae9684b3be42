import pytest

from alignment_tui.capture.reading import completions
from tests.capture.room import Room


@pytest.fixture(scope="module")
def room() -> Room:
    return Room("SIG Release, makes releases\nAna: x\nRaj: y\nR1 assume: z")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("A", ("Ana", "away:")),
        ("R1 bec", ("because:",)),
        ("r1 m", ("merges", "must")),
        ("a 1 -> 2 @r", ("@Raj",)),
        ("a 1 -> 2 @SIG Re", ("Release",)),
        ("sig", ("SIG Release", "signers:")),
        ("SIG rel", ("Release",)),
        ("a 1 -> 2 #R1", ("#R1.A1",)),
        ("go met", ("metrics",)),
        ("Ana cons", ("consents", "consent")),
        ("Ana ", ()),
        ("", ()),
        ("xyz", ()),
    ],
)
def test_what_may_stand_for_the_last_word(room: Room, line: str, found: tuple[str, ...]) -> None:
    assert completions(line, room.session, "requests") == found


def test_openings_come_with_their_colon(room: Room) -> None:
    assert "park:" in completions("pa", room.session, "memo")
    assert "stream" in completions("str", room.session, "memo")
