from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.records import Choice, Fist, Parked, Part, Rework, Step, Stream
from alignment_tui.editing.moment import Moment
from alignment_tui.ui.dialogs.form_draft import Blank
from alignment_tui.ui.dialogs.form_saving import edit_of, saved
from alignment_tui.ui.dialogs.fresh_ids import FreshIds
from tests.ui.form_samples import everything, full_session

SESSION = full_session()


@pytest.mark.parametrize("part", everything(SESSION), ids=lambda part: f"{type(part).__name__}-{part.key}")
def test_what_stays_as_it_is_leaves_the_session_as_it_is(part: Part) -> None:
    assert saved(SESSION, part, part) == SESSION


def test_a_reading_that_moves_to_another_day_is_still_one_reading() -> None:
    before = SESSION.readings[0]
    after = replace(before, on=date(2025, 5, 19))
    assert saved(SESSION, before, after).readings == (after,)


def test_a_key_that_another_has_is_refused() -> None:
    session = replace(SESSION, fists=(*SESSION.fists, Fist(option="O1", person="S1", fingers=4)))
    before = session.fists[0]
    with pytest.raises(RuleBroken, match="there are two of it"):
        saved(session, before, replace(before, person="S1"))


def test_a_new_record_comes_last() -> None:
    new = Parked(id="P2", text="later")
    assert saved(SESSION, Blank(kind=Parked, given={"id": "P2"}), new).parked[-1] is new


def test_what_a_form_adds_gets_another_id_where_that_one_was_taken_meanwhile() -> None:
    at = Moment(now=datetime(2025, 3, 3, tzinfo=UTC), today=date(2025, 3, 3), last_ids={"P": 4})
    new = Parked(id="P1", text="later")
    kept = edit_of(Blank(kind=Parked, given={"id": "P1"}), new)(SESSION, at).parked
    assert kept == (*SESSION.parked, replace(new, id="P5"))
    stream = SESSION.streams[0]
    own = f"V1.{len(stream.steps) + 1}"
    theirs, mine = Step(id=own, name="theirs"), Step(id=own, name="mine")
    meanwhile = replace(SESSION, streams=(replace(stream, steps=(*stream.steps, theirs)), *SESSION.streams[1:]))
    loop = Rework(source=own, target=stream.steps[0].id, percent=9)
    after = replace(stream, steps=(*stream.steps, mine), rework=(loop,))
    made = edit_of(stream, after)(meanwhile, at).streams[0]
    assert [one.name for one in made.steps[-2:]] == ["theirs", "mine"]
    assert made.rework[-1].source == made.steps[-1].id != own


def test_links_to_a_step_that_left_are_cleared() -> None:
    stream = SESSION.streams[0]
    after = Stream(id="V1", name="Checkout", steps=stream.steps[:0])
    session = saved(SESSION, stream, after)
    assert session.requests[1].touches == ("V2.1",)
    assert session.streams == (after, SESSION.streams[1])


def test_an_inner_part_goes_back_to_where_it_was() -> None:
    before = SESSION.requests[1].assumptions[0]
    session = saved(SESSION, before, replace(before, text="otherwise"))
    assert session.requests[1].assumptions[0].text == "otherwise"


def test_the_choice_is_replaced() -> None:
    assert saved(SESSION, Blank(kind=Choice), Choice(option="O2")).choice == Choice(option="O2")


def test_ids_are_given_once_also_before_anything_is_saved() -> None:
    ids = FreshIds(lambda kind: f"{kind}4")
    assert [ids("R1.A"), ids("R1.A"), ids("V1."), ids("R1.A")] == ["R1.A4", "R1.A5", "V1.4", "R1.A6"]
