"""The memo's sentences as a file and back: whatever somebody wrote comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.capture.answers import Unread
from alignment_tui.capture.memo_sheet import SENTENCES, changed, read_sheet, sheet
from alignment_tui.domain.records import Memo
from tests.factories import session

BASE = session(memo=Memo(context="the sale", why="it pays"))


@given(
    st.lists(st.text(max_size=30) | st.sampled_from(["#: why: x", "# x", " #:", "a\nb", "#:"]), min_size=4, max_size=4)
)
def test_what_was_written_comes_back_unchanged(texts: list[str]) -> None:
    context, facing, why, decision = texts
    written = replace(BASE, memo=Memo(context=context, facing=facing, why=why, decision=decision))
    for sentences in (SENTENCES, *((one,) for one in SENTENCES)):
        assert changed(written, read_sheet(sheet(written, sentences), sentences)) == {}


def test_every_sentence_stands_under_the_line_that_names_it() -> None:
    text = sheet(BASE, SENTENCES)
    assert "#: context: what it is about\nthe sale\n" in text
    assert text.index("#: context:") < text.index("#: facing:") < text.index("#: why:") < text.index("#: decision:")
    assert all(line.startswith("#:") or line in ("", "the sale", "it pays") for line in text.splitlines())


def test_it_is_read_in_a_terminal_of_80_columns() -> None:
    long = Memo(context="what was said before the sale " * 20, why=" ".join(["#: why: so"] * 30))
    written = replace(BASE, title="Checkout reliability " * 9, memo=long)
    text = sheet(written, SENTENCES)
    assert max(len(line) for line in text.splitlines()) < 80
    assert changed(written, read_sheet(text, SENTENCES)) == {}


def test_lines_become_one_and_only_what_changed_is_told() -> None:
    text = sheet(BASE, SENTENCES).replace("the sale", "  the sale\n\n#hash\n   is near ").replace("it pays", "")
    written = read_sheet(text, SENTENCES)
    assert written == {"context": "the sale #hash is near", "facing": "", "why": "", "decision": ""}
    assert changed(BASE, written) == {"context": "the sale #hash is near", "why": ""}


def test_of_one_sentence_the_comment_may_go() -> None:
    assert read_sheet("mine\nand more", ("why",)) == {"why": "mine and more"}
    assert read_sheet("", ("why",)) == {"why": ""}


@pytest.mark.parametrize("gone", ["#: context:", "#: why:", "#:"])
def test_where_the_lines_between_several_are_gone_nothing_is_guessed(gone: str) -> None:
    text = "\n".join(line for line in sheet(BASE, SENTENCES).splitlines() if not line.startswith(gone))
    with pytest.raises(Unread, match="which sentence is which"):
        read_sheet(text, SENTENCES)
