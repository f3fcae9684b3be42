from typing import Any

from alignment_tui.domain.records import (
    Capacity,
    Choice,
    ErrorBudget,
    Option,
    Order,
    TradeOff,
    Verdict,
)
from alignment_tui.domain.session import Session
from alignment_tui.domain.trade_offs import (
    accepted,
    chosen,
    option_figures,
    promised,
    trade_off_words,
    with_answer,
)
from tests.factories import effort, request, session

FROZEN = ErrorBudget(id="C9", service="checkout", slo_percent=99.9, window_days=30, spent_minutes=60)


def options(**fields: Any) -> Session:
    usual: dict[str, Any] = {
        "requests": (
            request(1, "S1", takes=effort(9), must=True, nature="reliability"),
            request(2, "S2", takes=effort(10)),
            request(3, "S3", takes=effort(1), merged_into="R2", must=True),
            request(4, "S1", takes=effort(2)),
        ),
        "constraints": (Capacity(id="C1", person_weeks=12),),
        "options": (
            Option(id="O1", name="Calm launch", requests=("R1",)),
            Option(id="O2", name="Everything at once", requests=("R1", "R2", "R4")),
        ),
    }
    return session(**{**usual, **fields})


def test_an_option_against_what_there_is() -> None:
    whole = options()
    calm, everything = (option_figures(whole, option) for option in whole.options)
    assert (calm.feasible, calm.why_not, calm.demand.typical) == (True, (), 9)
    assert (everything.feasible, everything.demand.typical) == (False, 21)
    assert everything.why_not == ("takes 21 of 12 person-weeks, 9 too many",)


def test_what_it_leaves_behind_and_whose_that_is() -> None:
    whole = options()
    calm = option_figures(whole, whole.options[0])
    assert [(left.request, left.askers) for left in calm.leaves] == [("R2", ("S2", "S3")), ("R4", ("S1",))]
    assert [(left.request, left.askers) for left in calm.musts_broken] == [("R2", ("S3",))]


def test_taking_a_near_duplicate_takes_the_one_it_went_into() -> None:
    whole = options(options=(Option(id="O1", name="x", requests=("R3", "R2")),))
    assert option_figures(whole, whole.options[0]).demand.typical == 10


def test_a_broken_order_warns_and_a_broken_freeze_forbids() -> None:
    whole = options(constraints=(FROZEN, Order(id="C2", first="R4", then="R2"), Order(id="C3", first="R4", then="R1")))
    calm = option_figures(whole, whole.options[0])
    assert (calm.feasible, [(edge.first, edge.then) for edge in calm.order_broken]) == (True, [("R4", "R1")])
    everything = option_figures(whole, whole.options[1])
    assert (everything.feasible, everything.freeze_broken) == (False, ("R2", "R4"))
    assert everything.why_not == ("breaks the freeze: R2, R4 is not reliability or security work",)


def test_a_request_nobody_sized_is_said() -> None:
    whole = options(requests=(request(1),), options=(Option(id="O1", name="x", requests=("R1",)),))
    assert option_figures(whole, whole.options[0]).demand.unsized == ("R1",)


def test_the_chosen_option_its_trade_offs_and_the_promise() -> None:
    def trade(number: int, option: str | None) -> TradeOff:
        return TradeOff(id=f"T{number}", gain="a", give="b", option=option)

    whole = options(
        choice=Choice(option="O1"),
        trade_offs=(trade(1, "O1"), trade(2, "O2"), trade(3, None)),
        requests=(
            request(1),
            request(2, verdict=Verdict(answer="will")),
            request(3, verdict=Verdict(answer="wont")),
            request(4),
        ),
    )
    option = chosen(whole)
    assert option is not None
    assert option.id == "O1"
    assert [one.id for one in accepted(whole)] == ["T1", "T3"]
    assert promised(whole) == ("R1", "R2")
    assert [one.id for one in with_answer(whole, "wont")] == ["R3"]
    assert chosen(options()) is None


def test_a_trade_off_in_words() -> None:
    one = TradeOff(id="T1", gain="uptime", give="branding", accepting="one more quarter")
    assert trade_off_words(one) == "uptime even over branding, accepting one more quarter"
    assert trade_off_words(TradeOff(id="T1", gain="uptime", give="branding")) == "uptime even over branding"
