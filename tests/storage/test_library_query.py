"""What is typed to find sessions, and which it finds in which order."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from alignment_tui.domain.document import Document
from alignment_tui.domain.flow import move_on
from alignment_tui.domain.records import Passed
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.index import Row
from alignment_tui.storage.library_query import (
    IS,
    SORTS,
    Query,
    in_order,
    passes,
    query,
    stage_at,
    text_of,
    turned,
)
from tests.factories import complete, people

TODAY = "2025-03-11"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Query()),
        ("  Spring   SALE ", Query(words=("spring", "sale"), rest="Spring SALE")),
        ("stage:metrics sale", Query(words=("sale",), rest="sale", stage="metrics")),
        ("Stage:Met sort:t is:ov", Query(stage="metrics", sort="title", only=("overdue",))),
        ("is:mine is:overdue", Query(only=("overdue", "mine"))),
        ("stage:metrics stage:memo", Query(stage="memo")),
        ("stage: is: sort:", Query()),
        ("overdue mine stale", Query(words=("overdue", "mine", "stale"), rest="overdue mine stale")),
        ("this is: that", Query(words=("this", "that"), rest="this that")),
        ("https://example.com 10:30", Query(words=("https://example.com", "10:30"), rest="https://example.com 10:30")),
        ("is:nice", Query(trouble="there is no is:nice: overdue, stale, mine")),
        ("sort:size x", Query(words=("x",), rest="x", trouble="there is no sort:size: used, title, stage, review")),
    ],
)
def test_words_and_qualifiers_are_told_apart(text: str, wanted: Query) -> None:
    assert query(text) == wanted


def test_a_word_that_is_said_again_and_again_is_looked_for_once() -> None:
    assert query("outage Outage " * 10_000).words == ("outage",)


def test_what_narrows_is_said_in_words() -> None:
    assert query("sale").said == ""
    assert query("stage:value is:mine is:overdue sort:review").said == (
        "At Value stream, overdue, yours, by next review"
    )
    assert query("is:stale").said == "Stale"
    assert query("sort:title").said == "By title"
    assert [query(text).narrows for text in ("sale", "sort:title", "is:mine", "stage:memo")] == [
        False,
        False,
        True,
        True,
    ]


def test_a_qualifier_is_turned_on_over_and_off_and_words_stay() -> None:
    assert turned("sale", "is:", "overdue") == "sale is:overdue"
    assert turned("sale is:overdue x", "is:", "overdue") == "sale x"
    assert turned("is:ov", "is:", "overdue") == ""
    assert turned("is:mine", "is:", "overdue") == "is:mine is:overdue"
    assert turned("stage:memo sale", "stage:", "metrics") == "sale stage:metrics"
    assert turned("sale stage:memo", "stage:", "") == "sale"
    assert turned("sort:title", "sort:", "stage") == "sort:stage"


def test_every_value_can_be_typed() -> None:
    assert [query(f"is:{one}").only for one in IS] == [(one,) for one in IS]
    assert [query(f"sort:{one}").sort for one in SORTS] == list(SORTS)


@pytest.fixture
def rows(sessions: Sessions) -> list[Row]:
    early = Session(title="Ärzte im Netz", stakeholders=people("Raj Shah"))
    middle = replace(complete(), title="Checkout", versions=(), signatures=(), readings=())
    later = replace(move_on(complete(), "metrics", "memo"), title="branding")
    done = replace(
        complete(), title="Done", passed=tuple(Passed(stage=slug, stood_on={}) for slug in ("requests", "scorecard"))
    )
    for place, session in enumerate((early, replace(middle, passed=()), later, done)):
        sessions.create(f"s{place}", Document(session=session))
    (sessions.folder / "broken.json").write_text("{")
    return [replace(row, mtime_ns=place) for place, row in enumerate(sessions.attended(list(sessions.rows())), start=1)]


def slugs(rows: list[Row]) -> str:
    return " ".join(row.slug for row in rows)


def test_the_stage_is_the_one_after_the_last_that_was_passed(rows: list[Row]) -> None:
    assert {row.slug: stage_at(row) for row in rows} == {
        "broken": None,
        "s0": "requests",
        "s1": "requests",
        "s2": "constraints",
        "s3": "scorecard",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("stage:constraints", "s2"),
        ("stage:requests", "s0 s1"),
        ("is:overdue", "s2 s3"),
        ("is:mine", "s1 s2 s3"),
        ("is:mine is:overdue stage:scorecard", "s3"),
        ("is:stale", "s3"),
        ("", "broken s0 s1 s2 s3"),
    ],
)
def test_qualifiers_let_through_what_they_say(text: str, found: str, rows: list[Row]) -> None:
    assert slugs([row for row in rows if passes(row, query(text), TODAY, "ana")]) == found


def test_the_orders(rows: list[Row]) -> None:
    assert slugs(in_order(rows, "used")) == "s3 s2 s1 s0 broken"
    assert slugs(in_order(rows, "used", last="s1")) == "s1 s3 s2 s0 broken"
    assert slugs(in_order(rows, "title")) == "s2 s1 s3 s0 broken"
    assert slugs(in_order(rows, "stage")) == "s1 s0 s2 s3 broken"
    assert slugs(in_order(rows, "review")) == "s3 s2 s1 s0 broken"


def test_words_are_found_in_what_a_row_says(rows: list[Row]) -> None:
    texts = {row.slug: text_of(row, TODAY, "Raj") for row in rows}
    assert "review of 2025-03-10 overdue" in texts["s2"]
    assert "raj shah" in texts["s0"]
    assert "mine" in texts["s0"]
    assert "broken" in texts["broken"]
    assert "mine" not in text_of(rows[1], TODAY, "Li")


@pytest.mark.parametrize(
    ("who", "mine"),
    [
        ("Ana Lindström", True),
        ("ana", True),
        ("ana.lindstro\u0308m", True),
        ("Kim", True),
        ("an", False),
        ("Ana Raj", False),
        ("", False),
        (" . ", False),
    ],
)
def test_a_session_is_of_who_is_in_it_or_wrote_in_it(who: str, mine: bool, sessions: Sessions) -> None:
    by_kim = replace(people("Ana Lindström", "Raj")[0], creator="Kim")
    sessions.create("one", Document(session=Session(title="x", stakeholders=(by_kim, *people("Ana", "Raj")[1:]))))
    (row,) = sessions.rows()
    assert row.head is not None
    assert row.head.is_of(who) is mine


def test_names_with_tricks_are_words_and_nothing_else(sessions: Sessions, make: Callable[..., Document]) -> None:
    data = make("stage:memo is:mine [/]")
    sessions.create("tricky", data)
    (row,) = sessions.rows()
    assert "stage:memo" in text_of(row, TODAY, "")
