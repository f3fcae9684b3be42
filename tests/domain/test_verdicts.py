from msgspec.structs import replace

from alignment_tui.domain.records import Capacity, Choice, Option, Order, Verdict
from alignment_tui.domain.verdicts import Suggestion, suggested_verdicts
from tests.domain.test_trade_offs import FROZEN, options
from tests.factories import effort, request


def test_verdicts_that_follow_from_the_choice() -> None:
    whole = options(choice=Choice(option="O1"))
    assert [(one.request, one.answer, one.reason) for one in suggested_verdicts(whole)] == [
        ("R1", "will", "it is part of Calm launch and fits into 12 person-weeks"),
        ("R2", "later", "with it, Calm launch would take 19 of 12 person-weeks, 7 too many"),
        ("R4", "wont", "it is not part of Calm launch"),
    ]


def test_nothing_follows_before_a_choice_or_for_what_a_person_has_decided() -> None:
    assert suggested_verdicts(options()) == ()
    judged = options(
        choice=Choice(option="O1"),
        requests=(request(1, verdict=Verdict(answer="later")), request(2), request(3), request(4)),
    )
    assert [one.request for one in suggested_verdicts(judged)] == ["R2", "R3", "R4"]


def test_what_comes_first_or_is_frozen_is_for_later() -> None:
    whole = options(choice=Choice(option="O1"), constraints=(Order(id="C2", first="R2", then="R4"),))
    assert [(one.answer, one.reason) for one in suggested_verdicts(whole)][2] == ("later", "R2 comes first")
    frozen = options(choice=Choice(option="O1"), constraints=(FROZEN,))
    assert suggested_verdicts(frozen)[2].reason == "the error budget is spent: a freeze until it is back"


def test_it_fits_is_said_only_where_it_does_and_all_of_it_is_sized() -> None:
    def reason(**fields: object) -> str:
        return suggested_verdicts(options(**fields))[0].reason

    assert reason(choice=Choice(option="O2")) == "it is part of Everything at once"
    assert reason(choice=Choice(option="O1"), constraints=()) == "it is part of Calm launch"
    unsized = (request(1), request(2), request(3), request(4))
    assert reason(choice=Choice(option="O1"), requests=unsized) == "it is part of Calm launch"
    team = (Capacity(id="C1", person_weeks=12), Capacity(id="C2", person_weeks=3, team="Web"))
    of_team = (request(1, takes=effort(9, team="Web")), request(2), request(3), request(4))
    assert reason(choice=Choice(option="O1"), requests=of_team, constraints=team) == "it is part of Calm launch"


def test_what_was_filled_in_and_not_touched_follows_another_choice() -> None:
    whole = options(choice=Choice(option="O1"))
    verdicts = {one.request: one for one in suggested_verdicts(whole)}

    def filled(own: str) -> Verdict:
        one = verdicts[own]
        return Verdict(answer=one.answer, reason=one.reason, follows="O1")

    requests = tuple(replace(one, verdict=filled(one.id)) if one.id in verdicts else one for one in whole.requests)
    now = replace(whole, requests=requests)
    assert suggested_verdicts(now) == ()
    other = replace(
        now, options=(*now.options, Option(id="O3", name="Other", requests=("R4",))), choice=Choice(option="O3")
    )
    assert suggested_verdicts(other)[-1] == Suggestion(
        request="R4", answer="will", reason="it is part of Other and fits into 12 person-weeks"
    )
    by_hand = replace(
        other, requests=(*requests[:3], replace(requests[3], verdict=Verdict(answer="wont", reason="no")))
    )
    assert "R4" not in {one.request for one in suggested_verdicts(by_hand)}
