"""The edits of the memo, the sign-off and the scorecard."""

from datetime import UTC, date, datetime

import pytest

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Metric, TradeOff
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import word_of
from alignment_tui.editing import memo, scorecard, sign_off
from alignment_tui.editing.fields import together
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import signers
from tests.factories import session

MOMENT = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3))
START = session(
    metrics=(Metric(id="M1", name="m", baseline=5, target=1),), trade_offs=(TradeOff(id="T1", gain="a", give="b"),)
)


def after(edit: Edit, before: Session = START) -> Session:
    return edit(before, MOMENT)


def test_the_memo_keeps_the_other_sentences() -> None:
    made = after(together(memo.write("why", "x"), memo.review_every(2, "month", None), memo.declare("proposed")))
    made = after(together(memo.write("facing", "y"), memo.supersede("winter")), made)
    assert (made.memo.why, made.memo.facing, made.memo.status, made.memo.supersedes) == ("x", "y", "proposed", "winter")


def test_the_same_text_is_one_version_and_a_changed_one_another() -> None:
    made = after(together(sign_off.sign("Ana", "consent"), sign_off.sign("Raj", "aside")))
    assert [one.number for one in made.versions] == [1]
    made = after(sign_off.sign("Li", "consent"), after(memo.review_every(1, "week", None), made))
    assert [one.number for one in made.versions] == [1, 2]
    assert made.signatures[2].digests["cadence"] != made.signatures[0].digests["cadence"]
    assert made.signatures[2].digests["metrics"] == made.signatures[0].digests["metrics"]


def test_only_signers_sign_where_they_are_named() -> None:
    made = after(signers(("Ana",)))
    with pytest.raises(RuleBroken, match="Raj is not among the signers"):
        after(sign_off.sign("Raj", "consent"), made)


def test_a_withdrawal_takes_the_objection_and_deletes_nothing() -> None:
    made = after(together(sign_off.sign("Ana", "objection", "a harm"), sign_off.withdraw("Ana")))
    assert [one.verdict for one in made.signatures] == ["objection", "withdrawal"]
    assert made.signatures[1].withdraws == "G1"
    assert word_of(made, "S1") is None
    with pytest.raises(RuleBroken, match="said nothing"):
        after(sign_off.withdraw("Ana"), made)
    made = after(together(sign_off.sign("Ana", "consent"), sign_off.withdraw("Ana")), made)
    assert made.signatures[-1].withdraws == "G3"


def test_an_objection_needs_a_harm_and_a_reservation_words() -> None:
    for verdict in ("objection", "reservation"):
        with pytest.raises(RuleBroken):
            after(sign_off.sign("Ana", verdict))


def test_the_rule_may_be_chosen_again_until_somebody_spoke() -> None:
    made = after(together(sign_off.choose_rule("everyone"), sign_off.choose_rule("quorum", 2, 3)))
    made = after(sign_off.sign("Ana", "consent"), made)
    after(sign_off.choose_rule("quorum", 2, 3), made)
    with pytest.raises(RuleBroken, match="Ana already spoke"):
        after(sign_off.choose_rule("everyone"), made)


def test_a_corrected_reading_keeps_what_it_was() -> None:
    made = after(
        together(*(scorecard.read("M1", value, note=note) for value, note in ((1, "a"), (2, ""), (2, ""), (3, "b"))))
    )
    assert [(one.value, one.before, one.note) for one in made.readings] == [(3, (1, 2), "b")]


def test_limits_are_locked_from_six_readings_on() -> None:
    values = (10, 12, 11, 9, 10)
    made = after(together(*(scorecard.read("M1", value, date(2025, 1, day)) for day, value in enumerate(values, 1))))
    with pytest.raises(RuleBroken, match="5 readings"):
        after(scorecard.lock("M1", "why"), made)
    made = after(together(scorecard.read("M1", 11, date(2025, 1, 9)), scorecard.lock("M1", "why")), made)
    limits = made.metrics[0].limits
    assert limits
    assert (limits.centre, limits.readings, limits.reason, limits.on) == (10.5, 6, "why", MOMENT.today)


def test_a_fired_tripwire_reopens_and_a_corrected_reading_takes_it_back() -> None:
    made = after(together(scorecard.trip("M1", "above", 40, "T1"), scorecard.read("M1", 41)))
    assert made.tripwires[0].reopened_on == MOMENT.today
    assert after(scorecard.read("M1", 4), made).tripwires[0].reopened_on is None
    late = after(scorecard.read("M1", 50, date(2025, 1, 1)), after(scorecard.trip("M1", "above", 40, "T1")))
    assert late.tripwires[0].reopened_on == date(2025, 1, 1)


def test_every_tripwire_that_fires_is_acted_on_at_once_or_one_by_its_name() -> None:
    wires = (scorecard.trip("M1", "above", 40, "T1"), scorecard.trip("M1", "above", 30, "T1"))
    fires = after(together(scorecard.read("M1", 41), *wires))
    assert [one.reopened_on for one in after(scorecard.act_on(), fires).tripwires] == [MOMENT.today] * 2
    assert [one.reopened_on for one in after(scorecard.act_on("W2"), fires).tripwires] == [None, MOMENT.today]
    with pytest.raises(RuleBroken, match="no tripwire fires"):
        after(scorecard.act_on(), after(scorecard.act_on(), fires))
    with pytest.raises(RuleBroken, match="W1 does not fire now: reopened on 2025"):
        after(scorecard.act_on("W1"), after(scorecard.act_on(), fires))


def test_a_review_is_one_a_day_and_lessons_are_many() -> None:
    made = after(
        together(
            scorecard.review("changed", "x"), scorecard.review("now", "y"), scorecard.learn("z"), scorecard.learn("q")
        )
    )
    assert [(one.changed, one.now) for one in made.reviews] == [("x", "y")]
    assert [one.id for one in made.lessons] == ["L1", "L2"]
