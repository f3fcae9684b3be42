"""Options side by side: two to six of them, in any width a room may have, with all that speaks for and against."""

import pytest
from msgspec.structs import replace

from alignment_tui.domain.records import Capacity, Choice, Effect, ErrorBudget, Fist, Option, Order
from alignment_tui.domain.session import Session
from alignment_tui.ui.lines import plain, width_of
from alignment_tui.ui.stages.option_table import option_table
from tests.driver import example
from tests.factories import effort, request, session

CHECKOUT = example("checkout").session
MORE = (
    Option(id="O4", name="Nothing at all", requests=("R5",), effects=(Effect(metric="M1", direction="same"),)),
    Option(id="O5", name="Security first, and then whatever the sale still leaves room for", requests=("R1", "R4")),
    Option(id="O6", name="Sale only", requests=("R3",)),
)
WIDTHS = {"80": 76, "120": 88, "200": 103}


def of(count: int) -> Session:
    """The example with so many options."""
    return replace(CHECKOUT, options=(*CHECKOUT.options, *MORE)[:count])


def table(whole: Session, width: int = 76, selected: int = 0) -> str:
    return plain(option_table(whole, whole.options[selected], width))


@pytest.mark.parametrize("width", [20, 40, *WIDTHS.values(), 170])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_every_line_fits_and_the_selected_one_is_always_there(count: int, width: int) -> None:
    whole = of(count)
    for place, option in enumerate(whole.options):
        lines = option_table(whole, option, width)
        assert all(width_of(one) <= width for one in lines)
        assert option.id in table(whole, width, place)
        assert width < 40 or f"{option.id} {option.name.split()[0]}" in table(whole, width, place)


@pytest.mark.parametrize(("count", "shown"), [(2, 2), (3, 3), (4, 4), (6, 4)])
def test_at_80_columns_two_to_four_are_side_by_side_and_the_rest_is_counted(count: int, shown: int) -> None:
    head = table(of(count)).splitlines()[0]
    assert [own for own in ("O1", "O2", "O3", "O4", "O5", "O6") if f"{own} " in head] == [
        f"O{number}" for number in range(1, shown + 1)
    ]
    assert head.startswith(f"{shown} of {count}" if shown < count else "   ")


def test_at_80_columns_the_words_of_a_label_can_be_read() -> None:
    labels = [one[:15].rstrip() for one in table(CHECKOUT).splitlines()[2:]]
    told = " ".join(filter(None, labels))
    for words in (
        "Possible M1 checkout downtime M2 partner setups M3 onboarding time M4 time to the deploy behind…",
        "M5 errors per thousand… M6 lead",
        "M6 lead time of a change Left behind Breaks must Fist to five",
    ):
        assert words in told
    assert len(labels) <= 16


def test_what_is_told_of_each() -> None:
    assert table(CHECKOUT).splitlines()[1].split() == ["chosen", "once"]
    told = table(CHECKOUT, 120)
    for words in (
        "yes: 10 of 12 pw",
        "no: 19 of 12 pw",
        "better, 30 min/week",
        "Raj R2 R4, Mo R6",
        "nobody",
        "Ana R1, Li R3",
        "passes",
    ):
        assert words in told, words


def test_an_option_that_cannot_be_done_says_why() -> None:
    budget = ErrorBudget(id="C9", service="checkout", slo_percent=99.9, window_days=30, spent_minutes=60)
    whole = session(
        requests=(
            request(1, takes=effort(9), nature="reliability"),
            request(2, "S2", takes=effort(5, team="Web")),
            request(3, "S3", takes=effort(1)),
            request(4),
        ),
        constraints=(
            Capacity(id="C1", person_weeks=12),
            Capacity(id="C2", person_weeks=3, team="Web"),
            Order(id="C3", first="R3", then="R2"),
            budget,
        ),
        options=(
            Option(id="O1", name="Calm", requests=("R1",)),
            Option(id="O2", name="All", requests=("R1", "R2")),
            Option(id="O3", name="Some", requests=("R3", "R4")),
        ),
    )
    column = slice(26 + 31, 26 + 62)
    told = " ".join(" ".join(one[column] for one in table(whole, 120).splitlines()).split())
    assert "no: a freeze, 14 of 12 pw, 5 of 3 pw Web" in told
    assert "R3 before R2 not R2" in told
    everything = " ".join(table(whole, 120).split())
    assert "In a freeze not R2 not R3 R4" in everything
    assert "Not sized R4" in everything


def test_what_nobody_said_is_said_once() -> None:
    lines = table(replace(CHECKOUT, options=(Option(id="O1", name="Calm", effects=()),), choice=None, fists=()))
    assert "Not said" in lines
    assert "of M1 M2 M3 M4 M5 M6" in lines


def test_fingers_are_not_told_while_hidden_and_a_champion_is_missed() -> None:
    def told(*fingers: int, blind: bool = False) -> str:
        fists = tuple(
            Fist(option="O1", person=f"S{place}", fingers=one, blind=blind) for place, one in enumerate(fingers, 1)
        )
        here = replace(CHECKOUT, fists=fists, meetings=(replace(CHECKOUT.meetings[-1], here=("S1", "S2", "S3")),))
        return next(one for one in table(here, 120).splitlines() if one.startswith("Fist"))

    assert "2 of 3 in" in told(5, 1, blind=True)
    assert told(5, 1, blind=True) == told(3, 3, blind=True)
    assert "no: Raj 1" in told(5, 1, 4)
    assert "passes, no champion" in " ".join(told(3, 3, 3).split())


def test_without_capacity_it_says_what_it_takes_and_a_long_chosen_name_keeps_its_word() -> None:
    long = replace(of(6), choice=Choice(option="O5"), constraints=())
    told = table(long, 76, 4)
    assert "8 of ?" in told or "6 of ?" in told or "7 of ?" in told
    assert "chosen" in told
