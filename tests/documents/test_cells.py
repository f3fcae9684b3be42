from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.documents.cells import cells, padded, shortened, wrapped


def test_wide_and_combining_characters_are_measured_in_cells() -> None:
    assert cells("結账") == 4
    assert cells("e\u0301") == 1
    assert cells("Ærø") == 3
    assert padded("結", 4) == "結  "


def test_lines_break_at_spaces_and_the_first_may_be_shorter() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("one two three", 13, first=5) == ["one", "two three"]


def test_spaces_inside_a_line_stay_as_they_were_typed() -> None:
    assert wrapped("a  b", 10) == ["a  b"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert wrapped("ab" * 5, 4) == ["abab", "abab", "ab"]


def test_a_long_first_word_moves_down_rather_than_being_broken() -> None:
    assert wrapped("abcdef", 6, first=3) == ["", "abcdef"]


def test_what_is_shortened_says_so() -> None:
    assert shortened("abcdefgh", 6) == "abc..."
    assert shortened("abc", 6) == "abc"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])), st.integers(2, 30))
def test_no_line_is_over_the_width_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))
