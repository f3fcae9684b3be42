from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.documents.blocks import Block, Entries, Entry, Fields, Heading, MemoDocument, Paragraph, Quote, line
from alignment_tui.documents.cells import cells
from alignment_tui.documents.text import as_text


def _document(*front: Block, title: str = "Checkout reliability") -> MemoDocument:
    return MemoDocument(
        title=title,
        kind="Decision memo, proposed",
        day=date(2025, 2, 28),
        edition="text 7f3a 91c2, version 2",
        front=front,
    )


def _entry(**changes: object) -> Entry:
    return Entry(**{"id": "R1", "head": line(Quote("short")), **changes})  # type: ignore[arg-type]


def _lines(entry: Entry, width: int = 80) -> list[str]:
    return as_text(_document(Entries((entry,))), width).splitlines()[3:]


def test_the_masthead_says_what_it_is_and_which_text() -> None:
    assert as_text(_document()).splitlines()[:2] == [
        "CHECKOUT RELIABILITY                                   Decision memo, proposed",
        "2025-02-28                                             text 7f3a 91c2, version 2",
    ]


def test_whose_it_is_stands_at_the_right_border() -> None:
    assert _lines(_entry(aside="Ana")) == ['R1  "short"' + " " * 66 + "Ana"]


def test_wide_characters_do_not_move_the_border() -> None:
    (only,) = _lines(_entry(head=line(Quote("结账页面")), aside="李"))
    assert cells(only) == 80


def test_a_long_cell_goes_on_in_full_lines_below() -> None:
    words = "a wish that goes on for rather longer than there is room beside the name of who had it, and on"
    first, second = _lines(_entry(head=line(words), aside="Ana"))
    assert first.endswith("  Ana")
    assert second.startswith("    ")
    assert f"{first[4:-3].rstrip()} {second.strip()}" == words


def test_a_name_as_long_as_a_sentence_stands_below() -> None:
    name = "the working group for the standardisation of checkouts"
    assert _lines(_entry(aside=name)) == ['R1  "short"', f"    {name}"]


def test_figures_stand_in_one_column_where_they_fit() -> None:
    entries = Entries((_entry(head=line("a"), figures=line("1")), _entry(head=line("long one"), figures=line("2"))))
    assert as_text(_document(entries)).splitlines()[3:] == ["R1  a         1", "R1  long one  2"]


def test_figures_that_do_not_fit_stand_on_a_line_of_their_own() -> None:
    assert _lines(_entry(figures=line("9" * 70), aside="Ana"))[1] == "    " + "9" * 70


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=90)


@given(WORDS, WORDS, st.sampled_from([40, 57, 80, 120]))
def test_no_line_is_over_the_width(one: str, other: str, width: int) -> None:
    child = Entry(id="M1", head=line(other), figures=line(one), aside=other, notes=(line(one),))
    entry = Entry(id="V100.12", head=line(one), figures=line(other), aside=one, children=(child,))
    front = (Heading(one), Paragraph(line(one)), Fields(((other, line(one)),)), Entries((entry,)))
    assert all(cells(text) <= width for text in as_text(_document(*front, title=other or "x"), width).split("\n"))


@pytest.mark.parametrize(("asked", "given"), [(10, 40), (500, 120)])
def test_the_width_stays_readable(asked: int, given: int) -> None:
    long = "word " * 60
    assert max(map(len, as_text(_document(Paragraph(line(long))), asked).splitlines())) in range(given - 5, given + 1)


def test_escape_sequences_reach_no_terminal() -> None:
    assert "\x1b" not in as_text(_document(Paragraph(line("\x1b[31mred"))))
