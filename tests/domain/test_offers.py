from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.effects import compared
from alignment_tui.domain.offers import Offer, offer_why, offered, offers
from alignment_tui.domain.records import Capacity, Choice, Effect, Metric, Number, Option, Request, TradeOff
from alignment_tui.domain.requests import merged
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import option_figures, taken_by
from tests.driver import example
from tests.factories import effort, request, session, step, stream

CHECKOUT = example("checkout").session
METRICS = (
    Metric(id="M1", name="downtime", unit="min", streams=("V1",)),
    Metric(id="M2", name="onboarding time", unit="d", owner="S3", streams=("V2",)),
)


def effects(**said: Any) -> tuple[Effect, ...]:
    """Effects by metric: a direction, or a direction with an amount and perhaps a unit."""
    found = []
    for own, value in said.items():
        direction, amount, unit = (*((value,) if isinstance(value, str) else value), None, "")[:3]
        found.append(Effect(metric=own, direction=direction, amount=amount, unit=unit or ""))
    return tuple(found)


def two_options(calm: dict[str, Any], bold: dict[str, Any], **fields: Any) -> Session:
    """R1 of Ana in the chosen option, R2 of Raj in the other; R2 touches the stream of onboarding time."""
    usual: dict[str, Any] = {
        "requests": (
            request(1, "S1", takes=effort(4), touches=("V1.1",)),
            request(2, "S2", takes=effort(4), touches=("V2.1",)),
        ),
        "streams": (stream(step(1)), stream(replace(step(1), id="V2.1"), id="V2")),
        "metrics": METRICS,
        "options": (
            Option(id="O1", name="Calm", requests=("R1",), effects=effects(**calm)),
            Option(id="O2", name="Bold", requests=("R2",), effects=effects(**bold)),
        ),
        "choice": Choice(option="O1"),
    }
    return session(**{**usual, **fields})


REVERSED = two_options({"M1": "better", "M2": "worse"}, {"M1": "worse", "M2": "better"})


def test_better_in_one_and_worse_in_the_other_is_offered_with_who_asked_for_what_is_left_behind() -> None:
    (one,) = offers(REVERSED)
    assert one == Offer(option="O1", against=("O2",), gains=("M1",), give="M2", bearer="S2", left=("R2",))
    assert offered(REVERSED, one) == TradeOff(
        id="T1", gain="downtime", give="onboarding time", bearer="S2", metric="M2", option="O1"
    )
    assert offer_why(REVERSED, one) == ("M1 is better with O1, M2 with O2; Raj asked for R2, which is left behind")


def test_the_other_way_round_where_the_other_one_is_chosen() -> None:
    (one,) = offers(replace(REVERSED, choice=Choice(option="O2")))
    assert (one.gains, one.give, one.bearer, one.left) == (("M2",), "M1", "S1", ("R1",))


def test_whoever_owns_the_metric_bears_it_where_several_asked_or_nobody_did() -> None:
    moved = replace(REVERSED.requests[1], merged_into=None)
    both = (REVERSED.requests[0], moved, request(3, "S1", merged_into="R2"))
    (of_two,) = offers(replace(REVERSED, requests=both))
    assert (of_two.bearer, of_two.left) == ("S3", ())
    assert offer_why(REVERSED, of_two).endswith("; Li owns M2")
    elsewhere = (REVERSED.requests[0], replace(moved, touches=()))
    (of_none,) = offers(replace(REVERSED, requests=elsewhere))
    assert (of_none.bearer, of_none.left) == ("S3", ())


def test_a_request_of_the_option_itself_is_not_left_behind() -> None:
    options = (replace(REVERSED.options[0], requests=("R1", "R2")), REVERSED.options[1])
    (one,) = offers(replace(REVERSED, options=options))
    assert (one.bearer, one.left) == ("S3", ())


def test_nothing_is_offered_where_nobody_follows_who_bears_it() -> None:
    ownerless = tuple(replace(metric, owner=None) for metric in METRICS)
    requests = (REVERSED.requests[0], replace(REVERSED.requests[1], touches=()))
    assert offers(replace(REVERSED, metrics=ownerless, requests=requests)) == ()


def test_nothing_is_offered_before_a_choice_or_where_nothing_is_given_up_or_gained() -> None:
    assert offers(replace(REVERSED, choice=None)) == ()
    assert offers(two_options({"M1": "better", "M2": "same"}, {"M1": "worse", "M2": "same"})) == ()
    assert offers(two_options({"M1": "same", "M2": "worse"}, {"M1": "same", "M2": "better"})) == ()


def test_nothing_follows_from_what_was_not_said() -> None:
    assert offers(two_options({"M1": "better"}, {"M1": "worse", "M2": "better"})) == ()
    assert offers(two_options({"M2": "worse"}, {"M2": "better"})) == ()


def test_an_option_that_cannot_be_done_gives_nothing_up() -> None:
    assert offers(replace(REVERSED, constraints=(Capacity(id="C1", person_weeks=3),))) == ()
    assert offers(replace(REVERSED, constraints=(Capacity(id="C1", person_weeks=4),)))


def test_what_a_trade_off_names_already_is_not_offered_again() -> None:
    def named(**fields: Any) -> Session:
        return replace(REVERSED, trade_offs=(TradeOff(id="T1", gain="a", give="b", **fields),))

    assert offers(named(metric="M2")) == ()
    assert offers(named(metric="M2", option="O1")) == ()
    assert offers(named(metric="M2", option="O2"))
    assert offers(named(metric="M1"))


def test_same_lies_between_better_and_worse_and_amounts_in_one_unit_are_compared() -> None:
    assert offers(two_options({"M1": "better", "M2": "same"}, {"M1": "same", "M2": "better"}))
    assert offers(two_options({"M1": ("better", 30), "M2": "worse"}, {"M1": ("better", 10, "MIN"), "M2": "better"}))
    assert offers(two_options({"M1": ("worse", 1), "M2": "worse"}, {"M1": ("worse", 2), "M2": "better"}))
    for calm, bold in (
        (("better", 30), ("better", 30)),
        (("better", 30), "better"),
        (("better", 30), ("better", 1, "h")),
        (("better", 30), ("better", -1)),
        ("better", "better"),
    ):
        assert offers(two_options({"M1": calm, "M2": "worse"}, {"M1": bold, "M2": "better"})) == (), (calm, bold)


def test_outcomes_come_before_other_metrics_and_what_leads_one_is_not_told_beside_it() -> None:
    leading = Metric(id="M3", name="alarms", kind="leading", leads="M1")
    guardrail = Metric(id="M4", name="errors", kind="guardrail")
    better, worse = {f"M{n}": "better" for n in (1, 3, 4)}, {f"M{n}": "worse" for n in (1, 3, 4)}
    whole = two_options({**better, "M2": "worse"}, {**worse, "M2": "better"}, metrics=(*METRICS, leading, guardrail))
    assert [one.gains for one in offers(whole)] == [("M1",)]
    without_outcome = two_options(
        {"M3": "better", "M4": "better", "M2": "worse"},
        {"M3": "worse", "M4": "worse", "M2": "better"},
        metrics=(*METRICS, leading, guardrail),
    )
    assert [one.gains for one in offers(without_outcome)] == [("M3", "M4")]
    owned = tuple(replace(metric, owner="S3") for metric in (*METRICS, leading, guardrail))
    given_up = two_options({**worse, "M2": "better"}, {**better, "M2": "worse"}, metrics=owned)
    assert [(one.gains, one.give) for one in offers(given_up)] == [(("M2",), "M1"), (("M2",), "M4")]


def test_what_is_furthest_apart_is_named_first() -> None:
    third = Metric(id="M3", name="lead time", unit="d")
    whole = two_options(
        {"M1": "better", "M3": "better", "M2": "worse"},
        {"M1": "same", "M3": "worse", "M2": "better"},
        metrics=(*METRICS, third),
    )
    assert [(one.gains, one.give) for one in offers(whole)] == [(("M3", "M1"), "M2")]
    assert offered(whole, offers(whole)[0]).gain == "lead time"


def test_one_offer_against_two_options_says_only_what_holds_against_both() -> None:
    third = Metric(id="M3", name="lead time", unit="d")
    more = (
        Option(id="O3", name="Other", requests=("R2",), effects=effects(M1="worse", M3="better", M2="better")),
        Option(id="O4", name="Silent"),
    )
    base = two_options(
        {"M1": "better", "M3": "better", "M2": "worse"},
        {"M1": "worse", "M3": "same", "M2": "same"},
        metrics=(*METRICS, third),
    )
    (one,) = offers(replace(base, options=(*base.options, *more)))
    assert (one.against, one.gains, one.give, one.left) == (("O2", "O3"), ("M1",), "M2", ("R2",))


def test_the_example_offers_what_its_people_have_not_said() -> None:
    (one,) = offers(CHECKOUT)
    assert (one.against, one.gains, one.give, one.bearer) == (("O3",), ("M1", "M6"), "M2", "S2")
    open_again = offers(replace(CHECKOUT, trade_offs=(), tripwires=()))
    assert [(offer.give, offer.bearer) for offer in open_again] == [("M2", "S2"), ("M3", "S2")]


DIRECTIONS = st.sampled_from([None, "better", "worse", "same"])
AMOUNTS: st.SearchStrategy[Number | None] = st.sampled_from([None, 0, 1, 2.5, -1])
PEOPLE = st.sampled_from(["S1", "S2", "S3"])


@st.composite
def weighed(draw: st.DrawFn) -> Session:
    """Options, effects, owners, askers and limits in any combination."""
    streams = (stream(step(1)), stream(replace(step(1), id="V2.1"), id="V2"))
    metrics = tuple(
        Metric(
            id=f"M{number}",
            name=f"metric {number}",
            kind=draw(st.sampled_from(["outcome", "guardrail"])),
            owner=draw(st.none() | PEOPLE),
            streams=draw(st.sampled_from([(), ("V1",), ("V2",)])),
        )
        for number in range(1, 5)
    )
    requests = tuple(
        request(
            number,
            draw(PEOPLE),
            takes=draw(st.none() | st.integers(1, 6).map(effort)),
            touches=draw(st.sampled_from([(), ("V1.1",), ("V2.1",)])),
        )
        for number in range(1, 5)
    )
    options = tuple(
        Option(
            id=f"O{number}",
            name=f"option {number}",
            requests=tuple(draw(st.sets(st.sampled_from([one.id for one in requests])))),
            effects=tuple(
                Effect(metric=metric.id, direction=said, amount=draw(AMOUNTS))  # type: ignore[arg-type]
                for metric in metrics
                if (said := draw(DIRECTIONS))
            ),
        )
        for number in range(1, 4)
    )
    named = draw(st.none() | st.sampled_from([metric.id for metric in metrics]))
    return session(
        streams=streams,
        metrics=metrics,
        requests=requests,
        options=options,
        constraints=draw(st.sampled_from([(), (Capacity(id="C1", person_weeks=8),)])),
        trade_offs=(TradeOff(id="T1", gain="a", give="b", metric=named),) if named else (),
        choice=draw(st.none() | st.sampled_from([Choice(option=one.id) for one in options])),
    )


@given(weighed())
def test_whatever_is_offered_follows(whole: Session) -> None:
    options = {option.id: option for option in whole.options}
    metrics = {metric.id: metric for metric in whole.metrics}
    found = offers(whole)
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert whole.choice
        assert one.option == whole.choice.option
        assert one.against
        for other in one.against:
            assert other != one.option
            assert option_figures(whole, options[other]).feasible
            for gain, against in product(one.gains, one.against):
                assert (compared(metrics[gain], options[one.option], options[against]) or 0) > 0
            assert (compared(metrics[one.give], options[one.option], options[other]) or 0) < 0
        assert one.give not in {trade_off.metric for trade_off in whole.trade_offs}
        if one.left:
            assert all(_asked(whole, own) == one.bearer for own in one.left)
            assert not set(one.left) & set(taken_by(whole, options[one.option]))
        else:
            assert metrics[one.give].owner == one.bearer


@given(weighed())
def test_whatever_is_given_up_to_somebody_who_owns_it_is_offered(whole: Session) -> None:
    option = next((one for one in whole.options if whole.choice and one.id == whole.choice.option), None)
    named = {trade_off.metric for trade_off in whole.trade_offs}
    told = {(one.give, other) for one in offers(whole) for other in one.against}
    for other in whole.options:
        if option is None or other is option or not option_figures(whole, other).feasible:
            continue
        by = {metric.id: compared(metric, option, other) or 0 for metric in whole.metrics}
        if max(by.values()) > 0:
            given_up = {metric.id for metric in whole.metrics if by[metric.id] < 0 and metric.owner}
            assert {(own, other.id) for own in given_up - named} <= told


@given(weighed())
def test_the_same_is_better_for_one_exactly_as_much_as_it_is_worse_for_the_other(whole: Session) -> None:
    for metric, first, second in product(whole.metrics, whole.options, whole.options):
        here, there = compared(metric, first, second), compared(metric, second, first)
        assert (here is None) == (there is None)
        assert here is None or there is None or here == -there


def _asked(whole: Session, own: str) -> str:
    spoken: tuple[Request, ...] = merged(whole)[own]
    return spoken[0].asker
