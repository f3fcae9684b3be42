"""What the room sees: every stage at every size, without ids, findings or anything masked; and the line stays."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from alignment_tui.domain.blind import masked
from alignment_tui.domain.records import ErrorBudget, Order, Request, StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import stage_of
from alignment_tui.ui.lines import BLANK, Line, plain, width_of
from alignment_tui.ui.present import PRESENTERS
from alignment_tui.ui.present.shared_view import SharedView, shared_rows
from alignment_tui.ui.widgets.record_list import Row
from tests.driver import NOW, SIZES, Facilitator, example
from tests.portion import paired
from tests.ui.form_samples import full_session

TODAY = NOW.date()
CHECKOUT = example("checkout").session
PEOPLE = CHECKOUT.stakeholders
LONG = "Partners can brand onboarding themselves, without a ticket to us, in every country and language we sell in, "
CROWDED = replace(
    CHECKOUT,
    requests=(
        *CHECKOUT.requests,
        *(Request(id=f"R{number}", asker="S1", words=(LONG * 2)[:200]) for number in range(7, 12)),
        Request(id="R12", asker="S2", words="\u8ba2\u5355\u4e0d\u80fd\u5728\u5927\u4fc3\u671f\u95f4\u4e2d\u65ad" * 10),
    ),
)
SESSIONS = {
    "checkout": CHECKOUT,
    "free-threaded-python": example("free-threaded-python").session,
    "every field": full_session(),
    "crowded": CROWDED,
    "empty": Session(title="Nothing said yet"),
}
ID = re.compile(r"(?<![A-Za-z])[SRVMCOTWPD][1-9][0-9]*(?:\.[AK0-9][0-9]*)?(?![A-Za-z0-9])")


def shared(session: Session, slug: StageSlug, selected: Row | None = None, today: date = TODAY) -> SharedView:
    return SharedView(session, stage_of(slug), shared_rows(session, slug, today), selected, today)


def pages(session: Session, slug: StageSlug, width: int) -> list[str]:
    told = []
    for row in shared(session, slug).items or (None,):
        drawn = shared(session, slug, row).page(width, 30)
        assert [one for one in drawn if width_of(one) > width] == []
        told.append(plain(drawn))
    return told


def typed_ids(session: Session) -> set[str]:
    """Return what looks like an id in what people typed themselves: that is theirs, and stays."""
    words = re.findall(r'": ?"([^"]* [^"]*)"', str(to_builtins(session)).replace("'", '"'))
    return set(ID.findall(" ".join(words)))


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("slug", PRESENTERS)
def test_a_page_fits_and_says_no_id_of_ours(slug: StageSlug, name: str, width: int) -> None:
    session = SESSIONS[name]
    for told in pages(session, slug, width):
        assert set(ID.findall(told)) <= typed_ids(session), told


def lines_of(session: Session, slug: StageSlug, key: str, width: int = 120, height: int = 60) -> list[Line]:
    row = next((row for row in shared(session, slug).rows if key and row.key == key), None)
    return [*shared(session, slug, row).page(width, height)]


@pytest.mark.parametrize("slug", PRESENTERS)
def test_air_comes_where_there_is_room_for_it_and_goes_where_there_is_none(slug: StageSlug) -> None:
    airy, close = (lines_of(CHECKOUT, slug, "R1", height=height) for height in (99, 1))
    assert [one for one in airy if one] == [one for one in close if one]
    assert not any(one == after == BLANK for one, after in pairwise(airy))


def test_things_said_one_after_the_other_get_air_between_them() -> None:
    airy, close = (plain(lines_of(CHECKOUT, "metrics", "M1", height=height)) for height in (60, 12))
    assert re.search(r"\n\n +Felt by .*\n\n +Read from", airy)
    assert re.search(r"\n +Felt by .*\n +Read from", close)


@pytest.mark.parametrize("width", [80, 120])
def test_the_worst_wait_stands_out_of_an_open_map(width: int) -> None:
    drawn = lines_of(CHECKOUT, "value-stream", "V1", width)
    assert any(role == "warn" and "╍" in text for one in drawn for text, role in one)
    assert not re.search(r"[\[│]\s*Deploy", plain(drawn))


def test_what_an_option_gives_up_is_told_before_it_is_chosen() -> None:
    weighed = replace(CHECKOUT, choice=None)
    assert re.search(
        r"With Calm launch\n\n +Uptime even over branding.* Raj bears it", plain(lines_of(weighed, "trade-offs", "O1"))
    )
    assert "even over" not in plain(lines_of(weighed, "trade-offs", "O2"))


def test_a_freeze_is_told_as_what_stands_in_the_way() -> None:
    frozen = replace(
        CHECKOUT,
        constraints=tuple(
            replace(one, spent_minutes=one.window_days * 1440) if isinstance(one, ErrorBudget) else one
            for one in CHECKOUT.constraints
        ),
    )
    assert "forbids it" in plain(lines_of(frozen, "trade-offs", "O1", 200))
    assert "forbids it" not in plain(lines_of(CHECKOUT, "trade-offs", "O1", 200))


def test_what_is_accepted_has_one_label() -> None:
    assert plain(lines_of(CHECKOUT, "memo", "")).count("Accepting") == 1


@pytest.mark.parametrize("width", [80, 120])
def test_a_request_of_200_characters_and_of_wide_ones_is_whole(width: int) -> None:
    told = ["".join(page.split()) for page in pages(CROWDED, "requests", width)]
    for request in CROWDED.requests:
        assert any("".join(request.words.split()) in page for page in told), request.id


def test_what_was_said_blind_is_not_for_the_room() -> None:
    secret = Request(id="R7", asker="S1", words="a secret wish", because="of pride", blind=True)
    session = masked(replace(CHECKOUT, requests=(*CHECKOUT.requests, secret)))
    for slug in PRESENTERS:
        for page in pages(session, slug, 120):
            assert "secret" not in page
            assert "pride" not in page


@pytest.mark.parametrize(("slug", "size"), paired(list(PRESENTERS), SIZES))
async def test_the_room_sees_the_question_and_the_line_and_nothing_of_ours(
    slug: StageSlug, size: tuple[int, int], tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=size) as room:
        await room.stage(slug).press("f5").sees(stage_of(slug).question, stage_of(slug).day)
        await room.does_not_see("F9 findings", "1 parked", "Saved", "Checkout reliability   ")
        await room.press("f9").sees("findings are not for the room").does_not_see("What is missing")
        await room.press("a").type("park: a thought").sees("TYPING", "park: a thought").enter().sees("taken: ")
        assert room.session.parked[-1].text == "a thought"
        await room.press("f5").sees(CHECKOUT.title)


async def test_one_record_at_a_time(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.press("f5", "escape").sees("No checkout outage during the sale", "1 of 6")
        await room.press("right").sees("Partners can brand onboarding", "2 of 6").does_not_see("No checkout outage")
        await room.press("left", "left").sees("No checkout outage", "1 of 6")
        await room.press(*["right"] * 9).sees("The big partners get a date", "6 of 6")
        await room.press("f5").sees("R6    Mo")
        assert room.selected == "R6"


async def test_how_the_room_sees_the_rest_is_said_with_the_keys_there_are(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "keys.yaml").write_text("next-item: [n]\n")
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(80, 24)) as room:
        await room.press("f5", "escape").sees("Left and n show another; F5 back to work")
    alone = Session(title="One wish", requests=(Request(id="R1", asker="S1", words="calm"),), stakeholders=PEOPLE)
    async with Facilitator.opens(tmp_path / "alone", alone, size=(80, 24)) as room:
        await room.press("f5", "escape").sees("PgDn reads on")


async def test_how_much_more_there_is_stands_at_the_margin_of_the_page(tmp_path: Path) -> None:
    long = replace(CHECKOUT, memo=replace(CHECKOUT.memo, why=LONG * 12))
    async with Facilitator.opens(tmp_path, long, size=(80, 24)) as room:
        await room.press("f5", "escape", "6").sees("▾ ")
        assert {len(one) for one in room.screen_text().splitlines() if "▾" in one} == {80 - 3}


async def test_constraints_are_shown_kind_by_kind_and_fit_a_small_terminal(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(80, 24)) as room:
        await room.stage("constraints").press("f5").sees("19 of 12 person-weeks", "1 of 4").does_not_see("▾ ")
        for place, words in enumerate(("What has to come first", "cannot be themed", "So we take care"), start=2):
            await room.press("right").sees(words, f"{place} of 4").does_not_see("19 of 12", "▾ ")
        await (
            room.to_line().says("risk: the sale starts early").sees("Risk              the sale starts early", "3 of 4")
        )
        await room.says("none: slo").press("escape", "left").sees("2 of 4")


async def test_the_launch_is_read_back_first_and_then_shows_who_said_what(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(80, 24)) as room:
        await (
            room.stage("sign-off").press("f5").sees("We give up", "We review", "1 of 2").does_not_see("▾ ", "consents")
        )
        await room.press("right").sees("Ana               consents", "2 of 2").does_not_see("We give up", "▾ ")
        await (
            room.press("left")
            .sees("We give up")
            .to_line()
            .says("Li objects: not yet")
            .sees("objects: not yet", "2 of 2")
        )


def test_a_circle_in_the_order_is_told_in_the_rooms_words() -> None:
    circle = tuple(Order(id=f"C{n}", first=a, then=b) for n, a, b in ((8, "R1", "R2"), (9, "R2", "R1")))
    told = next(one for one in pages(replace(CHECKOUT, constraints=circle), "constraints", 80) if "circle" in one)
    assert re.findall(r'before +"(.{9})', told) == ["no outage", "Partners ", "no outage"]


def test_a_kind_of_constraint_without_any_on_purpose_is_told() -> None:
    none = replace(CHECKOUT, constraints=(), no_constraints=("order", "slo"))
    assert ["None, on purpose  order, error budget" in one for one in pages(none, "constraints", 80)] == [False, True]


async def test_the_memo_is_shown_part_by_part(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(80, 24)) as room:
        await room.stage("memo").press("f5").sees("We decided for", "1 of 5").does_not_see("We will")
        for place, title in enumerate(("We will", "We won't", "Not yet", "How we will know"), start=2):
            await room.press("right").sees(title, f"{place} of 5").does_not_see("We decided for", "▾ ")
        await room.press("f5").sees("context", CHECKOUT.title)
        assert room.selected == "context"


def test_a_decision_in_somebodys_own_words_stands_instead_of_the_options_name() -> None:
    written = replace(CHECKOUT, memo=replace(CHECKOUT.memo, decision="Calm first"))
    told = plain(lines_of(written, "memo", ""))
    assert ("Calm first" in told, "Calm launch" in told) == (True, False)


def test_the_weeks_stand_beside_the_figure_where_a_chart_has_no_room() -> None:
    told = shared(CHECKOUT, "scorecard", today=date(2025, 6, 2))
    small, tall = (plain([*told.page(80, height)]) for height in (15, 40))
    assert "█ █ █ █ █ █ ▄ ▁   since 2025-04-07" in small
    assert "since 2025-04-07" not in tall
    assert len(small.splitlines()) <= 15


def test_the_options_stand_apart_from_what_they_are_weighed_by() -> None:
    for width in (80, 120):
        first = pages(CHECKOUT, "trade-offs", width)[0]
        row = next(text for text in first.splitlines() if "better, 30" in text)
        assert "   better, 30" in row


async def test_a_question_too_long_for_a_line_goes_on_in_the_next(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT, size=(40, 12)) as room:
        await room.press("f5").stage("sign-off").sees("Do you confirm the trade-offs, how", "we will know, and when")


async def test_a_review_that_is_overdue_is_not_told_to_the_room(tmp_path: Path) -> None:
    late = NOW + timedelta(days=365)
    async with Facilitator.opens(tmp_path, CHECKOUT, clock=lambda: late) as room:
        await room.sees("is overdue")
        room.app._present = True
        await room.press("ctrl+o").sees("Continue").enter().sees("1 of 6").does_not_see("is overdue")


async def test_a_step_under_the_cursor_shows_its_stream(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.stage("value-stream").press("end").press("f5").sees("2 of 2").press("left").sees("1 of 2", "Intake")


async def test_stages_change_and_undo_works_as_ever(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, CHECKOUT) as room:
        await room.press("f5", "escape", "5").sees("If we push for this", "Calm launch, chosen", "Raj bears it")
        await room.press("a").says("park: later").sees("taken").press("ctrl+z").sees("Undone")
