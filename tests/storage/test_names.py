"""From any title a safe name that people can read."""

import os
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.refusals import NameRefused
from alignment_tui.storage.slugs import slug_for

Make = Callable[..., Document]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Checkout, faster!", "checkout-faster"),
        ("../../x", "x"),
        ("-rf", "rf"),
        ("CON", "con-session"),
        ("lpt1", "lpt1-session"),
        ("trash", "trash-session"),
        ("a" * 300, "a" * 80),
        ("漢字の会議", "漢字の会議"),
        ("Übergröße Ähre", "uebergroesse-aehre"),
        ("Café — déjà vu", "cafe-deja-vu"),
        ("हिन्दी शीर्षक", "हिन्दी-शीर्षक"),
        ("what's_next", "whats-next"),
        ("a\x1b[31m\u202eb\0c", "a-31m-b-c"),
        ("C:\\temp\\x.json", "c-temp-x-json"),
    ],
)
def test_a_title_names_a_session(title: str, slug: str) -> None:
    assert slug_for(title) == slug


@pytest.mark.parametrize("title", ["", "../..", "—", "\x1b", "   "])
def test_a_title_without_a_word_is_refused(title: str) -> None:
    with pytest.raises(NameRefused, match="no letter or digit"):
        slug_for(title)


def test_a_session_is_not_named_like_a_command() -> None:
    with pytest.raises(NameRefused, match="like a command"):
        slug_for("Memo", reserved=("memo", "list"))


@given(st.text())
def test_any_slug_is_safe_and_names_itself(title: str) -> None:
    try:
        slug = slug_for(title)
    except NameRefused as refused:
        assert str(refused).isprintable()
        return
    assert slug == os.path.basename(slug)  # noqa: PTH119
    assert slug[0] not in "-." and slug.isprintable() and len(slug.encode()) <= 90
    assert slug_for(slug) == slug


def test_any_slug_can_be_saved(sessions: Sessions, make: Make) -> None:
    for title in ("漢" * 300, "é" * 300, "a b " * 100):
        assert sessions.create(slug_for(title), make()) == sessions.load(slug_for(title))
