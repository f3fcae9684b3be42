"""How a group decides on the screen: what is offered, the verdicts that follow, forced ranking, fist to five."""

from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Capacity, Choice, Effect, Meeting, Metric, Option, Verdict
from alignment_tui.domain.session import Session
from alignment_tui.storage import saver
from alignment_tui.ui.dialogs.fist import FistScreen
from alignment_tui.ui.dialogs.form import FormScreen
from alignment_tui.ui.dialogs.ranking import RankingScreen
from alignment_tui.ui.work import WorkScreen
from tests.driver import NOW, SIZES, Facilitator
from tests.factories import effort, request, session
from tests.portion import some
from tests.ui.hostile import assert_harmless, hostile_session
from tests.ui.test_disk import elsewhere

METRICS = (Metric(id="M1", name="downtime", owner="S1"), Metric(id="M2", name="onboarding time", owner="S2"))
SESSION = session(
    deciders=("S3",),
    meetings=(Meeting(on=NOW.date(), here=("S1", "S2", "S3")),),
    requests=(request(1, takes=effort(4)), request(2, "S2", takes=effort(9)), request(3, "S3", takes=effort(1))),
    metrics=METRICS,
    constraints=(Capacity(id="C1", person_weeks=10),),
    options=(
        Option(
            id="O1",
            name="Calm",
            requests=("R1",),
            effects=(Effect(metric="M1", direction="better"), Effect(metric="M2", direction="worse")),
        ),
        Option(
            id="O2",
            name="Bold",
            requests=("R2",),
            effects=(Effect(metric="M1", direction="worse"), Effect(metric="M2", direction="better")),
        ),
    ),
)
CHOSEN = replace(SESSION, choice=Choice(option="O1"))


def opened(
    tmp_path: Path, whole: Session = CHOSEN, size: tuple[int, int] = (80, 24)
) -> AbstractAsyncContextManager[Facilitator]:
    return Facilitator.opens(tmp_path, whole, size=size)


# What is offered


async def test_an_offer_stands_dim_under_the_trade_offs_and_is_never_taken_by_itself(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs").press("end", "home", "down", "down", "down")
        await room.sees("Offered, and not taken", "downtime even over onboarding time", "Raj would bear it")
        await room.sees("M1 is better with O1, M2 with O2; Raj owns M2", "Nobody has said it yet")
        row = next(row for row in room.work.records.rows if row.collection == "offers")
        assert {role for _, role in room.work.view.row(room.session, row, 70, NOW.date())} <= {"dim", "text"}
        await room.press("delete").sees("nothing is under the cursor to remove")
        await room.press("alt+up").sees("nothing is under the cursor to move")
        assert not room.session.trade_offs


@pytest.mark.parametrize("key", ["enter", "f2", "o"])
async def test_one_key_puts_it_into_the_line_to_be_said_in_ones_own_words(key: str, tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs").press("end", "home", "down", "down", "down", key)
        await room.sees("TYPING", 'a new trade-off: "downtime" even over "onboarding time", borne by Raj')
        assert not room.session.trade_offs
        await room.type(", accepting a quarter").enter().sees("taken: new trade-off")
        (made,) = room.session.trade_offs
        assert (made.gain, made.give, made.accepting) == ("downtime", "onboarding time", "a quarter")
        assert (made.bearer, made.metric, made.option) == ("S2", "M2", "O1")
        await room.does_not_see("Offered, and not taken").press("ctrl+z").sees("Undone: new trade-off")
        assert not room.session.trade_offs


async def test_a_half_typed_line_is_kept_and_the_offer_opens_in_a_form(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs").to_line().type("R2 wont: because").to_keys().press("o")
        await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        await room.sees("downtime", "onboarding time", "Raj").type("a quarter").press("f2")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage").sees("R2 wont: because")
        (made,) = room.session.trade_offs
        assert (made.id, made.accepting, made.bearer) == ("T1", "a quarter", "S2")


async def test_names_a_line_would_misread_open_in_a_form_and_esc_takes_nothing(tmp_path: Path) -> None:
    odd = replace(CHOSEN, metrics=(replace(METRICS[0], name="this even over that"), METRICS[1]))
    async with opened(tmp_path, odd) as room:
        await room.stage("trade-offs").press("o")
        await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form").press("escape")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert room.session == odd


# Verdicts


async def test_verdicts_are_filled_in_at_once_and_taken_back_at_once(tmp_path: Path) -> None:
    decided = Verdict(answer="wont", reason="we said so before")
    whole = replace(CHOSEN, requests=(*CHOSEN.requests[:2], replace(CHOSEN.requests[2], verdict=decided)))
    async with opened(tmp_path, whole) as room:
        await room.stage("trade-offs").sees("2 without a verdict").press("ctrl+g")
        await room.sees("2 verdicts follow from O1 Calm", "O1 Calm is chosen")
        first, second, third = (one.verdict for one in room.session.requests)
        assert first
        assert second
        assert (first.answer, first.reason, first.follows) == (
            "will",
            "it is part of Calm and fits into 10 person-weeks",
            "O1",
        )
        assert (first.on, first.decided_by, first.present) == (NOW.date(), ("S3",), ("S1", "S2", "S3"))
        assert (second.answer, second.follows) == ("later", "O1")
        assert third == decided
        await room.press("ctrl+g").sees("not now: every request has a verdict")
        await room.press("ctrl+z").sees("Undone: verdicts from O1", "2 without a verdict")
        assert room.session.requests == whole.requests


async def test_a_verdict_changed_in_the_form_is_a_persons_and_another_choice_leaves_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs").press("ctrl+g").sees("3 verdicts follow").press("end")
        assert room.selected == "R3"
        await room.sees("from O1, as it was filled in").press("enter")
        await room.until(lambda: isinstance(room.app.screen, FormScreen), "the form")
        await room.press("tab").type(", for now").press("f2").sees("changed R3")
        await (
            room.to_line().says("choose O2").sees("taken: choose O2").press("ctrl+g").sees("2 verdicts follow from O2")
        )
        answers = [(one.verdict.answer, one.verdict.follows) for one in room.session.requests if one.verdict]
        assert answers == [("later", "O2"), ("will", "O2"), ("wont", None)]


@pytest.mark.parametrize(
    ("whole", "label", "reason"),
    [
        (SESSION, "Fill in the verdicts", "no option is chosen yet; type choose O1"),
        (SESSION, "Take what is offered", "no option is chosen yet; type choose O1"),
        (replace(CHOSEN, metrics=METRICS[:1], options=(Option(id="O1", name="Calm"),)), "Take what", "nothing follows"),
        (replace(SESSION, requests=SESSION.requests[:1], options=()), "Forced ranking", "a ranking needs two requests"),
        (replace(SESSION, options=()), "Fist to five", "there is no option yet; type option NAME: R1 R3"),
        (Session(title="x", options=(Option(id="O1", name="y"),)), "Fist to five", "nobody is known yet"),
    ],
)
async def test_what_cannot_be_done_says_why(whole: Session, label: str, reason: str, tmp_path: Path) -> None:
    async with opened(tmp_path, whole, (120, 36)) as room:
        await room.palette(label).sees(f"not now: {reason}")
        assert room.session == whole


# Forced ranking


async def ranks(room: Facilitator) -> Facilitator:
    await room.press("r")
    return await room.until(lambda: isinstance(room.app.screen, RankingScreen), "the ranking").sees("ranked")


def order(room: Facilitator) -> list[str]:
    return [row.key for row in room.app.screen.query_one("#choices").rows]  # type: ignore[attr-defined]


async def test_each_person_ranks_in_turn_then_all_together_and_the_result_is_drawn(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs")
        await ranks(room)
        await room.sees("Ana ranks", "0 of 3 ranked").press("alt+down")
        assert order(room) == ["R2", "R1", "R3"]
        await (
            room.press("alt+down", "alt+down", "alt+up")
            .sees("R1 is at 2")
            .enter()
            .sees("kept: Ana's ranking", "Raj ranks")
        )
        assert order(room) == ["R1", "R2", "R3"]
        await room.press("down", "down", "1").enter().sees("Li ranks", "2 of 3 ranked")
        await room.enter().sees("All together rank")
        assert order(room) == ["R1", "R2", "R3"]
        await room.press("2").enter().sees("How the ranking came out", "kept: the ranking together", "├", "┤", "●")
        assert [(one.person, len(one.order)) for one in room.session.rankings] == [
            ("S1", 3),
            ("S2", 3),
            ("S3", 3),
            (None, 3),
        ]
        assert room.session.rankings[1].order == ("R3", "R1", "R2")
        await room.press("escape").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        await room.sees("Forced ranking, the most wanted first", "from 1 (", "All together").press("ctrl+z")
        await room.sees("Undone: the ranking together")


async def test_numbers_put_a_request_at_its_rank_also_with_two_digits(tmp_path: Path) -> None:
    twelve = replace(CHOSEN, requests=tuple(request(number) for number in range(1, 13)), options=(), choice=None)
    async with opened(tmp_path, twelve) as room:
        await room.stage("trade-offs")
        await ranks(room)
        lines = [line for line in room.screen_text().splitlines() if " R" in line]
        assert len(lines) == 12, room.screen_text()
        await room.press("1", "2")
        assert order(room)[-1] == "R1"
        await room.press("1")
        assert order(room)[0] == "R1"
        await room.press("down", "9")
        assert order(room)[8] == "R2"
        await room.press("0").sees("there are ranks 1 to 12")
        await room.press("home", "1", "1")
        assert order(room)[10] == "R1"
        assert sorted(order(room)) == sorted(one.id for one in twelve.requests)
        await room.press("escape").sees("Enter keeps Ana's order, Esc forgets it").press("escape")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert room.session == twelve


async def test_an_order_that_is_not_kept_is_asked_about_and_any_other_key_goes_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs")
        await ranks(room)
        await room.press("3", "right").sees("Enter keeps Ana's order").press("down").sees("Ana ranks")
        await room.does_not_see("Enter keeps Ana's order, Esc").press("right").sees("Enter keeps Ana's order").enter()
        await room.sees("Raj ranks", "kept: Ana's ranking")
        assert room.session.rankings[0].order == ("R2", "R3", "R1")
        await room.press("2", "left").sees("Enter keeps Raj's order").press("escape").sees("Ana ranks")
        assert len(room.session.rankings) == 1
        assert order(room) == ["R2", "R3", "R1"]
        await room.press("left").sees("How the ranking came out").press("escape")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")


async def test_a_request_asked_for_since_is_marked_and_comes_last(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs").to_line().says("rank Ana: R3 R1", "rank Raj: R1 R2 R3", "rank Li: R1 R2 R3")
        await room.to_keys()
        await ranks(room)
        await room.sees("How the ranking came out").press("right").sees("Ana ranks")
        assert order(room) == ["R3", "R1", "R2"]
        assert "new" in next(line for line in room.screen_text().splitlines() if " R2 " in line)


async def test_what_others_ask_for_and_take_out_meanwhile_comes_into_the_order_as_it_was_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "LOOK_SECONDS", 0.05)
    async with opened(tmp_path) as room:
        await room.stage("trade-offs")
        await ranks(room)
        await room.press("3").saved()
        assert order(room) == ["R2", "R3", "R1"]
        elsewhere(room, lambda whole: replace(whole, requests=(*whole.requests[:2], request(4, "S3"))))
        await room.until(lambda: [one.id for one in room.session.requests] == ["R1", "R2", "R4"], "the change")
        await room.press("alt+up").until(lambda: order(room) == ["R1", "R2", "R4"], "the order").enter()
        await room.sees("kept: Ana's ranking")
        assert room.session.rankings[0].order == ("R1", "R2", "R4")


async def test_a_ranking_is_removed_alone_and_has_no_place_to_move_to(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs").to_line().says("rank Raj: R1 R2 R3").to_keys().press("end")
        assert room.selected == "S2"
        await room.press("alt+up").sees("nothing is under the cursor to move")
        await room.press("delete").sees("removed the ranking S2")
        assert (room.session.rankings, room.session.stakeholders) == ((), CHOSEN.stakeholders)


# Fist to five


async def fists(room: Facilitator) -> Facilitator:
    await room.press("v")
    return await room.until(lambda: isinstance(room.app.screen, FistScreen), "the fist")


async def test_it_goes_round_hidden_and_is_shown_with_what_is_said_against_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs")
        await fists(room)
        await room.sees("Fist to five   O1 Calm", "0 of 3 in", "5  champions it", "0  blocks it", "▌ Ana")
        await room.press("5").sees("1 of 3 in", "has shown, hidden", "▌ Raj")
        await room.press("2").sees("2 of 3 in", "▌ Li", "hidden until everybody here has shown")
        assert "●" not in room.screen_text()
        await room.enter().sees("0 to 5: nothing was shown yet")
        await room.press("up").enter().sees("asked once all are in, so that a question does not tell")
        await room.press("down", "0").sees("does not pass: Raj 2, Li 0", "●●○○○", "2 has concerns", "Raj, what would")
        await room.type("no partner waits 3 weeks").enter().sees("Li, what would have to change?")
        await room.type("a date").enter().does_not_see("what would have to change?")
        assert [(one.person, one.fingers, one.why, one.blind) for one in room.session.fists] == [
            ("S1", 5, "", False),
            ("S2", 2, "no partner waits 3 weeks", False),
            ("S3", 0, "a date", False),
        ]
        await room.press("escape").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        await room.sees("O1: does not pass: Raj 2, Li 0", "Fist to five on O1", '"no partner waits 3 weeks"')


async def test_all_threes_pass_and_nobody_champions_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs")
        await fists(room)
        await room.press("3", "3", "3").sees("passes, but nobody champions it")
        await room.press("up", "up", "4").sees("passes").does_not_see("nobody champions")


async def test_another_option_a_reveal_another_round_and_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs")
        await fists(room)
        await room.press("f10").sees("nothing is hidden here").press("ctrl+n").sees("this is the first round")
        await room.press("right").sees("O2 Bold").press("1", "f10").sees("1 of 3 in", "so far it does not pass: Ana 1")
        await room.press("escape", "down", "4").sees("2 of 3 in", "●●●●○")
        await (
            room.press("ctrl+n")
            .sees("0 of 3 in", "another round")
            .press("ctrl+z")
            .sees("Undone: another round", "2 of 3 in")
        )
        await room.press("left").sees("O1 Calm", "0 of 3 in").press("escape")
        assert [(one.option, one.fingers, one.blind) for one in room.session.fists] == [
            ("O2", 1, False),
            ("O2", 4, False),
        ]


async def test_a_reason_half_typed_is_kept_on_leaving(tmp_path: Path) -> None:
    async with opened(tmp_path) as room:
        await room.stage("trade-offs")
        await fists(room)
        await room.press("1", "4", "4").sees("Ana, what would have to change?").type("half a rea").press("escape")
        await room.sees("half a rea").press("escape")
        await room.until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert room.session.fists[0].why == "half a rea"
        await room.to_keys()
        await fists(room)
        await room.press("home").enter().sees("half a rea").type("son").enter()
        assert room.session.fists[0].why == "half a reason"


async def test_the_line_masks_a_fist_and_f10_shows_what_is_hidden(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 36)) as room:
        await room.stage("trade-offs").to_line().type("fist O1 Ana 4").sees("BLIND", "O1 fist of Ana, hidden")
        await room.does_not_see("Ana 4").enter().sees("TYPING", "fist to five on O1: 1 of 3 in", "has shown, hidden")
        assert room.work.capture.line.password is False
        await room.type("fist O1 Raj 7").sees("not understood yet").does_not_see("7 fingers").press("ctrl+u")
        await room.to_keys().press("end").press("f2").sees("hidden until everybody has answered; F10 reveals")
        await room.press("f10").sees("revealed", "●●●●○", "4 supports it")
        await room.to_line().type("fist O1 Raj 2: why not").sees("TYPING", 'Raj shows 2 for O1 Calm, because "why not"')


@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_words_of_people_are_shown_as_they_are_in_both(size: tuple[int, int], tmp_path: Path) -> None:
    whole = hostile_session()
    async with opened(tmp_path, whole, size) as room:
        await room.stage("trade-offs")
        for key, shown in (("r", RankingScreen), ("v", FistScreen)):
            await room.press(key).until(partial(_is_on, room, shown), "the dialog")
            for _ in range(5):
                assert_harmless(room)
                await room.press("right", "down")
            await room.press("escape").until(lambda: isinstance(room.app.screen, WorkScreen), "the stage")
        assert room.session == whole


def _is_on(room: Facilitator, screen: type) -> bool:
    return isinstance(room.app.screen, screen)
