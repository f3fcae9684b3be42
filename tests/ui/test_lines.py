"""Text laid out in cells: nothing is lost, nothing is over the width, and no length is waited for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from alignment_tui.ui import lines
from alignment_tui.ui.lines import cut, cut_line, fit, line, width_of, wrap

WORDS = st.text(st.sampled_from("ab 漢😀\u0301é"), max_size=300)
LONG = {"letters": "x" * 200_000, "wide": "漢" * 200_000, "marks": "e" + "\u0301" * 200_000, "faces": "😀" * 200_000}


@given(WORDS, st.integers(4, 30))
def test_all_of_a_text_is_there_and_no_line_is_over_the_width(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    assert "".join(wrapped).replace(" ", "") == "".join(text.split())
    assert max(map(cell_len, wrapped)) <= width
    assert cell_len(cut(text, width)) <= width
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize("name", LONG)
def test_of_a_long_word_only_what_is_shown_is_measured(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []

    def counted(text: str) -> int:
        measured.append(len(text))
        return cell_len(text)

    def counted_size(text: str, total: int) -> str:
        measured.append(len(text))
        return set_cell_size(text, total)

    monkeypatch.setattr(lines, "cell_len", counted)
    monkeypatch.setattr(lines, "set_cell_size", counted_size)
    assert cell_len(cut(LONG[name], 60)) <= 60
    assert cell_len(fit(LONG[name], 60)) == 60
    assert width_of(cut_line(line("is ", LONG[name]), 60)) <= 60
    assert "".join(wrap(f"it {LONG[name]} is", 60)) == f"it{LONG[name]} is"
    assert sum(measured) < 500_000
