import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.flow import findings
from alignment_tui.domain.records import Choice, Fist, Meeting, Option
from alignment_tui.domain.session import Session
from alignment_tui.domain.votes import LEGEND, all_in_shown, fist, fist_words, with_shown
from tests.factories import TODAY, session

OPTIONS = (Option(id="O1", name="Calm launch"), Option(id="O2", name="Everything"))


def shown(*fingers: int, blind: bool = False) -> Session:
    """Ana, Raj and Li are here; the first of them show so many fingers for O1."""
    fists = tuple(
        Fist(option="O1", person=f"S{place}", fingers=one, blind=blind) for place, one in enumerate(fingers, start=1)
    )
    return session(options=OPTIONS, fists=fists)


@pytest.mark.parametrize(
    ("fingers", "passes", "no_champion", "said"),
    [
        ((5, 3, 4), True, False, "passes"),
        ((3, 3, 3), True, True, "passes, but nobody champions it"),
        ((5, 2, 4), False, False, "does not pass: Raj 2"),
        ((0, 1, 5), False, False, "does not pass: Ana 0, Raj 1"),
    ],
)
def test_fist_to_five(fingers: tuple[int, ...], passes: bool, no_champion: bool, said: str) -> None:
    result = fist(shown(*fingers), "O1")
    assert (result.complete, result.passes, result.no_champion) == (True, passes, no_champion)
    assert fist_words(shown(*fingers), result) == said


def test_while_it_is_hidden_it_tells_only_who_is_in() -> None:
    for fingers in ((5, 1), (3, 3)):
        result = fist(shown(*fingers, blind=True), "O1")
        assert (result.votes, result.of, result.hidden, result.complete, result.waiting) == (2, 3, True, False, ("S3",))
        assert (result.passes, result.lowest, result.champions, result.objections) == (False, None, (), ())
        assert fist_words(shown(*fingers, blind=True), result) == "2 of 3 in, waiting for Li"


def test_nobody_yet_and_all_in_but_not_revealed() -> None:
    assert fist_words(shown(), fist(shown(), "O1")) == "nobody has shown fingers yet"
    whole = shown(5, 5, 5, blind=True)
    assert fist_words(whole, fist(whole, "O1")) == "all are in, and still hidden"


def test_revealed_before_all_are_in_it_says_how_it_is_so_far() -> None:
    early = shown(5, 1)
    assert fist_words(early, fist(early, "O1")) == "2 of 3 in, waiting for Li; so far it does not pass: Raj 1"
    assert not [one for one in findings(replace(early, choice=Choice(option="O1")), TODAY) if one.code == "fist"]


def test_who_is_away_is_not_waited_for_and_counts_when_showing() -> None:
    whole = session(
        options=OPTIONS,
        meetings=(Meeting(on=TODAY, away=("S3",)),),
        fists=(Fist(option="O1", person="S1", fingers=4), Fist(option="O1", person="S2", fingers=3)),
    )
    assert fist(whole, "O1").complete
    more = replace(whole, fists=(*whole.fists, Fist(option="O1", person="S3", fingers=0)))
    assert fist_words(more, fist(more, "O1")) == "does not pass: Li 0"


@given(st.lists(st.integers(0, 5), min_size=3, max_size=3))
def test_a_fist_passes_exactly_when_all_are_three_or_more(fingers: list[int]) -> None:
    result = fist(shown(*fingers), "O1")
    assert result.passes == all(one >= 3 for one in fingers)
    assert result.no_champion == all(one == 3 for one in fingers)
    assert result.lowest == min(fingers)


@given(st.lists(st.integers(0, 5), max_size=3), st.lists(st.integers(0, 5), max_size=3))
def test_all_are_shown_at_once_when_nobody_is_waited_for(here: list[int], there: list[int]) -> None:
    one, other = shown(*here, blind=True), shown(*there, blind=True)
    both = replace(one, fists=(*one.fists, *(replace(fist, option="O2") for fist in other.fists)))
    after = all_in_shown(both)
    for option, given_for in (("O1", here), ("O2", there)):
        blind = [fist.blind for fist in after.fists if fist.option == option]
        assert blind == [len(given_for) < 3] * len(given_for)
    assert [fist.fingers for fist in after.fists] == [*here, *there]


def test_to_show_an_option_leaves_the_others_hidden_and_drops_what_has_no_fingers() -> None:
    empty = Fist(option="O1", person="S3", blind=True)
    whole = replace(shown(5, 4, blind=True), fists=(*shown(5, blind=True).fists, empty))
    other = Fist(option="O2", person="S1", fingers=1, blind=True)
    after = with_shown(replace(whole, fists=(*whole.fists, other)), ("O1",))
    assert after.fists == (Fist(option="O1", person="S1", fingers=5), other)


def test_fingers_are_0_to_5_and_only_hidden_ones_may_be_missing() -> None:
    assert set(LEGEND) == set(range(6))
    for fingers in (-1, 6):
        with pytest.raises(RuleBroken, match="0 to 5"):
            Fist(option="O1", person="S1", fingers=fingers, blind=True)
    with pytest.raises(RuleBroken, match="0 to 5"):
        Fist(option="O1", person="S1")


def test_what_came_out_is_a_finding_once_it_is_seen() -> None:
    def codes(whole: Session) -> set[str]:
        return {one.code for one in findings(replace(whole, choice=Choice(option="O1")), TODAY)}

    assert "fist" in codes(shown(5, 2, 4))
    assert "champion" in codes(shown(3, 3, 3))
    assert not {"fist", "champion"} & codes(shown(5, 2, 4, blind=True))
    assert not {"fist", "champion"} & codes(shown(3, 3, 3, blind=True))
