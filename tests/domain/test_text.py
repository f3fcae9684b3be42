"""Nothing that a terminal would obey, and nothing that is there and not seen, is left of any words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.text import fit_to_show, visible
from tests.hostile.words import WORDS, forbidden_in

MARK = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("name", WORDS)
def test_hostile_words_become_words_that_may_be_shown(name: str) -> None:
    assert not forbidden_in(visible(WORDS[name]))
    assert visible(WORDS[name]).startswith(WORDS[name][:2])


@given(st.text())
def test_any_words_become_words_that_may_be_shown_and_stay_so(words: str) -> None:
    shown = visible(words)
    assert not forbidden_in(shown)
    assert "\n" not in shown
    assert visible(shown) is shown
    assert fit_to_show(words) == (shown == words)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\x1b[31m\0\x7f\x9b", f"a␛[31m␀␡{MARK}"),
        ("a\u202eb\U000e0041c\u200bd\ud800e", f"a{MARK}b{MARK}c{MARK}d{MARK}e"),
        ("a\u3164b\u115fc\u034fd", f"a{MARK}b{MARK}c{MARK}d"),
        ("x\U000e0101\U000e0102\ufe0fy", f"x\U000e0101{MARK}{MARK}y"),
        ("a\n\tb\u00a0c\u2028d\ufeffe", "a  b c de"),
    ],
)
def test_what_may_not_be_shown_leaves_a_mark(words: str, shown: str) -> None:
    assert visible(words) == shown


@pytest.mark.parametrize("words", ["plain", "I ❤\ufe0f 1\ufe0f\u20e3", "葛\U000e0100城", "שלום", "Zoë é", "[/] ${x}"])
def test_what_people_write_is_left_as_it_is(words: str) -> None:
    assert visible(words) is words
