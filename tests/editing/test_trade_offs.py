from datetime import UTC, date, datetime

import pytest

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Metric
from alignment_tui.domain.session import Session
from alignment_tui.editing import trade_offs
from alignment_tui.editing.fields import together
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import deciders, here
from alignment_tui.editing.wording import reword, traded
from tests.factories import request, session

MOMENT = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3))
START = session(requests=(request(1), request(2)), metrics=(Metric(id="M1", name="m"), Metric(id="M2", name="n")))


def after(edit: Edit, before: Session = START) -> Session:
    return edit(before, MOMENT)


def test_an_option_said_again_keeps_its_effects() -> None:
    made = after(together(trade_offs.offer("Calm", ("R1",)), trade_offs.affect("O1", "M1", "worse")))
    made = after(
        together(trade_offs.affect("O1", "M2", "same"), trade_offs.affect("O1", "M1", "better", 3, "min")), made
    )
    made = after(trade_offs.offer("calm", ("R2", "R1", "R2")), made)
    assert (made.options[0].name, made.options[0].requests) == ("Calm", ("R2", "R1"))
    assert [(one.metric, one.direction) for one in made.options[0].effects] == [("M1", "better"), ("M2", "same")]


def test_choosing_again_replaces_and_records_who_and_before_whom() -> None:
    made = after(together(trade_offs.offer("A"), trade_offs.offer("B"), deciders(("Li",)), here(("Ana",))))
    made = after(together(trade_offs.choose("O1"), trade_offs.choose("O2")), made)
    assert made.choice
    assert (made.choice.option, made.choice.decided_by, made.choice.present) == ("O2", ("S3",), ("S1",))


def test_a_trade_off_is_told_again_in_parts() -> None:
    made = after(trade_offs.trade("a", "b", bearer="Jo", metric="M1"))
    made = after(together(trade_offs.retell("T1", bearer="Ana", metric="M2"), reword("T1", "c even over d")), made)
    found = made.trade_offs[0]
    assert (found.gain, found.give, found.accepting, found.bearer, found.metric) == ("c", "d", "", "S1", "M2")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("x even over y", ("x", "y", "")),
        ("x Even Over y, Accepting z, and more", ("x", "y", "z, and more")),
        ("x, accepting v even over y, accepting z", ("x, accepting v", "y", "z")),
    ],
)
def test_a_sentence_is_split_at_the_first_even_over(words: str, parts: tuple[str, str, str]) -> None:
    assert traded(words) == parts


def test_what_has_no_wording_says_so() -> None:
    made = after(trade_offs.trade("a", "b"))
    with pytest.raises(RuleBroken, match="X even over Y"):
        after(reword("T1", "nothing of the kind"), made)
    with pytest.raises(RuleBroken, match="already called Raj"):
        after(reword("S1", "raj"), made)
    assert after(reword("S1", "ANA"), made).stakeholders[0].name == "ANA"
