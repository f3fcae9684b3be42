from datetime import UTC, date, datetime

from msgspec.structs import replace

from alignment_tui.domain.records import Option
from alignment_tui.domain.session import Session
from alignment_tui.domain.votes import fist, fist_words
from alignment_tui.editing.blind import reveal
from alignment_tui.editing.fields import together
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import away, here
from alignment_tui.editing.votes import another_round, object_because, rank, reveal_fists, show_fist
from tests.factories import request, session

MOMENT = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3))
START = session(
    requests=(request(1), request(2, blind=True)),
    options=(Option(id="O1", name="Calm"), Option(id="O2", name="Bold")),
)


def after(*edits: Edit, before: Session = START) -> Session:
    return together(*edits)(before, MOMENT)


def hidden(made: Session) -> list[bool]:
    return [one.blind for one in made.fists]


def test_a_round_is_hidden_until_the_last_of_those_here_has_shown() -> None:
    two = after(here(("Ana", "Raj", "Li")), show_fist("O1", "Ana", 5), show_fist("O1", "S2", 1, "why"))
    assert hidden(two) == [True, True]
    three = after(show_fist("O1", "Li", 3), before=two)
    assert hidden(three) == [False, False, False]
    assert fist_words(three, fist(three, "O1")) == "does not pass: Raj 1"


def test_one_shown_again_while_hidden_stays_hidden_and_one_shown_after_is_open() -> None:
    made = after(here(("Ana", "Raj")), show_fist("O1", "Ana", 5), show_fist("O1", "Ana", 2))
    assert hidden(made) == [True]
    made = after(show_fist("O1", "Raj", 4), show_fist("O1", "Ana", 3), show_fist("O1", "Li", 3), before=made)
    assert hidden(made) == [False, False, False]


def test_the_last_one_waited_for_leaves_and_a_newcomer_hides_nothing_again() -> None:
    made = after(here(("Ana", "Raj")), show_fist("O1", "Ana", 5), away(("Raj",)))
    assert hidden(made) == [False]
    assert hidden(after(here(("Li",)), before=made)) == [False]
    waiting = after(here(("Ana", "Raj", "Li")), show_fist("O1", "Ana", 5), away(("Raj",)))
    assert hidden(waiting) == [True]


def test_revealing_shows_one_option_or_all_that_is_hidden() -> None:
    both = after(show_fist("O1", "Ana", 5), show_fist("O2", "Ana", 1))
    assert hidden(after(reveal_fists("O1"), before=both)) == [False, True]
    shown = reveal(both, MOMENT)
    assert hidden(shown) == [False, False]
    assert not shown.requests[1].blind
    assert [one.fingers for one in shown.fists] == [5, 1]


def test_why_and_another_round() -> None:
    made = after(show_fist("O1", "Ana", 1), show_fist("O2", "Ana", 4), object_because("O1", "S1", "too late"))
    assert [(one.option, one.why) for one in made.fists] == [("O1", "too late"), ("O2", "")]
    assert [one.option for one in after(another_round("O1"), before=made).fists] == ["O2"]


def test_each_has_one_ranking_and_so_has_the_room() -> None:
    made = after(
        rank("Ana", ("R1", "R2")), rank(None, ("R2", "R1")), rank("S1", ("R2", "R1")), rank(None, ("R1", "R2"))
    )
    assert [(one.person, one.order) for one in made.rankings] == [("S1", ("R2", "R1")), (None, ("R1", "R2"))]


def test_a_person_with_a_ranking_is_not_made_into_the_room() -> None:
    from alignment_tui.domain.errors import RuleBroken
    from alignment_tui.editing.records import remove

    lone = after(rank("Mo", ("R1",)))
    try:
        after(remove("S4"), before=lone)
    except RuleBroken as broken:
        assert "S4" in str(broken)
    else:
        raise AssertionError("the ranking of somebody who is gone would be that of all")
    assert replace(lone, rankings=()) != lone
