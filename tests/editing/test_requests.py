from datetime import UTC, date, datetime

import pytest

from alignment_tui.domain.errors import NotFound, RuleBroken
from alignment_tui.domain.records import Assumption
from alignment_tui.domain.session import Session
from alignment_tui.editing import requests
from alignment_tui.editing.fields import change, together
from alignment_tui.editing.moment import Edit, Moment
from tests.factories import estimate, request, session

MOMENT = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3), last_ids={"R1.A": 4})
START = session(requests=(request(1), request(2), request(3)))


def after(edit: Edit, before: Session = START) -> Session:
    return edit(before, MOMENT)


def test_who_relays_and_who_asks_may_both_be_new() -> None:
    made = after(requests.ask("Petra", "words", "Jo", paraphrased=True))
    assert [one.name for one in made.stakeholders[-2:]] == ["Jo", "Petra"]
    assert (made.requests[-1].asker, made.requests[-1].relayed_by, made.requests[-1].paraphrased) == ("S5", "S4", True)


def test_inner_ids_are_never_used_again() -> None:
    assert after(requests.assume("r1", "x", important=True)).requests[0].assumptions[0].id == "R1.A5"


def test_an_ultimatum_a_nature_and_a_merge_can_be_taken_back() -> None:
    made = after(together(requests.insist("R1"), requests.classify("R1", "security"), requests.merge("R2", ("R1",))))
    assert (made.requests[0].must, made.requests[0].nature, made.requests[0].merged_into) == (True, "security", "R2")
    back = after(together(requests.insist("R1", False), requests.classify("R1", None), requests.part("R1")), made)
    assert back.requests[0] == START.requests[0]


def test_a_layer_is_filled_or_none_and_no_words_are_lost() -> None:
    made = after(together(requests.say_none("R1", ("needs", "takes")), requests.need_requests("R1", ("R2", "R2"))))
    assert (made.requests[0].none, made.requests[0].needs) == (("takes",), ("R2",))
    made = after(requests.take("R1", estimate(2, 3, 4), "Web"), made)
    assert made.requests[0].none == ()
    with pytest.raises(RuleBroken, match="R1 takes 2 to 4 person-weeks, likely 3"):
        after(requests.say_none("R1", ("takes",)), made)
    made = after(requests.need_outside("R1", "the bank"), made)
    with pytest.raises(RuleBroken, match=r"drop R1\.D1 first"):
        after(requests.say_none("R1", ("needs",)), made)


def test_what_is_not_there_or_something_else_is_refused() -> None:
    with pytest.raises(NotFound, match="R9"):
        after(requests.explain("R9", "x"))
    with pytest.raises(RuleBroken, match="S1 is a person, not a request"):
        after(requests.merge("R1", ("S1",)))


def test_fields_are_set_at_any_depth() -> None:
    made = after(requests.assume("R1", "x"))
    made = after(change("R1.A5", important=False, evidence="good"), made)
    assert made.requests[0].assumptions == (Assumption(id="R1.A5", text="x", important=False, evidence="good"),)
