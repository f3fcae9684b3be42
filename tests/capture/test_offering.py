"""An offer as the line that makes it: it says that trade-off and no other, whatever things are called."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from alignment_tui.capture.offering import line_for
from alignment_tui.domain.records import StageSlug, TradeOff
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES
from alignment_tui.editing.moment import Moment
from tests.capture.room import NOW, TODAY, filled

MOMENT = Moment(now=NOW, today=TODAY)
SESSION = filled("trade-offs").session
WANTED = TradeOff(id="T1", gain="checkout downtime", give="partner setups", bearer="S2", metric="M2", option="O1")


def named(name: str) -> Session:
    raj = replace(SESSION.stakeholders[1], name=name)
    return replace(SESSION, stakeholders=(SESSION.stakeholders[0], raj, *SESSION.stakeholders[2:]))


def test_the_line_is_what_one_would_say_with_room_to_say_what_is_accepted() -> None:
    line = line_for(SESSION, "trade-offs", MOMENT, WANTED)
    assert line
    text, place = line
    assert text == "checkout downtime even over partner setups @Raj #M2 #O1"
    assert text[:place] == "checkout downtime even over partner setups"


def test_on_other_days_and_where_a_word_is_reserved_it_says_what_it_is() -> None:
    elsewhere = line_for(SESSION, "metrics", MOMENT, WANTED)
    reserved = line_for(SESSION, "trade-offs", MOMENT, replace(WANTED, gain="option clicks"))
    assert elsewhere == ("trade-off: checkout downtime even over partner setups @Raj #M2 #O1", 53)
    assert reserved
    assert reserved[0].startswith("trade-off: option clicks even over")


def test_what_a_line_would_read_otherwise_has_none() -> None:
    for wanted in (replace(WANTED, give="x, accepting y"), replace(WANTED, gain="x even over y")):
        assert line_for(SESSION, "trade-offs", MOMENT, wanted) is None
    assert line_for(named("Raj, of #3"), "trade-offs", MOMENT, WANTED)


NAMES = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(str.strip)
TALK = st.lists(
    st.sampled_from(["even over", ", accepting", "@Raj", "#M1", "option", "R1", ":", "x", "until"]), min_size=1
).map(" ".join)


@given(st.sampled_from([stage.slug for stage in STAGES]), NAMES | TALK, NAMES | TALK, NAMES)
def test_a_line_makes_that_trade_off_or_there_is_none(stage: StageSlug, gain: str, give: str, name: str) -> None:
    session, wanted = named(name), replace(WANTED, gain=gain.strip(), give=give.strip())
    line = line_for(session, stage, MOMENT, wanted)
    if line:
        from alignment_tui.capture.reading import Understood, read_line

        outcome = read_line(line[0], session, stage, MOMENT)
        assert isinstance(outcome, Understood)
        assert outcome.edit
        made = outcome.edit(session, MOMENT)
        assert made.trade_offs == (*session.trade_offs, replace(wanted, id=made.trade_offs[-1].id))
        assert replace(made, trade_offs=session.trade_offs) == session
