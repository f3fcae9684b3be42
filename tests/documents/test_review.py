"""The week's page, the table of the scorecard and the page of them all: what they say, and in which forms."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from alignment_tui.documents.cells import cells
from alignment_tui.documents.html import as_html
from alignment_tui.documents.markdown import as_markdown
from alignment_tui.documents.portfolio import portfolio_data, portfolio_document
from alignment_tui.documents.review import review_document
from alignment_tui.documents.review_data import review_data
from alignment_tui.documents.review_numbers import review_charts
from alignment_tui.documents.scorecard_data import scorecard_data
from alignment_tui.documents.scorecard_table import scorecard_table
from alignment_tui.documents.text import as_text
from alignment_tui.domain.portfolio import card_of, portfolio
from alignment_tui.domain.records import Capacity, Lesson, Metric, Parked, Reading, Review, Tripwire
from alignment_tui.domain.session import Session
from tests.factories import complete, effort, metric, readings, session, signature, signed

TODAY = date(2025, 3, 17)
ACCOUNTS = Review(
    on=TODAY, changed="downtime rose", how="the status page", why="two deploys on Fridays", now="none on Fridays",
    present=("S1", "S2"),
)  # fmt: skip


def week(**fields: Any) -> Session:
    usual: dict[str, Any] = {
        "readings": tuple(
            replace(one, note="gateway 2" if one.value == 125 else "") for one in readings(118, 125, 130)
        ),
        "reviews": (Review(on=date(2025, 3, 3), changed="nothing yet"), ACCOUNTS),
        "parked": (Parked(id="P1", text="a status page for partners"),),
        "lessons": (Lesson(id="L1", text="name the limit first", on=TODAY),),
        "tripwires": (Tripwire(id="W1", metric="M1", when="above", value=120, reopens="T1"),),
    }
    return replace(complete(), **{**usual, **fields})


def page(whole: Session, today: date = TODAY) -> str:
    return as_text(review_document(whole, today))


def test_the_page_has_the_four_accounts_and_who_was_there() -> None:
    text = page(week())
    for words in ("What changed    downtime rose", "How             the status page", "Why             two deploys"):
        assert words in text
    assert "What we do now  none on Fridays" in text
    assert "Written         2025-03-17, present Ana and Raj" in text
    assert "nothing yet" not in text


def test_a_metric_says_what_its_numbers_mean_and_who_had_agreed() -> None:
    text = page(week())
    assert "M1  checkout downtime  130 min/week, +8 %                              off track" in text
    assert "120 -> 90 min/week by 2025-06-30; outcome, Ana" in text
    assert "lately 118, 125, 130" in text
    assert "too early to tell: 3 readings" in text
    assert "2025-03-10: gateway 2" in text
    assert "accepted: T1, uptime even over branding, borne by Raj" in text
    assert "nobody agreed to this" in page(week(trade_offs=(), tripwires=()))


def test_a_tripwire_that_fires_stands_out_and_one_acted_on_says_when() -> None:
    assert "fires now" in page(week())
    assert "130 is above 120 min/week" in page(week())
    wire = replace(week().tripwires[0], reopened_on=TODAY)
    text = page(week(tripwires=(wire,)))
    assert "reopened 2025-03-17" in text
    assert "memo accepted, T1 reopened" in text
    assert "accepted: T1, uptime even over branding, borne by Raj, open again" in text
    assert "quiet" in page(week(readings=readings(100)))


def test_objections_and_reservations_are_looked_at() -> None:
    base = week(versions=(), signatures=())
    heard = signed(
        base, signature(1, "S1", "objection", text="the sale is lost"), signature(2, "S2", "reservation", text="July")
    )
    text = page(heard)
    assert "Ana objects" in text
    assert '"the sale is lost"' in text
    assert "Raj consents, with a reservation" in text
    for words in ("PARKED\nP1  a status page for partners", "LESSONS\nL1  name the limit first"):
        assert words in text


def test_what_is_due_is_said_first_and_what_comes_next_last() -> None:
    text = page(week(), date(2025, 3, 26))
    assert "This week's review is overdue since 2025-03-24" in text
    assert "nothing was read for the review of 2025-03-24" in text
    assert text.endswith(
        "Next review     2025-03-24\nWe review       every week from 2025-03-03\nTo be read      M1 checkout downtime\n"
    )
    assert "due today" in page(week(), date(2025, 3, 24))
    assert "overdue" not in page(week())


def test_before_anything_was_signed_or_read_there_is_a_page_too() -> None:
    text = page(session())
    assert "No review was written yet." in text
    assert "Nobody said when we review again." in text
    assert as_markdown(review_document(session(), TODAY))


def test_a_chart_stands_above_its_metric_in_the_form_that_shows_pictures() -> None:
    whole = week()
    html = as_html(review_document(whole, TODAY, charts=True), review_charts(whole, TODAY))
    assert html.count("<svg") == 1
    assert "M1 checkout downtime, min/week" in html
    assert "<svg" not in as_html(review_document(whole, TODAY), review_charts(whole, TODAY))
    assert review_charts(week(readings=()), TODAY) == {}


def test_words_are_words_in_every_form() -> None:
    odd = "<b>[x](y)</b> \x1b[31m"
    whole = week(
        reviews=(Review(on=TODAY, changed=odd),), metrics=(metric(name=odd),), parked=(Parked(id="P1", text=odd),)
    )
    assert "<b>" not in as_html(review_document(whole, TODAY, charts=True), review_charts(whole, TODAY))
    assert "<b>" not in as_markdown(review_document(whole, TODAY)).replace("\\<", "")
    assert "\x1b" not in page(whole)


def test_the_page_as_data() -> None:
    data = review_data(week(), TODAY)
    assert data["review"]["changed"] == "downtime rose"
    assert data["review"]["present"] == ["Ana", "Raj"]
    assert data["tripwires"][0]["fires"]
    assert (data["overdue"], str(data["next_review"])) == (False, "2025-03-24")
    assert data["metrics"]["M1"]["answered_by"].startswith("accepted: T1")


FIGURES = {
    *("centre", "lower_limit", "upper_limit", "range_limit", "provisional", "signals", "verdict", "status"),
    "change_since_baseline",
}


def test_the_figures_of_a_metric_are_all_there_and_never_rounded() -> None:
    golden = (5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200)
    whole = session(metrics=(metric(unit="", baseline=5000), metric(2)), readings=readings(*golden))
    data = scorecard_data(whole, date(2026, 1, 1))
    assert set(data["M1"]) >= FIGURES
    assert set(data["M2"]) >= FIGURES
    first = data["M1"]
    assert first["centre"] == 4135.5
    assert [round(first[name], 4) for name in ("lower_limit", "upper_limit", "range_limit")] == [
        3188.7173,
        5082.2827,
        1163.1901,
    ]
    assert first["provisional"] is True
    assert first["change_since_baseline"] == 0.04
    assert [(one["rule"], str(one["date"]), one["value"]) for one in first["signals"]] == [
        (1, "2025-06-16", 5200),
        (1, "2025-06-16", 5200),
    ]
    assert (data["M2"]["centre"], data["M2"]["signals"], data["M2"]["status"]) == (None, [], "no readings")
    assert list(scorecard_data(whole, TODAY, "M2")) == ["M2"]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_keeps_to_its_width_and_says_the_rule(width: int) -> None:
    long = metric(2, name="how long partners wait until somebody answers them at all", kind="leading", leads="M1")
    whole = week(metrics=(*complete().metrics, long), readings=(*readings(118, 130), *readings(3, 4, of="M2")))
    lines = scorecard_table(whole, TODAY, width)
    assert max(cells(line) for line in lines) <= width
    text = "\n".join(lines)
    for words in ("off track", "accepted: T1", "leads M1", "On track: at or past the line", "The next review"):
        assert words in text
    assert ("╎" in text) == (width >= 76)
    assert scorecard_table(session(), TODAY) == ["no metrics yet"]


def test_the_page_of_all_scorecards() -> None:
    late = week(
        reviews=(),
        requests=(replace(complete().requests[0], takes=effort(9, team="Payments")), *complete().requests[1:]),
        constraints=(Capacity(id="C1", team="Payments", person_weeks=12),),
    )
    found = portfolio(card_of(slug, whole, date(2025, 4, 1)) for slug, whole in (("a", late), ("b", late)))
    text = as_text(portfolio_document(found, date(2025, 4, 1)))
    for words in (
        "2 metrics of 2 sessions",
        "Checkout reliability (a)  2025-03-03                            29 days late",
        "M1  checkout downtime, a, Ana  due 2025-03-24",
        "Payments  18 of 12 person-weeks",
        "6 too many",
        "9 in a and 9 in b",
        "accepted: T1",
    ):
        assert words in text, text
    data = portfolio_data(found)
    assert [one["slug"] for one in data["metrics"]] == ["a", "b"]
    assert data["promised_twice"][0]["over_by"] == 6
    assert {len(data[name]) for name in ("overdue_reviews", "missing_readings")} == {2}
    assert "No memo is signed yet" in as_text(portfolio_document(portfolio(()), TODAY))


def test_a_metric_without_anything_is_told_in_every_form() -> None:
    bare = session(metrics=(Metric(id="M1", name="x"),), readings=(Reading(metric="M1", on=TODAY, value=1),))
    assert "no target" in page(bare)
    assert "no target" in "\n".join(scorecard_table(bare, TODAY))
